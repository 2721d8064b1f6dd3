// Debian's Chromium, with a profile of its own, and what every test does with it.
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium, type BrowserContext, type Download, type Page } from "playwright-core";
import { remove, root, scratchFolder } from "./service";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
if (!existsSync(executablePath))
  throw new Error(`${executablePath} is not there; ./dev setup installs it, CHROMIUM names another`);

const pictures = join(root, "build/e2e");
mkdirSync(pictures, { recursive: true });

export class Browser {
  /** A script that failed, something that the policy forbids, something asked from elsewhere. */
  readonly complaints: string[] = [];

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly profile: string,
  ) {
    page.on("pageerror", (error) => this.complaints.push(error.message));
    page.on("request", (request) => {
      const { protocol, hostname } = new URL(request.url());
      if (!["blob:", "data:"].includes(protocol) && hostname !== "127.0.0.1")
        this.complaints.push(`asked ${hostname}: the page is to need nothing from elsewhere`);
    });
    page.on("console", (message) => {
      // A refused request is the test's own doing and is looked at there.
      if (message.type() === "error" && !/Failed to load resource/.test(message.text()))
        this.complaints.push(message.text());
    });
  }

  static async open(viewport = { width: 1360, height: 860 }): Promise<Browser> {
    const profile = scratchFolder();
    const context = await chromium.launchPersistentContext(profile, {
      executablePath,
      headless: true,
      viewport,
      acceptDownloads: true,
      reducedMotion: "reduce",
      args: [
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    });
    context.setDefaultTimeout(20_000);
    return new Browser(context, context.pages()[0]!, profile);
  }

  async close() {
    await this.context.close();
    remove(this.profile);
  }

  /** Into build/e2e, to be looked at. */
  async picture(name: string) {
    await this.page.screenshot({ path: join(pictures, `${name}.png`), animations: "disabled" });
  }

  /** Sends files as somebody does who chooses them. */
  async choose(files: string | string[]) {
    await this.page.getByTestId("files").setInputFiles(files);
  }

  /** The file that a click leads to. */
  async downloaded(click: () => Promise<void>): Promise<Download> {
    const [download] = await Promise.all([this.page.waitForEvent("download"), click()]);
    return download;
  }

  /** What the canvas of the image shows, added up in cells: enough to tell two pictures apart. */
  async seen(): Promise<number[]> {
    return this.page.locator(".stage canvas").evaluate(async (element) => {
      // What was changed is rendered, then its effects run, then they draw: each waits for a frame
      // or a task at most, however long these take on a busy machine.
      for (let turn = 0; turn < 6; ++turn)
        await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
      const canvas = element as HTMLCanvasElement;
      const small = document.createElement("canvas");
      small.width = small.height = 16;
      const context = small.getContext("2d")!;
      context.drawImage(canvas, 0, 0, 16, 16);
      return [...context.getImageData(0, 0, 16, 16).data];
    });
  }
}

export const total = (values: number[]) => values.reduce((sum, value) => sum + value, 0);
