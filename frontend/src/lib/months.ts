/** Months of the reader's calendars: what a calendar on the screen shows, and how one moves in it. */
import { CalendarDate, GregorianCalendar, IslamicUmalquraCalendar, PersianCalendar, toCalendar } from "@internationalized/date";
import { first, format, noon, type CalendarName, type DateStyle } from "./dates";

const systems = { gregorian: new GregorianCalendar(), persian: new PersianCalendar(), islamic: new IslamicUmalquraCalendar() };

/** The years that a calendar can be opened at; days are written with four digits of the year. */
const years = { from: 1, to: 9000 };

/** A day (YYYY-MM-DD) in the reader's first calendar. */
function here(day: string, style: DateStyle): CalendarDate {
  const [y, m, d] = day.split("-").map(Number);
  return toCalendar(new CalendarDate(y ?? 1970, m ?? 1, d ?? 1), systems[first(style)]);
}

function gregorian(date: CalendarDate): string {
  return toCalendar(date, systems.gregorian).toString();
}

/** A month of a calendar, with the Gregorian days it covers. */
export interface CalendarMonth {
  label: string;
  /** YYYY-MM-DD of each day, in order. */
  days: { day: string; label: string }[];
  /** Column of the first day, counted from the locale's first weekday. */
  offset: number;
}

/** The month of the reader's first calendar that holds a day. */
export function calendarMonth(day: string, style: DateStyle): CalendarMonth {
  const start = here(day, style).set({ day: 1 });
  const digits = new Intl.NumberFormat(style.locale, { useGrouping: false });
  const days = Array.from({ length: start.calendar.getDaysInMonth(start) }, (_, i) => ({ day: gregorian(start.add({ days: i })), label: digits.format(i + 1) }));
  const one = days[0]?.day ?? day;
  const label = format(noon(one), { ...style, timeZone: "UTC" }, first(style), { month: "long", year: "numeric" });
  return { label, days, offset: column(one, style) };
}

/** The months of the reader's second calendar that the days of a month fall into: Aban – Azar 1405. */
export function otherMonths(month: CalendarMonth, style: DateStyle): string {
  const [from, to] = [month.days[0]?.day, month.days[month.days.length - 1]?.day];
  const second = style.calendars[1];
  if (!second || !from || !to) return "";
  const name = (day: string, options: Intl.DateTimeFormatOptions) => format(noon(day), { ...style, timeZone: "UTC" }, second, options);
  const whole = { month: "long", year: "numeric" } as const;
  if (name(from, whole) === name(to, whole)) return name(to, whole);
  const sameYear = name(from, { year: "numeric" }) === name(to, { year: "numeric" });
  return `${name(from, sameYear ? { month: "long" } : whole)} – ${name(to, whole)}`;
}

/** The first day of the month so many months on (or back) in the reader's first calendar. */
export function shiftMonth(day: string, months: number, style: DateStyle): string {
  return gregorian(here(day, style).set({ day: 1 }).add({ months }));
}

/** How far one moves in a calendar. */
export interface Move {
  days?: number;
  months?: number;
  years?: number;
}

/** A day moved in the reader's first calendar; where a month is too short, its last day. */
export function moveDay(day: string, move: Move, style: DateStyle): string {
  const moved = gregorian(here(day, style).add(move));
  return moved >= "0001-01-01" && moved.length === day.length ? moved : day;
}

/** The first and the last day of the week that holds a day. */
export function weekOf(day: string, style: DateStyle): { first: string; last: string } {
  const at = column(day, style);
  return { first: moveDay(day, { days: -at }, style), last: moveDay(day, { days: 6 - at }, style) };
}

/** Year and month of a day in the reader's first calendar, as numbers. */
export function monthAt(day: string, style: DateStyle): { year: number; month: number } {
  const { year, month } = here(day, style);
  return { year, month };
}

/** The names of the months of the reader's first calendar, in order. */
export function monthNames(style: DateStyle): string[] {
  const system = systems[first(style)];
  // Any year will do: these calendars have twelve months in each.
  return Array.from({ length: 12 }, (_, i) => format(noon(gregorian(new CalendarDate(system, 1400, i + 1, 1))), { ...style, timeZone: "UTC" }, first(style), { month: "long" }));
}

/** The first day of a month of the reader's first calendar; "" for a year that no calendar is opened at. */
export function dayOfMonth(year: number, month: number, style: DateStyle): string {
  if (!Number.isInteger(year) || year < years.from || year > years.to) return "";
  return gregorian(new CalendarDate(systems[first(style)], year, month, 1));
}

/** The years that are meant in another calendar than the Gregorian where the reader has one, as the search reads them. */
const others = { from: 1300, to: 1500 };

/** A day as it is typed: in numbers of the reader's first calendar. What is no day, as a year, stays as it is. */
export function writtenDay(day: string, style: DateStyle): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return day;
  const { year, month, day: ofMonth } = here(day, style);
  const digits = (value: number, length: number) => new Intl.NumberFormat(style.locale, { useGrouping: false, minimumIntegerDigits: length }).format(value);
  const parts = [digits(year, 4), digits(month, 2), digits(ofMonth, 2)];
  // Arabic numbers keep their order at a stroke, not at a hyphen.
  return parts.join(/^\d/.test(parts[0] ?? "") ? "-" : "/");
}

/** The day (YYYY-MM-DD) that was typed in numbers of any script; "" where it is none. */
export function readDay(text: string, style: DateStyle): string {
  const match = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(latinDigits(text));
  if (!match) return "";
  const [year = 0, month = 0, day = 0] = match.slice(1).map(Number);
  const date = new CalendarDate(systems[meant(year, style)], year, month, day);
  // A day that is not there is moved to one that is.
  return date.year === year && date.month === month && date.day === day ? gregorian(date) : "";
}

/**
 * The day, month or year that was typed. A month or a year of another calendar than the
 * Gregorian, which is none of that, is its first or its last day; "" where it is none.
 */
export function readSpan(text: string, end: "first" | "last", style: DateStyle): string {
  const match = /^(\d{4})(?:[-/.](\d{1,2}))?$/.exec(latinDigits(text));
  if (!match) return readDay(text, style);
  const [year, month] = [Number(match[1]), match[2] === undefined ? 0 : Number(match[2])];
  if (year === 0 || (match[2] !== undefined && (month < 1 || month > 12))) return "";
  const calendar = meant(year, style);
  if (calendar === "gregorian") return [match[1], ...(month ? [String(month).padStart(2, "0")] : [])].join("-");
  // These calendars have twelve months in each year.
  const from = new CalendarDate(systems[calendar], year, month || 1, 1);
  return gregorian(end === "first" ? from : from.add({ months: month ? 1 : 12 }).subtract({ days: 1 }));
}

/** The calendar that a year is of. */
function meant(year: number, style: DateStyle): CalendarName {
  const other = year >= others.from && year <= others.to ? style.calendars.find((one) => one !== "gregorian") : undefined;
  return other ?? "gregorian";
}

/** The whole number that was typed in digits of any script; NaN where it is none. */
export function numberOf(text: string): number {
  const latin = latinDigits(text);
  return /^\d{1,6}$/.test(latin) ? Number(latin) : Number.NaN;
}

/** What was typed, with the digits of any script as 0 to 9. */
export function latinDigits(text: string): string {
  return text.trim().replace(/\p{Nd}/gu, (digit) => String(valueOf(digit)));
}

/** What a decimal digit counts: the digits of a script stand together, zero first. */
function valueOf(digit: string): number {
  let value = 0;
  for (let at = (digit.codePointAt(0) ?? 0) - 1; value < 9 && /\p{Nd}/u.test(String.fromCodePoint(at)); at--) value++;
  return value;
}

/** The weekday's narrow name; 0 is the locale's first day of the week. */
export function weekdayName(index: number, style: DateStyle): string {
  const day = new Date(Date.UTC(2024, 0, 1 + index + firstWeekday(style.locale))); // 1 January 2024 was a Monday
  return format(day, { ...style, timeZone: "UTC" }, "gregorian", { weekday: "narrow" });
}

/** How many days after Monday the locale's week begins: 0 Monday, 5 Saturday, 6 Sunday. */
export function firstWeekday(locale: string): number {
  const language = locale.split("-")[0];
  if (language === "fa" || language === "ar") return 5;
  return locale === "en-US" ? 6 : 0;
}

/** Where in its week a day stands, 0 to 6. */
function column(day: string, style: DateStyle): number {
  return (noon(day).getUTCDay() + 6 - firstWeekday(style.locale) + 7) % 7;
}
