// A radiograph with more pixels than a screen.
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Browser } from "./browser";
import { phantom, remove, scratchFolder, Service } from "./service";

let folder: string;
let service: Service;
let browser: Browser;

beforeAll(async () => {
  folder = scratchFolder();
  phantom(join(folder, "large.png"), { size: "2400x3000", format: "png16" });
  service = await Service.start(join(folder, "data"));
  browser = await Browser.open();
  await browser.page.goto(service.address);
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
  remove(folder);
});

test("it comes small enough for the screen first, and whole once somebody looks closer", async () => {
  const { page } = browser;
  const asked: string[] = [];
  page.on("response", (response) => {
    if (response.url().includes("/pixels")) asked.push(response.headers()["x-osteon-height"]!);
  });
  await browser.choose(join(folder, "large.png"));
  await page.getByTestId("result").waitFor();
  await expect.poll(() => asked).toEqual(["2048"]);
  const shown = () => page.getByTestId("window").innerText();
  await expect.poll(shown).not.toBe("W 65535 L 32768"); // the window that the grey values suggest
  const suggested = await shown();
  await page.locator(".stage").focus();
  await page.keyboard.press("ArrowUp");
  const window = await shown();
  expect(window).not.toBe(suggested);
  for (let i = 0; i < 8; ++i) await page.keyboard.press("+");
  await expect.poll(() => asked).toEqual(["2048", "3000"]);
  // What the reader set is not lost over it.
  await page.locator(".stage-frame .busy").waitFor({ state: "detached" });
  expect(await shown()).toBe(window);
  expect(parseInt(await page.getByTestId("zoom").innerText())).toBeGreaterThan(100);
});

test("its grey values come with all 16 bits", async () => {
  const { page } = browser;
  const different = await page.evaluate(async () => {
    const id = location.hash.split("/").pop();
    const answer = await fetch(`api/v1/radiographs/${id}/pixels?longest=512`);
    return new Set(new Uint16Array(await answer.arrayBuffer())).size;
  });
  expect(different).toBeGreaterThan(1000);
});

test("nothing on the page broke its policy, and nothing failed unseen", () => {
  expect(browser.complaints).toEqual([]);
});
