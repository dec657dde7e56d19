/** What a citation is of, as the page knows it. */
import type { Ground } from "./ground";

export const styles = ["chicago", "note", "apa", "mla", "harvard", "ieee"] as const;
export type CiteStyle = (typeof styles)[number];

/** Files of references, by the names that the formats have everywhere. */
export const files = [
  { format: "bibtex", ending: "bib", name: "BibTeX" },
  { format: "ris", ending: "ris", name: "RIS" },
  { format: "csl-json", ending: "json", name: "CSL-JSON" },
] as const;

/** Words of the article and the block that they begin in. */
export interface Passage {
  block: string;
  quote: string;
}

/** What is selected in the text of the article; null: nothing is. */
export function selected(on: Ground): Passage | null {
  const selection = getSelection();
  const quote = (selection?.toString() ?? "").replace(/\s+/g, " ").trim();
  if (!selection || selection.rangeCount === 0 || quote === "" || quote.length > 5000) return null;
  const start = selection.getRangeAt(0).startContainer;
  const element = start instanceof Element ? start : start.parentElement;
  const begins = `${on.prefix}b-`;
  const block = element?.closest(`#${on.prefix}text [id^='${begins}']`);
  return block ? { block: topmost(block, begins).id.slice(begins.length), quote } : null;
}

/** The block of the body itself, where a block stands in another. */
function topmost(block: Element, begins: string): Element {
  const above = block.parentElement?.closest(`[id^='${begins}']`);
  return above ? topmost(above, begins) : block;
}

/** How much of a quotation is found in a text: from its beginning, in whole words; "" where not three of them are. */
export function longestFound(text: string, quote: string, find: (text: string, wanted: string) => readonly unknown[]): string {
  const words = quote.split(" ");
  const first = (count: number) => words.slice(0, count).join(" ");
  const has = (count: number) => find(text, first(count)).length > 0;
  const few = Math.min(3, words.length);
  if (!has(few)) return "";
  if (has(words.length)) return quote;
  // What has so many of the words has fewer of them: halved, not counted down.
  let [low, high] = [few, words.length];
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if (has(middle)) low = middle;
    else high = middle;
  }
  return first(low);
}
