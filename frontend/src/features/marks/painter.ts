/** Draws marks over the text without touching it, where the system can; elsewhere elements do it. */
import type { Highlight as Mark } from "../../api";
import { paint, registry, scrollerOf, unpaint, unwrap, wrapped } from "../../lib/marks";
import { partsOf, rangeIn, rangesOver, wordsOf, type BlockWords, type Part } from "./words";

/** Whether a mark stands in the text: its words may be gone, or it is a note of the whole article. */
export const inText = (mark: Mark): boolean => mark.state === "anchored" || mark.state === "moved";

export const colours = [1, 2, 3, 4, 5, 6, 7, 8] as const;

/** A mark with what of a block it covers. */
interface Covered extends Part {
  mark: Mark;
}

/**
 * Ranges exist of what is near the view alone: the browser goes over all that are
 * painted with every frame, and over all there are with every change of the page.
 */
export class Painter {
  blocks: BlockWords[] = [];
  #marks: readonly Mark[] = [];
  #covered = new Map<Element, Covered[]>();
  #painted = new Map<Element, Map<string, Range[]>>();
  #view: IntersectionObserver | null = null;
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
    this.#marks = marks.filter(inText);
    const words = () => (prose ? wordsOf(prose, `${this.#prefix}b-`) : []);
    if (!registry) {
      // Each element parts texts, so that places are looked up anew for each mark; the
      // longest first, so that a shorter one lies over it.
      for (const mark of this.#marks.toSorted((a, b) => b.quote.length - a.quote.length)) {
        for (const range of rangesOver(words(), mark)) this.#elements.push(...wrapped(range, "mark", mark.id).map((element) => coloured(element, mark.colour)));
      }
    }
    this.blocks = words();
    const byId = new Map(this.blocks.map((block, at) => [block.id, at]));
    for (const mark of this.#marks) {
      const [first, last] = [byId.get(mark.block), byId.get(mark.endBlock)];
      if (first === undefined || last === undefined) continue;
      for (const part of partsOf(this.blocks.slice(first, last + 1), mark)) {
        const there = this.#covered.get(part.block.element);
        if (there) there.push({ ...part, mark });
        else this.#covered.set(part.block.element, [{ ...part, mark }]);
      }
    }
    if (prose && registry) this.#watch(prose);
    this.choose(chosen);
  }

  /** Shows one as the one that is looked at. */
  choose(id: string): void {
    const ranges = this.rangesOf(id);
    unpaint("mark-here", this.#here);
    this.#here = ranges;
    paint("mark-here", ranges);
    for (const element of this.#elements) element.classList.toggle("here", element.dataset.mark === id);
  }

  clear(): void {
    unwrap(this.#elements);
    this.#elements = [];
    this.#view?.disconnect();
    this.#view = null;
    removeEventListener("beforeprint", this.#paintAll);
    for (const block of this.#painted.keys()) this.#show(block, false);
    unpaint("mark-here", this.#here);
    this.#here = [];
    this.#marks = [];
    this.#covered.clear();
  }

  /** The places of a mark; none where it is not on the page. */
  rangesOf(id: string): Range[] {
    const mark = this.#marks.find((one) => one.id === id);
    return mark ? rangesOver(this.blocks, mark) : [];
  }

  /** The marks at a place of the page, the shortest first. */
  at(node: Node, offset: number): Mark[] {
    let block = node instanceof Element ? node : node.parentElement;
    while (block && !this.#covered.has(block)) block = block.parentElement;
    const there = block ? (this.#covered.get(block) ?? []) : [];
    return there
      .filter((part) => rangeIn(part)?.isPointInRange(node, offset))
      .map(({ mark }) => mark)
      .sort((a, b) => a.quote.length - b.quote.length);
  }

  /** Paints the marks of the blocks within a view's height of what is seen. */
  #watch(prose: Element): void {
    this.#view = new IntersectionObserver((entries) => entries.forEach((entry) => this.#show(entry.target, entry.isIntersecting)), { root: scrollerOf(prose), rootMargin: "100% 0px" });
    for (const block of this.#covered.keys()) this.#view.observe(block);
    addEventListener("beforeprint", this.#paintAll);
  }

  /** What is printed has no view. */
  #paintAll = () => {
    for (const block of this.#covered.keys()) this.#show(block, true);
  };

  #show(block: Element, near: boolean): void {
    for (const [name, ranges] of this.#painted.get(block) ?? []) unpaint(name, ranges);
    this.#painted.delete(block);
    if (!near) return;
    const painted = new Map<string, Range[]>();
    for (const part of this.#covered.get(block) ?? []) {
      const [name, range] = [`mark-${part.mark.colour}`, rangeIn(part)];
      if (range) painted.set(name, [...(painted.get(name) ?? []), range]);
    }
    for (const [name, ranges] of painted) paint(name, ranges);
    this.#painted.set(block, painted);
  }
}

function coloured(element: HTMLElement, colour: number): HTMLElement {
  element.classList.add(`mark-${colour}`);
  return element;
}
