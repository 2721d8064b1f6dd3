// Where radiographs come in.
import { useRef, useState } from "preact/hooks";
import { Icon } from "../components/icon";
import { Notice, Switch } from "../components/controls";
import { go } from "../router";
import { counted, partName } from "../words";
import type { Pack } from "../api/types";
import { Card } from "./card";
import { chosen } from "./files";
import { uploads, useUploads, type Together } from "./uploads";

/** Cards for more would only slow the page; the worklist shows all. */
const SHOWN = 120;

/** What somebody set before dropping; dropping anywhere on the page takes it too. */
export const together: Together = {};

/** Sends them; a single one is opened at once, since nobody waits beside a list of one. */
export function take(files: File[]) {
  if (files.length === 0) return;
  const [first] = uploads.add(files, { ...together });
  if (files.length > 1 || !first) {
    go({ page: "upload" });
    return;
  }
  const stop = uploads.subscribe(() => {
    if (first.id) go({ page: "reading", id: first.id });
    else if (first.stage === "refused" || first.stage === "no_room") go({ page: "upload" });
    if (first.id || first.stage === "refused") stop();
  });
}

function Chooser({ folder, words }: { folder: boolean; words: string }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        class={folder ? "button" : "button primary"}
        onClick={() => input.current!.click()}
      >
        <Icon name={folder ? "folder" : "upload"} /> {words}
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={words}
        data-testid={folder ? "folder" : "files"}
        {...(folder ? { webkitdirectory: true } : {})}
        onChange={(event) => {
          take(chosen(event.currentTarget.files!));
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}

export function UploadPage({ pack }: { pack: Pack | null }) {
  const { items } = useUploads();
  const [, redraw] = useState(0);
  const change = (changed: Together) => {
    Object.assign(together, changed);
    redraw((n) => n + 1);
  };
  const ended = items.filter((item) => item.stage === "done" || item.stage === "refused").length;
  const full = items.some((item) => item.stage === "no_room");
  const refused = items.filter((item) => item.stage === "refused").length;
  return (
    <div class={`upload ${items.length ? "upload-busy" : ""}`}>
      <section class="drop" aria-labelledby="drop-title">
        <svg class="drop-mark" viewBox="0 0 64 64" aria-hidden="true">
          <circle cx="32" cy="32" r="6" />
          <circle cx="32" cy="32" r="16" />
          <circle cx="32" cy="32" r="26" />
        </svg>
        <h1 id="drop-title">Drop radiographs here</h1>
        <p class="quiet">Files or folders: PNG, JPEG, TIFF or DICOM. They stay with this service.</p>
        <div class="drop-buttons">
          <Chooser folder={false} words="Choose files" />
          <Chooser folder words="Choose a folder" />
        </div>
        <div class="drop-options">
          <label class="field">
            <span>Body part</span>
            <select
              value={together.part ?? ""}
              onChange={(event) => change({ part: event.currentTarget.value || undefined })}
            >
              <option value="">Found by itself</option>
              {pack?.parts.map((part) => (
                <option key={part} value={part}>
                  {partName(part)}
                </option>
              ))}
            </select>
          </label>
          <Switch
            label="Views of one study"
            hint="Files dropped together are views of one patient's one study. DICOM says so by itself."
            on={together.oneStudy ?? false}
            onChange={(oneStudy) => change({ oneStudy })}
          />
        </div>
      </section>
      {items.length > 0 && (
        <section aria-labelledby="files-title" class="uploads">
          <header class="row">
            <h2 id="files-title">
              {counted(items.length, "file")}
              <span class="quiet">
                {ended === items.length ? " · all done" : ` · ${ended} done`}
                {refused > 0 && ` · ${refused} refused`}
              </span>
            </h2>
            <button type="button" class="button small" disabled={ended === 0} onClick={() => uploads.clear()}>
              Clear the list
            </button>
          </header>
          {full && (
            <Notice tone="calm">
              The service has no room at this moment. Nothing is lost: the rest is sent by itself as soon as
              there is.
            </Notice>
          )}
          <ul class="cards">
            {items.slice(0, SHOWN).map((item) => (
              <Card key={item.key} item={item} />
            ))}
          </ul>
          {items.length > SHOWN && (
            <p class="quiet">and {items.length - SHOWN} more; the worklist shows all.</p>
          )}
        </section>
      )}
    </div>
  );
}
