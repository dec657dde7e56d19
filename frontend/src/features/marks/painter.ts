/** Draws marks over the text without touching it, where the system can; elsewhere elements do it. */
import type { Highlight as Mark } from "../../api";
import { paint, registry, unpaint, unwrap, wrapped } from "../../lib/marks";
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
  #here: readonly Range[] = [];
  #prefix: string;

  /** prefix goes before the ids of the article's blocks. */
  constructor(prefix = "") {
    this.#prefix = prefix;
  }

  /** Draws these marks instead of those before. */
  draw(prose: Element | null, marks: readonly Mark[], chosen: string): void {
    this.clear();
    const placed = marks.filter((mark) => mark.state !== "detached");
    const words = () => (prose ? wordsOf(prose, `${this.#prefix}b-`) : []);
    if (!registry) {
      // Each element parts texts, so that places are looked up anew for each mark; the
      // longest first, so that a shorter one lies over it.
      for (const mark of placed.toSorted((a, b) => b.quote.length - a.quote.length)) {
        for (const range of rangesOver(words(), mark)) this.#elements.push(...wrapped(range, "mark", mark.id).map((element) => coloured(element, mark.colour)));
      }
    }
    this.blocks = words();
    this.drawn = placed.flatMap((mark) => {
      const ranges = rangesOver(this.blocks, mark);
      return ranges.length > 0 ? [{ mark, ranges }] : [];
    });
    for (const { mark, ranges } of this.drawn) paint(`mark-${mark.colour}`, ranges);
    this.choose(chosen);
  }

  /** Shows one as the one that is looked at. */
  choose(id: string): void {
    const ranges = this.drawn.find((one) => one.mark.id === id)?.ranges ?? [];
    unpaint("mark-here", this.#here);
    this.#here = ranges;
    paint("mark-here", ranges);
    for (const element of this.#elements) element.classList.toggle("here", element.dataset.mark === id);
  }

  clear(): void {
    this.#unwrap();
    for (const { mark, ranges } of this.drawn) unpaint(`mark-${mark.colour}`, ranges);
    unpaint("mark-here", this.#here);
    this.drawn = [];
    this.#here = [];
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
