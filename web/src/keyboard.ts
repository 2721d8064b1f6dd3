// Every shortcut, once: the help shows this table and the pages act by it.
import { useEffect, useRef } from "preact/hooks";
import { settings } from "./settings";

export const shortcuts = [
  { id: "help", keys: ["?"], does: "This help", where: "Everywhere" },
  { id: "upload", keys: ["Shift+U"], does: "Upload", where: "Everywhere" },
  { id: "worklist", keys: ["Shift+W"], does: "Worklist", where: "Everywhere" },
  { id: "dashboard", keys: ["Shift+D"], does: "Dashboard", where: "Everywhere" },
  { id: "info", keys: ["Shift+I"], does: "Info", where: "Everywhere" },
  { id: "next", keys: ["j"], does: "Next radiograph", where: "Worklist and reading" },
  { id: "previous", keys: ["k"], does: "Previous radiograph", where: "Worklist and reading" },
  { id: "window", keys: ["w"], does: "Window and level: drag, or arrow keys", where: "Tools" },
  { id: "pan", keys: ["p"], does: "Move: drag, or arrow keys", where: "Tools" },
  { id: "length", keys: ["l"], does: "Length: drag; or arrow keys and Enter", where: "Tools" },
  { id: "angle", keys: ["a"], does: "Angle: drag, then click; or arrow keys and Enter", where: "Tools" },
  { id: "box", keys: ["x"], does: "Draw a box for your opinion", where: "Tools" },
  {
    id: "undo",
    keys: ["Backspace", "Delete"],
    does: "Take back the last measurement or box",
    where: "Tools",
  },
  { id: "escape", keys: ["Escape"], does: "Leave what was begun", where: "Tools" },
  { id: "nearer", keys: ["+", "="], does: "Nearer", where: "Image" },
  { id: "farther", keys: ["-"], does: "Farther", where: "Image" },
  { id: "fit", keys: ["0"], does: "All of it, with its own window", where: "Image" },
  { id: "invert", keys: ["i"], does: "Invert", where: "Image" },
  { id: "rotate", keys: ["r"], does: "Rotate by a quarter", where: "Image" },
  { id: "across", keys: ["h"], does: "Flip left and right", where: "Image" },
  { id: "down", keys: ["v"], does: "Flip top and bottom", where: "Image" },
  { id: "compare", keys: ["c"], does: "Views side by side", where: "Image" },
  { id: "heat", keys: ["m"], does: "Heatmap on and off", where: "Finding" },
  { id: "fainter", keys: ["["], does: "Heatmap fainter", where: "Finding" },
  { id: "stronger", keys: ["]"], does: "Heatmap stronger", where: "Finding" },
  { id: "boxes", keys: ["b"], does: "Boxes on and off", where: "Finding" },
  { id: "operating", keys: ["s"], does: "Sensitive or specific", where: "Finding" },
  { id: "agree", keys: ["1"], does: "Agree", where: "Opinion" },
  { id: "disagree", keys: ["2"], does: "Disagree", where: "Opinion" },
  { id: "unsure", keys: ["3"], does: "Unsure", where: "Opinion" },
] as const;

export type ShortcutId = (typeof shortcuts)[number]["id"];
export type Actions = Partial<Record<ShortcutId, () => void>>;

interface Key {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** The shortcut that a key press means; letters tell Shift apart, signs do not. */
export function shortcutOf(press: Key): ShortcutId | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey) return undefined;
  const letter = /^[a-z]$/i.test(press.key);
  const name =
    letter && press.shiftKey
      ? `Shift+${press.key.toUpperCase()}`
      : letter
        ? press.key.toLowerCase()
        : press.key;
  return shortcuts.find(({ keys }) => (keys as readonly string[]).includes(name))?.id;
}

/** Where a press is text, or moves a control, and no shortcut. */
function isTyping(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest("dialog[open]")) return true;
  if (target.isContentEditable || target.matches("textarea, select")) return key !== "Escape";
  if (target instanceof HTMLInputElement)
    return !["radio", "checkbox", "range", "button"].includes(target.type) && key !== "Escape";
  return false;
}

export function useShortcuts(actions: Actions) {
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event.target, event.key)) return;
      const id = shortcutOf(event);
      const action = id && latest.current[id];
      // Somebody who dictates or presses keys by accident can turn single keys off.
      if (!action || (!settings().shortcuts && id !== "help" && id !== "escape")) return;
      event.preventDefault();
      action();
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, []);
}
