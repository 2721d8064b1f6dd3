// More radiographs than there is room for.
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Browser } from "./browser";
import { phantom, remove, scratchFolder, Service, Worker } from "./service";

let folder: string;
let service: Service;
let worker: Worker | undefined;
let browser: Browser;

beforeAll(async () => {
  folder = scratchFolder();
  for (const seed of [1, 2, 3]) phantom(join(folder, `${seed}.png`), { seed });
  // Nobody reads yet, and one radiograph may wait.
  service = await Service.start(join(folder, "data"), ["--no-worker", "--queue", "1"]);
  browser = await Browser.open();
  await browser.page.goto(service.address);
});
afterAll(async () => {
  await browser?.close();
  await worker?.stop();
  await service?.stop();
  remove(folder);
});

test("while the queue is full the page says so, and until when it waits", async () => {
  const { page } = browser;
  await browser.choose([1, 2, 3].map((seed) => join(folder, `${seed}.png`)));
  await page.locator(".card.stage-no_room").first().waitFor();
  expect(await page.locator(".card.stage-no_room").first().innerText()).toMatch(/Trying again in \d+ s/);
  await page.getByText("Nothing is lost").waitFor(); // between two attempts
  await browser.picture("10-full-queue");
});

test("what waited is sent by itself once somebody reads, and nothing is lost or doubled", async () => {
  const { page } = browser;
  worker = Worker.start(join(folder, "data"));
  await page.getByText("all done").waitFor({ timeout: 100_000 });
  expect(await page.locator(".card.stage-done").count()).toBe(3);
  await page.getByRole("link", { name: "Worklist" }).click();
  await expect.poll(() => page.locator("tr[data-id]").count()).toBe(3);
});
