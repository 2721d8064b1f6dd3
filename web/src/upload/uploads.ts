// Files on their way to a finding. It outlives the pages, so that one can look at the first
// radiograph while the hundredth is sent.
import { useEffect, useState } from "preact/hooks";
import { asProblem } from "../components/asked";
import { radiograph } from "../api/client";
import { Problem } from "../api/problem";
import { persistently, send } from "../api/upload";
import type { Radiograph, Receipt } from "../api/types";

export type Stage = "queued" | "sending" | "no_room" | "waiting" | "done" | "refused";

export interface Item {
  key: number;
  file: File | null;
  name: string;
  size: number;
  stage: Stage;
  /** How much of it is sent, 0 to 1. */
  progress: number;
  /** Why it was refused, or what is waited for. */
  note: string | null;
  /** When the next attempt is made, while there is no room. */
  againAt: number | null;
  known: boolean;
  id: string | null;
  radiograph: Radiograph | null;
}

export interface Together {
  /** All files are views of one study. */
  oneStudy?: boolean;
  part?: string;
}

/** At once: enough to keep the service busy, and connections free for looking at results. */
const SENDERS = 2;
const WATCHERS = 2;
const WATCH_S = 20;

/** What the queue needs of the world; tests give it another. */
export interface World {
  send: typeof send;
  radiograph: typeof radiograph;
  sleep: (seconds: number) => Promise<void>;
}
const real: World = { send, radiograph, sleep: (s) => new Promise((done) => setTimeout(done, s * 1000)) };

export class Uploads {
  items: Item[] = [];
  #next = 0;
  #sending = 0;
  #watching = 0;
  #watched: Item[] = [];
  #todo: (() => Promise<void>)[] = [];
  #listeners = new Set<() => void>();

  constructor(private readonly world: World = real) {}

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** @returns the new items, the first of which is sent first */
  add(files: File[], together: Together = {}): Item[] {
    const added = files.map(
      (file): Item => ({
        key: this.#next++,
        file,
        name: file.name,
        size: file.size,
        stage: "queued",
        progress: 0,
        note: null,
        againAt: null,
        known: false,
        id: null,
        radiograph: null,
      }),
    );
    this.items = [...added, ...this.items];
    if (together.oneStudy) this.#todo.push(() => this.#sendStudy(added, together.part));
    else
      for (const item of added)
        this.#todo.push(async () => void (await this.#send(item, { part: together.part })));
    this.#changed();
    this.#pump();
    return added;
  }

  /** Forgets what has come to an end; the service keeps it. */
  clear() {
    this.items = this.items.filter((item) => item.stage !== "done" && item.stage !== "refused");
    this.#changed();
  }

  /** Something has not reached the service yet, and would be lost with the page. */
  get pending(): boolean {
    return this.items.some(({ stage }) => stage === "queued" || stage === "sending" || stage === "no_room");
  }

  forget(id: string) {
    this.items = this.items.filter((item) => item.id !== id);
    this.#changed();
  }

  #changed() {
    for (const listener of this.#listeners) listener();
  }

  #update(item: Item, change: Partial<Item>) {
    Object.assign(item, change);
    this.#changed();
  }

  #pump() {
    while (this.#sending < SENDERS && this.#todo.length > 0) {
      const next = this.#todo.shift()!;
      ++this.#sending;
      void next().finally(() => {
        --this.#sending;
        this.#pump();
      });
    }
  }

  /** The first view that is taken founds the study; the others are added to it. */
  async #sendStudy(items: Item[], part?: string) {
    let study: string | undefined;
    for (const item of items) {
      const receipt = await this.#send(item, { part, study });
      if (receipt && "id" in receipt) study ??= receipt.study;
    }
  }

  async #send(item: Item, fields: { part?: string; study?: string }): Promise<Receipt | null> {
    const file = item.file!;
    try {
      const receipt = await persistently(
        () => {
          this.#update(item, { stage: "sending", progress: 0, note: null, againAt: null });
          return this.world.send({ file, name: item.name, ...fields }, (progress) =>
            this.#update(item, { progress }),
          );
        },
        (seconds, why) =>
          this.#update(item, { stage: "no_room", note: why.message, againAt: Date.now() + seconds * 1000 }),
        this.world.sleep,
      );
      if ("problem" in receipt) {
        this.#update(item, { stage: "refused", note: Problem.of(receipt.problem).message });
      } else {
        this.#update(item, {
          stage: "waiting",
          progress: 1,
          id: receipt.id,
          known: receipt.known,
          file: null,
        });
        this.#watched.push(item);
        this.#watch();
      }
      return receipt;
    } catch (cause) {
      this.#update(item, { stage: "refused", note: asProblem(cause).message });
      return null;
    }
  }

  #watch() {
    while (this.#watching < WATCHERS && this.#watched.length > 0) {
      const item = this.#watched.shift()!;
      ++this.#watching;
      void this.#look(item).finally(() => {
        --this.#watching;
        this.#watch();
      });
    }
  }

  async #look(item: Item) {
    try {
      const found = await this.world.radiograph(item.id!, WATCH_S);
      this.#update(item, { radiograph: found });
      if (found.status === "done") this.#update(item, { stage: "done" });
      else if (found.status === "failed")
        this.#update(item, {
          stage: "refused",
          note: found.problem ? Problem.of(found.problem).message : "It could not be read.",
        });
      else this.#watched.push(item);
    } catch (cause) {
      const problem = asProblem(cause);
      if (problem.status === 404) this.#update(item, { stage: "refused", note: "It was deleted." });
      else {
        // The finding is safe with the service; asking again is all that is lost.
        await this.world.sleep(problem.retryAfter ?? 3);
        this.#watched.push(item);
      }
    }
  }
}

export const uploads = new Uploads();

export function useUploads(): Uploads {
  const [, redraw] = useState(0);
  useEffect(() => uploads.subscribe(() => redraw((n) => n + 1)), []);
  return uploads;
}
