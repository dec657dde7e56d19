/**
 * The tabs of the program as plain data: each has a history of its own, with the
 * place where one stood in every page of it. Nothing here touches the browser.
 */

/** One stay at a screen. */
export interface Visit {
  /** Unique in the page; rises. */
  key: number;
  /** The screen, with its query. */
  address: string;
  /** The heading that stood there; empty: not seen yet. */
  title: string;
  /** How far it was scrolled, in pixels. */
  top: number;
  /** Where it stands in the browser's own history; −1: it does not. */
  line: number;
}

export interface Tab {
  id: number;
  /** Oldest first; never empty. */
  visits: readonly Visit[];
  /** The present one of them. */
  at: number;
}

/** All open tabs, the shown one, and those that were closed, last first. */
export interface TabSet {
  tabs: readonly Tab[];
  current: number;
  closed: readonly Tab[];
}

/** How many visits a tab remembers, and how many closed tabs are kept. */
const visitsKept = 50;
const closedKept = 10;
/** How large a kept set may be, in bytes: a setting holds 8 kB. */
const packed = 7_500;

/** One tab with one visit. */
export function begin(visit: Visit): TabSet {
  return { tabs: [{ id: visit.key, visits: [visit], at: 0 }], current: 0, closed: [] };
}

export function shown(set: TabSet): Tab {
  return set.tabs[set.current] as Tab; // never empty
}

export function visitOf(tab: Tab): Visit {
  return tab.visits[tab.at] as Visit; // never empty
}

/** The set with another tab in the place of the shown one. */
function withShown(set: TabSet, tab: Tab): TabSet {
  return { ...set, tabs: set.tabs.map((other, i) => (i === set.current ? tab : other)) };
}

/** Goes on in the shown tab; what lay ahead of it is gone. */
export function goOn(set: TabSet, visit: Visit): TabSet {
  const tab = shown(set);
  const visits = [...tab.visits.slice(0, tab.at + 1), visit].slice(-visitsKept);
  return withShown(set, { ...tab, visits, at: visits.length - 1 });
}

/** Moves the shown tab within its history. */
export function moved(set: TabSet, at: number): TabSet {
  const tab = shown(set);
  return tab.visits[at] ? withShown(set, { ...tab, at }) : set;
}

/** Shows the visit of a key, in whichever tab it is; null: none has it. */
export function found(set: TabSet, key: number): TabSet | null {
  for (const [current, tab] of set.tabs.entries()) {
    const at = tab.visits.findIndex((visit) => visit.key === key);
    if (at >= 0) return moved({ ...set, current }, at);
  }
  return null;
}

/** Takes a visit that no tab knows into the shown one, in the order of the keys. */
export function takenIn(set: TabSet, visit: Visit): TabSet {
  const tab = shown(set);
  const later = tab.visits.findIndex((other) => other.key > visit.key);
  const at = later < 0 ? tab.visits.length : later;
  return withShown(set, { ...tab, visits: tab.visits.toSpliced(at, 0, visit), at });
}

/** Changes what is known of a visit. */
export function noted(set: TabSet, key: number, part: Partial<Visit>): TabSet {
  const changed = (tab: Tab): Tab => (tab.visits.some((visit) => visit.key === key) ? { ...tab, visits: tab.visits.map((visit) => (visit.key === key ? { ...visit, ...part } : visit)) } : tab);
  return { ...set, tabs: set.tabs.map(changed) };
}

/** Gives a visit its place in the browser's history; what stood there or after it is gone from it. */
export function inLine(set: TabSet, key: number, line: number): TabSet {
  const placed = (visit: Visit): Visit => (visit.key === key ? { ...visit, line } : visit.line >= line ? { ...visit, line: -1 } : visit);
  return { ...set, tabs: set.tabs.map((tab) => ({ ...tab, visits: tab.visits.map(placed) })) };
}

/** Opens a tab behind the shown one, which stays. */
export function opened(set: TabSet, visit: Visit): TabSet {
  return { ...set, tabs: set.tabs.toSpliced(set.current + 1, 0, { id: visit.key, visits: [visit], at: 0 }) };
}

/** Shows a tab. */
export function selected(set: TabSet, id: number): TabSet {
  const current = set.tabs.findIndex((tab) => tab.id === id);
  return current < 0 ? set : { ...set, current };
}

/** The tab that stands by from the shown one, around the ends. */
export function beside(set: TabSet, by: number): Tab {
  const count = set.tabs.length;
  return set.tabs[(((set.current + by) % count) + count) % count] as Tab;
}

/** Closes a tab; the one after it is shown then, else the one before. The last one stays. */
export function closed(set: TabSet, id: number): TabSet {
  const index = set.tabs.findIndex((tab) => tab.id === id);
  const tab = set.tabs[index];
  if (!tab || set.tabs.length === 1) return set;
  const tabs = set.tabs.toSpliced(index, 1);
  const current = index < set.current || set.current === tabs.length ? set.current - 1 : set.current;
  return { tabs, current, closed: [tab, ...set.closed].slice(0, closedKept) };
}

/** Opens the tab that was closed last, with its history, and shows it. */
export function reopened(set: TabSet): TabSet {
  const [tab, ...rest] = set.closed;
  if (!tab) return set;
  const back = { ...tab, visits: tab.visits.map((visit) => ({ ...visit, line: -1 })) };
  return { tabs: set.tabs.toSpliced(set.current + 1, 0, back), current: set.current + 1, closed: rest };
}

/** Writes a set down as the page's own; the oldest visits go first where it is too large. */
export function pack(set: TabSet, page: string): string {
  for (let visits = visitsKept; visits > 0; visits = Math.floor(visits / 2)) {
    const tabs = set.tabs.map((tab) => {
      const from = Math.max(0, Math.min(tab.at - visits + 1, tab.visits.length - visits));
      return { ...tab, visits: tab.visits.slice(from, from + visits), at: tab.at - from };
    });
    const text = JSON.stringify({ page, current: set.current, tabs });
    if (new TextEncoder().encode(text).length <= packed) return text;
  }
  return "";
}

/** Reads a set that was written down; null: there is none, or it does not hold together. */
export function unpack(text: string): { page: string; set: TabSet } | null {
  let kept: { page?: unknown; current?: unknown; tabs?: unknown };
  try {
    kept = (JSON.parse(text) as typeof kept | null) ?? {};
  } catch {
    return null;
  }
  const { page, current, tabs } = kept;
  if (typeof page !== "string" || typeof current !== "number" || !Array.isArray(tabs) || !tabs.every(whole) || !tabs[current]) return null;
  return { page, set: { tabs, current, closed: [] } };
}

function whole(tab: unknown): tab is Tab {
  const { id, visits, at } = (tab ?? {}) as Partial<Tab>;
  return typeof id === "number" && Array.isArray(visits) && typeof at === "number" && visits[at] !== undefined && visits.every((v: Partial<Visit>) => typeof v.key === "number" && typeof v.address === "string" && v.address.startsWith("/"));
}
