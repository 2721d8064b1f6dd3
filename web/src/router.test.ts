import { expect, test } from "vitest";
import { hashOf, routeOf, type Route } from "./router";

test.each<Route>([
  { page: "upload" },
  { page: "reading", id: "01abc" },
  { page: "worklist", query: {} },
  { page: "worklist", query: { part: "lower_leg", order: "suspicion", from: "2026-01-01" } },
  { page: "dashboard" },
  { page: "info" },
  { page: "audit" },
])("an address that was written leads back: %j", (route) => {
  expect(routeOf(hashOf(route))).toEqual(route);
});

test("an address that makes no sense leads to the start", () => {
  expect(routeOf("#/nowhere")).toEqual({ page: "upload" });
  expect(routeOf("#/reading/../../etc")).toEqual({ page: "upload" });
  expect(routeOf("")).toEqual({ page: "upload" });
});
