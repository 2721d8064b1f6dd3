import { describe, expect, test } from "vitest";
import { degrees, millimetres, reading, type Spacing } from "./measure";

const calibrated: Spacing = { across_mm: 0.2, down_mm: 0.1, source: "calibrated" };

describe("measuring", () => {
  test("pixels that are not square are measured along each side by its own size", () => {
    expect(millimetres({ x: 0, y: 0 }, { x: 100, y: 0 }, calibrated)).toBeCloseTo(20);
    expect(millimetres({ x: 0, y: 0 }, { x: 0, y: 100 }, calibrated)).toBeCloseTo(10);
    expect(millimetres({ x: 10, y: 10 }, { x: 25, y: 50 }, calibrated)).toBeCloseTo(5);
  });

  test("a length says where its millimetres come from", () => {
    const length = {
      kind: "length" as const,
      points: [
        { x: 0, y: 0 },
        { x: 30, y: 40 },
      ],
    };
    expect(reading(length, { across_mm: 0.5, down_mm: 0.5, source: "calibrated" })).toBe("25.0 mm");
    expect(reading(length, { across_mm: 0.5, down_mm: 0.5, source: "detector" })).toBe(
      "25.0 mm on the detector",
    );
    expect(reading(length, null)).toBe("50 px");
  });

  test("angles are those at the corner, whichever end comes first", () => {
    const corner = { x: 5, y: 5 };
    expect(degrees({ x: 15, y: 5 }, corner, { x: 5, y: 15 })).toBeCloseTo(90);
    expect(degrees({ x: 5, y: 15 }, corner, { x: 15, y: 5 })).toBeCloseTo(90);
    expect(degrees({ x: 15, y: 5 }, corner, { x: -5, y: 5 })).toBeCloseTo(180);
    expect(degrees({ x: 15, y: 5 }, corner, { x: 15, y: 15 })).toBeCloseTo(45);
  });

  test("an angle across pixels that are not square is the one in millimetres", () => {
    const corner = { x: 0, y: 0 };
    expect(degrees({ x: 10, y: 0 }, corner, { x: 10, y: 20 }, calibrated)).toBeCloseTo(45);
  });

  test("an unfinished measurement says nothing", () => {
    expect(reading({ kind: "length", points: [{ x: 1, y: 1 }] }, null)).toBe("");
    expect(
      reading(
        {
          kind: "angle",
          points: [
            { x: 1, y: 1 },
            { x: 2, y: 1 },
          ],
        },
        null,
      ),
    ).toBe("");
  });
});
