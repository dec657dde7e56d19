import type { Period } from "../../api";

/** A month of a timeline, with how many articles it holds. */
export interface Month {
  /** YYYY-MM. */
  period: string;
  count: number;
}

/** At most ten years are drawn, the newest; and never less than one, so that two months do not look like an age. */
const [longest, shortest] = [120, 12];

/** Every month from the first that holds something to the last, the empty ones too. */
export function months(periods: readonly Period[]): Month[] {
  const counts = new Map(periods.map((p) => [p.period, p.count]));
  const last = periods[periods.length - 1]?.period;
  const first = periods[0]?.period;
  if (!first || !last) return [];
  const length = Math.max(shortest, Math.min(longest, number(last) - number(first) + 1));
  return Array.from({ length }, (_, i) => {
    const period = name(number(last) - length + 1 + i);
    return { period, count: counts.get(period) ?? 0 };
  });
}

function number(period: string): number {
  const [year, month] = period.split("-").map(Number);
  return (year ?? 0) * 12 + (month ?? 1) - 1;
}

function name(number: number): string {
  return `${String(Math.floor(number / 12)).padStart(4, "0")}-${String((number % 12) + 1).padStart(2, "0")}`;
}
