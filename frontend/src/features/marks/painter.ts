/** Draws marks over the text without touching it, where the system can; elsewhere elements do it. */
import type { Highlight as Mark } from "../../api";
import { registry } from "../../lib/marks";
import { rangesOver, wordsOf, type BlockWords } from "./words";

export const colours = [1, 2, 3, 4, 5, 6, 7, 8] as const;

/** A mark with the ranges that it covers on the page. */
export interface Drawn {
  mark: Mark;
  ranges: Range[];
}

export class Painter {
  blocks: BlockWords[] = [];
  drawn: Drawn[] = [];
  #elements: HTMLElement[] = [];

  /** Draws these marks instead of those before. */
  draw(prose: Element | null, marks: readonly Mark[], chosen: string): void {
    this.#unwrap();
    this.blocks = prose ? wordsOf(prose) : [];
    const byId = this.blocks;
    this.drawn = marks.flatMap((mark) => {
      const ranges = mark.state === "detached" ? [] : rangesOver(byId, mark);
      return ranges.length > 0 ? [{ mark, ranges }] : [];
    });
    if (registry) {
      for (const colour of colours) {
        const ranges = this.drawn.filter((one) => one.mark.colour === colour).flatMap((one) => one.ranges);
        if (ranges.length > 0) registry.set(`mark-${colour}`, new Highlight(...ranges));
        else registry.delete(`mark-${colour}`);
      }
      this.choose(chosen);
      return;
    }
    // From the end on: a text that is parted keeps what stands before.
    for (const { mark, ranges } of this.drawn.slice().reverse()) for (const range of ranges.slice().reverse()) this.#elements.push(...wrap(range, mark));
  }

  /** Shows one as the one that is looked at. */
  choose(id: string): void {
    const ranges = this.drawn.find((one) => one.mark.id === id)?.ranges ?? [];
    if (registry) {
      if (ranges.length > 0) registry.set("mark-here", new Highlight(...ranges));
      else registry.delete("mark-here");
    }
    for (const element of this.#elements) element.classList.toggle("here", element.dataset.mark === id);
  }

  clear(): void {
    this.#unwrap();
    this.drawn = [];
    for (const colour of colours) registry?.delete(`mark-${colour}`);
    registry?.delete("mark-here");
  }

  /** The marks at a place of the page, the shortest first. */
  at(node: Node, offset: number): Mark[] {
    return this.drawn
      .filter(({ ranges }) => ranges.some((range) => range.isPointInRange(node, offset)))
      .map(({ mark }) => mark)
      .sort((a, b) => a.quote.length - b.quote.length);
  }

  #unwrap(): void {
    for (const element of this.#elements) {
      const parent = element.parentNode;
      element.replaceWith(...element.childNodes);
      parent?.normalize();
    }
    this.#elements = [];
  }
}

/** Puts each text of a range into an element of its own. */
function wrap(range: Range, mark: Mark): HTMLElement[] {
  const within = range.commonAncestorContainer;
  if (!(within instanceof Text)) {
    const whole = within as Element;
    const walker = document.createTreeWalker(whole, NodeFilter.SHOW_TEXT);
    const parts: Range[] = [];
    for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
      if (!range.intersectsNode(node)) continue;
      const part = document.createRange();
      part.setStart(node, node === range.startContainer ? range.startOffset : 0);
      part.setEnd(node, node === range.endContainer ? range.endOffset : node.length);
      if (!part.collapsed) parts.push(part);
    }
    return parts.reverse().flatMap((part) => wrap(part, mark));
  }
  const element = document.createElement("mark");
  element.dataset.mark = mark.id;
  element.className = `mark-${mark.colour}`;
  range.surroundContents(element);
  return [element];
}

