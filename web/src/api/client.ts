// Talking to the service. Every failure is a Problem.
import { Problem, problemOf, unreachable } from "./problem";
import type {
  AuditPage,
  Box,
  HeatGrid,
  Judgement,
  Pack,
  Radiograph,
  RadiographPage,
  Session,
  Statistics,
  Study,
} from "./types";

/** Relative, so that a proxy may give the service a folder of its own. */
export const BASE = "api/v1";
/** No form of another site can set it. */
export const OWN_HEADER = { "X-Osteon": "1" };

type Query = Record<string, string | number | null | undefined>;

export function address(path: string, query: Query = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== null && value !== undefined && value !== "") parameters.set(name, String(value));
  const text = parameters.toString();
  return `${BASE}/${path}${text ? `?${text}` : ""}`;
}

let signedOut = () => {};
/** Called when the service no longer knows who is asking. */
export function onSignedOut(callback: () => void) {
  signedOut = callback;
}

async function ask(path: string, query: Query = {}, init: RequestInit = {}): Promise<Response> {
  const changes = init.method && init.method !== "GET";
  let answer: Response;
  try {
    answer = await fetch(address(path, query), {
      ...init,
      headers: { ...(changes ? OWN_HEADER : {}), ...init.headers },
    });
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw unreachable();
  }
  if (answer.ok) return answer;
  if (answer.status === 401 && path !== "session") signedOut();
  throw problemOf(answer.status, await answer.text(), answer.headers.get("Retry-After"));
}

async function json<T>(path: string, query?: Query, init?: RequestInit): Promise<T> {
  return (await (await ask(path, query, init)).json()) as T;
}

const sent = (method: string, body?: unknown): RequestInit =>
  body === undefined
    ? { method }
    : { method, body: JSON.stringify(body), headers: { "Content-Type": "application/json" } };

export interface Wanted {
  status?: string;
  part?: string;
  finding?: string;
  opinion?: string;
  from?: string;
  to?: string;
  order?: string;
  limit?: number;
  after?: string | null;
}

export async function session(): Promise<Session> {
  try {
    return await json<Session>("session");
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 401)
      return { user: null, role: null, sign_in_required: true };
    throw problem;
  }
}
export const signIn = (user: string, password: string) =>
  ask("session", {}, sent("POST", { user, password }));
export const signOut = () => ask("session", {}, sent("DELETE"));

export const radiographs = (wanted: Wanted, signal?: AbortSignal) =>
  json<RadiographPage>("radiographs", { ...wanted }, { signal });
export const radiograph = (id: string, wait?: number, signal?: AbortSignal) =>
  json<Radiograph>(`radiographs/${id}`, { wait }, { signal });
export const removeRadiograph = (id: string) => ask(`radiographs/${id}`, {}, sent("DELETE"));
export const study = (id: string, signal?: AbortSignal) => json<Study>(`studies/${id}`, {}, { signal });
export const heatmap = (id: string, signal?: AbortSignal) =>
  json<HeatGrid>(`radiographs/${id}/heatmap`, {}, { signal });
export const giveOpinion = (id: string, opinion: { opinion: Judgement; comment: string; boxes: Box[] }) =>
  json<Radiograph>(`radiographs/${id}/opinion`, {}, sent("PUT", opinion));
export const withdrawOpinion = (id: string) => ask(`radiographs/${id}/opinion`, {}, sent("DELETE"));
export const statistics = (from: string, to: string) => json<Statistics>("statistics", { from, to });
export const pack = () => json<Pack>("pack");
export const audit = (after?: string | null) => json<AuditPage>("audit", { limit: 100, after });

export interface Pixels {
  width: number;
  height: number;
  /** Row by row; 0 is the darkest and 65535 the brightest value the file could hold. */
  grey: Uint16Array;
}

export async function pixels(id: string, longest: number, signal?: AbortSignal): Promise<Pixels> {
  const answer = await ask(`radiographs/${id}/pixels`, { longest }, { signal });
  const width = Number(answer.headers.get("X-Osteon-Width"));
  const height = Number(answer.headers.get("X-Osteon-Height"));
  const bytes = await answer.arrayBuffer();
  if (!(width > 0 && height > 0 && bytes.byteLength === 2 * width * height)) throw problemOf(502, "", null);
  return { width, height, grey: greyOf(bytes) };
}

/** Little-endian on the wire, whatever the machine. */
export function greyOf(bytes: ArrayBuffer): Uint16Array {
  const grey = new Uint16Array(bytes);
  if (new Uint8Array(new Uint16Array([1]).buffer)[0] === 0)
    for (let i = 0; i < grey.length; ++i) grey[i] = ((grey[i]! & 0xff) << 8) | (grey[i]! >> 8);
  return grey;
}

/** Files of a radiograph, for links. */
export const fileOf = (id: string, file: "thumbnail.png" | "overlay.png" | "report.pdf" | "finding.json") =>
  address(`radiographs/${id}/${file}`);
export const opinionsTable = () => address("opinions.csv");
