// Sending one file, with progress; and sending it again when the service has no room.
import { address, OWN_HEADER } from "./client";
import { problemOf, unreachable, Problem } from "./problem";
import type { Receipt } from "./types";

export interface Upload {
  file: Blob;
  name: string;
  study?: string;
  part?: string;
}

/** XMLHttpRequest, because fetch does not tell how much of a body is sent. */
export function send(upload: Upload, progress: (share: number) => void): Promise<Receipt> {
  return new Promise((resolve, reject) => {
    const form = new FormData();
    // Fields first: the service knows where a file belongs before it comes.
    if (upload.study) form.set("study", upload.study);
    if (upload.part) form.set("part", upload.part);
    form.set("file", upload.file, upload.name);
    const request = new XMLHttpRequest();
    request.open("POST", address("radiographs"));
    for (const [name, value] of Object.entries(OWN_HEADER)) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) progress(event.loaded / event.total);
    };
    request.onerror = () => reject(unreachable());
    request.onload = () => {
      try {
        resolve(receiptOf(request.status, request.responseText, request.getResponseHeader("Retry-After")));
      } catch (problem) {
        reject(problem);
      }
    };
    request.send(form);
  });
}

/** @throws Problem  where nothing could be taken, or the answer holds no receipt */
export function receiptOf(status: number, body: string, retryAfter: string | null): Receipt {
  if (status < 200 || status > 299) throw problemOf(status, body, retryAfter);
  const receipt = (JSON.parse(body) as { items: Receipt[] }).items[0];
  if (!receipt) throw problemOf(502, "", null);
  return receipt;
}

const LONGEST_WAIT_S = 60;

/** How long to wait before the next attempt: as asked, or longer each time. */
export function waitBefore(attempt: number, retryAfter: number | null): number {
  return Math.min(LONGEST_WAIT_S, Math.max(1, retryAfter ?? 2 ** attempt));
}

/**
 * Tries until there is room. Only "no room now" (429, 503) is tried again: everything else would
 * end the same way.
 */
export async function persistently<T>(
  attempt: () => Promise<T>,
  waiting: (seconds: number, why: Problem) => void = () => {},
  sleep: (seconds: number) => Promise<void> = (s) => new Promise((done) => setTimeout(done, s * 1000)),
): Promise<T> {
  for (let tries = 0; ; ++tries) {
    try {
      return await attempt();
    } catch (problem) {
      if (!(problem instanceof Problem) || !problem.passing) throw problem;
      const seconds = waitBefore(tries, problem.retryAfter);
      waiting(seconds, problem);
      await sleep(seconds);
    }
  }
}
