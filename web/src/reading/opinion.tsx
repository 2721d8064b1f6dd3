// What the reader thinks of the finding.
import { useEffect, useState } from "preact/hooks";
import { giveOpinion, withdrawOpinion } from "../api/client";
import type { Judgement, Radiograph } from "../api/types";
import { asProblem } from "../components/asked";
import { Choice, Notice } from "../components/controls";
import { Icon } from "../components/icon";
import { useShortcuts } from "../keyboard";
import { useLook, type Look } from "../viewport/look";
import { counted, moment } from "../words";

export const JUDGEMENTS = [
  { value: "agree", words: "Agree", icon: "check", tone: "tone-none" },
  { value: "disagree", words: "Disagree", icon: "cross", tone: "tone-present" },
  { value: "unsure", words: "Unsure", icon: "help", tone: "tone-possible" },
] as const;

export function OpinionPanel(props: {
  radiograph: Radiograph;
  look: Look;
  drawing: boolean;
  onDraw: () => void;
  onChange: (radiograph: Radiograph) => void;
}) {
  const { radiograph, look } = props;
  useLook(look);
  const given = radiograph.opinion;
  const [judgement, setJudgement] = useState<Judgement | null>(given?.opinion ?? null);
  const [comment, setComment] = useState(given?.comment ?? "");
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    setJudgement(given?.opinion ?? null);
    setComment(given?.comment ?? "");
    setProblem(null);
  }, [radiograph.id]);
  useShortcuts({
    agree: () => setJudgement("agree"),
    disagree: () => setJudgement("disagree"),
    unsure: () => setJudgement("unsure"),
  });

  const doing = async (deed: () => Promise<Radiograph>) => {
    setBusy(true);
    setProblem(null);
    try {
      props.onChange(await deed());
    } catch (cause) {
      setProblem(asProblem(cause).message);
    } finally {
      setBusy(false);
    }
  };
  const save = () =>
    judgement &&
    doing(() => giveOpinion(radiograph.id, { opinion: judgement, comment, boxes: look.boxes.map(rounded) }));
  const withdraw = () =>
    doing(async () => {
      await withdrawOpinion(radiograph.id);
      look.setBoxes([]);
      setJudgement(null);
      setComment("");
      return { ...radiograph, opinion: null };
    });
  const changed =
    judgement !== (given?.opinion ?? null) ||
    comment !== (given?.comment ?? "") ||
    JSON.stringify(look.boxes.map(rounded)) !== JSON.stringify((given?.boxes ?? []).map(rounded));

  return (
    <section aria-labelledby="opinion-title">
      <h2 id="opinion-title" class="label">
        Your opinion
      </h2>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
        onKeyDown={(event) => event.key === "Enter" && event.ctrlKey && void save()}
      >
        <Choice
          label="Do you agree with the result?"
          value={judgement}
          options={JUDGEMENTS}
          onChange={setJudgement}
        />
        <label class="field stacked">
          <span class="unseen">Comment</span>
          <textarea
            rows={2}
            maxLength={2000}
            placeholder="Comment (no names)"
            value={comment}
            onInput={(event) => setComment(event.currentTarget.value)}
          />
        </label>
        <div class="row">
          <button
            type="button"
            class="button small"
            aria-pressed={props.drawing}
            onClick={props.onDraw}
            title="Draw on the image (x)"
          >
            <Icon name="box" size={16} />{" "}
            {look.boxes.length ? counted(look.boxes.length, "box", "boxes") : "Draw a box"}
          </button>
          {look.boxes.length > 0 && (
            <button type="button" class="button small" onClick={() => look.setBoxes([])}>
              Remove
            </button>
          )}
          <span class="spring" />
          <button type="submit" class="button small primary" disabled={!judgement || !changed || busy}>
            {given ? "Change" : "Save"}
            <span class="unseen"> opinion</span>
          </button>
        </div>
      </form>
      {problem && <Notice>{problem}</Notice>}
      {given && (
        <p class="quiet" role="status" data-testid="opinion-kept">
          Kept: {given.opinion}, by {given.by}, {moment(given.at)}{" "}
          <button type="button" class="link" disabled={busy} onClick={() => void withdraw()}>
            Withdraw
          </button>
        </p>
      )}
    </section>
  );
}

const rounded = ({
  left,
  top,
  width,
  height,
}: {
  left: number;
  top: number;
  width: number;
  height: number;
}) => ({
  left: Math.round(left),
  top: Math.round(top),
  width: Math.round(width),
  height: Math.round(height),
});
