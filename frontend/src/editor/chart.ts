/**
 * A chart as its form shows it: its title (the caption of its table), its source (the
 * caption of the figure) and a grid of cells. What is not changed there goes back as
 * the very nodes that it came as, with their marks.
 */
import type { Node } from "prosemirror-model";
import type { BodyNode } from "../api/types.gen";
import { schema, type } from "./schema";

/** A cell of the grid, and the one of the text that it was read from. */
export interface Cell {
  text: string;
  from: Node | null;
}

export interface ChartData {
  title: string;
  source: string;
  /** A picture of it, drawn elsewhere. */
  media: BodyNode | null;
  /** null: the table has cells that reach over others, and is edited in the text. */
  rows: Cell[][] | null;
}

/** How large a grid a form shows; larger tables are edited in the text. */
export const most = { rows: 200, columns: 24 };

export const emptyCell = (): Cell => ({ text: "", from: null });

/** What a chart holds; a new one has a grid of three by three. */
export function readChart(node: Node | null): ChartData {
  const table = tableOf(node);
  const blank = () => Array.from({ length: 3 }, () => Array.from({ length: 3 }, emptyCell));
  return {
    title: wordsOf(table?.firstChild),
    source: wordsOf(node?.lastChild),
    media: (node?.attrs["media"] as BodyNode | null | undefined) ?? null,
    rows: table ? gridOf(table) : blank(),
  };
}

function tableOf(node: Node | null): Node | null {
  return node?.firstChild?.type.name === "table" ? node.firstChild : null;
}

function wordsOf(node: Node | null | undefined): string {
  return node?.textBetween(0, node.content.size, " ", " ") ?? "";
}

function gridOf(table: Node): Cell[][] | null {
  const grid = table.lastChild as Node;
  const width = grid.firstChild?.childCount ?? 0;
  let plain = grid.childCount <= most.rows && width <= most.columns && width > 0;
  const rows = grid.content.content.map((row) => {
    plain &&= row.childCount === width;
    return row.content.content.map((cell) => {
      plain &&= cell.attrs["colspan"] === 1 && cell.attrs["rowspan"] === 1;
      return { text: wordsOf(cell), from: cell };
    });
  });
  return plain ? rows : null;
}

/** The chart of a form, in place of the one that it was read from. */
export function writeChart(node: Node | null, chart: ChartData): Node {
  const before = readChart(node);
  const table = tableOf(node);
  const kept = node?.lastChild;
  const source = kept && chart.source === before.source ? kept : captioned("figcaption", kept, chart.source);
  const title = table?.firstChild && chart.title === before.title ? table.firstChild : captioned("caption", table?.firstChild, chart.title);
  const grid = chart.rows ? gridNode(table, chart.rows) : (table?.lastChild as Node);
  const content = [type("table").create(table?.attrs, [title, grid]), source];
  return type("chart").create({ ...node?.attrs, media: chart.media }, content);
}

function captioned(name: "caption" | "figcaption", before: Node | null | undefined, text: string): Node {
  return type(name).create(before?.attrs, text.trim() ? schema.text(text.trim()) : null);
}

/** The head of a table that was there stays as deep as it was; a new one has one row. */
function gridNode(table: Node | null, rows: Cell[][]): Node {
  const old = table?.lastChild;
  const lines = rows.map((cells, i) => {
    const row = old?.maybeChild(i);
    const head = old ? row?.attrs["head"] === true : i === 0;
    return type("row").create({ ...row?.attrs, head }, cells.map((cell, j) => cellNode(cell, head || (cell.from ?? old?.maybeChild(1)?.maybeChild(j))?.type.name === "headcell")));
  });
  return type("grid").create(null, lines);
}

function cellNode({ text, from }: Cell, head: boolean): Node {
  const kind = type(head ? "headcell" : "cell");
  if (from && wordsOf(from) === text) return from.type === kind ? from : kind.create(from.attrs, from.content);
  return kind.create(from?.attrs, type("paragraph").create(null, text.trim() ? schema.text(text.trim()) : null));
}

/** Puts pasted cells in from a place on; the grid grows as far as they reach. */
export function filled(rows: Cell[][], at: { row: number; column: number }, pasted: string[][]): Cell[][] {
  const width = Math.min(most.columns, Math.max(rows[0]?.length ?? 0, at.column + (pasted[0]?.length ?? 0)));
  const height = Math.min(most.rows, Math.max(rows.length, at.row + pasted.length));
  return Array.from({ length: height }, (_, i) =>
    Array.from({ length: width }, (_, j) => {
      const text = pasted[i - at.row]?.[j - at.column];
      const cell = rows[i]?.[j] ?? emptyCell();
      return text === undefined || j < at.column ? cell : { ...cell, text };
    }),
  );
}
