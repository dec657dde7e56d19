import { CalendarDate, GregorianCalendar, IslamicUmalquraCalendar, PersianCalendar, toCalendar } from "@internationalized/date";

/** The calendars that dates can be shown in. */
export type CalendarName = "gregorian" | "persian" | "islamic";

const intlCalendars: Record<CalendarName, string> = { gregorian: "gregory", persian: "persian", islamic: "islamic-umalqura" };

/** How dates are shown: the interface's language, the publication's zone, the calendars in the reader's order. */
export interface DateStyle {
  locale: string;
  timeZone: string;
  calendars: readonly CalendarName[];
}

function format(at: Date, style: DateStyle, calendar: CalendarName, options: Intl.DateTimeFormatOptions): string {
  const locale = `${style.locale}-u-ca-${intlCalendars[calendar]}`;
  const parts = formatter(locale, { ...options, timeZone: style.timeZone }).formatToParts(at);
  if (style.locale.startsWith("fa")) return inPersian(parts);
  // Persian writes its own calendar's long dates year first as it comes with the browser, against its usage everywhere else.
  if (calendar === "persian" && style.locale.startsWith("fa")) return inUsualOrder(parts);
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

/** Weekday, day, month, year. */
function inUsualOrder(parts: Intl.DateTimeFormatPart[]): string {
  const order: Intl.DateTimeFormatPartTypes[] = ["weekday", "day", "month", "year"];
  return order.flatMap((type) => parts.filter((p) => p.type === type).map((p) => p.value)).join(" ");
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

/** The same day in the reader's other calendars, parted by a point. */
export function otherDates(iso: string, style: DateStyle): string {
  if (!iso) return "";
  return style.calendars.slice(1).map((c) => format(new Date(iso), style, c, plain)).join(" · ");
}

function first(style: DateStyle): CalendarName {
  return style.calendars[0] ?? "gregorian";
}

/** Noon UTC of a day, for writing days that are not instants. */
function noon(day: string): Date {
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

/** The weekday's narrow name; 0 is the locale's first day of the week. */
export function weekdayName(index: number, style: DateStyle): string {
  const monday = Date.UTC(2024, 0, 1 + index + firstWeekday(style.locale));
  return formatter(style.locale, { weekday: "narrow", timeZone: "UTC" }).format(new Date(monday));
}

/** How many days after Monday the locale's week begins: 0 Monday, 5 Saturday, 6 Sunday. */
export function firstWeekday(locale: string): number {
  const language = locale.split("-")[0];
  if (language === "fa" || language === "ar") return 5;
  return locale === "en-US" ? 6 : 0;
}

/** A month of a calendar, with the Gregorian days it covers. */
export interface CalendarMonth {
  label: string;
  /** YYYY-MM-DD of each day, in order. */
  days: { day: string; label: string }[];
  /** Column of the first day, counted from the locale's first weekday. */
  offset: number;
}

const systems = { gregorian: new GregorianCalendar(), persian: new PersianCalendar(), islamic: new IslamicUmalquraCalendar() };

/** The month of the reader's first calendar that holds a day. */
export function calendarMonth(day: string, style: DateStyle): CalendarMonth {
  const [y, m, d] = day.split("-").map(Number);
  const system = systems[first(style)];
  const here = toCalendar(new CalendarDate(y ?? 1970, m ?? 1, d ?? 1), system);
  const start = here.set({ day: 1 });
  const length = system.getDaysInMonth(start);
  const days = Array.from({ length }, (_, i) => {
    const gregorian = toCalendar(start.add({ days: i }), systems.gregorian);
    return { day: gregorian.toString(), label: new Intl.NumberFormat(style.locale, { useGrouping: false }).format(i + 1) };
  });
  const one = days[0]?.day ?? day;
  const label = format(noon(one), { ...style, timeZone: "UTC" }, first(style), { month: "long", year: "numeric" });
  return { label, days, offset: (new Date(one + "T12:00:00Z").getUTCDay() + 6 - firstWeekday(style.locale) + 7) % 7 };
}

/** The months of the reader's second calendar that the days of a month fall into: Aban – Azar 1405. */
export function otherMonths(month: CalendarMonth, style: DateStyle): string {
  const [from, to] = [month.days[0]?.day, month.days[month.days.length - 1]?.day];
  const second = style.calendars[1];
  if (!second || !from || !to) return "";
  const name = (day: string, options: Intl.DateTimeFormatOptions) => format(noon(day), { ...style, timeZone: "UTC" }, second, options);
  const whole = { month: "long", year: "numeric" } as const;
  const sameYear = name(from, { year: "numeric" }) === name(to, { year: "numeric" });
  return `${name(from, sameYear ? { month: "long" } : whole)} – ${name(to, whole)}`;
}

/** The same day one month on (or back) in the reader's first calendar. */
export function shiftMonth(day: string, months: number, style: DateStyle): string {
  const [y, m, d] = day.split("-").map(Number);
  const here = toCalendar(new CalendarDate(y ?? 1970, m ?? 1, d ?? 1), systems[first(style)]);
  return toCalendar(here.set({ day: 1 }).add({ months }), systems.gregorian).toString();
}
