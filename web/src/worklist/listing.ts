// The worklist's radiographs: page after page, and anew from time to time.
import { useEffect, useRef, useState } from "preact/hooks";
import { radiographs, type Wanted } from "../api/client";
import type { Problem } from "../api/problem";
import type { Radiograph } from "../api/types";
import { asProblem } from "../components/asked";

const PAGE = 50;
/** While something is being read, and otherwise: others upload too. */
const UNREAD_AGAIN_MS = 3000;
const AGAIN_MS = 20_000;

export interface Listing {
  items: Radiograph[] | null;
  total: number;
  more: boolean;
  problem: Problem | null;
  loadMore: () => void;
}

export function useListing(wanted: Wanted): Listing {
  const key = JSON.stringify(wanted);
  const [state, setState] = useState<{
    key: string;
    items: Radiograph[];
    next: string | null;
    total: number;
  } | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [round, setRound] = useState(0);
  const loaded = useRef(PAGE);

  useEffect(() => {
    loaded.current = PAGE;
  }, [key]);
  useEffect(() => {
    const abort = new AbortController();
    radiographs({ ...wanted, limit: loaded.current }, abort.signal)
      .then(({ items, next, total }) => {
        setState({ key, items, next, total });
        setProblem(null);
      })
      .catch((cause: unknown) => {
        if (!abort.signal.aborted) setProblem(asProblem(cause));
      });
    return () => abort.abort();
  }, [key, round]);

  const unread = state?.items.some(({ status }) => status === "waiting" || status === "reading") ?? false;
  useEffect(() => {
    const timer = setInterval(
      () => !document.hidden && setRound((n) => n + 1),
      unread ? UNREAD_AGAIN_MS : AGAIN_MS,
    );
    return () => clearInterval(timer);
  }, [state]);

  const loadMore = () => {
    if (!state?.next) return;
    radiographs({ ...wanted, limit: PAGE, after: state.next })
      .then(({ items, next, total }) => {
        loaded.current += items.length;
        setState({ key, items: [...state.items, ...items], next, total });
      })
      .catch((cause: unknown) => setProblem(asProblem(cause)));
  };
  const current = state?.key === key ? state : null;
  return {
    items: current?.items ?? null,
    total: current?.total ?? 0,
    more: Boolean(current?.next),
    problem,
    loadMore,
  };
}
