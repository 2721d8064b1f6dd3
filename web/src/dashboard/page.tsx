// How much was read, what was found, what readers think of it, and how long it took.
import { useState } from "preact/hooks";
import { statistics } from "../api/client";
import type { Day, PartCounts, Statistics } from "../api/types";
import { useAsked } from "../components/asked";
import { Busy, Choice, Notice } from "../components/controls";
import { counted, partName, percent, presentIn } from "../words";
import { Columns, Shares, Spark } from "./charts";
import { everyDay, partsOf, roundTop, shareOf, shareTop, sum, weeklyShares } from "./series";

const PERIODS = [
  { value: "7", words: "Week" },
  { value: "30", words: "Month" },
  { value: "90", words: "Quarter" },
] as const;

const dayOf = (daysAgo: number) =>
  new Date(Date.now() - daysAgo * 24 * 3600 * 1000).toISOString().slice(0, 10);
const milliseconds = (ms: number) => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`);
const total = (days: Day[], of: (day: Day) => number) => days.reduce((sum, day) => sum + of(day), 0);

/** Over all parts of one day. */
const found = (day: Day, of: (counts: PartCounts) => number) =>
  Object.values(day.by_part).reduce((sum, counts) => sum + of(counts), 0);

function Figure({ name, value, more }: { name: string; value: string; more?: string }) {
  return (
    <div class="tile">
      <dt class="label">{name}</dt>
      <dd>
        <b>{value}</b>
        {more && <span class="quiet">{more}</span>}
      </dd>
    </div>
  );
}

function Volume({ days }: { days: Day[] }) {
  const layers = [
    { name: "present", tone: "present", values: days.map((day) => found(day, presentIn)) },
    {
      name: "possible",
      tone: "possible",
      values: days.map((day) => found(day, (counts) => counts.possible)),
    },
    { name: "none seen", tone: "none", values: days.map((day) => found(day, (counts) => counts.none)) },
    { name: "cannot answer", tone: "cannot", values: days.map((day) => day.cannot_answer) },
    { name: "failed", tone: "failed", values: days.map((day) => day.failed) },
  ];
  const highest = Math.max(...days.map((_, i) => layers.reduce((sum, { values }) => sum + values[i]!, 0)));
  return (
    <section class="tile wide" aria-labelledby="volume-title">
      <h2 id="volume-title">Radiographs a day</h2>
      <Columns
        days={days.map(({ day }) => day)}
        layers={layers}
        top={roundTop(highest)}
        says={`${total(days, (day) => day.read)} radiographs in ${days.length} days, at most ${highest} a day`}
      />
      <ul class="keys">
        {layers.map(({ name, tone }) => (
          <li key={name} class={`key ${tone}`}>
            {name}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Parts({ days }: { days: Day[] }) {
  const parts = partsOf(days);
  const top = shareTop(parts.flatMap((part) => weeklyShares(days, part, false)));
  return (
    <section class="tile wide" aria-labelledby="parts-title">
      <h2 id="parts-title">Findings by part</h2>
      {parts.length === 0 ? (
        <p class="quiet">Nothing was read in this time.</p>
      ) : (
        <div class="table-frame">
          <table class="parts">
            <thead>
              <tr>
                <th scope="col">Part</th>
                <th scope="col">Read</th>
                <th scope="col">Present</th>
                <th scope="col">Present or possible</th>
                <th scope="col">Present by the week, 0 to {percent(top)}</th>
              </tr>
            </thead>
            <tbody>
              {parts.map((part) => {
                const counts = sum(days, part);
                const present = shareOf(counts, false);
                return (
                  <tr key={part}>
                    <th scope="row">{partName(part)}</th>
                    <td class="figure">{presentIn(counts) + counts.possible + counts.none}</td>
                    <td class="figure">{percent(present)}</td>
                    <td class="figure">{percent(shareOf(counts, true))}</td>
                    <td>
                      <Spark
                        shares={weeklyShares(days, part, false)}
                        top={top}
                        says={`Share present of ${partName(part)} over time, ${percent(present)} in all`}
                      />
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Board({ said, days }: { said: Statistics; days: Day[] }) {
  const { agreement, latency_ms, queue } = said;
  const read = total(days, (day) => day.read);
  const silent = total(days, (day) => day.cannot_answer);
  const judged = agreement.agree + agreement.disagree + agreement.unsure;
  return (
    <div class="board">
      <dl class="tiles">
        <Figure name="Read" value={String(read)} more={`in ${days.length} days`} />
        <Figure
          name="Cannot answer"
          value={read ? percent(silent / read) : "–"}
          more={counted(silent, "radiograph")}
        />
        <Figure
          name="Readers agree"
          value={judged ? percent(agreement.agree / judged) : "–"}
          more={`of ${counted(judged, "opinion")}`}
        />
        <Figure
          name="Time to a finding"
          value={latency_ms ? milliseconds(latency_ms.p50) : "–"}
          more={
            latency_ms
              ? `median; p90 ${milliseconds(latency_ms.p90)}, p99 ${milliseconds(latency_ms.p99)}`
              : "nothing was read"
          }
        />
        <Figure
          name="Queue"
          value={String(queue.waiting)}
          more={`waiting of ${queue.limit}; ${queue.reading} being read`}
        />
      </dl>
      <Volume days={days} />
      <Parts days={days} />
      <section class="tile wide" aria-labelledby="agreement-title">
        <h2 id="agreement-title">Readers' opinions</h2>
        <Shares
          parts={[
            { name: "agree", tone: "none", count: agreement.agree },
            { name: "disagree", tone: "present", count: agreement.disagree },
            { name: "unsure", tone: "possible", count: agreement.unsure },
          ]}
        />
      </section>
    </div>
  );
}

export function DashboardPage() {
  const [period, setPeriod] = useState<(typeof PERIODS)[number]["value"]>("30");
  const [from, to] = [dayOf(Number(period) - 1), dayOf(0)];
  const { value, problem, again } = useAsked(
    () => statistics(`${from}T00:00:00Z`, `${to}T23:59:59Z`),
    period,
  );
  return (
    <div class="page">
      <header class="row page-head">
        <h1>Dashboard</h1>
        <span class="spring" />
        <Choice label="Period" value={period} options={PERIODS} onChange={setPeriod} />
      </header>
      {problem && <Notice onAgain={again}>{problem.message}</Notice>}
      {!value && !problem && <Busy words="Counting" />}
      {value && <Board said={value} days={everyDay(value.days, from, to)} />}
    </div>
  );
}
