// Where a pixel of the radiograph is on the screen, and back.

export interface Point {
  x: number;
  y: number;
}

export interface Size {
  width: number;
  height: number;
}

/** x' = a x + c y + e and y' = b x + d y + f, as a canvas takes it. */
export interface Affine {
  a: number;
  b: number;
  c: number;
  d: number;
  e: number;
  f: number;
}

/** How a radiograph is looked at. */
export interface View {
  /** Screen pixels for each pixel of the radiograph. */
  scale: number;
  /** The place of the radiograph, in its pixels, that is in the middle of the stage. */
  centre: Point;
  /** Quarter turns clockwise, 0 to 3; made after mirroring. */
  turns: number;
  /** Left and right exchanged. */
  mirrored: boolean;
}

export const LEAST_SCALE = 0.02;
export const MOST_SCALE = 40;

export function apply(m: Affine, p: Point): Point {
  return { x: m.a * p.x + m.c * p.y + m.e, y: m.b * p.x + m.d * p.y + m.f };
}

export function inverse(m: Affine): Affine {
  const determinant = m.a * m.d - m.b * m.c;
  return {
    a: m.d / determinant,
    b: -m.b / determinant,
    c: -m.c / determinant,
    d: m.a / determinant,
    e: (m.c * m.f - m.d * m.e) / determinant,
    f: (m.b * m.e - m.a * m.f) / determinant,
  };
}

const COSINES = [1, 0, -1, 0];
const SINES = [0, 1, 0, -1];

/** From pixels of the radiograph to pixels of a stage of that size. */
export function toScreen(view: View, stage: Size): Affine {
  const cosine = COSINES[view.turns & 3]! * view.scale;
  const sine = SINES[view.turns & 3]! * view.scale;
  const across = view.mirrored ? -1 : 1;
  const m = { a: cosine * across, b: sine * across, c: -sine, d: cosine, e: 0, f: 0 };
  const middle = apply(m, view.centre);
  return { ...m, e: stage.width / 2 - middle.x, f: stage.height / 2 - middle.y };
}

/** All of the radiograph, as large as the stage allows, turned as it is. */
export function fitted(view: View, radiograph: Size, stage: Size): View {
  const lying = (view.turns & 1) === 1;
  const width = lying ? radiograph.height : radiograph.width;
  const height = lying ? radiograph.width : radiograph.height;
  const scale = Math.min(stage.width / width, stage.height / height);
  return {
    ...view,
    scale: clampedScale(scale),
    centre: { x: radiograph.width / 2, y: radiograph.height / 2 },
  };
}

export const upright: View = { scale: 1, centre: { x: 0, y: 0 }, turns: 0, mirrored: false };

function clampedScale(scale: number): number {
  return Math.min(MOST_SCALE, Math.max(LEAST_SCALE, scale));
}

/** Nearer or farther by a factor; what is at `at` (on the screen) stays there. */
export function zoomed(view: View, factor: number, at: Point, stage: Size): View {
  const held = apply(inverse(toScreen(view, stage)), at);
  const nearer = { ...view, scale: clampedScale(view.scale * factor) };
  const moved = apply(toScreen(nearer, stage), held);
  return panned(nearer, { x: at.x - moved.x, y: at.y - moved.y });
}

/** Moved by so many pixels of the screen. */
export function panned(view: View, by: Point): View {
  const back = inverse({ ...toScreen({ ...view, centre: { x: 0, y: 0 } }, { width: 0, height: 0 }) });
  const step = { x: back.a * by.x + back.c * by.y, y: back.b * by.x + back.d * by.y };
  return { ...view, centre: { x: view.centre.x - step.x, y: view.centre.y - step.y } };
}

/** A quarter turn clockwise as seen on the screen. */
export function turned(view: View): View {
  return { ...view, turns: (view.turns + 1) & 3 };
}

/** Left and right exchanged as seen on the screen, whatever the turn. */
export function flippedAcross(view: View): View {
  return { ...view, turns: (4 - view.turns) & 3, mirrored: !view.mirrored };
}

/** Top and bottom exchanged as seen on the screen, whatever the turn. */
export function flippedDown(view: View): View {
  return { ...view, turns: (6 - view.turns) & 3, mirrored: !view.mirrored };
}

/** The rectangle that two corners span. */
export function rectangle(p: Point, q: Point): { left: number; top: number; width: number; height: number } {
  return {
    left: Math.min(p.x, q.x),
    top: Math.min(p.y, q.y),
    width: Math.abs(p.x - q.x),
    height: Math.abs(p.y - q.y),
  };
}
