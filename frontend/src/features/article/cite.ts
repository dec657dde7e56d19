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
  for (let count = words.length; count >= Math.min(3, words.length); count--) {
    const part = words.slice(0, count).join(" ");
    if (find(text, part).length > 0) return part;
  }
  return "";
}
