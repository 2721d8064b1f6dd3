// From the service's days to what the charts show.
import type { Day, PartCounts } from "../api/types";
import { presentIn } from "../words";

/** Share of findings among what was answered, or null where nothing was. */
export function shareOf(counts: PartCounts | undefined, possibleToo: boolean): number | null {
  if (!counts) return null;
  const answered = presentIn(counts) + counts.possible + counts.none;
  if (answered === 0) return null;
  return (presentIn(counts) + (possibleToo ? counts.possible : 0)) / answered;
}

const added = (a: PartCounts, b: PartCounts): PartCounts => ({
  fracture: presentIn(a) + presentIn(b),
  possible: a.possible + b.possible,
  none: a.none + b.none,
});

/** Over several days at once: the share of a quiet day says little by itself. */
export function sum(days: Day[], part: string): PartCounts {
  return days.reduce((total, { by_part }) => (by_part[part] ? added(total, by_part[part]) : total), {
    fracture: 0,
    possible: 0,
    none: 0,
  } as PartCounts);
}

/** Every part that was read, the most read first. */
export function partsOf(days: Day[]): string[] {
  const reads = new Map<string, number>();
  for (const { by_part } of days)
    for (const [part, counts] of Object.entries(by_part))
      reads.set(part, (reads.get(part) ?? 0) + presentIn(counts) + counts.possible + counts.none);
  return [...reads].sort(([, a], [, b]) => b - a).map(([part]) => part);
}

/** A share for each day, over the week that ends with it; null where nothing was read. */
export function weeklyShares(days: Day[], part: string, possibleToo: boolean): (number | null)[] {
  return days.map((_, i) => shareOf(sum(days.slice(Math.max(0, i - 6), i + 1), part), possibleToo));
}

/** Days without a row are days on which nothing came: they are shown, empty. */
export function everyDay(days: Day[], from: string, to: string): Day[] {
  const known = new Map(days.map((day) => [day.day, day]));
  const all: Day[] = [];
  const last = Date.parse(`${to}T00:00:00Z`);
  for (let time = Date.parse(`${from}T00:00:00Z`); time <= last; time += 24 * 3600 * 1000) {
    const day = new Date(time).toISOString().slice(0, 10);
    all.push(known.get(day) ?? { day, read: 0, by_part: {}, cannot_answer: 0, failed: 0 });
  }
  return all;
}

/** A round number at or above the highest, to draw against. */
export function roundTop(highest: number): number {
  if (highest <= 4) return 4;
  const power = 10 ** Math.floor(Math.log10(highest));
  return [1, 2, 4, 6, 8, 10].map((step) => step * power).find((top) => top >= highest)!;
}

/** The least of a few round shares that holds all, so that lines can be compared. */
export const shareTop = (shares: (number | null)[]) =>
  [0.1, 0.25, 0.5].find((top) => shares.every((share) => (share ?? 0) <= top)) ?? 1;
