import type { Chip, Hit } from "../../api";
import { part } from "../../lib/prefix";

/** The kinds of parts that hold words. */
const worded = new Set(["word", "phrase", "near", "any", "group"]);

/** The words that are to be marked in an opened article: the query without where it looked, nothing where it holds no word. */
export function marking(query: string, chips: readonly Chip[]): string {
  if (!chips.some((chip) => !chip.not && worded.has(chip.kind))) return "";
  const place = chips.find((chip) => chip.field === "in" && !chip.not);
  return place ? place.without : query;
}

/** The article of a hit, opened with its words marked, at one of them or at the caption or comment that was found. */
export function hitAddress(hit: Hit, query: string, at = 0): string {
  const opened = new URLSearchParams();
  if (query.trim() !== "") opened.set("q", query);
  if (at > 0) opened.set("hit", String(at));
  if (hit.thing === "note") opened.set("mark", hit.piece);
  else if (hit.piece) opened.set("at", (hit.thing === "comment" ? "c-" : "b-") + hit.piece);
  else if (hit.place) opened.set("at", "m-" + hit.place);
  const search = opened.toString();
  return `/article/${part(hit.article.id)}${search ? "?" + search : ""}`;
}
