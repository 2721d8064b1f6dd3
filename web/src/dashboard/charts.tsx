// Small charts in SVG. Each has a sentence for those who do not see it.
import { dayName, percent } from "../words";

const WIDTH = 960;
const HEIGHT = 220;
const LEFT = 40;
const BOTTOM = 22;
const TOP = 10;

const across = (i: number, count: number) => LEFT + ((i + 0.5) * (WIDTH - LEFT)) / count;
const up = (share: number) => HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP);

function Frame(props: { days: string[]; top: string; middle: string }) {
  const { days } = props;
  const every = Math.max(1, Math.ceil(days.length / 6));
  return (
    <g class="frame">
      {[
        [0, "0"],
        [0.5, props.middle],
        [1, props.top],
      ].map(([share, words]) => (
        <g key={share}>
          <line x1={LEFT} x2={WIDTH} y1={up(share as number)} y2={up(share as number)} />
          <text x={LEFT - 8} y={up(share as number) + 4} text-anchor="end">
            {words}
          </text>
        </g>
      ))}
      {days.map(
        (day, i) =>
          i % every === 0 && (
            <text key={day} x={across(i, days.length)} y={HEIGHT - 5} text-anchor="middle">
              {dayName(day)}
            </text>
          ),
      )}
    </g>
  );
}

export interface Layer {
  name: string;
  tone: string;
  values: number[];
}

/** One column a day, its layers upon each other. */
export function Columns(props: { days: string[]; layers: Layer[]; top: number; says: string }) {
  const { days, layers, top } = props;
  const width = Math.max(2, ((WIDTH - LEFT) / days.length) * 0.7);
  return (
    <svg class="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={props.says}>
      <Frame days={days} top={String(top)} middle={String(top / 2)} />
      {days.map((day, i) => {
        let below = 0;
        return (
          <g key={day}>
            <title>{`${dayName(day)}: ${layers.map(({ name, values }) => `${name} ${values[i]}`).join(", ")}`}</title>
            {layers.map(({ name, tone, values }) => {
              const from = below;
              below += values[i]!;
              return (
                <rect
                  key={name}
                  class={`fill-${tone}`}
                  x={across(i, days.length) - width / 2}
                  y={up(below / top)}
                  width={width}
                  height={Math.max(0, up(from / top) - up(below / top))}
                />
              );
            })}
          </g>
        );
      })}
    </svg>
  );
}

/** A line of shares over time, small enough for one row of each part; gaps where nothing was read. */
export function Spark(props: { shares: (number | null)[]; top: number; says: string }) {
  const width = 260;
  const height = 36;
  const x = (i: number) => 2 + (i * (width - 4)) / Math.max(1, props.shares.length - 1);
  const y = (share: number) => height - 3 - (share / props.top) * (height - 6);
  let path = "";
  let open = false;
  props.shares.forEach((share, i) => {
    if (share === null) {
      open = false;
      return;
    }
    path += `${open ? "L" : "M"}${x(i).toFixed(1)} ${y(share).toFixed(1)}`;
    open = true;
  });
  const last = props.shares.at(-1);
  return (
    <svg class="spark" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={props.says}>
      <line class="spark-ground" x1={0} x2={width} y1={y(0)} y2={y(0)} />
      <path d={path} />
      {last !== null && last !== undefined && <circle cx={x(props.shares.length - 1)} cy={y(last)} r={2.5} />}
    </svg>
  );
}

/** Parts of a whole in one bar. */
export function Shares(props: { parts: { name: string; tone: string; count: number }[] }) {
  const total = props.parts.reduce((sum, { count }) => sum + count, 0);
  let from = 0;
  return (
    <div class="shares">
      <svg viewBox="0 0 300 14" preserveAspectRatio="none" aria-hidden="true">
        {props.parts.map(({ name, tone, count }) => {
          const width = total ? (count / total) * 300 : 0;
          from += width;
          return (
            <rect
              key={name}
              class={`fill-${tone}`}
              x={from - width}
              y={0}
              width={Math.max(0, width - 1)}
              height={14}
            />
          );
        })}
      </svg>
      <ul class="keys">
        {props.parts.map(({ name, tone, count }) => (
          <li key={name} class={`key ${tone}`}>
            {name} <b>{count}</b> <span class="quiet">{total ? percent(count / total) : ""}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
