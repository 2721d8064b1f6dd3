// What the service says, as /api/openapi.json describes it.
import type { Spacing } from "../viewport/measure";

/** RFC 9457, with a stable word. */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
}

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface Thresholds {
  sensitive: number;
  specific: number;
}

/** The fields of docs/json.md. */
export interface Finding {
  part: string | null;
  part_probability: number | null;
  finding: "fracture" | "abnormal" | "possible" | "none" | "cannot_answer";
  probability: number | null;
  reason: string | null;
  explanation: string | null;
  target: string;
  thresholds: Thresholds | null;
  boxes: (Box & { probability: number })[];
  incomplete: boolean;
  pack: string;
  version: string;
  weights: string;
  precision: string;
  note: string;
}

export type Judgement = "agree" | "disagree" | "unsure";

export interface Opinion {
  opinion: Judgement;
  comment: string | null;
  boxes: Box[];
  by: string;
  at: string;
}

export type Status = "waiting" | "reading" | "done" | "failed";

export interface Radiograph {
  id: string;
  study: string;
  name: string;
  received: string;
  status: Status;
  problem: ProblemDocument | null;
  /** Null until it was read, like all that only its pixels tell. */
  width: number | null;
  height: number | null;
  bits: number | null;
  window: { black: number; white: number } | null;
  spacing: Spacing | null;
  finding: Finding | null;
  opinion: Opinion | null;
}

/** A radiograph that was read, so that its size is known. */
export type Read = Radiograph & { width: number; height: number; bits: number };
export const isRead = (radiograph: Radiograph): radiograph is Read =>
  radiograph.width !== null && radiograph.height !== null;

export interface Study {
  id: string;
  finding: Finding | null;
  radiographs: Radiograph[];
}

export interface RadiographPage {
  items: Radiograph[];
  next: string | null;
  total: number;
}

/** What became of one uploaded file. */
export type Receipt =
  | { name: string; id: string; study: string; status: Status; known: boolean }
  | { name: string; problem: ProblemDocument };

export interface Session {
  user: string | null;
  role: "admin" | "reader" | null;
  sign_in_required: boolean;
}

export interface HeatGrid {
  columns: number;
  rows: number;
  /** Where the grid lies, in pixels of the radiograph; it may reach beyond. */
  area: Box;
  /** Row by row: the probability that the place shows it. */
  values: number[];
}

export interface PartCounts {
  fracture?: number;
  abnormal?: number;
  possible: number;
  none: number;
}

export interface Day {
  day: string;
  read: number;
  by_part: Record<string, PartCounts>;
  cannot_answer: number;
  failed: number;
}

export interface Statistics {
  days: Day[];
  agreement: Record<Judgement, number>;
  /** Null where nothing was read. */
  latency_ms: { p50: number; p90: number; p99: number } | null;
  queue: { waiting: number; reading: number; limit: number };
}

export interface Pack {
  name: string;
  version: string;
  target: string;
  weights: string;
  precision: string;
  parts: string[];
  thresholds: Record<string, Thresholds>;
  /** Markdown. */
  card: string;
  disclaimer: string;
  [more: string]: unknown;
}

export interface AuditPage {
  items: { at: string; user: string; action: string; subject: string }[];
  next: string | null;
}
