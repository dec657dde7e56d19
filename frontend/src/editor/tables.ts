/** Tables: rows and columns by prosemirror-tables, with the head of the table as the profile has it. */
import { addColumnAfter, addColumnBefore, addRow, deleteColumn, deleteRow, goToNextCell, isInTable, mergeCells, selectedRect, splitCell } from "prosemirror-tables";
import { TextSelection, type Command, type Transaction } from "prosemirror-state";
import type { Node } from "prosemirror-model";
import { around } from "./commands";
import { type } from "./schema";

/** An empty table with a head. */
export function newTable(rows: number, columns: number): Node {
  const cells = (name: string) => Array.from({ length: columns }, () => type(name).create(null, type("paragraph").create()));
  const lines = Array.from({ length: rows }, (_, i) => type("row").create({ head: i === 0 }, cells(i === 0 ? "headcell" : "cell")));
  return type("table").create(null, [type("caption").create(), type("grid").create(null, lines)]);
}

/** A new row before or behind that of the caret; in the head it belongs to the head. */
function row(behind: boolean): Command {
  return (state, dispatch) => {
    if (!isInTable(state)) return false;
    if (!dispatch) return true;
    const rect = selectedRect(state);
    const at = behind ? rect.bottom : rect.top;
    const head = rect.table.maybeChild(at)?.attrs["head"] === true;
    const beside = rect.table.child(behind ? rect.bottom - 1 : rect.top);
    const tr = addRow(state.tr, rect, at);
    if (head || beside.attrs["head"]) dress(tr, rect.tableStart, at, head);
    dispatch(tr);
    return true;
  };
}

/** Makes a row one of the head, or one of the body as far as the head is its model. */
function dress(tr: Transaction, start: number, at: number, head: boolean): void {
  let pos = rowPos(tr, start, at);
  const line = tr.doc.nodeAt(pos);
  tr.setNodeAttribute(pos++, "head", head);
  line?.forEach((cell) => {
    tr.setNodeMarkup(pos, type(head ? "headcell" : "cell"), cell.attrs);
    pos += cell.nodeSize;
  });
}

function rowPos(tr: Transaction, start: number, index: number): number {
  const grid = tr.doc.resolve(start).parent;
  let pos = start;
  for (let i = 0; i < index; i++) pos += grid.child(i).nodeSize;
  return pos;
}

/** Makes the rows down to the caret's the head of the table, or takes the head away. */
const toggleHead: Command = (state, dispatch) => {
  if (!isInTable(state)) return false;
  if (!dispatch) return true;
  const rect = selectedRect(state);
  const on = !rect.table.child(rect.top).attrs["head"];
  const tr = state.tr;
  rect.table.forEach((line, offset, index) => {
    if (on ? index >= rect.bottom : index < rect.top || !line.attrs["head"]) return;
    tr.setNodeAttribute(rect.tableStart + offset, "head", on);
    line.forEach((cell, inside) => void tr.setNodeMarkup(rect.tableStart + offset + 1 + inside, type(on ? "headcell" : "cell"), cell.attrs));
  });
  dispatch(tr);
  return true;
};

const remove: Command = (state, dispatch) => {
  const { $from } = state.selection;
  const depth = around($from, ["table"]);
  if (depth === 0) return false;
  const tr = state.tr;
  const inChart = $from.node(depth - 1).type.name === "chart";
  if (inChart || $from.node(depth - 1).childCount > 1) tr.delete($from.before(depth), $from.after(depth));
  else tr.replaceWith($from.before(depth), $from.after(depth), type("paragraph").create());
  tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min($from.before(depth), tr.doc.content.size)), -1));
  dispatch?.(tr.scrollIntoView());
  return true;
};

/** Tab: the next cell, behind the last one a new row. */
export const nextCell: Command = (state, dispatch, view) => {
  if (!isInTable(state)) return false;
  if (goToNextCell(1)(state, dispatch)) return true;
  if (!view || !row(true)(state, view.dispatch)) return false;
  return goToNextCell(1)(view.state, view.dispatch);
};

/** Some of prosemirror-tables' commands expect to be in a table. */
function within(command: Command): Command {
  return (state, dispatch, view) => isInTable(state) && around(state.selection.$from, ["cell", "headcell", "row"]) > 0 && command(state, dispatch, view);
}

/** The caret stays in the table when its cell goes, in what took its place. */
function staying(command: Command): Command {
  return (state, dispatch) => {
    if (!dispatch) return command(state);
    const { tableStart, top } = selectedRect(state);
    return command(state, (tr) => {
      const grid = tr.doc.resolve(tableStart).parent;
      const row = rowPos(tr, tableStart, Math.min(top, grid.childCount - 1));
      dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(row + 1))));
    });
  };
}

export const tableActs = {
  rowBefore: within(row(false)),
  rowAfter: within(row(true)),
  columnBefore: within(addColumnBefore),
  columnAfter: within(addColumnAfter),
  deleteRow: within(staying(deleteRow)),
  deleteColumn: within(staying(deleteColumn)),
  head: within(toggleHead),
  merge: within(mergeCells),
  split: within(splitCell),
  remove,
} satisfies Record<string, Command>;
export type TableAct = keyof typeof tableActs;
