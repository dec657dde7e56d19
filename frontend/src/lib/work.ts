/** How far work is, in words. */
import { bytes } from "./bytes";

/** What is said of a piece of work: how much of how much was done, in which unit, and how fast. */
export interface Work {
  done: number;
  total: number;
  unit: string;
  rate: number;
}

/** So much of the work's unit: bytes as sizes, all else as numbers. */
export function amount(value: number, unit: string, write: (value: number) => string): string {
  return unit === "bytes" ? bytes(value) : write(value);
}

/** How long it still takes at this pace, in seconds; 0 where nobody can know. */
export function secondsLeft(work: Work): number {
  if (work.total <= 0 || work.rate <= 0 || work.done >= work.total) return 0;
  return (work.total - work.done) / work.rate;
}

/** A stretch of time as people say it, in one unit: 25 sec, 4 min, 2 hr. */
export function duration(seconds: number, locale: string): string {
  const [value, unit] = seconds < 60 ? [seconds, "second"] : seconds < 3600 ? [seconds / 60, "minute"] : [seconds / 3600, "hour"];
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: 0 }).format(Math.max(1, Math.round(value)));
}
