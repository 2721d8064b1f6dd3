// Half the size, by the mean of four pixels, at all 16 bits.
import type { Pixels } from "../api/client";

/** An odd last row or column is its own neighbour. */
export function halved({ width, height, grey }: Pixels): Pixels {
  const half = { width: Math.ceil(width / 2), height: Math.ceil(height / 2) };
  const means = new Uint16Array(half.width * half.height);
  for (let y = 0; y < half.height; ++y) {
    const upper = 2 * y * width;
    const lower = Math.min(2 * y + 1, height - 1) * width;
    for (let x = 0; x < half.width; ++x) {
      const left = 2 * x;
      const right = Math.min(left + 1, width - 1);
      const sum = grey[upper + left]! + grey[upper + right]! + grey[lower + left]! + grey[lower + right]!;
      means[y * half.width + x] = (sum + 2) >> 2;
    }
  }
  return { ...half, grey: means };
}
