/** The text of an article as it stands on the page, block by block: for finding in it and for reading it aloud. */
import type { Span } from "../../lib/findtext";

/** A paragraph, heading, cell … with its text nodes in order. */
export interface TextBlock {
  element: Element;
  nodes: readonly Text[];
  text: string;
}

const kinds = "p, h2, h3, h4, li, td, th, figcaption, caption, pre, dt, dd";

/** The blocks of the body. Text inside what `leave` selects is left out. */
export function bodyBlocks(leave = ""): TextBlock[] {
  const blocks = [...document.querySelectorAll(`#text :is(${kinds})`)].filter((block) => !block.querySelector("p, li") && !(leave && block.closest(leave)));
  return blocks.map((element) => blockOf(element, leave));
}

export function blockOf(element: Element, leave = ""): TextBlock {
  const nodes: Text[] = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!(leave && node.parentElement?.closest(leave))) nodes.push(node as Text);
  }
  return { element, nodes, text: nodes.map((node) => node.data).join("") };
}

/** The place of a span of a block's text on the page; null: it is not there. */
export function rangeOf(block: TextBlock, span: Span): Range | null {
  const [first, from] = place(block.nodes, span.start);
  const [last, to] = place(block.nodes, span.end - 1);
  if (!first || !last) return null;
  const range = document.createRange();
  range.setStart(first, from);
  range.setEnd(last, to + 1);
  return range;
}

function place(nodes: readonly Text[], offset: number): [Text | undefined, number] {
  let left = offset;
  for (const node of nodes) {
    if (left < node.length) return [node, left];
    left -= node.length;
  }
  return [undefined, 0];
}

/** Scrolls a place of the text into view, a third of the way down, unless it is in view. */
export function reveal(place: Range | Element): void {
  const main = document.getElementById("main");
  if (!main) return;
  const box = place.getBoundingClientRect();
  const view = main.getBoundingClientRect();
  if (box.top < view.top + 80 || box.bottom > view.bottom - 40) main.scrollBy({ top: box.top - view.top - view.height / 3 });
}

/** What marks places without touching the text, where the system can. */
export function highlights(): HighlightRegistry | null {
  return typeof CSS !== "undefined" && "highlights" in CSS ? CSS.highlights : null;
}
