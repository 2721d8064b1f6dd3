import { expect, test } from "vitest";
import { apply } from "./affine";
import { Gestures } from "./gestures";
import { Look, type Tool } from "./look";

function stage(tool: Tool) {
  const look = new Look({ width: 1000, height: 1000 });
  look.resize({ width: 500, height: 500 });
  return { look, gestures: new Gestures(look, () => tool) };
}

test("two fingers that part zoom, whatever the tool, and what lay between them stays there", () => {
  const { look, gestures } = stage("window");
  const window = look.window;
  gestures.down(1, { x: 200, y: 250 }, 0);
  gestures.down(2, { x: 300, y: 250 }, 0);
  const between = look.at({ x: 250, y: 250 });
  gestures.move(1, { x: 150, y: 250 });
  gestures.move(2, { x: 350, y: 250 });
  expect(look.view.scale).toBeCloseTo(1);
  expect(apply(look.map, between).x).toBeCloseTo(250, 0);
  expect(look.window).toEqual(window);
});

test("a second finger lets go of the line that the first began", () => {
  const { look, gestures } = stage("length");
  gestures.down(1, { x: 100, y: 100 }, 0);
  gestures.move(1, { x: 150, y: 100 });
  gestures.down(2, { x: 300, y: 100 }, 0);
  gestures.up(2);
  gestures.up(1);
  expect(look.draft).toBeNull();
  expect(look.measurements).toEqual([]);
});

test("dragging with the window tool to the right is softer, upwards is brighter", () => {
  const { look, gestures } = stage("window");
  look.suggest({ black: 10000, white: 20000 });
  gestures.down(1, { x: 100, y: 100 }, 0);
  gestures.move(1, { x: 200, y: 50 });
  expect(look.window.white - look.window.black).toBeGreaterThan(10000);
  expect(look.window.white + look.window.black).toBeLessThan(30000);
});

test("the right button changes the window and the middle one moves, whatever the tool", () => {
  const { look, gestures } = stage("length");
  look.suggest({ black: 10000, white: 20000 });
  gestures.down(1, { x: 100, y: 100 }, 2);
  gestures.move(1, { x: 150, y: 100 });
  gestures.up(1);
  expect(look.window.white - look.window.black).toBeGreaterThan(10000);
  const { x } = look.view.centre;
  gestures.down(1, { x: 100, y: 100 }, 1);
  gestures.move(1, { x: 150, y: 100 });
  gestures.up(1);
  expect(look.view.centre.x).toBeCloseTo(x - 100);
  expect(look.measurements).toEqual([]);
});
