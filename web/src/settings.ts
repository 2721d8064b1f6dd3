// What a reader set and finds again next time; it stays in this browser.
import { useEffect, useState } from "preact/hooks";
import type { Operating } from "./words";

export interface Settings {
  operating: Operating;
  /** Opacity of the heatmap, 0 to 1. */
  heat: number;
  boxes: boolean;
  shortcuts: boolean;
}

const defaults: Settings = { operating: "sensitive", heat: 0.5, boxes: true, shortcuts: true };
const KEY = "osteon.settings";

function stored(): Settings {
  try {
    return { ...defaults, ...(JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Settings>) };
  } catch {
    return defaults; // storage that is forbidden or spoiled is no reason to show nothing
  }
}

let current = stored();
const listeners = new Set<() => void>();

export function set(change: Partial<Settings>) {
  current = { ...current, ...change };
  try {
    localStorage.setItem(KEY, JSON.stringify(current));
  } catch {
    // Kept until the page is closed.
  }
  for (const listener of listeners) listener();
}

export const settings = () => current;

export function useSettings(): Settings {
  const [, redraw] = useState(0);
  useEffect(() => {
    const listener = () => redraw((n) => n + 1);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
  return current;
}
