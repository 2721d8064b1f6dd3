// Files may be dropped anywhere on the page, and none is lost by closing it unawares.
import { useEffect, useState } from "preact/hooks";
import { dropped } from "./upload/files";
import { uploads } from "./upload/uploads";
import { take } from "./upload/page";

export function DropAnywhere() {
  const [over, setOver] = useState(false);
  useEffect(() => {
    // Moving from element to element leaves each and enters the next.
    let depth = 0;
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    const enter = (event: DragEvent) => {
      if (holdsFiles(event) && ++depth === 1) setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (holdsFiles(event) && --depth === 0) setOver(false);
    };
    const hover = (event: DragEvent) => {
      if (holdsFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      void dropped(event.dataTransfer!).then(take);
    };
    const leaving = (event: BeforeUnloadEvent) => {
      if (uploads.pending) event.preventDefault(); // the browser asks whether that is meant
    };
    addEventListener("beforeunload", leaving);
    addEventListener("dragenter", enter);
    addEventListener("dragleave", leave);
    addEventListener("dragover", hover);
    addEventListener("drop", drop);
    return () => {
      removeEventListener("beforeunload", leaving);
      removeEventListener("dragenter", enter);
      removeEventListener("dragleave", leave);
      removeEventListener("dragover", hover);
      removeEventListener("drop", drop);
    };
  }, []);
  return over ? <div class="drop-anywhere">Let go to upload</div> : null;
}
