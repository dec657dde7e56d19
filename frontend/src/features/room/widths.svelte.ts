import { settings } from "../../state/settings.svelte";

/** The name under which they are kept beside the reader's settings. */
const name = "room.widths";

/** Pixels that a list or the notes have at least. */
export const least = 200;

/** The part of the room that a list or the notes have at most: with two articles beside them less. */
export const mostOf = (two: boolean) => (two ? 0.25 : 0.33);

/** Pixels that each of two articles has at least: room for what stands at the foot of it. */
export const leastArticle = 280;

/** How wide panes are where somebody moved what divides them; the others are as usual. */
export class Widths {
  /** Pixels of the list; 0: as usual. */
  list = $state(0);
  /** Pixels of the notes; 0: as usual. */
  notes = $state(0);
  /** What the first of two articles has of both, in percent; 0: as usual, half. */
  share = $state(0);

  constructor() {
    const [list, notes, share] = settings.kept(name).split(" ").map(Number);
    this.list = amount(list);
    this.notes = amount(notes);
    this.share = Math.min(amount(share), 100);
  }

  /** Keeps them for the next time. */
  keep(): void {
    const now = `${this.list} ${this.notes} ${this.share}`;
    if (now === settings.kept(name) || (now === "0 0 0" && settings.kept(name) === "")) return;
    // Widths that could not be kept hold all the same while one is here.
    settings.keep(name, now).catch(() => undefined);
  }
}

function amount(value: number | undefined): number {
  return value !== undefined && Number.isFinite(value) && value > 0 ? value : 0;
}
