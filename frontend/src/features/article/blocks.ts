/** The text of an article as it stands on the page, block by block: for finding in it and for reading it aloud. */
import type { Span } from "../../lib/findtext";
import { rangeOver } from "../../lib/marks";
import { within, type Ground } from "./ground";

/** A paragraph, heading, cell … with its text nodes in order. */
export interface TextBlock {
  element: Element;
  nodes: readonly Text[];
  text: string;
}

const kinds = "p, h2, h3, h4, li, td, th, figcaption, caption, pre, dt, dd";

/** The blocks of the body of an article. Text inside what `leave` selects is left out. */
export function bodyBlocks(on: Ground, leave = ""): TextBlock[] {
  const blocks = [...(within(on, "text")?.querySelectorAll(`:is(${kinds})`) ?? [])].filter((block) => !block.querySelector("p, li") && !(leave && block.closest(leave)));
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
  return rangeOver(block.nodes, span);
}
