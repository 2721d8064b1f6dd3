// Contrast, names, roles and order of every page, by axe's rules for WCAG 2.1 AA.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { AxeResults } from "axe-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Browser } from "./browser";
import { phantom, remove, scratchFolder, Service } from "./service";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let folder: string;
let service: Service;
let browser: Browser;

beforeAll(async () => {
  folder = scratchFolder();
  phantom(join(folder, "a.png"), { fracture: true });
  phantom(join(folder, "b.png"), { part: "knee" });
  service = await Service.start(join(folder, "data"));
  browser = await Browser.open();
  await browser.page.goto(service.address);
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
  remove(folder);
});

/** What breaks a rule, with where and why. */
async function faults(): Promise<string[]> {
  const { page } = browser;
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: { run: (options: unknown) => Promise<AxeResults> } }).axe.run({
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
    }),
  );
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html}`));
}

test("upload, empty and with files", async () => {
  const { page } = browser;
  await page.getByRole("heading", { name: "Drop radiographs here" }).waitFor();
  expect(await faults()).toEqual([]);
  await browser.choose([join(folder, "a.png"), join(folder, "b.png")]);
  await page.getByText("all done").waitFor();
  expect(await faults()).toEqual([]);
});

test("the reading", async () => {
  const { page } = browser;
  await page.locator(".card a").first().click();
  await page.getByTestId("result").waitFor();
  await page.getByRole("radio", { name: "Disagree" }).check({ force: true });
  expect(await faults()).toEqual([]);
});

test.each([
  ["worklist", "table"],
  ["dashboard", "table"],
  ["info", ".card-text table"],
])("the %s", async (name, lastToCome) => {
  const { page } = browser;
  await page.goto(`${service.address}/#/${name}`);
  await page.locator(lastToCome).first().waitFor();
  expect(await faults()).toEqual([]);
});

test("the help", async () => {
  const { page } = browser;
  await page.keyboard.press("?");
  await page.getByRole("dialog").waitFor();
  expect(await faults()).toEqual([]);
});
