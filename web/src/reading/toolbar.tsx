// The tools over the image. Each has its key, which its hint says.
import { IconButton } from "../components/controls";
import type { IconName } from "../components/icon";
import { useLook, type Look, type Tool } from "../viewport/look";

const TOOLS: { tool: Tool; icon: IconName; label: string; shortcut: string }[] = [
  { tool: "window", icon: "window", label: "Window and level", shortcut: "w" },
  { tool: "pan", icon: "pan", label: "Move", shortcut: "p" },
  { tool: "length", icon: "length", label: "Length", shortcut: "l" },
  { tool: "angle", icon: "angle", label: "Angle", shortcut: "a" },
  { tool: "box", icon: "box", label: "Box for your opinion", shortcut: "x" },
];

const HINTS: Record<Tool, string> = {
  window: "Drag: right is softer, up is brighter. Wheel: nearer.",
  pan: "Drag to move. Wheel: nearer.",
  length: "Drag along what is to be measured.",
  angle: "Drag one leg, then click the end of the other.",
  box: "Drag a box round what you see.",
};

export const NEARER = 1.25;

export function Toolbar(props: {
  look: Look | null;
  tool: Tool;
  onTool: (tool: Tool) => void;
  comparing: boolean;
  canCompare: boolean;
  onCompare: () => void;
}) {
  const { look } = props;
  useLook(look);
  const off = !look;
  return (
    <div class="toolbar" role="toolbar" aria-label="Image tools">
      <div class="group">
        {TOOLS.map(({ tool, icon, label, shortcut }) => (
          <IconButton
            key={tool}
            icon={icon}
            label={label}
            shortcut={shortcut}
            pressed={props.tool === tool}
            onClick={() => props.onTool(tool)}
          />
        ))}
        <IconButton
          icon="undo"
          label="Take back the last line or box"
          shortcut="Backspace"
          disabled={off || !(look.draft || look.measurements.length || look.boxes.length)}
          onClick={() => look?.undo(props.tool)}
        />
      </div>
      <div class="group">
        <IconButton
          icon="farther"
          label="Farther"
          shortcut="-"
          disabled={off}
          onClick={() => look?.zoom(1 / NEARER)}
        />
        <IconButton
          icon="nearer"
          label="Nearer"
          shortcut="+"
          disabled={off}
          onClick={() => look?.zoom(NEARER)}
        />
        <IconButton
          icon="fit"
          label="All of it, own window"
          shortcut="0"
          disabled={off}
          onClick={() => look?.fit()}
        />
      </div>
      <div class="group">
        <IconButton
          icon="invert"
          label="Invert"
          shortcut="i"
          pressed={look?.inverted ?? false}
          disabled={off}
          onClick={() => look?.invert()}
        />
        <IconButton icon="rotate" label="Rotate" shortcut="r" disabled={off} onClick={() => look?.rotate()} />
        <IconButton
          icon="across"
          label="Flip left and right"
          shortcut="h"
          disabled={off}
          onClick={() => look?.flipAcross()}
        />
        <IconButton
          icon="down"
          label="Flip top and bottom"
          shortcut="v"
          disabled={off}
          onClick={() => look?.flipDown()}
        />
      </div>
      {props.canCompare && (
        <div class="group">
          <IconButton
            icon="compare"
            label="Views side by side"
            shortcut="c"
            pressed={props.comparing}
            onClick={props.onCompare}
          />
        </div>
      )}
      <p class="tool-hint">{HINTS[props.tool]}</p>
    </div>
  );
}
