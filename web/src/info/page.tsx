// What the pack reads, on what it was trained, how well it does, and what makes a good radiograph.
// Everything is said by the pack and the service; nothing is typed again here.
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Pack } from "../api/types";
import { Busy, Notice } from "../components/controls";
import { Icon } from "../components/icon";
import { bytes, capitalised, partName, percent } from "../words";

/** The service's names for its rules, as people would say them; a new one is shown as it is. */
const WORDS: Record<string, string> = {
  least_side: "Shorter side, at least",
  most_pixels: "Size, at most",
  most_file_bytes: "One file, at most",
  most_request_bytes: "One upload, at most",
  most_files: "Files in one upload",
};
const words = (name: string) => WORDS[name] ?? capitalised(name.replaceAll("_", " "));

function said(name: string, value: unknown): ComponentChildren {
  if (Array.isArray(value))
    return value.map((one) => said(name, one)).flatMap((one, i) => (i ? [", ", one] : [one]));
  if (typeof value === "number") {
    if (/bytes/.test(name)) return bytes(value);
    if (name === "most_pixels") return `${Math.round(value / 1e6)} megapixels`;
    return `${value.toLocaleString()}${/side/.test(name) ? " pixels" : ""}`;
  }
  if (typeof value === "boolean") return value ? "yes" : "no";
  return String(value);
}

function Rules({ rules }: { rules: Record<string, unknown> }) {
  return (
    <dl class="facts">
      {Object.entries(rules)
        .filter(([, value]) => value !== null && (typeof value !== "object" || Array.isArray(value)))
        .map(([name, value]) => (
          <div key={name}>
            <dt>{words(name)}</dt>
            <dd>{said(name, value)}</dd>
          </div>
        ))}
    </dl>
  );
}

function Thresholds({ pack }: { pack: Pack }) {
  return (
    <div class="table-frame">
      <table>
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col">Possible from</th>
            <th scope="col">Called from</th>
          </tr>
        </thead>
        <tbody>
          {pack.parts.map((part) => (
            <tr key={part}>
              <th scope="row">{partName(part)}</th>
              <td class="figure">{percent(pack.thresholds[part]?.sensitive)}</td>
              <td class="figure">{percent(pack.thresholds[part]?.specific)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Markdown is read by a library that only this page needs. */
function Card({ text }: { text: string }) {
  const [Markdown, setMarkdown] = useState<((props: { text: string }) => ComponentChildren) | null>(null);
  useEffect(() => {
    void import("./markdown").then((module) => setMarkdown(() => module.Markdown));
  }, []);
  return (
    <article class="card-text">
      {Markdown ? <Markdown text={text} /> : <Busy words="Opening the card" />}
    </article>
  );
}

export function InfoPage({ pack, problem }: { pack: Pack | null; problem: string | null }) {
  if (problem) return <Notice>{problem}</Notice>;
  if (!pack) return <Busy words="Asking what the pack knows" />;
  const rules = (pack.input ?? {}) as Record<string, unknown>;
  return (
    <div class="page info">
      <header class="page-head">
        <h1>Info</h1>
        <p class="quiet">
          {pack.name} {pack.version} · looks for: {pack.target} · weights {pack.weights.slice(0, 8)} ·{" "}
          {pack.precision}
        </p>
      </header>
      <p class="disclaimer">
        <Icon name="present" /> <span>{pack.disclaimer}</span>
      </p>
      <div class="info-columns">
        <section class="tile" aria-labelledby="reads-title">
          <h2 id="reads-title">What it reads</h2>
          <ul class="chips">
            {pack.parts.map((part) => (
              <li key={part}>{partName(part)}</li>
            ))}
          </ul>
          <p class="quiet">
            Another part, or something that is no radiograph, is answered with "cannot answer".
          </p>
        </section>
        <section class="tile" aria-labelledby="rules-title">
          <h2 id="rules-title">What can be uploaded</h2>
          <Rules rules={rules} />
        </section>
        <section class="tile" aria-labelledby="thresholds-title">
          <h2 id="thresholds-title">When it speaks</h2>
          <Thresholds pack={pack} />
        </section>
      </div>
      <Card text={pack.card} />
    </div>
  );
}
