// Lengths and angles on a radiograph.
import type { Point } from "./affine";

/** As the service gives it: the size of one pixel, and how far to trust it. */
export interface Spacing {
  across_mm: number;
  down_mm: number;
  source: string;
}

export interface Measurement {
  kind: "length" | "angle";
  /** In pixels of the radiograph: two ends; or an end, the corner, the other end. */
  points: Point[];
}

export const pointsOf = { length: 2, angle: 3 } as const;

/** Millimetres from pixel to pixel, with pixels that need not be square. */
export function millimetres(from: Point, to: Point, spacing: Spacing): number {
  return Math.hypot((to.x - from.x) * spacing.across_mm, (to.y - from.y) * spacing.down_mm);
}

/** Degrees, 0 to 180, at the corner; true in millimetres where the pixels are not square. */
export function degrees(from: Point, corner: Point, to: Point, spacing?: Spacing | null): number {
  const across = spacing?.across_mm ?? 1;
  const down = spacing?.down_mm ?? 1;
  const one = { x: (from.x - corner.x) * across, y: (from.y - corner.y) * down };
  const other = { x: (to.x - corner.x) * across, y: (to.y - corner.y) * down };
  const cross = one.x * other.y - one.y * other.x;
  const dot = one.x * other.x + one.y * other.y;
  return Math.abs((Math.atan2(cross, dot) * 180) / Math.PI);
}

/**
 * What the measurement says. A spacing measured at the detector over-reads what lay away from it,
 * so the words say so each time; without a spacing it is pixels and never a guess.
 */
export function reading({ kind, points }: Measurement, spacing?: Spacing | null): string {
  const [first, second, third] = points;
  if (!first || !second) return "";
  if (kind === "angle") return third ? `${degrees(first, second, third, spacing).toFixed(1)}°` : "";
  if (!spacing) return `${Math.hypot(second.x - first.x, second.y - first.y).toFixed(0)} px`;
  const length = `${millimetres(first, second, spacing).toFixed(1)} mm`;
  return spacing.source === "detector" ? `${length} on the detector` : length;
}
