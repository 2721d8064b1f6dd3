import { expect, test } from "vitest";
import type { Day } from "../api/types";
import { everyDay, partsOf, roundTop, shareOf, shareTop, weeklyShares } from "./series";

const day = (name: string, by_part: Day["by_part"]): Day => ({
  day: name,
  read: 1,
  by_part,
  cannot_answer: 0,
  failed: 0,
});

test("a share is of what was answered; possible counts only where it is asked for", () => {
  const counts = { fracture: 2, possible: 3, none: 5 };
  expect(shareOf(counts, false)).toBeCloseTo(0.2);
  expect(shareOf(counts, true)).toBeCloseTo(0.5);
  expect(shareOf({ abnormal: 1, possible: 0, none: 0 }, false)).toBe(1);
});

test("where nothing was read there is no share, rather than a share of nothing", () => {
  expect(shareOf(undefined, true)).toBeNull();
  expect(shareOf({ fracture: 0, possible: 0, none: 0 }, true)).toBeNull();
  expect(weeklyShares([day("2026-01-01", {})], "hand", false)).toEqual([null]);
});

test("a week's share weighs each radiograph, not each day", () => {
  const days = [
    day("2026-01-01", { hand: { fracture: 1, possible: 0, none: 0 } }),
    day("2026-01-02", { hand: { fracture: 0, possible: 0, none: 9 } }),
  ];
  expect(weeklyShares(days, "hand", false)).toEqual([1, 0.1]);
});

test("days on which nothing came are shown too", () => {
  const days = everyDay([day("2026-02-28", {})], "2026-02-27", "2026-03-01");
  expect(days.map(({ day: name, read }) => [name, read])).toEqual([
    ["2026-02-27", 0],
    ["2026-02-28", 1],
    ["2026-03-01", 0],
  ]);
});

test("the most read part comes first", () => {
  const days = [
    day("2026-01-01", {
      knee: { fracture: 1, possible: 0, none: 1 },
      hand: { fracture: 0, possible: 0, none: 9 },
    }),
  ];
  expect(partsOf(days)).toEqual(["hand", "knee"]);
});

test("charts end at round numbers that hold the highest", () => {
  expect([[null], [0.2, 0.1], [0.26], [0.9]].map(shareTop)).toEqual([0.1, 0.25, 0.5, 1]);
  expect([0, 4, 5, 11, 37, 41, 99, 250].map(roundTop)).toEqual([4, 4, 6, 20, 40, 60, 100, 400]);
});
