// A service with accounts.
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Browser } from "./browser";
import { remove, run, scratchFolder, Service } from "./service";

let folder: string;
let service: Service;
let browser: Browser;

const password = "correct horse battery staple";

beforeAll(async () => {
  folder = scratchFolder();
  run(["account", "add", "anna", "--role", "admin", "--data", join(folder, "data")], `${password}\n`);
  service = await Service.start(join(folder, "data"));
  browser = await Browser.open();
  await browser.page.goto(service.address);
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
  remove(folder);
});

test("nobody sees anything before signing in, and a wrong password says no more than that", async () => {
  const { page } = browser;
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  expect(await page.getByText("not a medical device").isVisible()).toBe(true);
  await page.getByLabel("User").fill("anna");
  await page.getByLabel("Password").fill("wrong");
  await page.getByRole("button", { name: "Sign in" }).click();
  expect(await page.getByRole("alert").innerText()).toMatch(/wrong/);
  await browser.picture("12-sign-in");
});

test("the right one opens the reading room, and signing out closes it", async () => {
  const { page } = browser;
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "Drop radiographs here" }).waitFor();
  await page.getByRole("link", { name: "Audit" }).click();
  await page.getByRole("cell", { name: "anna" }).first().waitFor();
  await browser.picture("13-audit");
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
});
