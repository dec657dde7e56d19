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
  /** Those that stand in the text, in their order. */
  marks: readonly Mark[] = [];
  #prose: Element | null = null;
  /** What each mark covers, by its id. */
  #parts = new Map<string, Part[]>();
  /** What of each block is covered. */
  #covered = new Map<Element, Covered[]>();
  #painted = new Map<Element, Map<string, Range[]>>();
  /** Tells which blocks are near the view. */
  #view: IntersectionObserver | null = null;
  #near = new Set<Element>();
  #elements: HTMLElement[] = [];
  #here: readonly Range[] = [];
  #prefix: string;

  /** prefix goes before the ids of the article's blocks. */
  constructor(prefix = "") {
    this.#prefix = prefix;
  }

  /** Takes in another text; nothing is drawn in it yet. */
  read(prose: Element | null): void {
    this.clear();
    this.#prose = prose;
    this.blocks = this.#words();
    if (!prose || !registry) return;
    // Within half a view's height of what is seen.
    this.#view = new IntersectionObserver((entries) => entries.forEach((entry) => this.#look(entry.target, entry.isIntersecting)), { root: scrollerOf(prose), rootMargin: "50% 0px" });
    addEventListener("beforeprint", this.#paintAll);
  }

  /** Draws these marks instead of those before: only blocks whose marks are others are painted anew. */
  draw(marks: readonly Mark[], chosen: string): void {
    this.marks = marks.filter(inText);
    if (!registry) this.#wrap();
    const before = this.#covered;
    this.#cover();
    for (const block of before.keys()) if (!this.#covered.has(block)) this.#leave(block);
    for (const [block, parts] of this.#covered) {
      const old = before.get(block);
      if (!old) this.#view?.observe(block);
      else if (this.#near.has(block) && !alike(old, parts)) this.#paint(block);
    }
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
    for (const block of this.#painted.keys()) this.#unpaint(block);
    unpaint("mark-here", this.#here);
    this.#here = [];
    this.#prose = null;
    this.blocks = [];
    this.marks = [];
    this.#parts.clear();
    this.#covered.clear();
    this.#near.clear();
  }

  /** The places of a mark; none where it is not on the page. */
  rangesOf(id: string): Range[] {
    return (this.#parts.get(id) ?? []).flatMap((part) => rangeIn(part) ?? []);
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

  #words(): BlockWords[] {
    return this.#prose ? wordsOf(this.#prose, `${this.#prefix}b-`) : [];
  }

  /**
   * Puts elements around the marks. Each parts texts, so that places are looked up
   * anew for each mark; the longest first, so that a shorter one lies over it.
   */
  #wrap(): void {
    unwrap(this.#elements);
    this.#elements = [];
    for (const mark of this.marks.toSorted((a, b) => b.quote.length - a.quote.length)) {
      for (const range of rangesOver(this.#words(), mark)) this.#elements.push(...wrapped(range, "mark", mark.id).map((element) => coloured(element, mark.colour)));
    }
    this.blocks = this.#words();
  }

  /** Finds what the marks cover. */
  #cover(): void {
    this.#parts = new Map();
    this.#covered = new Map();
    const places = new Map(this.blocks.map((block, at) => [block.id, at]));
    for (const mark of this.marks) {
      const [first, last] = [places.get(mark.block), places.get(mark.endBlock)];
      if (first === undefined || last === undefined) continue;
      const parts = partsOf(this.blocks.slice(first, last + 1), mark);
      this.#parts.set(mark.id, parts);
      for (const part of parts) {
        const there = this.#covered.get(part.block.element);
        if (there) there.push({ ...part, mark });
        else this.#covered.set(part.block.element, [{ ...part, mark }]);
      }
    }
  }

  #look(block: Element, near: boolean): void {
    if (near) {
      this.#near.add(block);
      this.#paint(block);
    } else {
      this.#near.delete(block);
      this.#unpaint(block);
    }
  }

  #leave(block: Element): void {
    this.#view?.unobserve(block);
    this.#near.delete(block);
    this.#unpaint(block);
  }

  /** What is printed has no view. */
  #paintAll = () => {
    for (const block of this.#covered.keys()) this.#paint(block);
  };

  #paint(block: Element): void {
    this.#unpaint(block);
    const painted = new Map<string, Range[]>();
    for (const part of this.#covered.get(block) ?? []) {
      const [name, range] = [`mark-${part.mark.colour}`, rangeIn(part)];
      if (!range) continue;
      const there = painted.get(name);
      if (there) there.push(range);
      else painted.set(name, [range]);
    }
    for (const [name, ranges] of painted) paint(name, ranges);
    this.#painted.set(block, painted);
  }

  #unpaint(block: Element): void {
    for (const [name, ranges] of this.#painted.get(block) ?? []) unpaint(name, ranges);
    this.#painted.delete(block);
  }
}

/** Whether two lists of what is covered look the same. */
function alike(some: readonly Covered[], others: readonly Covered[]): boolean {
  return some.length === others.length && some.every((one, i) => {
    const other = others[i];
    return one.start === other?.start && one.end === other.end && one.mark.colour === other.mark.colour;
  });
}

function coloured(element: HTMLElement, colour: number): HTMLElement {
  element.classList.add(`mark-${colour}`);
  return element;
}
