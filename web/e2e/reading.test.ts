// One radiograph, from the file to the report.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Browser, total } from "./browser";
import { phantom, remove, scratchFolder, Service } from "./service";

let folder: string;
let service: Service;
let browser: Browser;

beforeAll(async () => {
  folder = scratchFolder();
  phantom(join(folder, "hand.dcm"), { fracture: true, size: "900x1100", format: "dicom" });
  service = await Service.start(join(folder, "data"));
  browser = await Browser.open();
  await browser.page.goto(service.address);
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
  remove(folder);
});

test("the page says at once what it is for and that it is not a medical device, under a strict policy", async () => {
  const { page } = browser;
  const policy = (await page.reload())!.headers()["content-security-policy"];
  expect(policy).toMatch(/script-src 'self'/);
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
  await page.getByRole("heading", { name: "Drop radiographs here" }).waitFor();
  expect(await page.locator("footer").innerText()).toMatch(/not a medical device/i);
  await browser.picture("01-upload");
});

test("a radiograph that is chosen is opened, and its type and result are said in words and colour", async () => {
  const { page } = browser;
  await browser.choose(join(folder, "hand.dcm"));
  await page.getByTestId("result").waitFor();
  expect(await page.getByTestId("type").innerText()).toBe("Hand");
  expect(await page.getByTestId("result").innerText()).toMatch(/fracture/i);
  expect(await page.getByTestId("probability").innerText()).toMatch(/^[<>]?\d+ %$/);
  expect(await page.locator(".result").getAttribute("class")).toMatch(/tone-(present|possible|none)/);
  await page.locator(".stage canvas").waitFor();
  await expect.poll(async () => total(await browser.seen())).toBeGreaterThan(16 * 16 * 255 * 1.05);
  await browser.picture("02-reading");
});

test("the heatmap's slider changes the image, down to nothing", async () => {
  const { page } = browser;
  const slider = page.getByTestId("heat");
  await slider.fill("0");
  const without = await browser.seen();
  await slider.fill("100");
  const strong = await browser.seen();
  await browser.picture("03-heatmap");
  await slider.fill("50");
  const half = await browser.seen();
  const apart = (a: number[], b: number[]) => total(a.map((value, i) => Math.abs(value - b[i]!)));
  expect(apart(strong, without)).toBeGreaterThan(0);
  expect(apart(half, without)).toBeGreaterThan(0);
  expect(apart(half, without)).toBeLessThan(apart(strong, without));
  await slider.fill("0");
  expect(await browser.seen()).toEqual(without);
});

test("boxes are drawn, and can be put away", async () => {
  const { page } = browser;
  expect(await page.locator(".mark.found").count()).toBeGreaterThan(0);
  await page.getByRole("switch", { name: /Boxes/ }).click({ force: true });
  expect(await page.locator(".mark.found").count()).toBe(0);
  await page.getByRole("switch", { name: /Boxes/ }).click({ force: true });
});

test("dragging changes the window: to the right softer, upwards brighter", async () => {
  const { page } = browser;
  const words = () => page.getByTestId("window").innerText();
  const numbers = async () => (await words()).match(/\d+/g)!.map(Number) as [number, number];
  const [width, level] = await numbers();
  const before = total(await browser.seen());
  const box = (await page.locator(".stage").boundingBox())!;
  await page.mouse.move(box.x + 300, box.y + 400);
  await page.mouse.down();
  await page.mouse.move(box.x + 300, box.y + 200, { steps: 5 });
  await page.mouse.up();
  const [, lower] = await numbers();
  expect(lower).toBeLessThan(level);
  expect(total(await browser.seen())).toBeGreaterThan(before);
  await page.mouse.move(box.x + 300, box.y + 200);
  await page.mouse.down();
  await page.mouse.move(box.x + 500, box.y + 200, { steps: 5 });
  await page.mouse.up();
  expect((await numbers())[0]).toBeGreaterThan(width);
  await page.getByRole("button", { name: "All of it" }).click();
  expect(await numbers()).toEqual([width, level]);
});

test("inverting, turning and flipping each change the image, and back", async () => {
  const { page } = browser;
  const upright = await browser.seen();
  await page.getByRole("button", { name: "Invert" }).click();
  expect(total(await browser.seen())).toBeGreaterThan(total(upright));
  await page.getByRole("button", { name: "Invert" }).click();
  for (const name of ["Flip left and right", "Flip top and bottom"]) {
    await page.getByRole("button", { name }).click();
    expect(await browser.seen()).not.toEqual(upright);
    expect(await page.locator(".corner.warn").innerText()).toMatch(/mirrored/);
    await page.getByRole("button", { name }).click();
  }
  for (let i = 0; i < 4; ++i) await page.getByRole("button", { name: "Rotate" }).click();
  expect(await browser.seen()).toEqual(upright);
});

test("a length is in millimetres and says where they come from", async () => {
  const { page } = browser;
  await page.getByRole("button", { name: "Length" }).click();
  const box = (await page.locator(".stage").boundingBox())!;
  await page.mouse.move(box.x + 350, box.y + 300);
  await page.mouse.down();
  await page.mouse.move(box.x + 450, box.y + 300, { steps: 5 });
  await page.mouse.up();
  expect(await page.locator(".measurement text").textContent()).toMatch(/^\d+\.\d mm( on the detector)?$/);
});

test("an opinion with a comment and a box is kept, with who and when", async () => {
  const { page } = browser;
  await page.getByRole("button", { name: "Draw a box" }).click();
  const box = (await page.locator(".stage").boundingBox())!;
  await page.mouse.move(box.x + 420, box.y + 380);
  await page.mouse.down();
  await page.mouse.move(box.x + 500, box.y + 460, { steps: 5 });
  await page.mouse.up();
  await page.getByRole("radio", { name: "Agree", exact: true }).check({ force: true });
  await page.getByPlaceholder("Comment").fill("A step in the cortex");
  await page.getByRole("button", { name: "Save opinion" }).click();
  expect(await page.getByTestId("opinion-kept").innerText()).toMatch(/agree, by local/);
  await browser.picture("04-opinion");
  await page.reload();
  await page.getByTestId("opinion-kept").waitFor();
  expect(await page.getByPlaceholder("Comment").inputValue()).toBe("A step in the cortex");
  await page.locator(".mark.own").waitFor();
});

test("at the specific threshold the result says what that means", async () => {
  const { page } = browser;
  await page.getByRole("radio", { name: "Specific" }).check({ force: true });
  expect(await page.locator(".result").innerText()).toMatch(/specific threshold|Below both/);
  await page.getByRole("radio", { name: "Sensitive" }).check({ force: true });
});

test.each([
  ["PNG", "\x89PNG"],
  ["PDF", "%PDF-"],
  ["JSON", "{"],
])("the result is saved as %s", async (name, begins) => {
  const { page } = browser;
  const download = await browser.downloaded(() => page.getByRole("link", { name, exact: true }).click());
  expect(download.suggestedFilename().toLowerCase()).toMatch(new RegExp(`\\.${name.toLowerCase()}$`));
  const file = readFileSync(await download.path());
  expect(file.subarray(0, begins.length).toString("latin1")).toBe(begins);
  expect(file.length).toBeGreaterThan(100);
});

test("nothing on the page broke its policy, and nothing failed unseen", () => {
  expect(browser.complaints).toEqual([]);
});
