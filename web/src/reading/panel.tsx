// What is said of the radiograph that is looked at, and what the reader says.
import { isRead, type Radiograph, type Study } from "../api/types";
import { IconButton } from "../components/controls";
import { useShortcuts } from "../keyboard";
import { go, hashOf } from "../router";
import type { Look, Tool } from "../viewport/look";
import { moment } from "../words";
import { Evidence } from "./evidence";
import { OpinionPanel } from "./opinion";
import { ResultPanel } from "./result";
import { Remove, Save } from "./save";
import { neighbours } from "./sequence";

function Neighbours({ id }: { id: string }) {
  const { previous, next } = neighbours(id);
  const to = (other: string | null) => other && go({ page: "reading", id: other });
  useShortcuts({ next: () => to(next), previous: () => to(previous) });
  if (!previous && !next) return null;
  return (
    <div class="row neighbours">
      <a class="link" href={hashOf({ page: "worklist", query: {} })}>
        Worklist
      </a>
      <span class="spring" />
      <IconButton
        icon="previous"
        label="Previous radiograph"
        shortcut="k"
        disabled={!previous}
        onClick={() => to(previous)}
      />
      <IconButton
        icon="next"
        label="Next radiograph"
        shortcut="j"
        disabled={!next}
        onClick={() => to(next)}
      />
    </div>
  );
}

function FinePrint({ radiograph }: { radiograph: Radiograph }) {
  const { finding } = radiograph;
  return (
    <footer class="fine">
      <p>
        {radiograph.name} ·{" "}
        {isRead(radiograph) && `${radiograph.width} × ${radiograph.height}, ${radiograph.bits} bit · `}
        received {moment(radiograph.received)}
      </p>
      {finding && (
        <p>
          {finding.pack} {finding.version}, weights {finding.weights.slice(0, 8)}, {finding.precision}
        </p>
      )}
      <Remove radiograph={radiograph} onRemoved={() => go({ page: "worklist", query: {} }, true)} />
    </footer>
  );
}

export function Panel(props: {
  /** The radiograph that the page was opened with. */
  id: string;
  /** The one of its study that is looked at. */
  radiograph: Radiograph;
  study: Study | null;
  look: Look | null;
  tool: Tool;
  onTool: (tool: Tool) => void;
  onChange: (radiograph: Radiograph) => void;
}) {
  const { radiograph, study, look, tool } = props;
  const { finding } = radiograph;
  return (
    <aside class="side" aria-label="Finding">
      <div class="panel">
        <Neighbours id={props.id} />
        <ResultPanel radiograph={radiograph} study={study} />
        {finding && <Evidence finding={finding} />}
        {finding && look && (
          <OpinionPanel
            key={radiograph.id}
            radiograph={radiograph}
            look={look}
            drawing={tool === "box"}
            onDraw={() => props.onTool(tool === "box" ? "window" : "box")}
            onChange={props.onChange}
          />
        )}
        <FinePrint radiograph={radiograph} />
      </div>
      {finding && <Save radiograph={radiograph} />}
    </aside>
  );
}
