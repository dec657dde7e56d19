/** The editor's steps as a draft keeps them: a text for each, and one that says where they end. */
import type { Trail, TrailEnd, TrailEntry } from "../../editor/trail";

/** How the end of the steps is kept. */
export function endOfSteps(end: TrailEnd): string {
  return JSON.stringify({ end });
}

/** Reads what was kept: of the ends the last one holds. null: nothing can be undone. */
export function trailOf(texts: readonly string[]): Trail | null {
  const entries: TrailEntry[] = [];
  let end: TrailEnd | null = null;
  try {
    for (const text of texts) {
      const one = JSON.parse(text) as { end?: TrailEnd } & TrailEntry;
      if (one.end) end = one.end;
      else entries.push(one);
    }
  } catch {
    return null;
  }
  return end && entries.length > 0 ? { entries, end } : null;
}
