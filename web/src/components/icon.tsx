// Line icons of 24 by 24, drawn in the colour of the text beside them.

const paths = {
  upload: "M12 16V4m0 0L7 9m5-5 5 5M4 16v3a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1v-3",
  folder: "M3 6a1 1 0 0 1 1-1h5l2 2h9a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1z",
  list: "M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01",
  chart: "M4 20V4m0 16h16M8 16v-4m4 4V8m4 8v-6",
  info: "M12 11v5m0-8h.01M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z",
  help: "M9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.7.4-1.1 1-1.1 1.8m0 2.5h.01M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z",
  window: "M12 3v18a9 9 0 0 0 0-18zM21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z",
  pan: "M12 3v18M3 12h18M12 3 9.5 5.5M12 3l2.5 2.5M12 21l-2.5-2.5M12 21l2.5-2.5M3 12l2.5-2.5M3 12l2.5 2.5M21 12l-2.5-2.5M21 12l-2.5 2.5",
  length: "M4 20 20 4M3 15l6 6M15 3l6 6M9.5 11.5l2 2m1-5 2 2",
  angle: "M20 19H4L15 5M12 19a8 8 0 0 0-2.6-6",
  box: "M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M9 9h6v6H9z",
  nearer: "M11 8v6m-3-3h6m5 8-4-4m2-4a6 6 0 1 1-12 0 6 6 0 0 1 12 0z",
  farther: "M8 11h6m5 8-4-4m2-4a6 6 0 1 1-12 0 6 6 0 0 1 12 0z",
  fit: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  invert: "M4 4h16v16H4zM4 20 20 4M9 7v4M7 9h4M14 16h4",
  rotate: "M20 4v5h-5M19.5 9A8 8 0 1 0 20 14",
  across: "M12 3v18M9 7 4 17h5zM15 7l5 10h-5z",
  down: "M3 12h18M7 9l10-5v5zM7 15l10 5v-5z",
  compare: "M4 5h7v14H4zM13 5h7v14h-7z",
  undo: "M9 7 4 12l5 5M4 12h10a5 5 0 0 1 5 5v1",
  present:
    "M12 8v5m0 3h.01M10.3 4.2 2.8 17.5A2 2 0 0 0 4.5 20.5h15a2 2 0 0 0 1.7-3L13.7 4.2a2 2 0 0 0-3.4 0z",
  possible:
    "M9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.7.4-1.1 1-1.1 1.8m0 2.5h.01M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z",
  none: "m8 12 3 3 5-6M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z",
  cannot: "m6 6 12 12M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z",
  check: "m5 12 5 5 9-10",
  cross: "m6 6 12 12M18 6 6 18",
  save: "M12 4v11m0 0-4.5-4.5M12 15l4.5-4.5M4 19h16",
  trash: "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5m4-5v5",
  next: "m9 5 7 7-7 7",
  previous: "m15 5-7 7 7 7",
  clock: "M12 7v5l3 2M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z",
  out: "M15 4h4v16h-4M10 8l-4 4 4 4M6 12h9",
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
