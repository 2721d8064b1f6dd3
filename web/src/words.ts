// What is said to people: the words, and the tone that colours them.
import type { Finding, PartCounts } from "./api/types";

/** Which of a pack's two thresholds counts. */
export type Operating = "sensitive" | "specific";

export type Tone = "present" | "possible" | "none" | "cannot";

export interface Result {
  tone: Tone;
  /** "Fracture", "Possible fracture", "No fracture seen", "Cannot answer". */
  words: string;
  /** One sentence more. */
  because: string;
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "lower_leg" is "Lower leg". */
export function partName(part: string | null): string {
  return part ? capitalised(part.replaceAll("_", " ")) : "Unknown";
}

export function percent(share: number | null | undefined): string {
  if (share === null || share === undefined) return "–";
  const hundredths = share * 100;
  if (hundredths > 0 && hundredths < 1) return "<1 %";
  if (hundredths < 100 && hundredths > 99) return ">99 %";
  return `${Math.round(hundredths)} %`;
}

const nounOf = (target: string) => (target === "abnormal" ? "abnormality" : "fracture");

/**
 * The finding at the threshold that the reader chose. At the sensitive one, what lies between the
 * two is "possible"; at the specific one it is not called, and the words say that it was near.
 */
export function resultOf(finding: Finding, operating: Operating): Result {
  const noun = nounOf(finding.target);
  const { sensitive, specific } = finding.thresholds ?? { sensitive: 0, specific: 0 };
  switch (finding.finding) {
    case "cannot_answer":
      return {
        tone: "cannot",
        words: "Cannot answer",
        because: capitalised(finding.explanation ?? "No reason was given"),
      };
    case "possible":
      return operating === "sensitive"
        ? {
            tone: "possible",
            words: `Possible ${noun}`,
            because: `Above the sensitive threshold (${percent(sensitive)}): worth a second look.`,
          }
        : {
            tone: "none",
            words: `No ${noun} called`,
            because: `Below the specific threshold (${percent(specific)}), but possible at the sensitive one.`,
          };
    case "none":
      return {
        tone: "none",
        words: `No ${noun} seen`,
        because: "Below both thresholds. Nothing seen is not the same as nothing there.",
      };
    default:
      return {
        tone: "present",
        words: capitalised(noun),
        because: `At or above the specific threshold (${percent(specific)}).`,
      };
  }
}

/** Findings that a pack's target calls present, by either of its words. */
export const presentIn = (counts: PartCounts) => counts.fracture ?? counts.abnormal ?? 0;

const formats = {
  moment: new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" }),
  day: new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", timeZone: "UTC" }),
};

export const moment = (time: string) => formats.moment.format(new Date(time));
export const dayName = (day: string) => formats.day.format(new Date(`${day}T00:00:00Z`));

export function bytes(count: number): string {
  if (count < 1024) return `${count} B`;
  if (count < 1024 ** 2) return `${Math.round(count / 1024)} kB`;
  return `${Number((count / 1024 ** 2).toFixed(1))} MB`;
}

export const counted = (count: number, one: string, many = `${one}s`) =>
  `${count} ${count === 1 ? one : many}`;
