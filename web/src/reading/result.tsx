// Type and Result: what the radiograph shows, and what was found in it.
import { Problem } from "../api/problem";
import type { Finding, Radiograph, Study } from "../api/types";
import { Busy, Choice } from "../components/controls";
import { Icon } from "../components/icon";
import { set, useSettings, type Settings } from "../settings";
import { counted, partName, percent, resultOf } from "../words";
import { Gauge } from "./gauge";

const OPERATING = [
  { value: "sensitive", words: "Sensitive", hint: "Says possible too: overlooks less, alarms more" },
  { value: "specific", words: "Specific", hint: "Says only what is likely: alarms less, overlooks more" },
] as const;

function Type({ finding }: { finding: Finding }) {
  return (
    <div class="type">
      <h2 class="label">Type</h2>
      <p class="type-name" data-testid="type">
        {partName(finding.part)}
      </p>
      {finding.part && (
        <p class="quiet">
          {finding.part_probability === null ? "as given" : `${percent(finding.part_probability)} sure`}
        </p>
      )}
    </div>
  );
}

function Result({ finding }: { finding: Finding }) {
  const { operating } = useSettings();
  const result = resultOf(finding, operating);
  return (
    <div class={`result tone-${result.tone}`} role="status">
      <h2 class="label">Result</h2>
      <p class="result-words" data-testid="result">
        <Icon name={result.tone} size={26} /> {result.words}
      </p>
      {finding.probability !== null && (
        <p class="probability">
          <b data-testid="probability">{percent(finding.probability)}</b> probability of{" "}
          {finding.target === "abnormal" ? "an abnormality" : "a fracture"}
        </p>
      )}
      <Gauge finding={finding} />
      <p class="because">{result.because}</p>
      {finding.incomplete && (
        <p class="because warn">The file ended early: this was judged on an incomplete image.</p>
      )}
    </div>
  );
}

function StudyLine({ study }: { study: Study }) {
  const { operating } = useSettings();
  if (study.radiographs.length < 2 || !study.finding) return null;
  const result = resultOf(study.finding, operating);
  return (
    <p class="study-line">
      <span class="label">Study</span>
      <span class={`tone-${result.tone}`} data-testid="study-result">
        <Icon name={result.tone} size={16} /> {result.words}
      </span>
      <span class="quiet">
        {percent(study.finding.probability)} over {counted(study.radiographs.length, "view")}
      </span>
    </p>
  );
}

export function ResultPanel({ radiograph, study }: { radiograph: Radiograph; study: Study | null }) {
  const { operating } = useSettings();
  const { finding, problem } = radiograph;
  if (radiograph.status === "failed")
    return (
      <div class="result tone-present" role="alert">
        <h2 class="label">Result</h2>
        <p class="result-words">
          <Icon name="cannot" size={26} /> Could not be read
        </p>
        <p class="because">{problem && Problem.of(problem).message}</p>
      </div>
    );
  if (!finding)
    return (
      <div class="result">
        <h2 class="label">Result</h2>
        <Busy words={radiograph.status === "waiting" ? "Waits for its turn" : "Being read"} />
      </div>
    );
  return (
    <>
      <Type finding={finding} />
      <Result finding={finding} />
      {study && <StudyLine study={study} />}
      {finding.finding !== "cannot_answer" && (
        <Choice
          label="Threshold"
          labelled
          value={operating}
          options={OPERATING}
          onChange={(value: Settings["operating"]) => set({ operating: value })}
        />
      )}
    </>
  );
}
