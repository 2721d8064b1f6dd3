// The files in what somebody dropped or chose, folders opened all the way down.

/** The browser's own FileSystemEntry, as far as it is needed here. */
export interface Entry {
  isFile: boolean;
  isDirectory: boolean;
  name: string;
  file?: (found: (file: File) => void, failed: (cause: unknown) => void) => void;
  createReader?: () => {
    readEntries: (found: (entries: Entry[]) => void, failed: (cause: unknown) => void) => void;
  };
}

/** Names that begin with a dot are passed over, as everywhere in Osteon. */
const isHidden = (name: string) => name.startsWith(".");

/** In the order of the names, folder by folder. */
export async function filesOf(entry: Entry): Promise<File[]> {
  if (isHidden(entry.name)) return [];
  if (entry.isFile && entry.file)
    return [await new Promise<File>((found, failed) => entry.file!(found, failed))];
  if (!entry.isDirectory || !entry.createReader) return [];
  const reader = entry.createReader();
  const inside: Entry[] = [];
  // A reader gives a hundred or so at a time, and nothing when all are given.
  for (;;) {
    const some = await new Promise<Entry[]>((found, failed) => reader.readEntries(found, failed));
    if (some.length === 0) break;
    inside.push(...some);
  }
  inside.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
  const files: File[] = [];
  for (const one of inside) files.push(...(await filesOf(one)));
  return files;
}

export async function dropped(transfer: DataTransfer): Promise<File[]> {
  // The list is emptied as soon as this event is over, so all is taken from it first.
  const given = [...transfer.items]
    .filter(({ kind }) => kind === "file")
    .map((item) => ({ entry: item.webkitGetAsEntry() as Entry | null, file: item.getAsFile() }));
  const files: File[] = [];
  for (const { entry, file } of given) {
    if (entry) files.push(...(await filesOf(entry)));
    else if (file) files.push(file); // one that has no place on a disk, such as a pasted picture
  }
  return files;
}

export const chosen = (list: FileList): File[] => [...list].filter((file) => !isHidden(file.name));
