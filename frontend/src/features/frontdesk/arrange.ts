/** The slots of the front page as lists, and how items move within and between them. */
import type { DeskItem, DeskSlot, Slot } from "../../api";

export const slotNames = ["lead", "editors-choice", "in-focus", "gallery"] as const;
export type SlotName = (typeof slotNames)[number];
export type Page = Readonly<Record<SlotName, readonly DeskItem[]>>;
/** A place in a slot. */
export interface Spot {
  slot: SlotName;
  index: number;
}

export function pageOf(slots: readonly DeskSlot[]): Page {
  const list = (name: SlotName) => slots.find((slot) => slot.name === name)?.items ?? [];
  return { lead: list("lead"), "editors-choice": list("editors-choice"), "in-focus": list("in-focus"), gallery: list("gallery") };
}

/** The page as a call names it: all slots, so that an empty one is empty. */
export function wire(page: Page): Slot[] {
  return slotNames.map((name) => ({
    name,
    items: page[name].map(({ id, title, kicker, picture }) => ({ id, ...(title ? { title } : {}), ...(kicker ? { kicker } : {}), ...(picture ? { picture } : {}) })),
  }));
}

/** What an item is called on the page: its own words, else the article's front headline, else its headline. */
export function titleOf(item: DeskItem): string {
  return item.title || item.article?.frontTitle || item.article?.title || item.topic?.name || item.id;
}

/** The first words of a title, for saying where something stands. */
export function brief(title: string, letters = 22): string {
  if (title.length <= letters) return title;
  const cut = title.slice(0, letters + 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), letters / 2))}…`;
}

export function find(page: Page, slot: SlotName, id: string): Spot | null {
  const index = page[slot].findIndex((item) => item.id === id);
  return index < 0 ? null : { slot, index };
}

/** Where an article or a topic stands. */
export function spotOf(page: Page, item: DeskItem): Spot | null {
  for (const slot of slotNames) {
    if ((slot === "in-focus") !== (item.topic !== null)) continue;
    const spot = find(page, slot, item.id);
    if (spot) return spot;
  }
  return null;
}

/** Whether a slot may hold an item: In Focus holds topics, the others articles; what is gone stays where it was. */
export function fits(slot: SlotName, item: DeskItem, from?: SlotName): boolean {
  if (item.topic) return slot === "in-focus";
  if (item.article) return slot !== "in-focus";
  return slot === from;
}

export function without(page: Page, spot: Spot): Page {
  return { ...page, [spot.slot]: page[spot.slot].filter((_, i) => i !== spot.index) };
}

/** Puts an item into a slot; the lead that was there goes on to the head of Editor's Choice. */
export function put(page: Page, item: DeskItem, spot: Spot): Page {
  let next = page;
  for (const slot of slotNames) {
    if ((slot === "in-focus") !== (spot.slot === "in-focus")) continue;
    const twice = find(next, slot, item.id);
    if (twice) next = without(next, twice);
  }
  if (spot.slot === "lead") return { ...next, lead: [item], "editors-choice": [...next.lead, ...next["editors-choice"]] };
  const list = next[spot.slot];
  const index = Math.min(spot.index, list.length);
  return { ...next, [spot.slot]: [...list.slice(0, index), item, ...list.slice(index)] };
}

/** Moves an item by one place, on into the next slot at the end of its own; null: there is nowhere to go. */
export function step(page: Page, spot: Spot, by: 1 | -1): { page: Page; spot: Spot } | null {
  const list = page[spot.slot];
  const item = list[spot.index];
  if (!item) return null;
  const index = spot.index + by;
  if (index >= 0 && index < list.length) return { page: put(page, item, { slot: spot.slot, index }), spot: { slot: spot.slot, index } };
  const reach = slotNames.filter((slot) => fits(slot, item, spot.slot));
  const slot = reach[reach.indexOf(spot.slot) + by];
  if (!slot) return null;
  const first = page["editors-choice"][0];
  // The page never goes without a lead: the two change places.
  if (spot.slot === "lead" && first) {
    const to: Spot = { slot, index: 0 };
    return { page: { ...page, lead: [first, ...list.slice(1)], "editors-choice": [item, ...page["editors-choice"].slice(1)] }, spot: to };
  }
  const to: Spot = { slot, index: slot === "lead" || by > 0 ? 0 : page[slot].length };
  return { page: put(without(page, spot), item, to), spot: to };
}

/** Where an item stands among the others of its slot. */
export function among(page: Page, spot: Spot): { position: number; of: number; before: string; after: string } {
  const list = page[spot.slot];
  const title = (index: number) => (list[index] ? brief(titleOf(list[index])) : "");
  return { position: spot.index + 1, of: list.length, before: title(spot.index - 1), after: title(spot.index + 1) };
}

/** The spots of the page in its order. */
export function spots(page: Page): Spot[] {
  return slotNames.flatMap((slot) => page[slot].map((_, index) => ({ slot, index })));
}
