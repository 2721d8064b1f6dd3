// Which radiograph comes before and after: the worklist as it was last seen.
let ids: string[] = [];

export const remember = (shown: string[]) => void (ids = shown);

export function neighbours(id: string): { previous: string | null; next: string | null } {
  const at = ids.indexOf(id);
  if (at < 0) return { previous: null, next: null };
  return { previous: ids[at - 1] ?? null, next: ids[at + 1] ?? null };
}
