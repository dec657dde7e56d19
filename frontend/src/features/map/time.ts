/** The time axis under a map: where a date stands on it, what begins when, and which years are named. */
import type { Shape } from "./shapes";

const day = 86_400_000;

/** Days from 1970 to the first day that a date (a year, a month, a day) names; NaN for what is none. */
export function ordinal(date: string): number {
  const parts = /^(-?\d{1,6})(?:-(\d\d))?(?:-(\d\d))?$/.exec(date);
  if (!parts) return NaN;
  // Date.UTC would take the year 44 for 1944.
  return new Date(0).setUTCFullYear(Number(parts[1]), Number(parts[2] ?? 1) - 1, Number(parts[3] ?? 1)) / day;
}

/** The axis from the first to the last moment of a map. */
export class Axis {
  readonly from: number;
  readonly to: number;

  constructor(moments: readonly string[]) {
    this.from = ordinal(moments[0] ?? "");
    this.to = ordinal(moments[moments.length - 1] ?? "");
  }

  /** The share of the way at which a date stands, 0 to 1. */
  share(date: string): number {
    return this.to > this.from ? Math.min(1, Math.max(0, (ordinal(date) - this.from) / (this.to - this.from))) : 0;
  }

  /** How many shapes begin in each of as many equal parts. */
  beginnings(shapes: readonly Shape[], parts: number): number[] {
    const counts = new Array<number>(parts).fill(0);
    for (const shape of shapes) {
      if (Number.isNaN(ordinal(shape.from))) continue;
      const part = Math.min(parts - 1, Math.floor(this.share(shape.from) * parts));
      counts[part] = (counts[part] ?? 0) + 1;
    }
    return counts;
  }

  /** Round years to be named under the axis, at most as many as said, none too near to its ends. */
  years(most: number): { year: string; share: number }[] {
    const yearOf = (days: number) => new Date(days * day).getUTCFullYear();
    const [first, last] = [yearOf(this.from), yearOf(this.to)];
    if (!(last > first)) return [];
    const step = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 2000, 5000].find((s) => (last - first) / s <= most) ?? 10_000;
    const found: { year: string; share: number }[] = [];
    for (let year = Math.ceil(first / step) * step; year <= last; year += step) {
      const name = `${year < 0 ? "-" : ""}${String(Math.abs(year)).padStart(4, "0")}`;
      const share = this.share(name);
      if (share > 0.08 && share < 0.92) found.push({ year: name, share });
    }
    return found;
  }
}

/** The number of the moment that stands nearest to a share of the way. */
export function nearest(moments: readonly string[], axis: Axis, share: number): number {
  let found = 0;
  moments.forEach((moment, i) => {
    if (Math.abs(axis.share(moment) - share) < Math.abs(axis.share(moments[found] ?? "") - share)) found = i;
  });
  return found;
}
