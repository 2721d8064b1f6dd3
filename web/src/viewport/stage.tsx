// One radiograph, large: the picture, the heat over it, the lines over that, and the hands on it.
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { HeatGrid, Read } from "../api/types";
import { useSettings } from "../settings";
import { Gestures } from "./gestures";
import { draws, useLook, type Look, type Tool } from "./look";
import { Marks } from "./marks";
import { heatCanvas, type Picture } from "./picture";
import { inWords } from "./window";

const ARROWS: Record<string, { x: number; y: number }> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

function paint(
  canvas: HTMLCanvasElement,
  look: Look,
  picture: Picture,
  heat: { canvas: HTMLCanvasElement; grid: HeatGrid } | null,
  opacity: number,
) {
  const density = devicePixelRatio || 1;
  const width = Math.round(look.stage.width * density);
  const height = Math.round(look.stage.height * density);
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const context = canvas.getContext("2d", { alpha: false })!;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = "#000";
  context.fillRect(0, 0, width, height);
  const { a, b, c, d, e, f } = look.map;
  context.setTransform(a * density, b * density, c * density, d * density, e * density, f * density);
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = "high";
  const across = look.radiograph.width * look.view.scale * density;
  context.drawImage(
    picture.through(look.window, look.inverted, across),
    0,
    0,
    look.radiograph.width,
    look.radiograph.height,
  );
  if (heat && opacity > 0) {
    const { area } = heat.grid;
    // The grid is laid over a square that may reach beyond the radiograph.
    context.save();
    context.beginPath();
    context.rect(0, 0, look.radiograph.width, look.radiograph.height);
    context.clip();
    context.globalAlpha = opacity;
    context.drawImage(heat.canvas, area.left, area.top, area.width, area.height);
    context.restore();
  }
}

/** What a screen reader says of the picture. */
function described(radiograph: Read, tool: Tool): string {
  const keys = draws(tool)
    ? "Arrow keys move the cross, Enter puts a point."
    : "Arrow keys do what the chosen tool does.";
  return `Radiograph ${radiograph.name}, ${radiograph.width} by ${radiograph.height} pixels. ${keys}`;
}

function orientation({ turns, mirrored }: Look["view"]): string {
  return [turns ? `turned ${turns * 90}°` : "", mirrored ? "mirrored" : ""].filter(Boolean).join(", ");
}

export function Stage(props: {
  radiograph: Read;
  look: Look;
  picture: Picture | null;
  heat: HeatGrid | null;
  tool: Tool;
  active: boolean;
  onActivate: () => void;
}) {
  const { look, picture, tool, radiograph } = props;
  const { heat: opacity, boxes } = useSettings();
  useLook(look);
  const place = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const latestTool = useRef(tool);
  latestTool.current = tool;
  const gestures = useMemo(() => new Gestures(look, () => latestTool.current), [look]);
  const heat = useMemo(
    () => props.heat && { canvas: heatCanvas(props.heat), grid: props.heat },
    [props.heat],
  );

  useLayoutEffect(() => {
    const element = place.current!;
    const measure = () => look.resize({ width: element.clientWidth, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [look]);

  useEffect(() => {
    if (!picture) return;
    const frame = requestAnimationFrame(() => paint(canvas.current!, look, picture, heat, opacity));
    return () => cancelAnimationFrame(frame);
  });

  // Not by Preact: the browser lets only listeners that say so keep a wheel from scrolling.
  useEffect(() => {
    const element = place.current!;
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      const box = element.getBoundingClientRect();
      gestures.wheel(event.deltaY * (event.deltaMode === 1 ? 33 : 1), {
        x: event.clientX - box.left,
        y: event.clientY - box.top,
      });
    };
    element.addEventListener("wheel", wheel, { passive: false });
    return () => element.removeEventListener("wheel", wheel);
  }, [gestures]);

  const at = (event: PointerEvent) => {
    const box = place.current!.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const key = (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key];
    if (arrow) look.nudge(tool, arrow, event.shiftKey);
    else if (event.key === "Enter" && draws(tool)) look.place(tool);
    else return;
    event.preventDefault();
  };
  const orient = orientation(look.view);

  return (
    <div
      ref={place}
      class={`stage tool-${tool} ${props.active ? "stage-active" : ""}`}
      role="application"
      aria-roledescription="radiograph viewer"
      aria-label={described(radiograph, tool)}
      tabIndex={0}
      onFocus={props.onActivate}
      onKeyDown={key}
      onPointerDown={(event) => {
        props.onActivate();
        place.current!.setPointerCapture(event.pointerId);
        gestures.down(event.pointerId, at(event), event.button);
      }}
      onPointerMove={(event) => gestures.move(event.pointerId, at(event))}
      onPointerUp={(event) => gestures.up(event.pointerId)}
      onPointerCancel={(event) => gestures.up(event.pointerId)}
      onContextMenu={(event) => event.preventDefault()}
      onDblClick={() => !draws(tool) && look.fit()}
    >
      <canvas ref={canvas} aria-hidden="true" />
      {picture && (
        <Marks look={look} finding={radiograph.finding} boxes={boxes} spacing={radiograph.spacing} />
      )}
      <p class="corner top-left">{radiograph.name}</p>
      {orient && <p class="corner top-right warn">{orient}</p>}
      <p class="corner bottom-left" data-testid="window">
        {inWords(look.window, radiograph.bits)}
        {look.inverted && " · inverted"}
      </p>
      <p class="corner bottom-right" data-testid="zoom">
        {Math.round(look.view.scale * 100)} %
      </p>
    </div>
  );
}
