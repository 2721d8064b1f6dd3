import { expect, test } from "vitest";
import { Look } from "./look";

function lookAt() {
  const look = new Look({ width: 1000, height: 1000 });
  look.resize({ width: 500, height: 500 });
  return look;
}

test("dragging draws a length", () => {
  const look = lookAt();
  look.press("length", { x: 10, y: 20 });
  look.move({ x: 110, y: 20 });
  look.release();
  expect(look.measurements).toEqual([
    {
      kind: "length",
      points: [
        { x: 10, y: 20 },
        { x: 110, y: 20 },
      ],
    },
  ]);
  expect(look.draft).toBeNull();
});

test("two clicks draw the same", () => {
  const look = lookAt();
  look.press("length", { x: 10, y: 20 });
  look.release();
  look.move({ x: 60, y: 20 });
  look.press("length", { x: 110, y: 20 });
  look.release();
  expect(look.measurements[0]!.points).toEqual([
    { x: 10, y: 20 },
    { x: 110, y: 20 },
  ]);
});

test("an angle is a drag and one click more", () => {
  const look = lookAt();
  look.press("angle", { x: 0, y: 0 });
  look.move({ x: 100, y: 0 });
  look.release();
  look.move({ x: 90, y: 50 });
  look.press("angle", { x: 100, y: 100 });
  look.release();
  expect(look.measurements[0]!.points).toEqual([
    { x: 0, y: 0 },
    { x: 100, y: 0 },
    { x: 100, y: 100 },
  ]);
});

test("arrow keys and Enter draw without a pointer", () => {
  const look = lookAt();
  look.place("length");
  for (let i = 0; i < 5; ++i) look.nudge("length", { x: 1, y: 0 }, false);
  look.place("length");
  const [from, to] = look.measurements[0]!.points;
  expect(from).toEqual({ x: 500, y: 500 });
  expect(to!.x).toBeCloseTo(740); // five steps of 24 screen pixels, at two pixels each
  expect(to!.y).toBeCloseTo(500);
});

test("a box dragged upwards and to the left is the same box", () => {
  const look = lookAt();
  look.press("box", { x: 300, y: 400 });
  look.move({ x: 100, y: 250 });
  look.release();
  expect(look.boxes).toEqual([{ left: 100, top: 250, width: 200, height: 150 }]);
});

test("taking back first lets go of what is begun, then of what was last", () => {
  const look = lookAt();
  look.press("length", { x: 0, y: 0 });
  look.move({ x: 100, y: 0 });
  look.release();
  look.press("length", { x: 0, y: 0 });
  look.undo("length");
  expect(look.measurements).toHaveLength(1);
  look.undo("length");
  expect(look.measurements).toHaveLength(0);
});

test("nothing is drawn outside the radiograph", () => {
  const look = lookAt();
  expect(look.at({ x: -50, y: 700 })).toEqual({ x: 0, y: 1000 });
});

test("a turned radiograph fills its stage until somebody moves it, and then stays where it was put", () => {
  const look = new Look({ width: 1000, height: 500 });
  look.resize({ width: 400, height: 400 });
  expect(look.view.scale).toBeCloseTo(0.4);
  look.resize({ width: 800, height: 800 });
  expect(look.view.scale).toBeCloseTo(0.8);
  look.zoom(2);
  look.resize({ width: 400, height: 400 });
  expect(look.view.scale).toBeCloseTo(1.6);
  look.fit();
  expect(look.view.scale).toBeCloseTo(0.4);
});
