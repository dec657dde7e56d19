import type { Month } from "../../api";

/** A bar: a month (2011-03) or a year (2011) and how much it holds. */
export interface Bin {
  name: string;
  count: number;
}

/** Bars from first to last, both counted. */
export interface Stretch {
  from: number;
  to: number;
}

/** More months than this are shown by year. */
export const mostMonths = 72;

/** The bars of a time: one for each month, or for each year where there are many; none is left out between. */
export function bins(months: readonly Month[]): Bin[] {
  const held = months.filter((month) => month.month !== "").toSorted((a, b) => (a.month < b.month ? -1 : 1));
  const [first, last] = [held[0]?.month, held[held.length - 1]?.month];
  if (!first || !last) return [];
  const byYear = number(last) - number(first) >= mostMonths;
  const counts = new Map<string, number>();
  for (const { month, count } of held) {
    const name = byYear ? month.slice(0, 4) : month;
    counts.set(name, (counts.get(name) ?? 0) + count);
  }
  const names: string[] = [];
  if (byYear) for (let year = Number(first.slice(0, 4)); year <= Number(last.slice(0, 4)); year++) names.push(String(year).padStart(4, "0"));
  else for (let month = number(first); month <= number(last); month++) names.push(named(month));
  return names.map((name) => ({ name, count: counts.get(name) ?? 0 }));
}

/** Months since the year 0. */
function number(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}
function named(month: number): string {
  return `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}`;
}

/** The bars that a choice of dates covers; all where none is made or it is not one of bars. */
export function stretchOf(within: string, all: readonly Bin[]): Stretch {
  const whole = { from: 0, to: all.length - 1 };
  const found = /^(\d{4}(?:-\d\d)?)?(?:(\.\.)(\d{4}(?:-\d\d)?)?)?$/.exec(within);
  if (!within || !found || all.length === 0) return whole;
  const long = all[0]?.name.length ?? 7;
  const [start, end] = [found[1] ?? "", found[2] ? (found[3] ?? "") : (found[1] ?? "")];
  // A year begins with its January and ends with its December.
  const first = all.findIndex((bin) => bin.name >= start.slice(0, long));
  const last = all.findLastIndex((bin) => end === "" || bin.name.slice(0, end.length) <= end.slice(0, long));
  const from = first < 0 ? whole.to : first;
  return { from, to: Math.max(from, last) };
}

/** The choice of dates that bars stand for; empty where they are all. */
export function withinOf(stretch: Stretch, all: readonly Bin[]): string {
  const [from, to] = [all[Math.min(stretch.from, stretch.to)]?.name, all[Math.max(stretch.from, stretch.to)]?.name];
  if (!from || !to || (from === all[0]?.name && to === all[all.length - 1]?.name)) return "";
  return from === to ? from : `${from}..${to}`;
}
