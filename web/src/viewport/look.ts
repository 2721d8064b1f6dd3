// How one radiograph is being looked at: place, window, measurements. Each view of a study has its
// own; toolbar, keys and pointers all act on it.
import { useEffect, useState } from "preact/hooks";
import type { Box } from "../api/types";
import * as affine from "./affine";
import type { Point, Size } from "./affine";
import { moved, pressed, released, type Drafting } from "./drafting";
import type { Measurement } from "./measure";
import { adjusted, fullRange, type Window } from "./window";

export type Tool = "window" | "pan" | "length" | "angle" | "box";
export const draws = (tool: Tool): tool is Drafting["kind"] =>
  tool === "length" || tool === "angle" || tool === "box";

/** Of the stage, for one press of an arrow key. */
const STEP_PX = 24;

export class Look {
  view = affine.upright;
  window: Window = fullRange;
  inverted = false;
  measurements: Measurement[] = [];
  /** Drawn by the reader for the opinion. */
  boxes: Box[] = [];
  draft: Drafting | null = null;
  /** Where the keyboard draws, in pixels of the radiograph. */
  cursor: Point | null = null;
  stage: Size = { width: 1, height: 1 };
  /** The window that the file or the grey values suggest. */
  #ownWindow: Window | null = null;
  /** Until somebody zooms or moves, the radiograph keeps filling the stage. */
  #fits = true;
  #listeners = new Set<() => void>();

  constructor(readonly radiograph: Size) {
    // Until the stage has its size nobody looks closely.
    this.view = affine.fitted(affine.upright, radiograph, this.stage);
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #changed() {
    for (const listener of this.#listeners) listener();
  }

  get map() {
    return affine.toScreen(this.view, this.stage);
  }

  /** From the stage to pixels of the radiograph, kept inside it. */
  at(screen: Point): Point {
    const { x, y } = affine.apply(affine.inverse(this.map), screen);
    return {
      x: Math.min(this.radiograph.width, Math.max(0, x)),
      y: Math.min(this.radiograph.height, Math.max(0, y)),
    };
  }

  resize(stage: Size) {
    this.stage = stage;
    if (this.#fits) this.view = affine.fitted(this.view, this.radiograph, stage);
    this.#changed();
  }

  /** Only the first time: a radiograph that is shown again is as it was left. */
  suggest(window: Window) {
    if (this.#ownWindow) return;
    this.#ownWindow = window;
    this.window = window;
    this.#changed();
  }

  fit() {
    this.#fits = true;
    this.window = this.#ownWindow ?? fullRange;
    this.resize(this.stage);
  }

  zoom(factor: number, at: Point = { x: this.stage.width / 2, y: this.stage.height / 2 }) {
    this.#fits = false;
    this.view = affine.zoomed(this.view, factor, at, this.stage);
    this.#changed();
  }

  pan(by: Point) {
    this.#fits = false;
    this.view = affine.panned(this.view, by);
    this.#changed();
  }

  #reoriented(view: affine.View) {
    this.view = this.#fits ? affine.fitted(view, this.radiograph, this.stage) : view;
    this.#changed();
  }
  rotate = () => this.#reoriented(affine.turned(this.view));
  flipAcross = () => this.#reoriented(affine.flippedAcross(this.view));
  flipDown = () => this.#reoriented(affine.flippedDown(this.view));

  invert = () => {
    this.inverted = !this.inverted;
    this.#changed();
  };

  /** Right is softer, up is brighter; the whole stage is about two doublings of the width. */
  dragWindow(by: Point) {
    this.window = adjusted(this.window, 2 ** ((2 * by.x) / this.stage.width), by.y / this.stage.height);
    this.#changed();
  }

  press(kind: Drafting["kind"], at: Point) {
    this.draft = pressed(this.draft, kind, at);
    this.#changed();
  }
  move(at: Point) {
    if (!this.draft) return;
    this.draft = moved(this.draft, at);
    this.#changed();
  }
  /** A press and release on one spot begins a line whose end follows the pointer. */
  release() {
    if (!this.draft) return;
    this.draft = released(this.draft, 4 / this.view.scale);
    if (this.draft.whole) this.#keep(this.draft);
    this.#changed();
  }

  #keep({ kind, points }: Drafting) {
    this.draft = null;
    const [first, second] = points;
    if (kind === "box") this.boxes = [...this.boxes, affine.rectangle(first!, second!)];
    else this.measurements = [...this.measurements, { kind, points }];
  }

  cancel() {
    this.draft = null;
    this.cursor = null;
    this.#changed();
  }

  undo(tool: Tool) {
    if (this.draft) this.draft = null;
    else if (tool === "box") this.boxes = this.boxes.slice(0, -1);
    else this.measurements = this.measurements.slice(0, -1);
    this.#changed();
  }

  setBoxes(boxes: Box[]) {
    this.boxes = boxes;
    this.#changed();
  }

  /** Arrow keys do what the tool does when dragged that way. */
  nudge(tool: Tool, direction: Point, fine: boolean) {
    const step = { x: direction.x * (fine ? 2 : STEP_PX), y: direction.y * (fine ? 2 : STEP_PX) };
    if (tool === "window") this.dragWindow(step);
    else if (tool === "pan") this.pan(step);
    else {
      const from = affine.apply(
        this.map,
        this.cursor ?? this.at({ x: this.stage.width / 2, y: this.stage.height / 2 }),
      );
      this.cursor = this.at({ x: from.x + step.x, y: from.y + step.y });
      if (this.draft) this.draft = moved(this.draft, this.cursor);
      this.#changed();
    }
  }

  /** Enter puts a point where the arrow keys led. */
  place(kind: Drafting["kind"]) {
    this.cursor ??= this.at({ x: this.stage.width / 2, y: this.stage.height / 2 });
    this.draft = pressed(this.draft, kind, this.cursor);
    this.release();
  }
}

export function useLook(look: Look | null) {
  const [, redraw] = useState(0);
  useEffect(() => look?.subscribe(() => redraw((n) => n + 1)), [look]);
}
