import { File } from "node:buffer"; // Node.js 18 has no global one
import { expect, test, vi } from "vitest";
import { Problem } from "../api/problem";
import type { Radiograph, Receipt } from "../api/types";
import { Uploads, type World } from "./uploads";

const receipt = (name: string, study = "s"): Receipt => ({
  name,
  id: `id-${name}`,
  study,
  status: "waiting",
  known: false,
});
const read = (id: string, status: Radiograph["status"] = "done") => ({ id, status }) as Radiograph;

function uploadsWith(world: Partial<World>) {
  return new Uploads({
    send: async ({ name }) => receipt(name),
    radiograph: async (id) => read(id),
    sleep: async () => {},
    ...world,
  });
}

const files = (...names: string[]) =>
  names.map((name) => new File(["x"], name) as unknown as globalThis.File);

test("every file comes to an end of its own: one that is refused does not stop the rest", async () => {
  const uploads = uploadsWith({
    send: async ({ name }) =>
      name === "b.txt"
        ? {
            name,
            problem: {
              type: "",
              title: "",
              status: 415,
              code: "unsupported",
              detail: "no PNG, JPEG, TIFF or DICOM",
            },
          }
        : receipt(name),
  });
  uploads.add(files("a.png", "b.txt", "c.png"));
  await vi.waitFor(() =>
    expect(uploads.items.map((item) => item.stage)).toEqual(["done", "refused", "done"]),
  );
  expect(uploads.items[1]!.note).toBe("No PNG, JPEG, TIFF or DICOM");
});

test("while the queue is full the item says so and when it is tried again", async () => {
  let wake = () => {};
  let tries = 0;
  const uploads = uploadsWith({
    send: async ({ name }) => {
      if (tries++ === 0) throw new Problem(503, "queue_full", "The queue takes no more now.", 5);
      return receipt(name);
    },
    sleep: () => new Promise((done) => (wake = done)),
  });
  const [item] = uploads.add(files("a.png"));
  await vi.waitFor(() => expect(item!.stage).toBe("no_room"));
  expect(item!.note).toBe("The queue takes no more now.");
  expect(item!.againAt! - Date.now()).toBeGreaterThan(4000);
  wake();
  await vi.waitFor(() => expect(item!.stage).toBe("done"));
});

test("views of one study are sent one after the other, into the study that the first founded", async () => {
  const studies: (string | undefined)[] = [];
  const uploads = uploadsWith({
    send: async ({ name, study }) => {
      studies.push(study);
      return receipt(name, study ?? "founded");
    },
  });
  uploads.add(files("a.png", "b.png", "c.png"), { oneStudy: true });
  await vi.waitFor(() => expect(uploads.items.every((item) => item.stage === "done")).toBe(true));
  expect(studies).toEqual([undefined, "founded", "founded"]);
});

test("no more than two are sent at once, however many were dropped", async () => {
  let now = 0;
  let most = 0;
  const uploads = uploadsWith({
    send: async ({ name }) => {
      most = Math.max(most, ++now);
      await new Promise((done) => setTimeout(done, 1));
      --now;
      return receipt(name);
    },
  });
  uploads.add(files(...Array.from({ length: 20 }, (_, i) => `${i}.png`)));
  await vi.waitFor(() => expect(uploads.items.every((item) => item.stage === "done")).toBe(true));
  expect(most).toBe(2);
});

test("a finding that takes long is asked for again; a service that fails to answer too", async () => {
  const answers = [read("id-a.png", "waiting"), null, read("id-a.png", "reading"), read("id-a.png")];
  const uploads = uploadsWith({
    radiograph: async () => {
      const answer = answers.shift();
      if (!answer) throw new Problem(0, "unreachable", "gone");
      return answer;
    },
  });
  const [item] = uploads.add(files("a.png"));
  await vi.waitFor(() => expect(item!.stage).toBe("done"));
  expect(answers).toEqual([]);
});
