// The real program, with a data folder of its own that is gone afterwards.
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = resolve(fileURLToPath(new URL("../..", import.meta.url)));
const osteon = process.env.OSTEON ?? join(root, "build/dev/bin/osteon");
const model = process.env.OSTEON_MODEL ?? join(root, "models/osteon-base");

if (!existsSync(osteon))
  throw new Error(`${osteon} is not there; ./dev build makes it, OSTEON names another`);

export function scratchFolder(): string {
  return mkdtempSync(join(tmpdir(), "osteon-page-"));
}

export const remove = (folder: string) => rmSync(folder, { recursive: true, force: true });

/** Runs a command of the program to its end. */
export function run(parameters: string[], input = ""): string {
  return execFileSync(osteon, parameters, { encoding: "utf8", input, stdio: ["pipe", "pipe", "inherit"] });
}

export interface Drawn {
  part?: string;
  fracture?: boolean;
  seed?: number;
  size?: string;
  format?: string;
}

/** Draws one radiograph into a file. */
export function phantom(
  file: string,
  { part = "hand", fracture, seed = 1, size, format }: Drawn = {},
): string {
  run([
    "phantom",
    file,
    "--part",
    part,
    "--seed",
    String(seed),
    ...(fracture ? ["--fracture"] : []),
    ...(size ? ["--size", size] : []),
    ...(format ? ["--format", format] : []),
  ]);
  return file;
}

/** A process of the program, until it is stopped. */
class Running {
  /** What it said on standard error, for a test that fails. */
  log = "";

  constructor(protected readonly child: ChildProcess) {
    child.stderr!.on("data", (text: Buffer) => (this.log = (this.log + text.toString()).slice(-20_000)));
  }

  async stop() {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, "exit");
    this.child.kill("SIGTERM");
    await gone;
  }
}

export class Service extends Running {
  address = "";

  /** Takes a free port, and waits until it says its address. */
  static async start(data: string, parameters: string[] = []): Promise<Service> {
    const child = spawn(osteon, ["serve", "--data", data, "--model", model, "--port", "0", ...parameters], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    const service = new Service(child);
    service.address = await new Promise<string>((found, failed) => {
      let said = "";
      child.stdout!.on("data", (text: Buffer) => {
        said += text.toString();
        const address = /^https?:\/\/\S+/m.exec(said);
        if (address) found(address[0]);
      });
      child.on("exit", (code) => failed(new Error(`osteon serve ended with ${code}: ${service.log}`)));
    });
    return service;
  }
}

/** Reads what a service that only takes has taken. */
export class Worker extends Running {
  static start(data: string): Worker {
    return new Worker(
      spawn(osteon, ["work", "--data", data, "--model", model], { stdio: ["ignore", "ignore", "pipe"] }),
    );
  }
}
