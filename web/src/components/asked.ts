// Asking for something and showing it when it comes.
import { useCallback, useEffect, useState } from "preact/hooks";
import { Problem } from "../api/problem";

export interface Asked<T> {
  value: T | null;
  problem: Problem | null;
  again: () => void;
}

export const asProblem = (cause: unknown): Problem =>
  cause instanceof Problem ? cause : new Problem(0, "internal", String(cause));

/** Asks anew whenever `key` changes, and lets go of what nobody waits for any longer. */
export function useAsked<T>(ask: (signal: AbortSignal) => Promise<T>, key: string): Asked<T> {
  const [state, setState] = useState<{ key: string; value: T | null; problem: Problem | null }>({
    key: "",
    value: null,
    problem: null,
  });
  const [round, setRound] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    ask(abort.signal)
      .then((value) => {
        if (!abort.signal.aborted) setState({ key, value, problem: null });
      })
      .catch((cause: unknown) => {
        if (!abort.signal.aborted) setState({ key, value: null, problem: asProblem(cause) });
      });
    return () => abort.abort();
  }, [key, round]);
  const again = useCallback(() => setRound((n) => n + 1), []);
  const current = state.key === key;
  return { value: current ? state.value : null, problem: current ? state.problem : null, again };
}
