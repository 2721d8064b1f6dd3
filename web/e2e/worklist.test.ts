// Many radiographs: sent together, listed, filtered, compared, counted.
import { mkdirSync, writeFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Browser } from "./browser";
import { phantom, remove, scratchFolder, Service } from "./service";

let folder: string;
let service: Service;
let browser: Browser;

const films = ["knee", "elbow", "ankle", "shoulder"];
const again = ["knee", "shoulder"];
const views = ["front", "side"];
const uploaded = films.length + again.length + views.length;

beforeAll(async () => {
  folder = scratchFolder();
  mkdirSync(join(folder, "films"));
  for (const part of films) phantom(join(folder, `films/${part}.png`), { part, fracture: part === "elbow" });
  phantom(join(folder, "front.png"), { seed: 3 });
  phantom(join(folder, "side.png"), { seed: 4, fracture: true });
  writeFileSync(join(folder, "films/notes.txt"), "This is no radiograph.");
  service = await Service.start(join(folder, "data"));
  browser = await Browser.open();
  await browser.page.goto(service.address);
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
  remove(folder);
});

test("a folder is read file by file, and the one that is no radiograph is refused with the reason", async () => {
  const { page } = browser;
  await page.getByTestId("folder").setInputFiles(join(folder, "films"));
  await page.getByText("all done").waitFor();
  expect(await page.locator(".card.stage-done").count()).toBe(films.length);
  const refused = page.locator(".card.stage-refused");
  expect(await refused.count()).toBe(1);
  expect(await refused.innerText()).toMatch(/notes\.txt[\s\S]*Refused\.[\s\S]*(PNG|DICOM)/);
  await browser.picture("05-folder");
});

test("the same file again is answered at once from before", async () => {
  const { page } = browser;
  await page.getByRole("button", { name: "Clear the list" }).click();
  await browser.choose(again.map((part) => join(folder, `films/${part}.png`)));
  await page.getByText("all done").waitFor();
  expect(await page.getByText("read before").count()).toBe(again.length);
});

test("views of one study stand together, with a finding of the study", async () => {
  const { page } = browser;
  await page.getByRole("switch", { name: "Views of one study" }).click({ force: true });
  await browser.choose(views.map((view) => join(folder, `${view}.png`)));
  await page.getByText("all done").waitFor();
  await page.getByRole("link", { name: "Worklist" }).click();
  await page.locator("tr.study .pill").waitFor();
  expect(await page.locator("tr.study").innerText()).toMatch(/2 views/);
  expect(await page.locator("tr.in-study").count()).toBe(2);
  await browser.picture("06-worklist");
});

test("the list can be narrowed to a part or days, and ordered by suspicion, and the address says so", async () => {
  const { page } = browser;
  await page.getByLabel("Part").selectOption("elbow");
  await expect.poll(() => page.locator("tr[data-id]").count()).toBe(1);
  expect(page.url()).toContain("part=elbow");
  await page.getByRole("button", { name: "Show all" }).click();
  await expect.poll(() => page.locator("tr[data-id]").count()).toBe(uploaded);
  // Two days ahead is after today wherever the browser thinks it is, also when midnight passes.
  const later = new Date(Date.now() + 48 * 3600 * 1000).toISOString().slice(0, 10);
  await page.getByLabel("From").fill(later);
  await page.getByText("Nothing here that fits the filters").waitFor();
  await page.getByRole("button", { name: "Show all" }).click();
  await expect.poll(() => page.locator("tr[data-id]").count()).toBe(uploaded);
  await page.getByRole("radio", { name: "By suspicion" }).check({ force: true });
  await expect.poll(() => page.url()).toContain("order=suspicion");
  const shares = () =>
    page.locator(".bar meter").evaluateAll((all) => all.map((one) => (one as HTMLMeterElement).value));
  await expect.poll(async () => (await shares()).length).toBe(uploaded);
  const [first, ...others] = await shares();
  expect(first).toBe(Math.max(first!, ...others));
});

test("views of a study are shown side by side", async () => {
  const { page } = browser;
  await page.getByRole("link", { name: "front.png" }).click();
  await page.getByRole("button", { name: "Views side by side" }).click();
  await expect.poll(() => page.locator(".stage canvas").count()).toBe(2);
  expect(await page.getByTestId("study-result").innerText()).not.toBe("");
  await page.waitForTimeout(500);
  await browser.picture("07-side-by-side");
  // The panel speaks of the view that is worked on.
  const probability = await page.getByTestId("probability").innerText();
  await page.locator(".stage").nth(1).click();
  await expect.poll(() => page.getByTestId("probability").innerText()).not.toBe(probability);
  await page.getByRole("radio", { name: "Unsure" }).check({ force: true });
  await page.getByRole("button", { name: "Save opinion" }).click();
  expect(await page.getByTestId("opinion-kept").innerText()).toMatch(/unsure/);
  await page.locator(".stage").nth(0).click();
  expect(await page.getByTestId("opinion-kept").count()).toBe(0);
});

test("opinions leave as a table that evaluating and training take", async () => {
  const { page } = browser;
  await page.goto(`${service.address}/#/worklist?part=elbow`);
  await page.getByRole("link", { name: "elbow.png" }).click();
  await page.getByRole("radio", { name: "Agree", exact: true }).check({ force: true });
  await page.getByRole("button", { name: "Save opinion" }).click();
  await page.getByTestId("opinion-kept").waitFor();
  await page.goto(`${service.address}/#/worklist?opinion=agree`);
  await expect.poll(() => page.locator("tr[data-id]").count()).toBe(1);
  const download = await browser.downloaded(() =>
    page.getByRole("link", { name: "Opinions as CSV" }).click(),
  );
  const table = readFileSync(await download.path(), "utf8");
  expect(table).toMatch(/^path,part,label/);
});

test("Info tells what the pack says of itself", async () => {
  const { page } = browser;
  await page.getByRole("link", { name: "Info", exact: true }).click();
  await page.getByRole("heading", { name: "Known failures and limits" }).waitFor();
  expect(await page.locator(".disclaimer").innerText()).toMatch(/not a medical device/i);
  expect(await page.locator(".chips").innerText()).toMatch(/Lower leg/);
  expect(await page.locator(".facts").innerText()).toMatch(/megapixels/);
  await browser.picture("08-info");
});

test("the dashboard counts what was read", async () => {
  const { page } = browser;
  await page.getByRole("link", { name: "Dashboard" }).click();
  await page.locator(".chart").waitFor();
  const read = page.locator(".tiles .tile").filter({ hasText: "Read" }).first();
  expect(await read.innerText()).toMatch(new RegExp(`\\b${uploaded}\\b`));
  await browser.picture("09-dashboard");
});

test("a radiograph that is deleted is gone", async () => {
  const { page } = browser;
  await page.goto(`${service.address}/#/worklist?part=ankle`);
  await page.getByRole("link", { name: "ankle.png" }).click();
  await page.getByTestId("result").waitFor();
  const { href } = await page.evaluate(() => ({ href: location.href }));
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByRole("button", { name: "Delete it" }).click();
  await page.getByRole("heading", { name: "Worklist" }).waitFor();
  await page.goto(href);
  await page.getByRole("alert").waitFor();
});

test("nothing on the page broke its policy, and nothing failed unseen", () => {
  expect(browser.complaints).toEqual([]);
});
