/** Where an article stands: alone on its page, or in a pane beside others. */
import { getContext, setContext } from "svelte";

export interface Ground {
  /** Goes before the ids of what is in the article, so that two articles beside each other have none in common. */
  readonly prefix: string;
  /** The level of its headline. */
  readonly level: 1 | 2;
  /** Whether the keys of articles are meant for this one. */
  readonly active: boolean;
  /** What scrolls it. */
  scroller(): HTMLElement | null;
}

/** The page of an article. */
const page: Ground = { prefix: "", level: 1, active: true, scroller: () => document.getElementById("main") };
const key = Symbol("ground");

/** Says where the articles inside this component stand. */
export function stand(on: Ground): void {
  setContext(key, on);
}

/** Where the article of this component stands. */
export function ground(): Ground {
  return getContext<Ground | undefined>(key) ?? page;
}

/** An element of the article by the id that it has on a page of its own. */
export function within(on: Ground, id: string): HTMLElement | null {
  return document.getElementById(on.prefix + id);
}

/** The body of the article. */
export function proseOf(on: Ground): Element | null {
  return within(on, "text")?.querySelector(".prose") ?? null;
}
