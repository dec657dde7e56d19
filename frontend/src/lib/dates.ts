/** The calendars that dates can be shown in. */
export type CalendarName = "gregorian" | "persian" | "islamic";

const intlCalendars: Record<CalendarName, string> = { gregorian: "gregory", persian: "persian", islamic: "islamic-umalqura" };

/** How dates are shown: the interface's language, the publication's zone, the calendars in the reader's order. */
export interface DateStyle {
  locale: string;
  timeZone: string;
  calendars: readonly CalendarName[];
}

/** Writes an instant in one of the calendars, with the parts asked for. */
export function format(at: Date, style: DateStyle, calendar: CalendarName, options: Intl.DateTimeFormatOptions): string {
  const locale = `${style.locale}-u-ca-${intlCalendars[calendar]}`;
  const parts = formatter(locale, { ...options, timeZone: style.timeZone }).formatToParts(at);
  if (style.locale.startsWith("fa")) return inPersian(parts);
  // The era of the Persian and Islamic calendars goes without saying beside the month's name.
  return parts.filter((p) => p.type !== "era").map((p) => p.value).join("").trim().replace(/\s*,?\s*$/, "");
}

/**
 * Persian writes weekday, day, month, year, with spaces; CLDR has another order
 * for the Persian calendar when the weekday stands with it.
 */
function inPersian(parts: Intl.DateTimeFormatPart[]): string {
  const order: Intl.DateTimeFormatPartTypes[] = ["weekday", "day", "month", "year"];
  return order.map((type) => parts.find((p) => p.type === type)?.value ?? "").filter(Boolean).join(" ");
}

const formatters = new Map<string, Intl.DateTimeFormat>();
function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  let made = formatters.get(key);
  if (!made) formatters.set(key, (made = new Intl.DateTimeFormat(locale, options)));
  return made;
}

const long: Intl.DateTimeFormatOptions = { weekday: "long", day: "numeric", month: "long", year: "numeric" };
const short: Intl.DateTimeFormatOptions = { day: "numeric", month: "short", year: "numeric" };
const plain: Intl.DateTimeFormatOptions = { day: "numeric", month: "long", year: "numeric" };

/** The long date in the reader's first calendar: Monday 23 November 2026. */
export function longDate(iso: string, style: DateStyle): string {
  return iso ? noComma(format(new Date(iso), style, first(style), long)) : "";
}

/** English writes the weekday before a date without a comma here. */
function noComma(text: string): string {
  return text.replace(/^(\p{L}+),/u, "$1");
}

/** The short date of columns: 23 Nov 2026. */
export function shortDate(iso: string, style: DateStyle): string {
  return iso ? format(new Date(iso), style, first(style), short) : "";
}

/** The date without its weekday: 23 November 2026. */
export function plainDate(iso: string, style: DateStyle): string {
  return iso ? format(new Date(iso), style, first(style), plain) : "";
}

/** The time of day: 18:20. */
export function timeOf(iso: string, style: DateStyle): string {
  if (!iso) return "";
  return formatter(style.locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: style.timeZone }).format(new Date(iso));
}

/** The time to the second. */
export function exactTime(iso: string, style: DateStyle): string {
  if (!iso) return "";
  return formatter(style.locale, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23", timeZone: style.timeZone }).format(new Date(iso));
}

/** The date without its weekday and the time of day: 23 November 2026, 18:20. */
export function dateAndTime(iso: string, style: DateStyle): string {
  const comma = /^(fa|ar|ur)/.test(style.locale) ? "،" : ",";
  return iso ? `${plainDate(iso, style)}${comma} ${timeOf(iso, style)}` : "";
}

/** A day and a time on the publication's clock, YYYY-MM-DDTHH:MM, as date and time: no zone has a say in it. */
export function givenTime(local: string, style: DateStyle): string {
  return local ? dateAndTime(`${local}Z`, { ...style, timeZone: "UTC" }) : "";
}

/** The same day in the reader's other calendars, parted by a point. */
export function otherDates(iso: string, style: DateStyle): string {
  if (!iso) return "";
  return style.calendars.slice(1).map((c) => format(new Date(iso), style, c, plain)).join(" · ");
}

/** The reader's first calendar. */
export function first(style: DateStyle): CalendarName {
  return style.calendars[0] ?? "gregorian";
}

/** Noon UTC of a day, for writing days that are not instants. */
export function noon(day: string): Date {
  return new Date(day + "T12:00:00Z");
}

/** A day (YYYY-MM-DD) as a long date, without regard to any zone. */
export function longDay(day: string, style: DateStyle): string {
  return day ? longDate(noon(day).toISOString(), { ...style, timeZone: "UTC" }) : "";
}

/** A day as a date without weekday. */
export function plainDay(day: string, style: DateStyle): string {
  return day ? plainDate(noon(day).toISOString(), { ...style, timeZone: "UTC" }) : "";
}

/** A day in the reader's other calendars. */
export function otherDays(day: string, style: DateStyle): string {
  return day ? otherDates(noon(day).toISOString(), { ...style, timeZone: "UTC" }) : "";
}

/** A date without its weekday, and without its year where that is the year of the given day. */
export function nearDate(iso: string, near: string, style: DateStyle): string {
  if (!iso) return "";
  const year = (at: Date, timeZone: string) => format(at, { ...style, timeZone }, first(style), { year: "numeric" });
  const same = near !== "" && year(new Date(iso), style.timeZone) === year(noon(near), "UTC");
  return format(new Date(iso), style, first(style), same ? { day: "numeric", month: "long" } : plain);
}

/** The head over a day of a stream: the year goes without saying where it is that of the newest day. */
export function dayHead(day: string, newest: string, style: DateStyle): string {
  const here = { ...style, timeZone: "UTC" };
  const sameYear = yearOfDay(day, here) === yearOfDay(newest, here);
  return sameYear ? noComma(format(noon(day), here, first(style), { weekday: "long", day: "numeric", month: "long" })) : longDay(day, style);
}

/** The year of a day in the reader's first calendar, in their digits. */
export function yearOfDay(day: string, style: DateStyle): string {
  const parts = formatter(`${style.locale}-u-ca-${intlCalendars[first(style)]}`, { year: "numeric", timeZone: "UTC" }).formatToParts(noon(day));
  return parts.find((p) => p.type === "year")?.value ?? "";
}

/** The days from one to another, as short as the language allows: 17–23 November 2026. */
export function dayRange(from: string, to: string, style: DateStyle): string {
  if (!from || !to) return "";
  if (from === to) return plainDay(to, style);
  const parts = formatter(`${style.locale}-u-ca-${intlCalendars[first(style)]}`, { ...plain, timeZone: "UTC" }).formatRangeToParts(noon(from), noon(to));
  return parts.filter((p) => p.type !== "era").map((p) => p.value).join("").replace(/\s*–\s*/, (dash) => (dash.trim() === dash ? dash : " – ")).trim();
}

/** A month (YYYY-MM) by name, in the Gregorian calendar in which it was counted. */
export function monthName(month: string, style: DateStyle): string {
  return format(new Date(month + "-15T12:00:00Z"), { ...style, timeZone: "UTC" }, "gregorian", { month: "long", year: "numeric" });
}

/** A month by its short name: Nov 2026. */
export function shortMonth(month: string, style: DateStyle): string {
  return format(new Date(month + "-15T12:00:00Z"), { ...style, timeZone: "UTC" }, "gregorian", { month: "short", year: "numeric" });
}

/**
 * A date as precise as it was given: a day or a time in the reader's calendar; a month
 * or a year, which is two of another calendar, as it was counted; anything else as it is.
 */
export function givenDate(date: string, style: DateStyle): string {
  if (/^\d{4}-\d\d-\d\dT/.test(date) && !Number.isNaN(Date.parse(date))) return plainDate(date, style);
  if (!/^\d{4}(-\d\d){0,2}$/.test(date) || Number.isNaN(Date.parse(date))) return date;
  if (date.length === 10) return plainDay(date, style);
  return date.length === 7 ? monthName(date, style) : yearOfDay(`${date}-07-01`, { ...style, calendars: ["gregorian"] });
}
