// One radiograph and everything that is said of it.
import { useEffect, useState } from "preact/hooks";
import { fileOf } from "../api/client";
import { isRead, type Radiograph, type Read, type Study } from "../api/types";
import { Busy, Notice } from "../components/controls";
import { Icon } from "../components/icon";
import { Thumbnail } from "../components/thumbnail";
import { useShortcuts } from "../keyboard";
import { hashOf } from "../router";
import { set, settings, useSettings } from "../settings";
import type { Look, Tool } from "../viewport/look";
import { Stage } from "../viewport/stage";
import { resultOf } from "../words";
import { useRadiograph, useShown, useStudy } from "./loading";
import { Panel } from "./panel";
import { NEARER, Toolbar } from "./toolbar";

/** More side by side would each be too small to read. */
const MOST_BESIDE = 4;

/** Until the radiograph was read, its small picture stands in its place. */
function Waiting({ radiograph }: { radiograph: Radiograph }) {
  return (
    <div class="stage-frame stage-preview">
      {radiograph.status === "failed" ? (
        <Icon name="cannot" size={64} />
      ) : (
        <Thumbnail source={fileOf(radiograph.id, "thumbnail.png")} name={radiograph.name} />
      )}
    </div>
  );
}

function StageOf(props: {
  radiograph: Read;
  tool: Tool;
  active: boolean;
  onActivate: (id: string, look: Look) => void;
}) {
  const { look, picture, heat, problem } = useShown(props.radiograph);
  useEffect(() => {
    if (props.active) props.onActivate(props.radiograph.id, look);
  }, [props.active, look]);
  return (
    <div class="stage-frame">
      <Stage
        radiograph={props.radiograph}
        look={look}
        picture={picture}
        heat={heat}
        tool={props.tool}
        active={props.active}
        onActivate={() => props.onActivate(props.radiograph.id, look)}
      />
      {problem && <Notice>{problem.message}</Notice>}
      {!picture && !problem && <Busy words="Fetching the image" />}
    </div>
  );
}

function Views({ study, shown }: { study: Study; shown: string }) {
  const { operating } = useSettings();
  if (study.radiographs.length < 2) return null;
  return (
    <nav class="views" aria-label="Views of this study">
      {study.radiographs.map(({ id, name, finding }) => {
        const tone = finding ? resultOf(finding, operating).tone : null;
        return (
          <a
            key={id}
            href={hashOf({ page: "reading", id })}
            aria-current={id === shown ? "page" : undefined}
            title={name}
          >
            <Thumbnail source={fileOf(id, "thumbnail.png")} name={name} />
            {tone && (
              <span class={`view-tone tone-${tone}`}>
                <Icon name={tone} size={14} />
              </span>
            )}
          </a>
        );
      })}
    </nav>
  );
}

function useImageKeys(look: Look | null, tool: Tool, setTool: (tool: Tool) => void, compare: () => void) {
  useShortcuts({
    window: () => setTool("window"),
    pan: () => setTool("pan"),
    length: () => setTool("length"),
    angle: () => setTool("angle"),
    box: () => setTool("box"),
    undo: () => look?.undo(tool),
    escape: () => look?.cancel(),
    nearer: () => look?.zoom(NEARER),
    farther: () => look?.zoom(1 / NEARER),
    fit: () => look?.fit(),
    invert: () => look?.invert(),
    rotate: () => look?.rotate(),
    across: () => look?.flipAcross(),
    down: () => look?.flipDown(),
    compare,
    heat: () => set({ heat: settings().heat > 0 ? 0 : 0.5 }),
    fainter: () => set({ heat: Math.max(0, settings().heat - 0.1) }),
    stronger: () => set({ heat: Math.min(1, settings().heat + 0.1) }),
    boxes: () => set({ boxes: !settings().boxes }),
    operating: () => set({ operating: settings().operating === "sensitive" ? "specific" : "sensitive" }),
  });
}

export function ReadingPage({ id }: { id: string }) {
  const { value: radiograph, problem, put } = useRadiograph(id);
  const { value: study, again } = useStudy(radiograph);
  const [tool, setTool] = useState<Tool>("window");
  const [comparing, setComparing] = useState(false);
  const [active, setActive] = useState<{ id: string; look: Look } | null>(null);
  const canCompare = (study?.radiographs.length ?? 0) > 1;
  const look = active?.look ?? null;
  useImageKeys(look, tool, setTool, () => canCompare && setComparing((on) => !on));

  if (problem) return <Notice>{problem.message}</Notice>;
  if (!radiograph) return <Busy words="Opening" />;

  const others = (study?.radiographs ?? []).filter((other) => other.id !== id);
  const shown = comparing && canCompare ? [radiograph, ...others].slice(0, MOST_BESIDE) : [radiograph];
  const activeId = shown.some((one) => one.id === active?.id) ? active!.id : id;
  const activate = (activated: string, its: Look) => {
    if (active?.id !== activated || active.look !== its) setActive({ id: activated, look: its });
  };
  const current = shown.find((one) => one.id === activeId)!;
  return (
    <div class="reading">
      <h1 class="unseen">Reading of {current.name}</h1>
      <section class="images" aria-label="Image">
        <Toolbar
          look={look}
          tool={tool}
          onTool={setTool}
          comparing={comparing}
          canCompare={canCompare}
          onCompare={() => setComparing(!comparing)}
        />
        <div class={`stages beside-${shown.length}`}>
          {shown.map((one) =>
            isRead(one) ? (
              <StageOf
                key={one.id}
                radiograph={one}
                tool={tool}
                active={one.id === activeId}
                onActivate={activate}
              />
            ) : (
              <Waiting key={one.id} radiograph={one} />
            ),
          )}
        </div>
        {study && <Views study={study} shown={id} />}
      </section>
      <Panel
        id={id}
        radiograph={current}
        study={study}
        look={active?.id === activeId ? look : null}
        tool={tool}
        onTool={setTool}
        onChange={(changed) => (changed.id === id ? put(changed) : again())}
      />
    </div>
  );
}
