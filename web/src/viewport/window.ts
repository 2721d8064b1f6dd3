// Window and level: which grey values, of all 65,536, are shown as black and as white.

/** Grey values from 0 to 65535; what is at or below `black` is shown black. */
export interface Window {
  black: number;
  white: number;
}

const MOST = 65535;
/** Narrower windows show only noise. */
export const LEAST_WIDTH = 64;

export const fullRange: Window = { black: 0, white: MOST };

/** From 0 to 1, as the service says it. */
export function windowOf(shares: { black: number; white: number }): Window {
  return settled({ black: shares.black * MOST, white: shares.white * MOST });
}

/** The brightness, 0 to 255, of a grey value. */
export function shown(grey: number, window: Window, inverted: boolean): number {
  const share = (grey - window.black) / (window.white - window.black);
  const brightness = Math.round(Math.min(1, Math.max(0, share)) * 255);
  return inverted ? 255 - brightness : brightness;
}

/**
 * What each grey value looks like, as the four bytes of a canvas pixel. Every one of the 65,536
 * has its entry, so that a narrow window still tells neighbours apart.
 */
export function lookupTable(window: Window, inverted: boolean): Uint32Array {
  const table = new Uint32Array(MOST + 1);
  for (let grey = 0; grey <= MOST; ++grey) table[grey] = OPAQUE + WHITE * shown(grey, window, inverted);
  return table;
}

/** In this machine's byte order. */
const wordOf = (...bytes: [number, number, number, number]) =>
  new Uint32Array(new Uint8Array(bytes).buffer)[0]!;
const OPAQUE = wordOf(0, 0, 0, 255);
const WHITE = wordOf(1, 1, 1, 0);

/** From the 1st to the 99.5th percentile of what is not the black border. */
export function automatic(pixels: Uint16Array): Window {
  const counts = new Uint32Array(MOST + 1);
  for (const grey of pixels) counts[grey]!++;
  const border = counts[0]!;
  const inside = pixels.length - border;
  if (inside === 0) return fullRange;
  const at = (share: number): number => {
    let left = share * inside;
    for (let grey = 1; grey <= MOST; ++grey) {
      left -= counts[grey]!;
      if (left <= 0) return grey;
    }
    return MOST;
  };
  return settled({ black: at(0.01), white: at(0.995) });
}

/** Narrower or wider by a factor, its middle moved by a part of its width. */
export function adjusted(window: Window, narrower: number, up: number): Window {
  const width = (window.white - window.black) * narrower;
  const middle = (window.black + window.white) / 2 + up * (window.white - window.black);
  return settled({ black: middle - width / 2, white: middle + width / 2 });
}

/** Within what can be, and never closed. */
function settled(window: Window): Window {
  const width = Math.min(2 * MOST, Math.max(LEAST_WIDTH, window.white - window.black));
  const middle = Math.min(MOST, Math.max(0, (window.black + window.white) / 2));
  return { black: middle - width / 2, white: middle + width / 2 };
}

/** Width and level in the values that the file itself counts in, for people. */
export function inWords(window: Window, bits: number): string {
  const most = 2 ** Math.min(16, Math.max(1, bits)) - 1;
  const width = Math.round(((window.white - window.black) / MOST) * most);
  const level = Math.round(((window.white + window.black) / 2 / MOST) * most);
  return `W ${width} L ${level}`;
}
