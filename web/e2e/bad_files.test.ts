// Files that are no radiograph, or no longer one, and radiographs that nobody can judge.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Browser } from "./browser";
import { phantom, remove, scratchFolder, Service } from "./service";

/** One grey everywhere: a sound file in which nobody can see anything. */
function flatTiff(width: number, height: number, grey: number): Buffer {
  // Tag and value of each entry; all are 32-bit numbers, and the pixels follow the directory.
  const entries = [
    [256, width],
    [257, height],
    [258, 8], // bits
    [259, 1], // not compressed
    [262, 1], // black is zero
    [273, 0], // where the pixels begin, set below
    [277, 1], // one value for each pixel
    [278, height],
    [279, width * height],
  ] as [number, number][];
  const directory = Buffer.alloc(8 + 2 + entries.length * 12 + 4);
  directory.write("II*\0\x08\0\0\0", "latin1");
  directory.writeUInt16LE(entries.length, 8);
  entries.forEach(([tag, value], i) => {
    const at = 10 + i * 12;
    directory.writeUInt16LE(tag, at);
    directory.writeUInt16LE(4, at + 2);
    directory.writeUInt32LE(1, at + 4);
    directory.writeUInt32LE(tag === 273 ? directory.length : value, at + 8);
  });
  return Buffer.concat([directory, Buffer.alloc(width * height, grey)]);
}

let folder: string;
let service: Service;
let browser: Browser;

beforeAll(async () => {
  folder = scratchFolder();
  const whole = readFileSync(phantom(join(folder, "whole.png")));
  writeFileSync(join(folder, "cut.png"), whole.subarray(0, whole.length / 3));
  writeFileSync(join(folder, "empty.png"), "");
  writeFileSync(join(folder, "page.dcm"), "<html>not found</html>");
  writeFileSync(join(folder, "blank.tif"), flatTiff(200, 300, 90));
  service = await Service.start(join(folder, "data"));
  browser = await Browser.open();
  await browser.page.goto(service.address);
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
  remove(folder);
});

test("each bad file gets its own reason, and the good one beside them is read", async () => {
  const { page } = browser;
  await browser.choose(["cut.png", "empty.png", "page.dcm", "whole.png"].map((name) => join(folder, name)));
  await page.getByText("all done").waitFor();
  const words = (name: string) => page.locator(".card").filter({ hasText: name }).innerText();
  expect(await words("whole.png")).not.toMatch(/Refused/);
  const reasons = await Promise.all(["cut.png", "empty.png", "page.dcm"].map(words));
  for (const reason of reasons) expect(reason).toMatch(/Refused\. .{15}/);
  expect(new Set(reasons.map((reason) => reason.split("Refused.")[1])).size).toBe(3);
  await browser.picture("15-bad-files");
});

test("one bad file alone leads back to the list, where its reason is", async () => {
  const { page } = browser;
  await page.goto(`${service.address}/#/worklist`);
  await page.goto(`${service.address}/#/`);
  await browser.choose(join(folder, "empty.png"));
  await page.locator(".card.stage-refused").first().waitFor();
  expect(page.url()).toMatch(/#\/$/);
});

test("a radiograph that cannot be judged is answered so, with the reason and without a probability", async () => {
  const { page } = browser;
  await browser.choose(join(folder, "blank.tif"));
  await page.getByTestId("result").waitFor();
  expect(await page.getByTestId("result").innerText()).toBe("Cannot answer");
  expect(await page.locator(".result .because").innerText()).toMatch(/no picture in it/);
  expect(await page.getByTestId("probability").count()).toBe(0);
  expect(await page.getByTestId("heat").count()).toBe(0);
  await browser.picture("16-cannot-answer");
});

test("files may be dropped anywhere on the page", async () => {
  const { page } = browser;
  await page.goto(`${service.address}/#/info`);
  const bytes = [...readFileSync(join(folder, "whole.png"))];
  const dropped = await page.evaluateHandle((content) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(content)], "dropped.png", { type: "image/png" }));
    return transfer;
  }, bytes);
  await page.dispatchEvent("main", "dragenter", { dataTransfer: dropped });
  await page.getByText("Let go to upload").waitFor();
  await page.dispatchEvent("main", "drop", { dataTransfer: dropped });
  await page.getByTestId("result").waitFor();
  expect(await page.locator(".stage .corner").first().innerText()).toBe("dropped.png");
});

test("nothing on the page broke its policy, and nothing failed unseen", () => {
  expect(browser.complaints).toEqual([]);
});
