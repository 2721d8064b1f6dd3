import { File } from "node:buffer"; // Node.js 18 has no global one
import { expect, test } from "vitest";
import { filesOf, type Entry } from "./files";

const file = (name: string): Entry => ({
  isFile: true,
  isDirectory: false,
  name,
  file: (found) => found(new File(["x"], name) as unknown as globalThis.File),
});

/** Gives its entries two at a time, as browsers give a hundred. */
const folder = (name: string, inside: Entry[]): Entry => ({
  isFile: false,
  isDirectory: true,
  name,
  createReader: () => {
    const left = [...inside];
    return { readEntries: (found) => found(left.splice(0, 2)) };
  },
});

test("every file of a folder is found, however deep, in the order of the names", async () => {
  const dropped = folder("films", [
    file("b10.png"),
    file("b9.png"),
    folder("a", [file("1.dcm"), folder("deeper", [file("2.dcm")]), file("3.dcm")]),
    file(".DS_Store"),
    folder(".git", [file("config")]),
  ]);
  expect((await filesOf(dropped)).map((found) => found.name)).toEqual([
    "1.dcm",
    "3.dcm",
    "2.dcm",
    "b9.png",
    "b10.png",
  ]);
});
