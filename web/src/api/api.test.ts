import { afterEach, describe, expect, test, vi } from "vitest";
import { address, giveOpinion, greyOf, onSignedOut, pixels, radiograph, session } from "./client";
import { Problem, problemOf, secondsOf } from "./problem";
import { persistently, receiptOf, waitBefore } from "./upload";

const document = {
  type: "about:blank",
  title: "Not a radiograph",
  status: 422,
  detail: "The picture is a colour photograph",
  code: "not_a_radiograph",
};

/** The network's end of fetch. */
function answering(answer: Response) {
  const asked = vi.fn<typeof fetch>(async () => answer);
  vi.stubGlobal("fetch", asked);
  return asked;
}
afterEach(() => vi.unstubAllGlobals());

describe("problems", () => {
  test("a problem document keeps its word and its sentence", () => {
    const problem = problemOf(422, JSON.stringify(document), null);
    expect(problem).toMatchObject({ status: 422, code: "not_a_radiograph", message: document.detail });
    expect(problem.passing).toBe(false);
  });

  test("a proxy's page of markup is not shown to anybody", () => {
    const problem = problemOf(502, "<html><h1>Bad Gateway</h1></html>", null);
    expect(problem.message).toBe("The service answered with status 502.");
  });

  test("Retry-After is seconds or a date; nonsense is nothing", () => {
    expect(secondsOf("7")).toBe(7);
    expect(secondsOf("Thu, 01 Jan 1970 00:01:00 GMT", 30_000)).toBe(30);
    expect(secondsOf("Thu, 01 Jan 1970 00:00:00 GMT", 30_000)).toBe(0);
    expect(secondsOf("soon")).toBeNull();
    expect(secondsOf(null)).toBeNull();
  });
});

describe("asking", () => {
  test("parameters that say nothing are left out, the rest are escaped", () => {
    expect(address("radiographs", { part: "", finding: undefined, order: "newest", after: "a&b" })).toBe(
      "api/v1/radiographs?order=newest&after=a%26b",
    );
  });

  // Without it the service refuses: a cross-site form could send the rest.
  test("whatever changes something carries the header that no form can set", async () => {
    const asked = answering(new Response("{}"));
    await giveOpinion("x", { opinion: "agree", comment: "", boxes: [] });
    const [, init] = asked.mock.calls[0]!;
    expect(init!.method).toBe("PUT");
    expect(init!.headers).toMatchObject({ "X-Osteon": "1" });
  });

  test("a service that is gone is said to be gone", async () => {
    vi.stubGlobal(
      "fetch",
      vi.fn(async () => Promise.reject(new TypeError("Failed to fetch"))),
    );
    await expect(radiograph("x")).rejects.toMatchObject({ code: "unreachable" });
  });

  test("who is no longer signed in is sent to sign in", async () => {
    answering(new Response(JSON.stringify({ ...document, code: "unauthorised" }), { status: 401 }));
    const signedOut = vi.fn();
    onSignedOut(signedOut);
    await expect(radiograph("x")).rejects.toBeInstanceOf(Problem);
    expect(signedOut).toHaveBeenCalledOnce();
  });

  test("a service that nobody has signed in to is no failure", async () => {
    answering(new Response(JSON.stringify({ ...document, code: "unauthorised" }), { status: 401 }));
    expect(await session()).toEqual({ user: null, role: null, sign_in_required: true });
  });

  test("pixels are 16-bit and little-endian, and must be as many as said", async () => {
    expect([...greyOf(new Uint8Array([0x34, 0x12, 0xff, 0xff]).buffer)]).toEqual([0x1234, 0xffff]);
    const headers = { "X-Osteon-Width": "2", "X-Osteon-Height": "1" };
    answering(new Response(new Uint8Array([1, 0, 0, 1]), { headers }));
    expect([...(await pixels("x", 2048)).grey]).toEqual([1, 256]);
    answering(new Response(new Uint8Array([1, 0]), { headers }));
    await expect(pixels("x", 2048)).rejects.toBeInstanceOf(Problem);
  });
});

describe("uploading", () => {
  test("the receipt of the file is found, refused or not", () => {
    const taken = { name: "a.png", id: "1", study: "2", status: "waiting", known: false };
    expect(receiptOf(202, JSON.stringify({ items: [taken] }), null)).toEqual(taken);
    const refused = { name: "a.png", problem: document };
    expect(receiptOf(202, JSON.stringify({ items: [refused] }), null)).toEqual(refused);
    expect(() => receiptOf(413, JSON.stringify(document), null)).toThrow(Problem);
  });

  test("a full queue is waited for as long as it asks, and then the file is taken", async () => {
    const full = new Problem(503, "queue_full", "The queue is full.", 7);
    const attempt = vi.fn<() => Promise<string>>().mockRejectedValueOnce(full).mockResolvedValueOnce("taken");
    const waits: number[] = [];
    const slept: number[] = [];
    const outcome = await persistently(
      attempt,
      (seconds) => waits.push(seconds),
      async (seconds) => void slept.push(seconds),
    );
    expect(outcome).toBe("taken");
    expect(waits).toEqual([7]);
    expect(slept).toEqual([7]);
  });

  test("what was refused for good is not tried again", async () => {
    const attempt = vi.fn(async () => Promise.reject(Problem.of(document)));
    await expect(persistently(attempt, () => {})).rejects.toMatchObject({ code: "not_a_radiograph" });
    expect(attempt).toHaveBeenCalledOnce();
  });

  test("without Retry-After each wait is longer than the last, up to a minute", () => {
    expect([0, 1, 2, 3, 9].map((attempt) => waitBefore(attempt, null))).toEqual([1, 2, 4, 8, 60]);
    expect(waitBefore(0, 0)).toBe(1);
  });
});
