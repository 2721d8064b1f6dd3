import { expect, test } from "vitest";
import { heatColour } from "./picture";

test("a place that surely does not show it is not coloured, one that more likely does than not is opaque", () => {
  expect(heatColour(0)[3]).toBe(0);
  expect(heatColour(1)).toEqual([230, 70, 30, 255]);
  expect(heatColour(0.5)).toEqual([230, 70, 30, 255]);
});

test("the more probable, the more opaque and the redder", () => {
  let before = heatColour(0);
  for (let share = 0.05; share <= 0.5; share += 0.05) {
    const colour = heatColour(share);
    expect(colour[3]).toBeGreaterThan(before[3]);
    expect(colour[1]).toBeLessThan(before[1]);
    before = colour;
  }
});
