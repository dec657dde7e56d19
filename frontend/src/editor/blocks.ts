/** Ids of top-level blocks: kept when a block is edited, on the first part when it is split, unique, and none inside. */
import { Plugin, type EditorState, type Transaction } from "prosemirror-state";
import type { Node } from "prosemirror-model";

/** The top-level blocks that are not the same in both documents: numbers in the second, the last not included. */
export function changedBlocks(before: Node, after: Node): { from: number; to: number } {
  const [a, b] = [before.childCount, after.childCount];
  let from = 0;
  while (from < a && from < b && before.child(from) === after.child(from)) from++;
  let end = 0;
  while (end < a - from && end < b - from && before.child(a - 1 - end) === after.child(b - 1 - end)) end++;
  return { from, to: b - end };
}

/** The number of the top-level block at a position, and the block. */
export function blockAt(doc: Node, pos: number): { index: number; node: Node; pos: number } | null {
  if (doc.childCount === 0) return null;
  const $pos = doc.resolve(Math.min(pos, doc.content.size));
  const index = Math.min($pos.index(0), doc.childCount - 1);
  return { index, node: doc.child(index), pos: $pos.posAtIndex(index, 0) };
}

/** Where the top-level block with that id stands. */
export function blockWithId(doc: Node, id: string): { node: Node; pos: number } | null {
  let found: { node: Node; pos: number } | null = null;
  doc.forEach((node, pos) => {
    if (node.attrs["id"] === id) found ??= { node, pos };
  });
  return found;
}

export function blockIds(): Plugin {
  return new Plugin({
    appendTransaction(transactions, before, after) {
      if (!transactions.some((tr) => tr.docChanged) || transactions.some((tr) => tr.getMeta("replay"))) return null;
      const { from, to } = changedBlocks(before.doc, after.doc);
      if (to - from === 1 && from < before.doc.childCount && same(before.doc.child(from), after.doc.child(from))) return null;
      return mended(after, from, to);
    },
  });
}

/** A block that was changed in its words alone, as by most keys. */
function same(before: Node, after: Node): boolean {
  return before.sameMarkup(after) && after.isTextblock;
}

function mended(state: EditorState, from: number, to: number): Transaction | null {
  const tr = state.tr;
  const seen = new Map<string, { block: Node; pos: number }>();
  state.doc.forEach((block, pos, index) => {
    const id = block.attrs["id"] as string | null;
    const changed = index >= from && index < to;
    const first = id ? seen.get(id) : undefined;
    // Split at its very beginning, a block leaves an empty one before it, which has no words to point at.
    const keeps = !first || (first.block.content.size === 0 && block.content.size > 0);
    if (first) tr.setNodeAttribute(keeps ? first.pos : pos, "id", null);
    if (id && keeps) seen.set(id, { block, pos });
    if (!changed) return;
    block.descendants((inner, offset) => {
      // Wrapped or put into another block: what is around it is the block now.
      const lost = inner.type.name === "note" ? null : (inner.attrs["id"] as string | null | undefined);
      if (!lost) return !inner.isTextblock;
      tr.setNodeAttribute(pos + 1 + offset, "id", null);
      if (!block.attrs["id"] && !seen.has(lost) && block.type.name !== "notes") {
        tr.setNodeAttribute(pos, "id", lost);
        seen.set(lost, { block, pos });
      }
      return !inner.isTextblock;
    });
  });
  return tr.docChanged ? tr : null;
}
