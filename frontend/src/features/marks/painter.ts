/** Draws marks over the text without touching it, where the system can; elsewhere elements do it. */
import type { Highlight as Mark } from "../../api";
import { registry, unwrap, wrapped } from "../../lib/marks";
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
    const placed = marks.filter((mark) => mark.state !== "detached");
    if (!registry && prose) {
      // Each element parts texts, so that places are looked up anew for each mark; the
      // longest first, so that a shorter one lies over it.
      for (const mark of placed.toSorted((a, b) => b.quote.length - a.quote.length)) {
        for (const range of rangesOver(wordsOf(prose), mark)) this.#elements.push(...wrapped(range, "mark", mark.id).map((element) => coloured(element, mark.colour)));
      }
    }
    this.blocks = prose ? wordsOf(prose) : [];
    this.drawn = placed.flatMap((mark) => {
      const ranges = rangesOver(this.blocks, mark);
      return ranges.length > 0 ? [{ mark, ranges }] : [];
    });
    if (registry) {
      for (const colour of colours) {
        const ranges = this.drawn.filter((one) => one.mark.colour === colour).flatMap((one) => one.ranges);
        if (ranges.length > 0) registry.set(`mark-${colour}`, new Highlight(...ranges));
        else registry.delete(`mark-${colour}`);
      }
    }
    this.choose(chosen);
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
    unwrap(this.#elements);
    this.#elements = [];
  }
}

function coloured(element: HTMLElement, colour: number): HTMLElement {
  element.classList.add(`mark-${colour}`);
  return element;
}
