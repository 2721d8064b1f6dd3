// One file on its way: what it looks like, how far it is, and what came of it.
import { useEffect, useState } from "preact/hooks";
import { fileOf } from "../api/client";
import { Icon } from "../components/icon";
import { Thumbnail } from "../components/thumbnail";
import { hashOf } from "../router";
import { useSettings } from "../settings";
import { bytes, partName, percent, resultOf } from "../words";
import type { Item } from "./uploads";

/** What the browser itself can show before the service has it. */
function usePreview(file: File | null): string | null {
  const [preview, setPreview] = useState<string | null>(null);
  useEffect(() => {
    if (!file || !/^image\/(png|jpeg)$/.test(file.type)) return;
    const url = URL.createObjectURL(file);
    setPreview(url);
    return () => {
      setPreview(null);
      URL.revokeObjectURL(url);
    };
  }, [file]);
  return preview;
}

function Picture({ item }: { item: Item }) {
  const preview = usePreview(item.file);
  const source = item.id && item.stage !== "refused" ? fileOf(item.id, "thumbnail.png") : preview;
  return (
    <div class="card-picture">
      {source ? (
        <Thumbnail source={source} />
      ) : (
        <Icon name={item.stage === "refused" ? "cannot" : "upload"} size={28} />
      )}
    </div>
  );
}

/** Counts down to the next attempt. */
function Countdown({ until }: { until: number }) {
  const left = () => Math.max(0, Math.ceil((until - Date.now()) / 1000));
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    setSeconds(left());
    const timer = setInterval(() => setSeconds(left()), 500);
    return () => clearInterval(timer);
  }, [until]);
  return <b class="countdown">Trying again in {seconds} s</b>;
}

function Outcome({ item }: { item: Item }) {
  const { operating } = useSettings();
  const finding = item.radiograph?.finding;
  switch (item.stage) {
    case "queued":
      return <p class="quiet">Waits to be sent · {bytes(item.size)}</p>;
    case "sending":
      return <progress value={item.progress} max={1} aria-label={`Sending ${item.name}`} />;
    case "no_room":
      return (
        <p class="tone-possible" role="status">
          <Icon name="clock" size={16} /> {item.note} {item.againAt && <Countdown until={item.againAt} />}
        </p>
      );
    case "waiting":
      return (
        <p class="quiet" role="status">
          <span class="spinner" aria-hidden="true" /> Being read
        </p>
      );
    case "refused":
      return (
        <p class="tone-present" role="alert">
          <b>Refused.</b> {item.note}
        </p>
      );
    case "done": {
      if (!finding) return null;
      const result = resultOf(finding, operating);
      return (
        <>
          <p class={`result-line tone-${result.tone}`}>
            <Icon name={result.tone} size={16} /> <b>{result.words}</b>
            {finding.probability !== null && <span class="figure">{percent(finding.probability)}</span>}
          </p>
          <p class="quiet">
            {finding.part ? partName(finding.part) : result.because}
            {item.known && " · read before"}
          </p>
        </>
      );
    }
  }
}

export function Card({ item }: { item: Item }) {
  const inside = (
    <>
      <Picture item={item} />
      <div class="card-words">
        <p class="card-name" title={item.name}>
          {item.name}
        </p>
        <Outcome item={item} />
      </div>
    </>
  );
  return (
    <li class={`card stage-${item.stage}`}>
      {item.id && item.stage !== "refused" ? (
        <a href={hashOf({ page: "reading", id: item.id })}>{inside}</a>
      ) : (
        <div class="card-still">{inside}</div>
      )}
    </li>
  );
}
