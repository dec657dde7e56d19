// @vitest-environment node
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { CalendarName, DateStyle } from "./dates";
import { calendarMonth, dayOfMonth, firstWeekday, monthAt, monthNames, moveDay, numberOf, otherMonths, readDay, readSpan, shiftMonth, weekdayName, weekOf, writtenDay } from "./months";

const style = (locale = "en-GB", calendars: CalendarName[] = ["gregorian", "persian", "islamic"]): DateStyle => ({ locale, timeZone: "UTC", calendars });
/** The day whose three names are known: 2 Azar 1405, 13 Jumada II 1448. */
const known = "2026-11-23";

describe("days that are typed", () => {
  it("are written in the reader's first calendar and digits, and read back", () => {
    for (const [one, written] of [
      [style(), "2026-11-23"],
      [style("fa-IR", ["persian", "gregorian"]), "۱۴۰۵/۰۹/۰۲"],
      [style("ar-EG", ["islamic", "gregorian"]), "١٤٤٨/٠٦/١٣"],
      [style("ar-EG", ["gregorian"]), "٢٠٢٦/١١/٢٣"],
    ] as const) {
      expect(writtenDay(known, one)).toBe(written);
      expect(readDay(written, one)).toBe(known);
    }
    expect(writtenDay("", style())).toBe("");
  });

  it("are read in any digits, and in another calendar where its years are meant", () => {
    const persian = style("fa-IR", ["persian", "gregorian"]);
    for (const text of ["1405-9-2", "۱۴۰۵.۹.۲", " 2026-11-23 "]) expect(readDay(text, persian)).toBe(known);
    expect(readDay("1405-09-02", style("en-GB", ["gregorian", "persian"]))).toBe(known);
    expect(readDay("1405-09-02", style("en-GB", ["gregorian"]))).toBe("1405-09-02");
  });

  it("are none where there is no such day", () => {
    for (const text of ["", "2026", "2026-11", "2026-13-01", "2026-02-30", "1405-07-31", "0000-01-01", "yesterday"]) expect(readDay(text, style("fa-IR", ["persian"]))).toBe("");
  });
});

describe("calendar months", () => {
  it("covers a Gregorian month", () => {
    const month = calendarMonth(known, style());
    expect(month.label).toBe("November 2026");
    expect(month.days).toHaveLength(30);
    expect(month.days[0]).toEqual({ day: "2026-11-01", label: "1" });
    expect(month.offset).toBe(6); // a Sunday, in a week that begins on Monday
  });

  it("covers a Persian month with Persian digits, weeks from Saturday", () => {
    const month = calendarMonth(known, style("fa-IR", ["persian"]));
    expect(month.label).toBe("آذر ۱۴۰۵");
    expect(month.days).toHaveLength(30);
    expect(month.days[0]?.day).toBe("2026-11-22");
    expect(month.days[1]).toEqual({ day: known, label: "۲" });
    expect(month.offset).toBe(1); // a Sunday
  });

  it("covers an Islamic month", () => {
    const month = calendarMonth(known, style("en-GB", ["islamic"]));
    expect(month.days[12]?.day).toBe(known);
    expect([29, 30]).toContain(month.days.length);
  });

  it.each([["2024-02-29", 29], ["2023-02-01", 28], ["2026-12-31", 31]])("has every day of the month of %s", (day, length) => {
    const { days } = calendarMonth(day, style());
    expect(days).toHaveLength(length);
    expect(new Set(days.map((d) => d.day)).size).toBe(length);
    expect(days.some((d) => d.day === day)).toBe(true);
  });

  it("names the months of the second calendar, one where there is one", () => {
    expect(otherMonths(calendarMonth(known, style()), style())).toBe("Aban – Azar 1405");
    expect(otherMonths(calendarMonth("2026-03-05", style()), style())).toBe("Esfand 1404 – Farvardin 1405");
    const islamic = style("en-GB", ["islamic", "persian"]);
    expect(otherMonths({ ...calendarMonth(known, islamic), days: [{ day: "2026-11-22", label: "" }, { day: "2026-12-21", label: "" }] }, islamic)).toBe("Azar 1405");
    expect(otherMonths(calendarMonth(known, style("en-GB", ["persian"])), style("en-GB", ["persian"]))).toBe("");
  });
});

// The first days of months from ICU, which hold internal/calendar to the same days.
describe("the same months as internal/calendar", () => {
  it.each([["persian", "persian.txt.gz"], ["islamic", "umalqura.txt.gz"]] as const)("begin on the same days: %s", (calendar, file) => {
    const here = style("en-GB", [calendar]);
    const lines = gunzipSync(readFileSync(new URL(`../../../internal/calendar/testdata/${file}`, import.meta.url))).toString().trim().split("\n");
    expect(lines.length).toBeGreaterThan(3600);
    for (const line of lines) {
      const [day = "", year, month] = line.split(" ");
      const found = shiftMonth(day, 0, here);
      const at = monthAt(day, here);
      if (found !== day || at.year !== Number(year) || at.month !== Number(month)) expect.fail(`${line}: ${found}, ${at.year} ${at.month}`);
    }
  });
});

describe("moving in a calendar", () => {
  it("turns months over the ends of years and through short ones", () => {
    expect(shiftMonth("2026-12-31", 1, style())).toBe("2027-01-01");
    expect(shiftMonth("2026-03-31", -1, style())).toBe("2026-02-01");
    expect(shiftMonth("2026-03-25", -1, style("fa-IR", ["persian"]))).toBe("2026-02-20"); // 1 Esfand 1404
  });

  it("keeps the day of the month where the month is long enough", () => {
    expect(moveDay("2026-03-31", { months: -1 }, style())).toBe("2026-02-28");
    expect(moveDay(known, { months: 1 }, style("fa-IR", ["persian"]))).toBe("2026-12-23"); // 2 Dey
    expect(moveDay(known, { years: -1 }, style("fa-IR", ["persian"]))).toBe("2025-11-23"); // 2 Azar 1404
    expect(moveDay("2026-12-31", { days: 1 }, style())).toBe("2027-01-01");
    expect(moveDay("9999-12-31", { days: 1 }, style())).toBe("9999-12-31");
  });

  it("finds the ends of a week where the language begins it", () => {
    expect(weekOf(known, style())).toEqual({ first: "2026-11-23", last: "2026-11-29" });
    expect(weekOf(known, style("fa-IR"))).toEqual({ first: "2026-11-21", last: "2026-11-27" });
  });

  it("opens any month of any year", () => {
    expect(dayOfMonth(1357, 11, style("fa-IR", ["persian"]))).toBe("1979-01-21");
    expect(dayOfMonth(1889, 3, style())).toBe("1889-03-01");
    for (const year of [0, 9001, 1.5, Number.NaN]) expect(dayOfMonth(year, 1, style())).toBe("");
    expect(monthNames(style())[10]).toBe("November");
    expect(monthNames(style("fa-IR", ["persian"]))).toHaveLength(12);
    expect(monthNames(style("fa-IR", ["persian"]))[8]).toBe("آذر");
  });

  it("reads a day, a month or a year, of the calendar that the year is of", () => {
    const persian = style("fa-IR", ["persian", "gregorian"]);
    expect(["2011", "2011-3", "2011/03", "2011-03-14", "2011-13", "2011-00", "0000", "20", "soon"].map((text) => readSpan(text, "first", style())))
      .toEqual(["2011", "2011-03", "2011-03", "2011-03-14", "", "", "", "", ""]);
    expect(["۱۴۰۳", "۱۴۰۳/۲", "۱۴۰۳/۰۲/۰۱", "۲۰۲۴-۰۴"].map((text) => readSpan(text, "first", persian))).toEqual(["2024-03-20", "2024-04-20", "2024-04-20", "2024-04"]);
    expect(["۱۴۰۳", "۱۴۰۳/۲", "۱۴۰۳/۱۲", "۱۴۰۳/۱۳"].map((text) => readSpan(text, "last", persian))).toEqual(["2025-03-20", "2024-05-20", "2025-03-20", ""]);
    expect(["2024-04", "someday", ""].map((text) => writtenDay(text, persian))).toEqual(["2024-04", "someday", ""]);
  });

  it("reads years in the digits of any script", () => {
    expect(["1405", " ۱۴۰۵ ", "١٤٤٨"].map(numberOf)).toEqual([1405, 1405, 1448]);
    for (const text of ["", "-5", "MMXX", "1405.5"]) expect(numberOf(text)).toBeNaN();
  });
});

describe("weeks", () => {
  it("begin where the locale begins them", () => {
    expect(firstWeekday("en-GB")).toBe(0);
    expect(firstWeekday("fa-IR")).toBe(5);
    expect(firstWeekday("ar-EG")).toBe(5);
    expect(weekdayName(0, style())).toBe("M");
    expect(weekdayName(0, style("fa-IR"))).toBe("ش");
  });
});
