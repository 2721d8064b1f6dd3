import { expect, test } from "vitest";
import type { Radiograph } from "../api/types";
import { byStudy } from "./groups";

const view = (id: string, study: string) => ({ id, study }) as Radiograph;

test("a study stands where its first view does, with all its views", () => {
  const groups = byStudy([view("1", "a"), view("2", "b"), view("3", "a"), view("4", "c")]);
  expect(groups.map(({ study, views }) => [study, views.map(({ id }) => id)])).toEqual([
    ["a", ["1", "3"]],
    ["b", ["2"]],
    ["c", ["4"]],
  ]);
});
