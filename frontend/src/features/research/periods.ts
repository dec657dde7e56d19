/** Periods of a trend, as the program names them: 2024, 2024-05, 2024-W18, 2024-05-06. */
import { year } from "../../i18n/index.svelte";
import { dayRange, monthName, plainDay, type DateStyle } from "../../lib/dates";

const day = 24 * 60 * 60 * 1000;

/** The first and the last day of a period. */
export function daysOf(period: string): { from: string; to: string } {
  const week = /^(\d{4})-W(\d\d)$/.exec(period);
  if (week) {
    // The week of ISO 8601 that holds 4 January is the first.
    const fourth = Date.UTC(Number(week[1]), 0, 4);
    const monday = fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * day + (Number(week[2]) - 1) * 7 * day;
    return { from: iso(monday), to: iso(monday + 6 * day) };
  }
  const [y = "", m, d] = period.split("-");
  if (d) return { from: period, to: period };
  if (m) return { from: `${period}-01`, to: iso(Date.UTC(Number(y), Number(m), 0)) };
  return { from: `${y}-01-01`, to: `${y}-12-31` };
}

/** The choice of dates of a search that holds a period. */
export function within(period: string): string {
  const { from, to } = daysOf(period);
  return period.includes("W") ? `${from}..${to}` : period;
}

/** A period in words: days and weeks in the reader's calendar, months and years as they were counted; nothing of none. */
export function periodName(period: string, style: DateStyle): string {
  if (period === "") return "";
  if (/^\d{4}$/.test(period)) return year(Number(period));
  if (/^\d{4}-\d\d$/.test(period)) return monthName(period, style);
  const { from, to } = daysOf(period);
  return from === to ? plainDay(from, style) : dayRange(from, to, style);
}

function iso(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
