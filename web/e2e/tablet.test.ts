// Held in the hands: a narrow page, fingers instead of a pointer.
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Browser } from "./browser";
import { phantom, remove, scratchFolder, Service } from "./service";

let folder: string;
let service: Service;
let browser: Browser;

beforeAll(async () => {
  folder = scratchFolder();
  phantom(join(folder, "a.png"), { fracture: true });
  service = await Service.start(join(folder, "data"));
  browser = await Browser.open({ width: 820, height: 1180 });
  await browser.page.goto(service.address);
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
  remove(folder);
});

test("on an upright tablet the finding stands below the image, and nothing is cut off at the side", async () => {
  const { page } = browser;
  await browser.choose(join(folder, "a.png"));
  await page.getByTestId("result").waitFor();
  await page.waitForTimeout(500);
  await browser.picture("14-tablet");
  const image = (await page.locator(".stage").boundingBox())!;
  const result = (await page.locator(".result").boundingBox())!;
  expect(result.y).toBeGreaterThanOrEqual(image.y + image.height);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(820);
});

test("two fingers that part zoom in", async () => {
  const { page } = browser;
  const zoom = async () => parseInt(await page.getByTestId("zoom").innerText());
  const before = await zoom();
  const session = await browser.context.newCDPSession(page);
  const box = (await page.locator(".stage").boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", apart?: number) =>
    session.send("Input.dispatchTouchEvent", {
      type,
      touchPoints:
        apart === undefined
          ? []
          : [
              { x: x - apart, y, id: 1 },
              { x: x + apart, y, id: 2 },
            ],
    });
  await touch("touchStart", 50);
  for (const apart of [70, 90, 110, 130]) await touch("touchMove", apart);
  await touch("touchEnd");
  await expect.poll(zoom).toBeGreaterThan(before * 1.5);
});
