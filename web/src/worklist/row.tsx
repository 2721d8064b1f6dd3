// One radiograph in the list, and the line over the views of one study.
import { fileOf, study as askStudy } from "../api/client";
import { Problem } from "../api/problem";
import type { Radiograph } from "../api/types";
import { useAsked } from "../components/asked";
import { Icon } from "../components/icon";
import { Thumbnail } from "../components/thumbnail";
import { hashOf } from "../router";
import { useSettings } from "../settings";
import { counted, moment, partName, percent, resultOf } from "../words";

const OPINION_WORDS = { agree: "Agreed", disagree: "Disagreed", unsure: "Unsure" } as const;
const OPINION_ICONS = { agree: "check", disagree: "cross", unsure: "help" } as const;

function ResultCell({ radiograph }: { radiograph: Radiograph }) {
  const { operating } = useSettings();
  const { finding, status, problem } = radiograph;
  if (status === "failed")
    return (
      <span class="tone-cannot" title={problem ? Problem.of(problem).message : undefined}>
        Could not be read
      </span>
    );
  if (!finding)
    return (
      <span class="quiet">
        <span class="spinner" aria-hidden="true" /> {status === "waiting" ? "Waits" : "Being read"}
      </span>
    );
  const result = resultOf(finding, operating);
  return (
    <span class={`pill tone-${result.tone}`} title={result.because}>
      <Icon name={result.tone} size={16} /> {result.words}
    </span>
  );
}

/** The probability as a length too, so that a column of them can be compared at a glance. */
function Probability({ radiograph }: { radiograph: Radiograph }) {
  const { operating } = useSettings();
  const { finding } = radiograph;
  if (!finding || finding.probability === null) return null;
  return (
    <span class={`bar tone-${resultOf(finding, operating).tone}`}>
      <span class="figure">{percent(finding.probability)}</span>
      <meter min={0} max={1} value={finding.probability} aria-hidden="true" />
    </span>
  );
}

export function Row({
  radiograph,
  grouped,
  selected,
}: {
  radiograph: Radiograph;
  grouped: boolean;
  selected: boolean;
}) {
  const { id, name, status, finding, opinion, received } = radiograph;
  const link = hashOf({ page: "reading", id });
  return (
    <tr class={`${grouped ? "in-study" : ""} ${selected ? "selected" : ""}`} data-id={id}>
      <td class="thumbnail">
        <a href={link} tabIndex={-1} aria-hidden="true">
          {status === "failed" ? (
            <Icon name="cannot" size={24} />
          ) : (
            <Thumbnail source={fileOf(id, "thumbnail.png")} />
          )}
        </a>
      </td>
      <th scope="row">
        <a href={link}>{name}</a>
      </th>
      <td>{finding?.part ? partName(finding.part) : <span class="quiet">–</span>}</td>
      <td>
        <ResultCell radiograph={radiograph} />
      </td>
      <td>
        <Probability radiograph={radiograph} />
      </td>
      <td>
        {opinion ? (
          <span
            class="opinion"
            title={`${opinion.by}, ${moment(opinion.at)}${opinion.comment ? `: ${opinion.comment}` : ""}`}
          >
            <Icon name={OPINION_ICONS[opinion.opinion]} size={16} /> {OPINION_WORDS[opinion.opinion]}
          </span>
        ) : (
          <span class="quiet">–</span>
        )}
      </td>
      <td class="quiet when">{moment(received)}</td>
    </tr>
  );
}

export function StudyRow({ study, views }: { study: string; views: Radiograph[] }) {
  const { operating } = useSettings();
  const done = views.filter(({ status }) => status === "done").length;
  const { value } = useAsked((signal) => askStudy(study, signal), `${study} ${views.length} ${done}`);
  const result = value?.finding ? resultOf(value.finding, operating) : null;
  return (
    <tr class="study">
      <td colSpan={3}>
        <span class="label">Study</span> {counted(value?.radiographs.length ?? views.length, "view")}
        {value?.finding?.part && ` · ${partName(value.finding.part)}`}
      </td>
      <td>
        {result && (
          <span class={`pill tone-${result.tone}`}>
            <Icon name={result.tone} size={16} /> {result.words}
          </span>
        )}
      </td>
      <td colSpan={3}>
        {value?.finding && (
          <span class="figure quiet">{percent(value.finding.probability)} over all views</span>
        )}
      </td>
    </tr>
  );
}
