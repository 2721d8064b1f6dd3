// Views that belong together stand together in the list.
import type { Radiograph } from "../api/types";

export interface Group {
  study: string;
  views: Radiograph[];
}

/** In the order in which the first view of each study comes. */
export function byStudy(radiographs: Radiograph[]): Group[] {
  const groups = new Map<string, Group>();
  for (const radiograph of radiographs) {
    const group = groups.get(radiograph.study);
    if (group) group.views.push(radiograph);
    else groups.set(radiograph.study, { study: radiograph.study, views: [radiograph] });
  }
  return [...groups.values()];
}
