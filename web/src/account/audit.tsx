// Who did what, for administrators.
import { useEffect, useState } from "preact/hooks";
import { audit } from "../api/client";
import type { AuditPage as Page } from "../api/types";
import { asProblem } from "../components/asked";
import { Busy, Notice } from "../components/controls";
import { moment } from "../words";

export function AuditPage() {
  const [items, setItems] = useState<Page["items"] | null>(null);
  const [next, setNext] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const load = async (after: string | null) => {
    try {
      const page = await audit(after);
      setItems((before) => [...(after ? (before ?? []) : []), ...page.items]);
      setNext(page.next);
    } catch (cause) {
      setProblem(asProblem(cause).message);
    }
  };
  useEffect(() => void load(null), []);
  return (
    <div class="page">
      <header class="page-head">
        <h1>Audit trail</h1>
        <p class="quiet">Who uploaded, viewed, judged and deleted what; newest first.</p>
      </header>
      {problem && <Notice>{problem}</Notice>}
      {!items && !problem && <Busy words="Fetching the trail" />}
      {items && (
        <div class="table-frame">
          <table>
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">Who</th>
                <th scope="col">Did</th>
                <th scope="col">To what</th>
              </tr>
            </thead>
            <tbody>
              {items.map(({ at, user, action, subject }, i) => (
                <tr key={i}>
                  <td class="quiet">{moment(at)}</td>
                  <td>{user}</td>
                  <td>{action.replaceAll("_", " ")}</td>
                  <td>
                    <code>{subject}</code>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {next && (
        <button type="button" class="button more" onClick={() => void load(next)}>
          Show more
        </button>
      )}
    </div>
  );
}
