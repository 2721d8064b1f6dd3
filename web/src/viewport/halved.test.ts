import { expect, test } from "vitest";
import { halved } from "./halved";

test("four pixels become their mean, at all 16 bits", () => {
  const { width, height, grey } = halved({
    width: 2,
    height: 2,
    grey: new Uint16Array([65535, 65535, 65534, 65533]),
  });
  expect([width, height, grey[0]]).toEqual([1, 1, 65534]);
});

test("an odd last row and column are kept", () => {
  const { width, height, grey } = halved({ width: 3, height: 1, grey: new Uint16Array([10, 20, 300]) });
  expect([width, height, ...grey]).toEqual([2, 1, 15, 300]);
});

test("a flat picture stays as flat", () => {
  const { grey } = halved({ width: 7, height: 5, grey: new Uint16Array(35).fill(4321) });
  expect(new Set(grey)).toEqual(new Set([4321]));
});
