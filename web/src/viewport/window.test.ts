import { describe, expect, test } from "vitest";
import { LEAST_WIDTH, adjusted, automatic, fullRange, inWords, lookupTable, shown, windowOf } from "./window";

const bytesOf = (entry: number) => [...new Uint8Array(new Uint32Array([entry]).buffer)];

describe("window and level", () => {
  // A 12-bit exposure cut to 8 bits first would show 200 neighbouring values as ten.
  test("act on all 16 bits: a narrow window tells close grey values apart", () => {
    const table = lookupTable({ black: 30000, white: 30256 }, false);
    const seen = new Set<number>();
    for (let grey = 30000; grey < 30256; ++grey) seen.add(table[grey]!);
    expect(seen.size).toBeGreaterThan(250);
  });

  test("black and below is black, white and above is white, the middle in between", () => {
    const table = lookupTable({ black: 1000, white: 3000 }, false);
    expect(bytesOf(table[0]!)).toEqual([0, 0, 0, 255]);
    expect(bytesOf(table[1000]!)).toEqual([0, 0, 0, 255]);
    expect(bytesOf(table[2000]!)).toEqual([128, 128, 128, 255]);
    expect(bytesOf(table[3000]!)).toEqual([255, 255, 255, 255]);
    expect(bytesOf(table[65535]!)).toEqual([255, 255, 255, 255]);
  });

  test("every entry is what the slow function says, inverted or not", () => {
    for (const inverted of [false, true]) {
      const window = { black: -500, white: 70000 };
      const table = lookupTable(window, inverted);
      for (let grey = 0; grey < 65536; grey += 97) {
        const brightness = shown(grey, window, inverted);
        expect(bytesOf(table[grey]!)).toEqual([brightness, brightness, brightness, 255]);
      }
    }
  });

  test("inverting shows the darkest brightest", () => {
    const table = lookupTable(fullRange, true);
    expect(bytesOf(table[0]!)[0]).toBe(255);
    expect(bytesOf(table[65535]!)[0]).toBe(0);
  });

  test("the automatic window passes over the black border and single bright pixels", () => {
    const pixels = new Uint16Array(20000).fill(0);
    for (let i = 10000; i < 20000; ++i) pixels[i] = 20000 + (i - 10000);
    pixels[19999] = 65535;
    const window = automatic(pixels);
    expect(window.black).toBeGreaterThan(20050);
    expect(window.black).toBeLessThan(20150);
    expect(window.white).toBeGreaterThan(29900);
    expect(window.white).toBeLessThan(30000);
  });

  test("a blank radiograph has a window too", () => {
    expect(automatic(new Uint16Array(100))).toEqual(fullRange);
    const flat = automatic(new Uint16Array(100).fill(500));
    expect(flat.white - flat.black).toBe(LEAST_WIDTH);
  });

  test("dragging far never closes the window, turns it round or loses it", () => {
    let window = fullRange;
    for (let i = 0; i < 200; ++i) window = adjusted(window, 0.5, 0.4);
    expect(window.white - window.black).toBe(LEAST_WIDTH);
    for (let i = 0; i < 200; ++i) window = adjusted(window, 2, -3);
    expect(window.white).toBeGreaterThan(window.black);
    expect((window.white + window.black) / 2).toBe(0);
  });

  test("is said in the values that the file counts in", () => {
    expect(inWords(windowOf({ black: 0, white: 1 }), 12)).toBe("W 4095 L 2048");
    expect(inWords(windowOf({ black: 0.25, white: 0.75 }), 8)).toBe("W 128 L 128");
  });
});
