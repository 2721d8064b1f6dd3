// Where it looked: how strongly the heat is drawn, and the boxes.
import type { Finding } from "../api/types";
import { Switch } from "../components/controls";
import { set, useSettings } from "../settings";

export function Evidence({ finding }: { finding: Finding }) {
  const { heat, boxes } = useSettings();
  if (finding.finding === "cannot_answer") return null;
  return (
    <section aria-labelledby="evidence-title">
      <h2 id="evidence-title" class="label">
        Where it looked
      </h2>
      <label
        class="slider"
        title="Amber to red: how probable it is that the place shows it; full from 50 % on"
      >
        <span>Heatmap</span>
        <input
          type="range"
          min={0}
          max={100}
          step={5}
          value={Math.round(heat * 100)}
          onInput={(event) => set({ heat: Number(event.currentTarget.value) / 100 })}
          aria-valuetext={heat === 0 ? "off" : `${Math.round(heat * 100)} percent`}
          data-testid="heat"
        />
        <output>{heat === 0 ? "off" : `${Math.round(heat * 100)} %`}</output>
      </label>
      <Switch
        label={finding.boxes.length === 0 ? "Boxes (none was drawn)" : "Boxes"}
        on={boxes}
        onChange={(on) => set({ boxes: on })}
      />
    </section>
  );
}
