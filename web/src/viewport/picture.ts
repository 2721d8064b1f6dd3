// A radiograph's pixels as a canvas, through a window.
import type { HeatGrid } from "../api/types";
import type { Pixels } from "../api/client";
import { halved } from "./halved";
import { lookupTable, type Window } from "./window";

/** One size of the picture, as it was last painted. */
class Level {
  readonly canvas = document.createElement("canvas");
  readonly #context: CanvasRenderingContext2D;
  readonly #image: ImageData;
  readonly #shown: Uint32Array;
  #state = "";

  constructor(readonly pixels: Pixels) {
    this.canvas.width = pixels.width;
    this.canvas.height = pixels.height;
    this.#context = this.canvas.getContext("2d", { alpha: false })!;
    this.#image = this.#context.createImageData(pixels.width, pixels.height);
    this.#shown = new Uint32Array(this.#image.data.buffer);
  }

  paint(window: Window, inverted: boolean) {
    const state = `${window.black} ${window.white} ${inverted}`;
    if (state === this.#state) return;
    this.#state = state;
    const table = lookupTable(window, inverted);
    const { grey } = this.pixels;
    const shown = this.#shown;
    for (let i = 0; i < grey.length; ++i) shown[i] = table[grey[i]!]!;
    this.#context.putImageData(this.#image, 0, 0);
  }
}

export class Picture {
  /** Whole, half, quarter, ...: made when first looked at from so far. */
  readonly #levels: Level[];

  constructor(readonly pixels: Pixels) {
    this.#levels = [new Level(pixels)];
  }

  /**
   * The picture through a window, in the smallest size that still has a pixel for each of the
   * `across` on the screen: fewer to look up while somebody drags the window.
   */
  through(window: Window, inverted: boolean, across: number): HTMLCanvasElement {
    let i = 0;
    for (let { width } = this.pixels; width / 2 >= across && width > 64; width /= 2) ++i;
    while (this.#levels.length <= i) this.#levels.push(new Level(halved(this.#levels.at(-1)!.pixels)));
    const level = this.#levels[i]!;
    level.paint(window, inverted);
    return level.canvas;
  }
}

// Amber to vermilion, as in the drawings that the program makes: apart from every grey, and from
// each other for most who see few colours.
const FAINT = [255, 176, 0] as const;
const STRONG = [230, 70, 30] as const;

/** A place that more likely than not shows it is coloured as strongly as can be. */
const FULL = 0.5;

/** The colour of a probability, its last byte the opacity; it eases in and out. */
export function heatColour(probability: number): [number, number, number, number] {
  const share = Math.min(1, Math.max(0, probability / FULL));
  const between = (i: 0 | 1 | 2) => Math.round(FAINT[i] + (STRONG[i] - FAINT[i]) * share);
  return [between(0), between(1), between(2), Math.round(255 * share * share * (3 - 2 * share))];
}

/** One pixel for each place; drawn large, the canvas interpolates between them. */
export function heatCanvas(grid: HeatGrid): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = grid.columns;
  canvas.height = grid.rows;
  const context = canvas.getContext("2d")!;
  const image = context.createImageData(grid.columns, grid.rows);
  grid.values.forEach((value, i) => image.data.set(heatColour(value), 4 * i));
  context.putImageData(image, 0, 0);
  return canvas;
}
