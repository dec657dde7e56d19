/** How much a row of the list shows, and how tall it is (design.md 8). */
export type Density = "cards" | "magazine" | "list" | "compact" | "narrow";

/** Those that a person chooses from; a narrow pane has one of its own. */
export const densities: readonly Exclude<Density, "narrow">[] = ["cards", "magazine", "list", "compact"];

/** The height of a line of rows, in pixels. */
export const heights: Record<Density, number> = { cards: 300, magazine: 132, list: 56, compact: 28, narrow: 80 };

/** The height of the head over a day, in pixels. */
export const headHeight = 30;

/** How many articles stand beside each other. */
export function columns(density: Density, width: number): number {
  return density === "cards" ? Math.max(1, Math.min(3, Math.floor(width / 190))) : 1;
}
