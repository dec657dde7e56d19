/**
 * Tables that come from elsewhere may have rows of different lengths and cells
 * that reach below the last row. Nothing is done to them until one is edited:
 * then it is put in order, in the same step, before prosemirror-tables counts.
 */
import { Plugin, type EditorState, type Transaction } from "prosemirror-state";
import { TableMap } from "prosemirror-tables";
import type { Node } from "prosemirror-model";
import { changedBlocks } from "./blocks";
import { type } from "./schema";

export function gridOrder(): Plugin {
  return new Plugin({
    appendTransaction(transactions, before, after) {
      if (!transactions.some((tr) => tr.docChanged) || transactions.some((tr) => tr.getMeta("replay"))) return null;
      return ordered(before, after);
    },
  });
}

function ordered(before: EditorState, after: EditorState): Transaction | null {
  const { from, to } = changedBlocks(before.doc, after.doc);
  const found: { node: Node; pos: number }[] = [];
  after.doc.forEach((block, offset, index) => {
    if (index < from || index >= to || block.isTextblock) return;
    block.descendants((node, pos) => {
      if (node.type.name === "grid" && TableMap.get(node).problems) found.unshift({ node, pos: offset + 1 + pos });
      return !node.isTextblock;
    });
  });
  const tr = after.tr;
  for (const { node, pos } of found) mend(tr, node, pos);
  return tr.docChanged ? tr : null;
}

/** From the last cell to the first, so that the places of what comes before hold. */
function mend(tr: Transaction, grid: Node, pos: number): void {
  const taken = occupied(grid);
  const width = Math.max(...taken);
  for (let r = grid.childCount - 1; r >= 0; r--) {
    const row = grid.child(r);
    let start = pos + 1;
    for (let i = 0; i < r; i++) start += grid.child(i).nodeSize;
    const lacking = width - (taken[r] ?? 0);
    const made = Array.from({ length: lacking }, () => type(row.attrs["head"] ? "headcell" : "cell").create(null, type("paragraph").create()));
    if (lacking > 0) tr.insert(start + row.nodeSize - 1, made);
    row.forEach((cell, offset) => {
      const below = grid.childCount - r;
      if (cell.attrs["rowspan"] > below) tr.setNodeAttribute(start + 1 + offset, "rowspan", below);
    });
  }
}

/** How many columns each row has, with what reaches into it from above. */
function occupied(grid: Node): number[] {
  const taken = Array.from({ length: grid.childCount }, () => 0);
  grid.forEach((row, _, r) => {
    row.forEach((cell) => {
      for (let i = r; i < Math.min(grid.childCount, r + (cell.attrs["rowspan"] as number)); i++) taken[i] = (taken[i] ?? 0) + (cell.attrs["colspan"] as number);
    });
  });
  return taken;
}
