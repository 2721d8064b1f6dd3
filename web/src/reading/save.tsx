// Taking the result away, and taking it out of the service.
import { useState } from "preact/hooks";
import { fileOf, removeRadiograph } from "../api/client";
import type { Radiograph } from "../api/types";
import { asProblem } from "../components/asked";
import { Dialog, Notice } from "../components/controls";
import { Icon } from "../components/icon";
import { uploads } from "../upload/uploads";

const FORMS = [
  { file: "overlay.png", words: "PNG", hint: "Image, overlay and finding" },
  { file: "report.pdf", words: "PDF", hint: "The report, for print" },
  { file: "finding.json", words: "JSON", hint: "The finding, for programs" },
] as const;

/** By the radiograph's own name, with another ending. */
const nameOf = (radiograph: Radiograph, file: string) =>
  `${radiograph.name.replace(/\.[^.]*$/, "")}.${file.split(".").pop()}`;

export function Save({ radiograph }: { radiograph: Radiograph }) {
  return (
    <section class="save" aria-labelledby="save-title">
      <h2 id="save-title" class="label">
        Save result
      </h2>
      {FORMS.map(({ file, words, hint }) => (
        <a
          key={file}
          class="button"
          href={fileOf(radiograph.id, file)}
          download={nameOf(radiograph, file)}
          title={hint}
        >
          {words}
        </a>
      ))}
    </section>
  );
}

export function Remove({ radiograph, onRemoved }: { radiograph: Radiograph; onRemoved: () => void }) {
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const remove = async () => {
    try {
      await removeRadiograph(radiograph.id);
      uploads.forget(radiograph.id);
      onRemoved();
    } catch (cause) {
      setProblem(asProblem(cause).message);
    }
  };
  return (
    <>
      <button type="button" class="link danger" onClick={() => setAsking(true)}>
        <Icon name="trash" size={14} /> Delete
      </button>
      {asking && (
        <Dialog title="Delete this radiograph?" onClose={() => setAsking(false)}>
          <p>
            The file, its finding and the opinion on it are removed from the service. This cannot be taken
            back.
          </p>
          {problem && <Notice>{problem}</Notice>}
          <div class="row end">
            <button type="button" class="button danger" onClick={() => void remove()}>
              Delete it
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}
