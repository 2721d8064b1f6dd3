// Everything that was read, newest first or by suspicion.
import { useEffect, useRef, useState } from "preact/hooks";
import { opinionsTable } from "../api/client";
import type { Pack, Radiograph } from "../api/types";
import { Busy, Notice } from "../components/controls";
import { Icon } from "../components/icon";
import { useShortcuts } from "../keyboard";
import { remember } from "../reading/sequence";
import { go, hashOf } from "../router";
import { counted } from "../words";
import { FilterBar, momentsOf, type Filters } from "./filters";
import { byStudy } from "./groups";
import { useListing } from "./listing";
import { Row, StudyRow } from "./row";

function Table({ items, selected }: { items: Radiograph[]; selected: string | null }) {
  return (
    <div class="table-frame">
      <table class="worklist">
        <thead>
          <tr>
            <th scope="col">
              <span class="unseen">Image</span>
            </th>
            <th scope="col">Name</th>
            <th scope="col">Type</th>
            <th scope="col">Result</th>
            <th scope="col">Probability</th>
            <th scope="col">Opinion</th>
            <th scope="col">Received</th>
          </tr>
        </thead>
        {byStudy(items).map(({ study, views }) => (
          <tbody key={study}>
            {views.length > 1 && <StudyRow study={study} views={views} />}
            {views.map((radiograph) => (
              <Row
                key={radiograph.id}
                radiograph={radiograph}
                grouped={views.length > 1}
                selected={radiograph.id === selected}
              />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

/** j and k move the focus from name to name; Enter then opens, as on any link. */
function useSelection(ids: string[]) {
  const [selected, setSelected] = useState<string | null>(null);
  const newest = useRef(selected); // keys may come faster than the page is drawn
  const step = (by: number) => {
    const at = newest.current ? ids.indexOf(newest.current) + by : 0;
    const id = ids[Math.min(ids.length - 1, Math.max(0, at))];
    if (!id) return;
    newest.current = id;
    setSelected(id);
    document.querySelector<HTMLElement>(`tr[data-id="${id}"] th a`)?.focus();
  };
  useShortcuts({ next: () => step(1), previous: () => step(-1) });
  return selected;
}

export function WorklistPage({ query, pack }: { query: Filters; pack: Pack | null }) {
  const { part, finding, opinion, order } = query;
  const { items, total, more, problem, loadMore } = useListing({
    part,
    finding,
    opinion,
    order,
    ...momentsOf(query),
  });
  // In the order of the table, which keeps the views of a study together.
  const ids = byStudy(items ?? []).flatMap(({ views }) => views.map(({ id }) => id));
  const selected = useSelection(ids);
  useEffect(() => remember(ids), [items]);
  return (
    <div class="page">
      <header class="row page-head">
        <h1>Worklist</h1>
        {items && <span class="quiet">{counted(total, "radiograph")}</span>}
        <span class="spring" />
        <a
          class="button small"
          href={opinionsTable()}
          download="opinions.csv"
          title="A table that osteon evaluate and osteon train take"
        >
          <Icon name="save" size={16} /> Opinions as CSV
        </a>
      </header>
      <FilterBar
        filters={query}
        pack={pack}
        onChange={(filters) => go({ page: "worklist", query: filters }, true)}
      />
      {problem && <Notice>{problem.message}</Notice>}
      {!items && !problem && <Busy words="Fetching the list" />}
      {items?.length === 0 && (
        <div class="empty">
          <p>Nothing here{Object.keys(query).length > 0 ? " that fits the filters" : " yet"}.</p>
          <a class="button primary" href={hashOf({ page: "upload" })}>
            Upload radiographs
          </a>
        </div>
      )}
      {items && items.length > 0 && <Table items={items} selected={selected} />}
      {more && (
        <button type="button" class="button more" onClick={loadMore}>
          Show more
        </button>
      )}
    </div>
  );
}
