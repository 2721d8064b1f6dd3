import { describe, expect, test } from "vitest";
import {
  apply,
  fitted,
  flippedAcross,
  flippedDown,
  inverse,
  panned,
  toScreen,
  turned,
  upright,
  zoomed,
  type Point,
  type View,
} from "./affine";

const radiograph = { width: 900, height: 1100 };
const stage = { width: 640, height: 480 };

/** Every turn, mirrored or not, near and far, off centre. */
const views: View[] = [0, 1, 2, 3].flatMap((turns) =>
  [false, true].flatMap((mirrored) =>
    [0.25, 1, 7.5].map((scale) => ({ scale, turns, mirrored, centre: { x: 311.5, y: 702.25 } })),
  ),
);

function expectAt(found: Point, wanted: Point) {
  expect(found.x).toBeCloseTo(wanted.x, 6);
  expect(found.y).toBeCloseTo(wanted.y, 6);
}

describe("coordinates", () => {
  test.each(views)("a pixel sent to the screen and back is where it was: %j", (view) => {
    const there = toScreen(view, stage);
    for (const pixel of [
      { x: 0, y: 0 },
      { x: 900, y: 1100 },
      { x: 12.5, y: 1001 },
    ])
      expectAt(apply(inverse(there), apply(there, pixel)), pixel);
  });

  test.each(views)("the centre of the view is in the middle of the stage: %j", (view) => {
    expectAt(apply(toScreen(view, stage), view.centre), { x: 320, y: 240 });
  });

  test.each(views)("zooming holds what is under the pointer: %j", (view) => {
    const at = { x: 101, y: 333 };
    const held = apply(inverse(toScreen(view, stage)), at);
    expectAt(apply(toScreen(zoomed(view, 1.7, at, stage), stage), held), at);
  });

  test.each(views)("panning moves every pixel by as much on the screen: %j", (view) => {
    const pixel = { x: 40, y: 60 };
    const before = apply(toScreen(view, stage), pixel);
    const after = apply(toScreen(panned(view, { x: 13, y: -7 }), stage), pixel);
    expectAt(after, { x: before.x + 13, y: before.y - 7 });
  });

  test.each(views)("flips and turns are made as they are seen: %j", (view) => {
    const pixel = { x: 500, y: 600 };
    const seen = apply(toScreen(view, stage), pixel);
    const from = { x: seen.x - 320, y: seen.y - 240 };
    expectAt(apply(toScreen(flippedAcross(view), stage), pixel), { x: 320 - from.x, y: 240 + from.y });
    expectAt(apply(toScreen(flippedDown(view), stage), pixel), { x: 320 + from.x, y: 240 - from.y });
    expectAt(apply(toScreen(turned(view), stage), pixel), { x: 320 - from.y, y: 240 + from.x });
  });

  test("a fitted radiograph touches two sides of the stage and leaves none, lying or upright", () => {
    for (const turns of [0, 1, 2, 3]) {
      const view = fitted({ ...upright, turns }, radiograph, stage);
      const map = toScreen(view, stage);
      const corners = [
        { x: 0, y: 0 },
        { x: 900, y: 0 },
        { x: 0, y: 1100 },
        { x: 900, y: 1100 },
      ].map((corner) => apply(map, corner));
      const xs = corners.map((corner) => corner.x);
      const ys = corners.map((corner) => corner.y);
      expect(Math.min(...xs)).toBeGreaterThanOrEqual(-1e-6);
      expect(Math.max(...xs)).toBeLessThanOrEqual(640 + 1e-6);
      expect(Math.min(...ys)).toBeGreaterThanOrEqual(-1e-6);
      expect(Math.max(...ys)).toBeLessThanOrEqual(480 + 1e-6);
      const touches = Math.min(Math.abs(Math.min(...xs)), Math.abs(Math.min(...ys)));
      expect(touches).toBeCloseTo(0, 6);
    }
  });

  test("nobody zooms so far that they are lost", () => {
    let view = fitted(upright, radiograph, stage);
    for (let i = 0; i < 100; ++i) view = zoomed(view, 2, { x: 0, y: 0 }, stage);
    expect(view.scale).toBe(40);
    for (let i = 0; i < 100; ++i) view = zoomed(view, 0.5, { x: 0, y: 0 }, stage);
    expect(view.scale).toBe(0.02);
  });
});
