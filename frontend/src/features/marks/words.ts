/**
 * Where words stand in a body, as the library counts it: a block and code points of
 * its text, which is that of `internal/body` (separators between items and cells
 * count, references to notes and what only the page shows do not).
 */

/** A stretch between two places. */
export interface Stretch {
  block: string;
  start: number;
  endBlock: string;
  end: number;
}

interface Piece {
  node: Text;
  /** Code points of the block's text before it. */
  from: number;
  count: number;
}

/** The text of a block on the page. */
export interface BlockWords {
  id: string;
  element: Element;
  /** In which part of a body's text it stands: the text, captions, notes. */
  part: number;
  pieces: readonly Piece[];
  text: string;
}

const lines = new Set(["P", "H2", "H3", "H4", "PRE", "LI", "TR", "UL", "OL", "BLOCKQUOTE", "CAPTION", "FIGCAPTION", "TABLE"]);
const ofFigure = new Set(["FIGCAPTION", "BLOCKQUOTE", "TABLE", "FIGURE", "DIV"]);

/** The blocks of a body, in the order of the page. */
export function wordsOf(prose: Element, prefix = "b-"): BlockWords[] {
  return [...prose.children].flatMap((child) => {
    const element = child.id ? child : (child.querySelector("table[id]") ?? child);
    return element.id.startsWith(prefix) ? [blockWords(element, element.id.slice(prefix.length))] : [];
  });
}

export function blockWords(element: Element, id: string): BlockWords {
  const pieces: Piece[] = [];
  let text = "";
  let count = 0;
  const add = (sign: string) => {
    text += sign;
    count += length(sign);
  };
  const walk = (node: Node) => {
    if (node instanceof Text) {
      pieces.push({ node, from: count, count: length(node.data) });
      add(node.data);
      return;
    }
    if (!(node instanceof Element)) return;
    const tag = node.tagName;
    if (tag === "BR") return add("\n");
    if (node.getAttribute("role") === "doc-noteref" || node.classList.contains("prose-missing")) return;
    if (node.parentElement?.tagName === "FIGURE" && !ofFigure.has(tag)) return;
    if (lines.has(tag) && text !== "" && !text.endsWith("\n")) add("\n");
    if ((tag === "TD" || tag === "TH") && text !== "" && !text.endsWith("\n")) add("\t");
    for (const child of node.childNodes) walk(child);
  };
  walk(element);
  const figure = element.tagName === "FIGURE" && element.getAttribute("data-type") !== "pullquote";
  return { id, element, part: figure ? 1 : element.getAttribute("role") === "doc-endnotes" ? 2 : 0, pieces, text };
}

/** How many code points a text has. */
export function length(text: string): number {
  let count = 0;
  for (const letter of text) count += letter.length > 0 ? 1 : 0;
  return count;
}

/** The UTF-16 offset of a number of code points of a piece. */
function units({ node, count }: Piece, points: number): number {
  if (count === node.length) return points; // each code point is one unit
  let at = 0;
  for (const letter of node.data) {
    if (points-- <= 0) break;
    at += letter.length;
  }
  return at;
}

/** The ranges over a stretch: one for each block, so that nothing between them is covered. */
export function rangesOver(blocks: readonly BlockWords[], stretch: Stretch): Range[] {
  return partsOf(blocks, stretch).flatMap((part) => rangeIn(part) ?? []);
}

/** What of a block a stretch covers, in code points of its text. */
export interface Part {
  block: BlockWords;
  start: number;
  end: number;
}

/** The blocks that a stretch covers, with what of each. */
export function partsOf(blocks: readonly BlockWords[], stretch: Stretch): Part[] {
  const first = blocks.find((block) => block.id === stretch.block);
  const last = blocks.find((block) => block.id === stretch.endBlock);
  if (!first || !last) return [];
  // What stands between two blocks of one part of the text is of that part.
  const list = blocks.slice(blocks.indexOf(first), blocks.indexOf(last) + 1).filter((block) => block.part === first.part);
  return list.map((block) => ({ block, start: block === first ? stretch.start : 0, end: block === last ? stretch.end : Infinity }));
}

/** The range over a part of a block; null: no words are there. */
export function rangeIn({ block, start, end }: Part): Range | null {
  const inside = block.pieces.filter((piece) => piece.from + piece.count > start && piece.from < end && piece.count > 0);
  const first = inside[0];
  const last = inside.at(-1);
  if (!first || !last) return null;
  const range = document.createRange();
  range.setStart(first.node, units(first, Math.max(0, start - first.from)));
  range.setEnd(last.node, units(last, Math.min(last.count, end - last.from)));
  return range;
}

/** The stretch that a range of the page covers; null: there are no words of the body in it. */
export function stretchOf(blocks: readonly BlockWords[], range: Range): Stretch | null {
  const touched = blocks.flatMap((block) => {
    const part = within(block, range);
    return part ? [{ block, ...part }] : [];
  });
  // Captions and notes stand apart from the text: a stretch is of one of them.
  const own = touched.filter((one) => one.block.part === touched[0]?.block.part);
  const first = own[0];
  const last = own.at(-1);
  if (!first || !last) return null;
  return { block: first.block.id, start: first.start, endBlock: last.block.id, end: last.end };
}

function within(block: BlockWords, range: Range): { start: number; end: number } | null {
  if (!range.intersectsNode(block.element)) return null;
  let start = -1;
  let end = -1;
  for (const piece of block.pieces) {
    if (!range.intersectsNode(piece.node)) continue;
    const from = range.startContainer === piece.node ? range.startOffset : 0;
    const to = range.endContainer === piece.node ? range.endOffset : piece.node.length;
    if (to <= from || piece.node.data.slice(from, to).trim() === "") continue;
    if (start < 0) start = piece.from + length(piece.node.data.slice(0, from));
    end = piece.from + length(piece.node.data.slice(0, to));
  }
  return start < 0 ? null : { start, end };
}
