// What went wrong, in the service's own words where it gave some.
import type { ProblemDocument } from "./types";

export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    /** Seconds that the service asks to wait before trying again; null where it did not. */
    readonly retryAfter: number | null = null,
  ) {
    super(sentence(detail));
  }

  static of(document: ProblemDocument): Problem {
    return new Problem(document.status, document.code, document.detail || document.title);
  }

  /** Later there may be room: worth trying again without asking anybody. */
  get passing(): boolean {
    return this.status === 429 || this.status === 503;
  }
}

/** The service's details begin small, to stand behind what was being done. */
const sentence = (detail: string) => detail.charAt(0).toUpperCase() + detail.slice(1);

export const unreachable = () =>
  new Problem(0, "unreachable", "The service does not answer. Is it still running?");

/** Retry-After is a number of seconds or a date. */
export function secondsOf(retryAfter: string | null, now = Date.now()): number | null {
  if (!retryAfter) return null;
  if (/^\d+$/.test(retryAfter.trim())) return Number(retryAfter);
  const until = Date.parse(retryAfter);
  return Number.isNaN(until) ? null : Math.max(0, Math.ceil((until - now) / 1000));
}

/** From an answer that is not what was asked for; its body may be a problem document or anything. */
export function problemOf(status: number, body: string, retryAfter: string | null): Problem {
  const wait = secondsOf(retryAfter);
  try {
    const { code, detail, title } = JSON.parse(body) as Partial<ProblemDocument>;
    if (code || detail || title)
      return new Problem(status, code ?? "unknown", detail || title || `Status ${status}`, wait);
  } catch {
    // A proxy's own page: its markup helps nobody.
  }
  return new Problem(status, "unknown", `The service answered with status ${status}.`, wait);
}
