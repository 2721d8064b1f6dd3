import { expect, test } from "vitest";
import { shortcutOf, shortcuts } from "./keyboard";

const press = (
  key: string,
  held: Partial<Record<"shiftKey" | "ctrlKey" | "metaKey" | "altKey", boolean>> = {},
) => shortcutOf({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...held });

test("no key means two things", () => {
  const keys = shortcuts.flatMap((shortcut) => [...shortcut.keys]);
  expect(new Set(keys).size).toBe(keys.length);
});

test("a letter with Shift is another key than without", () => {
  expect(press("w")).toBe("window");
  expect(press("W", { shiftKey: true })).toBe("worklist");
});

test("a sign is found whether or not the keyboard needs Shift for it", () => {
  expect(press("?", { shiftKey: true })).toBe("help");
  expect(press("+")).toBe("nearer");
  expect(press("+", { shiftKey: true })).toBe("nearer");
});

test("the browser's own shortcuts are left to it", () => {
  expect(press("r", { ctrlKey: true })).toBeUndefined();
  expect(press("p", { metaKey: true })).toBeUndefined();
});
