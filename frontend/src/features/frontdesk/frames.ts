/**
 * The windows that the front page is shown in: the width that its rules go by, and
 * the part of it that is left for the page beside the sidebar.
 */
export const frames = {
  phone: { window: 390, main: 390, side: 16 },
  narrow: { window: 900, main: 844, side: 24 },
  wide: { window: 1440, main: 1232, side: 32 },
} as const;
export type FrameName = keyof typeof frames;
export const frameNames = Object.keys(frames) as FrameName[];

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
  /** Of its headline. */
  lines: number;
}

/** Where the blocks of a page and the pieces in them stand, in its own pixels. */
export interface Layout {
  height: number;
  parts: ReadonlyMap<string, Box>;
  /** By block and id: "choice a-018". */
  pieces: ReadonlyMap<string, Box>;
}

export const nowhere: Layout = { height: 0, parts: new Map(), pieces: new Map() };

/** Reads where things stand from the marks that the blocks bear. */
export function layoutOf(root: HTMLElement): Layout {
  const parts = new Map<string, Box>();
  const pieces = new Map<string, Box>();
  for (const part of root.querySelectorAll<HTMLElement>("[data-part]")) {
    const name = part.dataset["part"] ?? "";
    parts.set(name, boxOf(part));
    for (const piece of part.querySelectorAll<HTMLElement>("[data-piece]")) pieces.set(`${name} ${piece.dataset["piece"] ?? ""}`, boxOf(piece));
  }
  return { height: root.getBoundingClientRect().height, parts, pieces };
}

function boxOf(element: HTMLElement): Box {
  const { left, top, width, height } = element.getBoundingClientRect();
  const words = element.querySelector("h3 bdi") ?? element.querySelector("bdi");
  const tops = new Set(words ? [...words.getClientRects()].map((rect) => Math.round(rect.top)) : []);
  return { x: left, y: top, width, height, lines: tops.size };
}
