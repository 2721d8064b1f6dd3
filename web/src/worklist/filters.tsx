// What the worklist shows, kept in the address: a filtered list can be bookmarked and sent on.
import type { Pack } from "../api/types";
import { Choice } from "../components/controls";
import { partName } from "../words";

export type Filters = Record<string, string>;

const ORDERS = [
  { value: "newest", words: "Newest first" },
  { value: "suspicion", words: "By suspicion" },
] as const;

const OPINIONS = [
  ["agree", "Agreed"],
  ["disagree", "Disagreed"],
  ["unsure", "Unsure"],
  ["none", "None yet"],
] as const;

const findingsOf = (target: string) =>
  [
    [target, target === "abnormal" ? "Abnormality" : "Fracture"],
    ["possible", "Possible"],
    ["none", "None seen"],
    ["cannot_answer", "Cannot answer"],
  ] as const;

function Select(props: {
  label: string;
  value: string | undefined;
  options: readonly (readonly [string, string])[];
  onChange: (value: string) => void;
}) {
  return (
    <label class="field">
      <span>{props.label}</span>
      <select value={props.value ?? ""} onChange={(event) => props.onChange(event.currentTarget.value)}>
        <option value="">All</option>
        {props.options.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

export function FilterBar(props: {
  filters: Filters;
  pack: Pack | null;
  onChange: (filters: Filters) => void;
}) {
  const { filters, pack } = props;
  const change = (name: string) => (value: string) => props.onChange({ ...filters, [name]: value });
  const narrowed = ["part", "finding", "opinion", "from", "to"].some((name) => filters[name]);
  return (
    <search class="filters">
      <Choice
        label="Order"
        value={filters.order === "suspicion" ? "suspicion" : "newest"}
        options={ORDERS}
        onChange={change("order")}
      />
      <Select
        label="Part"
        value={filters.part}
        options={(pack?.parts ?? []).map((part) => [part, partName(part)])}
        onChange={change("part")}
      />
      <Select
        label="Finding"
        value={filters.finding}
        options={findingsOf(pack?.target ?? "fracture")}
        onChange={change("finding")}
      />
      <Select label="Opinion" value={filters.opinion} options={OPINIONS} onChange={change("opinion")} />
      <div class="dates">
        <label class="field">
          <span>From</span>
          <input
            type="date"
            value={filters.from ?? ""}
            onChange={(event) => change("from")(event.currentTarget.value)}
          />
        </label>
        <label class="field">
          <span>To</span>
          <input
            type="date"
            value={filters.to ?? ""}
            onChange={(event) => change("to")(event.currentTarget.value)}
          />
        </label>
      </div>
      {narrowed && (
        <button
          type="button"
          class="link"
          onClick={() => props.onChange(filters.order ? { order: filters.order } : {})}
        >
          Show all
        </button>
      )}
    </search>
  );
}

const DAY_MS = 24 * 3600 * 1000;

/** Days as somebody here means them, as the moments that the service compares with. */
export function momentsOf(filters: Filters): { from?: string; to?: string } {
  const start = (day: string | undefined) => {
    const time = day ? new Date(`${day}T00:00:00`).getTime() : NaN;
    return Number.isNaN(time) ? undefined : time;
  };
  const from = start(filters.from);
  const to = start(filters.to);
  return {
    from: from === undefined ? undefined : new Date(from).toISOString(),
    to: to === undefined ? undefined : new Date(to + DAY_MS).toISOString(),
  };
}
