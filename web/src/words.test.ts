import { describe, expect, test } from "vitest";
import type { Finding } from "./api/types";
import { partName, percent, resultOf } from "./words";

const finding = (said: Partial<Finding>): Finding => ({
  part: "hand",
  part_probability: 0.98,
  finding: "none",
  probability: 0.1,
  reason: null,
  explanation: null,
  target: "fracture",
  thresholds: { sensitive: 0.21, specific: 0.64 },
  boxes: [],
  incomplete: false,
  pack: "osteon-base",
  version: "1",
  weights: "0",
  precision: "bf16",
  note: "",
  ...said,
});

describe("a result in words", () => {
  test("possible is a word of its own at the sensitive threshold", () => {
    const possible = finding({ finding: "possible", probability: 0.4 });
    expect(resultOf(possible, "sensitive")).toMatchObject({ tone: "possible", words: "Possible fracture" });
  });

  test("at the specific threshold possible is not called, and it is said that it was near", () => {
    const result = resultOf(finding({ finding: "possible", probability: 0.4 }), "specific");
    expect(result).toMatchObject({ tone: "none", words: "No fracture called" });
    expect(result.because).toContain("64 %");
    expect(result.because).toContain("possible");
  });

  test("what is present is called at both thresholds, in the pack's own word", () => {
    for (const operating of ["sensitive", "specific"] as const) {
      expect(resultOf(finding({ finding: "fracture" }), operating).words).toBe("Fracture");
      expect(resultOf(finding({ finding: "abnormal", target: "abnormal" }), operating).words).toBe(
        "Abnormality",
      );
    }
  });

  test("cannot answer is no finding, and gives its reason", () => {
    const silent = finding({
      finding: "cannot_answer",
      probability: null,
      thresholds: null,
      explanation: "the router is not sure enough of any part",
    });
    expect(resultOf(silent, "specific")).toEqual({
      tone: "cannot",
      words: "Cannot answer",
      because: "The router is not sure enough of any part",
    });
  });

  // "0 %" and "100 %" would claim a certainty that no network has.
  test("no probability is rounded to certainty", () => {
    expect(percent(0.9996)).toBe(">99 %");
    expect(percent(0.0004)).toBe("<1 %");
    expect(percent(0.505)).toBe("51 %");
    expect(percent(null)).toBe("–");
  });

  test("parts are names for people", () => {
    expect(partName("lower_leg")).toBe("Lower leg");
    expect(partName(null)).toBe("Unknown");
  });
});
