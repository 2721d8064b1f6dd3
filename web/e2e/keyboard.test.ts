// The whole way without a pointer: send, look, judge, go on.
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Browser, total } from "./browser";
import { phantom, remove, scratchFolder, Service } from "./service";

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

/** Tab until the element has the focus; fails where no number of tabs leads there. */
async function tabTo(selector: string) {
  const { page } = browser;
  for (let i = 0; i < 60; ++i) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
  }
  throw new Error(`no number of tabs leads to ${selector}`);
}

test("files are chosen, and their cards opened, by keys alone", async () => {
  const { page } = browser;
  await page.getByRole("heading", { name: "Drop radiographs here" }).waitFor();
  // Asked for before any key is pressed: the browser needs a moment to hand its choosers over.
  const chooser = page.waitForEvent("filechooser");
  await tabTo(".drop-buttons .button.primary");
  const [chosen] = await Promise.all([chooser, page.keyboard.press("Enter")]);
  await chosen.setFiles([join(folder, "a.png"), join(folder, "b.png")]);
  await page.getByText("all done").waitFor();
  await tabTo(".card a");
  await page.keyboard.press("Enter");
  await page.getByTestId("result").waitFor();
});

test("what has the focus can be seen to have it", async () => {
  const { page } = browser;
  await tabTo(".icon-button");
  const style = await page.evaluate(() => {
    const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement!);
    return { outlineStyle, outlineWidth };
  });
  expect(style).toEqual({ outlineStyle: "solid", outlineWidth: "2px" });
});

test("keys zoom, turn and invert; arrow keys change the window and measure", async () => {
  const { page } = browser;
  await page.locator(".stage canvas").waitFor();
  await expect.poll(async () => total(await browser.seen())).toBeGreaterThan(16 * 16 * 255 * 1.05);
  const before = await browser.seen();
  await page.keyboard.press("+");
  expect(await browser.seen()).not.toEqual(before);
  await page.keyboard.press("0");
  expect(await browser.seen()).toEqual(before);
  await page.keyboard.press("i");
  expect(await page.getByTestId("window").innerText()).toMatch(/inverted/);
  await page.keyboard.press("i");
  const window = await page.getByTestId("window").innerText();
  await tabTo(".stage");
  await page.keyboard.press("ArrowUp");
  expect(await page.getByTestId("window").innerText()).not.toBe(window);
  await page.keyboard.press("l");
  await page.keyboard.press("Enter");
  for (let i = 0; i < 4; ++i) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  expect(await page.locator(".measurement text").textContent()).toMatch(/^\d+ px$/);
  await page.keyboard.press("Backspace");
  expect(await page.locator(".measurement").count()).toBe(0);
});

test("a key agrees, and the opinion is saved from the comment", async () => {
  const { page } = browser;
  await page.keyboard.press("1");
  await tabTo("textarea");
  await page.keyboard.type("i am sure"); // letters that are shortcuts elsewhere
  await page.keyboard.press("Control+Enter");
  expect(await page.getByTestId("opinion-kept").innerText()).toMatch(/agree/);
  expect(await page.getByTestId("window").innerText()).not.toMatch(/inverted/);
});

test("j and k walk through the worklist, in the list and in the reading", async () => {
  const { page } = browser;
  await page.locator("textarea").blur();
  await page.keyboard.press("Shift+W");
  await page.locator("tr[data-id]").first().waitFor();
  const first = page.locator("tr[data-id]").first();
  await expect
    .poll(async () => {
      await page.keyboard.press("j");
      const below = page.locator("tr.selected");
      return (await below.count()) === 1 && !(await first.getAttribute("class"))?.includes("selected");
    })
    .toBe(true);
  await page.keyboard.press("Enter");
  await page.getByTestId("result").waitFor();
  const second = page.url();
  await page.getByRole("button", { name: "Previous radiograph" }).waitFor();
  await expect
    .poll(async () => {
      await page.keyboard.press("k");
      return page.url();
    })
    .not.toBe(second);
});

test("the help shows every key, closes with Escape, and can turn single keys off", async () => {
  const { page } = browser;
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keyboard" }).waitFor();
  await browser.picture("11-keyboard");
  await page.getByRole("switch", { name: "Single keys act" }).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Escape");
  expect(await page.getByRole("dialog").count()).toBe(0);
  const at = page.url();
  await page.keyboard.press("Shift+D");
  expect(page.url()).toBe(at);
});
