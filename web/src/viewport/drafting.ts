// Drawing a line, an angle or a box, point by point: by dragging, by clicking, or by keys.
import type { Point } from "./affine";

export interface Drafting {
  kind: "length" | "angle" | "box";
  /** The last one still follows the pointer. */
  points: Point[];
  /** Every point is where it stays. */
  whole?: boolean;
}

const needed = { length: 2, angle: 3, box: 2 } as const;

export function pressed(draft: Drafting | null, kind: Drafting["kind"], at: Point): Drafting {
  return draft?.kind === kind ? moved(draft, at) : { kind, points: [at, at] };
}

export function moved(draft: Drafting, at: Point): Drafting {
  return { ...draft, points: [...draft.points.slice(0, -1), at] };
}

/**
 * Fixes the last point unless it lies on the one before it (nearer than `least`), which is how a
 * click that begins a line ends. Whole ones have as many points as they need; to the others the
 * next point is added.
 */
export function released(draft: Drafting, least: number): Drafting {
  const last = draft.points.at(-1)!;
  const before = draft.points.at(-2)!;
  if (Math.hypot(last.x - before.x, last.y - before.y) < least) return draft;
  if (draft.points.length === needed[draft.kind]) return { ...draft, whole: true };
  return { ...draft, points: [...draft.points, last] };
}
