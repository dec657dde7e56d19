/** A grid of equal tiles of which only what is in view is drawn. */
export interface Grid {
  columns: number;
  /** Of all rows together, in pixels. */
  height: number;
  /** The numbers of the first tile drawn and of the one behind the last. */
  first: number;
  last: number;
  /** How far down the first drawn row stands. */
  top: number;
}

/** How wide a tile is at least, how high a row is, and how many rows are drawn beyond the view. */
export const tile = { width: 176, height: 208, beyond: 2 } as const;

/** The part of a grid that is in view: width and view of the screen, how far it is scrolled, and how many tiles there are. */
export function gridOf(total: number, width: number, view: number, scrolled: number): Grid {
  const columns = Math.max(1, Math.floor(width / tile.width));
  const rows = Math.ceil(total / columns);
  const from = Math.max(0, Math.min(rows, Math.floor(scrolled / tile.height)) - tile.beyond);
  const to = Math.max(from, Math.min(rows, Math.ceil((scrolled + view) / tile.height) + tile.beyond));
  return { columns, height: rows * tile.height, first: from * columns, last: Math.min(total, to * columns), top: from * tile.height };
}

/** Where a key leads from a tile; -1: it leads nowhere. The arrows of the text's direction are the caller's. */
export function step(key: string, at: number, total: number, columns: number, rightToLeft: boolean): number {
  const [back, on] = rightToLeft ? ["ArrowRight", "ArrowLeft"] : ["ArrowLeft", "ArrowRight"];
  const to: Record<string, number> = { [back]: at - 1, [on]: at + 1, ArrowUp: at - columns, ArrowDown: at + columns, Home: 0, End: total - 1, PageUp: at - 3 * columns, PageDown: at + 3 * columns };
  const next = to[key];
  if (next === undefined) return -1;
  if (key.startsWith("Page")) return Math.max(0, Math.min(total - 1, next));
  return next < 0 || next >= total ? -1 : next;
}
