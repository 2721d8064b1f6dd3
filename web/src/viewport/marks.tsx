// Lines over the radiograph: the finding's boxes, the reader's, and measurements. In pixels of the
// screen, so that they are as thin when near as when far.
import type { Box, Finding } from "../api/types";
import { percent } from "../words";
import { apply, type Affine, type Point } from "./affine";
import type { Drafting } from "./drafting";
import type { Look } from "./look";
import { reading, type Measurement, type Spacing } from "./measure";

const joined = (points: Point[]) => points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");

const corners = ({ left, top, width, height }: Box): Point[] => [
  { x: left, y: top },
  { x: left + width, y: top },
  { x: left + width, y: top + height },
  { x: left, y: top + height },
];

function BoxMark(props: { box: Box; map: Affine; kind: string; words?: string }) {
  const points = corners(props.box).map((corner) => apply(props.map, corner));
  const left = Math.min(...points.map(({ x }) => x));
  const top = Math.min(...points.map(({ y }) => y));
  return (
    <g class={`mark ${props.kind}`}>
      <polygon class="mark-under" points={joined(points)} />
      <polygon points={joined(points)} />
      {props.words && (
        <text x={left} y={top - 6}>
          {props.words}
        </text>
      )}
    </g>
  );
}

function Line(props: { points: Point[]; map: Affine; words: string }) {
  const points = props.points.map((point) => apply(props.map, point));
  const last = points.at(-1)!;
  const label = points.length === 3 ? points[1]! : last;
  return (
    <g class="mark measurement">
      <polyline class="mark-under" points={joined(points)} />
      <polyline points={joined(points)} />
      {points.map(({ x, y }, i) => (
        <circle key={i} cx={x} cy={y} r={3} />
      ))}
      {props.words && (
        <text x={label.x + 10} y={label.y - 8}>
          {props.words}
        </text>
      )}
    </g>
  );
}

function Draft(props: { draft: Drafting; map: Affine; spacing: Spacing | null }) {
  const { kind, points } = props.draft;
  if (kind === "box") {
    const [from, to] = points as [Point, Point];
    const box = { left: from.x, top: from.y, width: to.x - from.x, height: to.y - from.y };
    return <BoxMark box={box} map={props.map} kind="own" />;
  }
  return (
    <Line points={points} map={props.map} words={reading({ kind, points } as Measurement, props.spacing)} />
  );
}

export function Marks(props: {
  look: Look;
  finding: Finding | null;
  boxes: boolean;
  spacing: Spacing | null;
}) {
  const { look, finding, spacing } = props;
  const { map } = look;
  const cursor = look.cursor && apply(map, look.cursor);
  return (
    <svg class="marks" aria-hidden="true">
      {props.boxes &&
        finding?.boxes.map((box, i) => (
          <BoxMark
            key={i}
            box={box}
            map={map}
            kind={`found ${finding.finding === "possible" ? "possible" : ""}`}
            words={percent(box.probability)}
          />
        ))}
      {look.boxes.map((box, i) => (
        <BoxMark key={i} box={box} map={map} kind="own" words="yours" />
      ))}
      {look.measurements.map((measurement, i) => (
        <Line key={i} points={measurement.points} map={map} words={reading(measurement, spacing)} />
      ))}
      {look.draft && <Draft draft={look.draft} map={map} spacing={spacing} />}
      {cursor && (
        <path class="cursor" d={`M${cursor.x - 12} ${cursor.y}h24M${cursor.x} ${cursor.y - 12}v24`} />
      )}
    </svg>
  );
}
