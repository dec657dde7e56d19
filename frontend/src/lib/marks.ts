import type { Span } from "./findtext";

/** The texts of an element, in order. */
function texts(element: Element): Text[] {
  const nodes: Text[] = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) nodes.push(node as Text);
  return nodes;
}

/** What an element says, as places in it are counted. */
export function textOf(element: Element): string {
  return texts(element).map((node) => node.data).join("");
}

/** Ranges over places in the text of an element. */
export function rangesIn(element: Element, spans: readonly Span[]): Range[] {
  const nodes = texts(element);
  return spans.flatMap((span) => rangeOver(nodes, span) ?? []);
}

/** The range over a place in texts that follow each other; null: it is not there. */
export function rangeOver(nodes: readonly Text[], span: Span): Range | null {
  const [first, from] = place(nodes, span.start);
  const [last, to] = place(nodes, span.end - 1);
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

/** What marks places without touching the text, where the system can. */
export const registry = typeof CSS !== "undefined" && "highlights" in CSS ? CSS.highlights : null;

/** Marks places under a name, beside those that another text on the page has marked under it. */
export function paint(name: string, ranges: readonly Range[]): void {
  if (!registry || ranges.length === 0) return;
  const painted = registry.get(name) ?? new Highlight();
  for (const range of ranges) painted.add(range);
  registry.set(name, painted);
}

/** Takes these places out of those that are marked under a name. */
export function unpaint(name: string, ranges: readonly Range[]): void {
  const painted = registry?.get(name);
  if (!painted) return;
  for (const range of ranges) painted.delete(range);
  if (painted.size === 0) registry?.delete(name);
}

/** Marks places of the page, one of them as the one that is looked at; elsewhere elements do it. */
export class Marks {
  #ranges: readonly Range[] = [];
  #here: readonly Range[] = [];
  #elements: HTMLElement[] = [];

  /** Marks these places instead of those before. */
  show(ranges: readonly Range[], at: number): void {
    if (registry) {
      this.clear();
      this.#ranges = ranges;
      this.#here = ranges.slice(Math.max(0, at), at + 1);
      paint("found", ranges);
      paint("found-here", this.#here);
      return;
    }
    if (ranges !== this.#ranges) {
      this.clear();
      this.#ranges = ranges;
      // From the end on: a text that is parted keeps what stands before.
      this.#elements = ranges.map((range, i) => ({ range, i })).reverse().flatMap(({ range, i }) => wrapped(range, "hit", String(i)));
    }
    for (const element of this.#elements) element.classList.toggle("here", element.dataset.hit === String(at));
  }

  /** Takes all marks away. */
  clear(): void {
    unpaint("found", this.#ranges);
    unpaint("found-here", this.#here);
    unwrap(this.#elements);
    this.#elements = [];
    this.#ranges = [];
    this.#here = [];
  }
}

/** Takes elements away from around their texts, which are one again. */
export function unwrap(elements: readonly HTMLElement[]): void {
  for (const element of elements) {
    const parent = element.parentNode;
    element.replaceWith(...element.childNodes);
    parent?.normalize();
  }
}

/** Puts each text of a range into a mark of its own: a range may begin in one element and end in another. */
export function wrapped(range: Range, name: "hit" | "mark", value: string): HTMLElement[] {
  const within = range.commonAncestorContainer;
  const nodes = within instanceof Text ? [within] : texts(within as Element).filter((node) => range.intersectsNode(node));
  const [start, end] = [{ node: range.startContainer, at: range.startOffset }, { node: range.endContainer, at: range.endOffset }];
  return nodes.flatMap((node) => {
    const to = node === end.node ? end.at : node.length;
    const from = node === start.node ? start.at : 0;
    if (to <= from) return [];
    if (to < node.length) node.splitText(to);
    const piece = from > 0 ? node.splitText(from) : node;
    const mark = document.createElement("mark");
    mark.dataset[name] = value;
    piece.replaceWith(mark);
    mark.append(piece);
    return [mark];
  });
}

/** What scrolls a place: the pane that it stands in, else the page. */
export function scrollerOf(place: Range | Element): HTMLElement | null {
  const node = place instanceof Range ? place.startContainer : place;
  const element = node instanceof Element ? node : node.parentElement;
  return element?.closest<HTMLElement>("[data-scrolls]") ?? document.getElementById("main");
}

/** Brings a place into view, in the upper third, where it is not there already. */
export function bringIntoView(place: Range | Element): void {
  const scroller = scrollerOf(place);
  if (!scroller) return;
  const box = place.getBoundingClientRect();
  const view = scroller.getBoundingClientRect();
  if (box.top < view.top + 80 || box.bottom > view.bottom - 40) scroller.scrollBy({ top: box.top - view.top - view.height / 3 });
}
