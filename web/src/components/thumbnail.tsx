// The small picture of a radiograph; an icon where there is none.
import { useEffect, useState } from "preact/hooks";
import { Icon } from "./icon";

/** A busy service refuses a picture now and gives it later. */
const TRIES = 3;
const AGAIN_MS = 1500;

export function Thumbnail({ source, name }: { source: string; name?: string }) {
  const [failed, setFailed] = useState({ source, times: 0, waiting: false });
  const { times, waiting } = failed.source === source ? failed : { times: 0, waiting: false };
  // What the browser cannot show of a file that was chosen, it will not show later either.
  const tries = source.startsWith("blob:") ? 1 : TRIES;
  useEffect(() => {
    if (!waiting || times >= tries) return;
    const timer = setTimeout(() => setFailed({ source, times, waiting: false }), AGAIN_MS * times);
    return () => clearTimeout(timer);
  }, [failed]);
  if (waiting) return <Icon name={times < tries ? "clock" : "cannot"} size={24} />;
  return (
    <img
      src={source}
      alt={name ?? ""}
      loading="lazy"
      decoding="async"
      onError={() => setFailed({ source, times: times + 1, waiting: true })}
    />
  );
}
