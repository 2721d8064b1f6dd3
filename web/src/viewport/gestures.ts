// Pointers on the stage: mouse, pen, one finger, two fingers.
import type { Point } from "./affine";
import { draws, type Look, type Tool } from "./look";

/** What one pointer is doing until it is lifted. */
type Deed = "window" | "pan" | "draw";

export class Gestures {
  #down = new Map<number, Point>();
  #deed: Deed | null = null;

  constructor(
    private readonly look: Look,
    private readonly tool: () => Tool,
  ) {}

  down(id: number, at: Point, button: number) {
    this.#down.set(id, at);
    if (this.#down.size === 2) {
      // A second finger: both zoom and move, and what the first began is let go.
      if (this.#deed === "draw") this.look.cancel();
      this.#deed = null;
    } else if (this.#down.size === 1) {
      const tool = this.tool();
      this.#deed = button === 1 ? "pan" : button === 2 ? "window" : draws(tool) ? "draw" : tool;
      if (this.#deed === "draw" && draws(tool)) this.look.press(tool, this.look.at(at));
    }
  }

  move(id: number, at: Point) {
    const before = this.#down.get(id);
    if (!before) {
      this.look.move(this.look.at(at)); // a line whose end follows the pointer between two clicks
      return;
    }
    const by = { x: at.x - before.x, y: at.y - before.y };
    if (this.#down.size === 2) {
      const [other] = [...this.#down].filter(([key]) => key !== id).map(([, point]) => point);
      this.look.pan({ x: by.x / 2, y: by.y / 2 });
      const apart = Math.hypot(before.x - other!.x, before.y - other!.y);
      const now = Math.hypot(at.x - other!.x, at.y - other!.y);
      if (apart > 10 && now > 10)
        this.look.zoom(now / apart, { x: (at.x + other!.x) / 2, y: (at.y + other!.y) / 2 });
    } else if (this.#deed === "window") this.look.dragWindow(by);
    else if (this.#deed === "pan") this.look.pan(by);
    else if (this.#deed === "draw") this.look.move(this.look.at(at));
    this.#down.set(id, at);
  }

  up(id: number) {
    if (this.#down.delete(id) && this.#down.size === 0) {
      if (this.#deed === "draw") this.look.release();
      this.#deed = null;
    }
  }

  /** A wheel's notch is about a fifth; a trackpad's many small steps add up to the same. */
  wheel(delta: number, at: Point) {
    this.look.zoom(2 ** (-Math.max(-200, Math.min(200, delta)) / 400), at);
  }
}
