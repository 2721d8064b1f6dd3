// What the reading of a radiograph is made of, each as soon as it is there.
import { useEffect, useMemo, useState } from "preact/hooks";
import { heatmap, pixels, radiograph, study } from "../api/client";
import type { HeatGrid, Radiograph, Read, Study } from "../api/types";
import { persistently } from "../api/upload";
import { asProblem, useAsked, type Asked } from "../components/asked";
import type { Problem } from "../api/problem";
import { Look, useLook } from "../viewport/look";
import { Picture } from "../viewport/picture";
import { automatic, windowOf } from "../viewport/window";

/** Enough for any screen; more is fetched when somebody looks closer than that. */
const FIRST_LONGEST = 2048;
/** Sixteen million pixels: a phone's or a tablet's canvas takes no more. */
const MOST_LONGEST = 4096;
const WAIT_S = 20;
const OTHER_VIEWS_S = 2;

export const isOver = ({ status }: Radiograph) => status === "done" || status === "failed";

/** A service that is started anew, or busy, ends no waiting: what was known is kept for a while. */
async function again<T>(ask: () => Promise<T>, known: T): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    const problem = asProblem(cause);
    if (problem.status !== 0 && !problem.passing) throw problem;
    await new Promise((done) => setTimeout(done, OTHER_VIEWS_S * 1000));
    return known;
  }
}

/** The radiograph, asked for until its finding is there; `put` replaces it after an opinion. */
export function useRadiograph(id: string) {
  const [state, setState] = useState<{ id: string; value: Radiograph | null; problem: Problem | null }>({
    id,
    value: null,
    problem: null,
  });
  useEffect(() => {
    const abort = new AbortController();
    const follow = async () => {
      let value = await radiograph(id, 0, abort.signal);
      setState({ id, value, problem: null });
      while (!isOver(value)) {
        value = await again(() => radiograph(id, WAIT_S, abort.signal), value);
        if (abort.signal.aborted) return;
        setState({ id, value, problem: null });
      }
    };
    follow().catch((cause: unknown) => {
      if (!abort.signal.aborted) setState({ id, value: null, problem: asProblem(cause) });
    });
    return () => abort.abort();
  }, [id]);
  const put = (value: Radiograph) => setState({ id, value, problem: null });
  return { ...(state.id === id ? state : { value: null, problem: null }), put };
}

/** All views of the radiograph's study; null until the study is known. */
export function useStudy(of: Radiograph | null): Asked<Study | null> {
  const key = of ? `${of.study} ${of.status}` : "";
  const asked = useAsked<Study | null>(async (signal) => (of ? study(of.study, signal) : null), key);
  const unread = asked.value?.radiographs.some((view) => !isOver(view)) ?? false;
  useEffect(() => {
    if (!unread) return;
    const timer = setTimeout(asked.again, OTHER_VIEWS_S * 1000);
    return () => clearTimeout(timer);
  }, [asked.value]);
  return asked;
}

export interface Shown {
  look: Look;
  picture: Picture | null;
  heat: HeatGrid | null;
  problem: Problem | null;
}

/** Looks are kept while the page is open, so that a view that is shown again is as it was left. */
const looks = new Map<string, Look>();

function lookOf(radiograph: Read): Look {
  let look = looks.get(radiograph.id);
  if (!look) {
    look = new Look({ width: radiograph.width, height: radiograph.height });
    look.setBoxes(radiograph.opinion?.boxes ?? []);
    looks.set(radiograph.id, look);
  }
  return look;
}

export function useShown(radiograph: Read): Shown {
  const look = useMemo(() => lookOf(radiograph), [radiograph.id]);
  useLook(look);
  const picture = usePicture(radiograph, look);
  const said = radiograph.finding && radiograph.finding.finding !== "cannot_answer";
  const heat = useAsked<HeatGrid | null>(
    async (signal) => (said ? persistently(() => heatmap(radiograph.id, signal)) : null),
    `${radiograph.id} ${said}`,
  );
  return { look, picture: picture.value, heat: heat.value, problem: picture.problem };
}

/** Fetched again, whole, when it is looked at closer than what was fetched first. */
function usePicture(radiograph: Read, look: Look): Asked<Picture> {
  const longest = Math.max(radiograph.width, radiograph.height);
  const needed = longest * look.view.scale * (devicePixelRatio || 1);
  const [closer, setCloser] = useState(false);
  useEffect(() => {
    if (needed > 1.3 * FIRST_LONGEST && longest > FIRST_LONGEST) setCloser(true);
  }, [needed > 1.3 * FIRST_LONGEST]);
  const wanted = closer ? Math.min(longest, MOST_LONGEST) : FIRST_LONGEST;
  const [last, setLast] = useState<Picture | null>(null);
  const asked = useAsked(async (signal) => {
    const found = await persistently(() => pixels(radiograph.id, wanted, signal));
    look.suggest(radiograph.window ? windowOf(radiograph.window) : automatic(found.grey));
    const picture = new Picture(found);
    setLast(picture);
    return picture;
  }, `${radiograph.id} ${wanted}`);
  // The coarser one stays until the finer one is there.
  return { ...asked, value: asked.value ?? (closer ? last : null) };
}
