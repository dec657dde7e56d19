// @vitest-environment node
import { describe, expect, it } from "vitest";
import { calendarMonth, firstWeekday, longDate, longDay, otherDates, otherDays, plainDate, plainDay, shiftMonth, shortDate, timeOf, weekdayName, type CalendarName, type DateStyle } from "./dates";

const style = (locale = "en-GB", calendars: CalendarName[] = ["gregorian", "persian", "islamic"], timeZone = "UTC"): DateStyle => ({ locale, timeZone, calendars });
/** The day whose three names are known: 2 Azar 1405, 13 Jumada II 1448. */
const known = "2026-11-23";

describe("dates in words", () => {
  it("shows the reader's first calendar first", () => {
    expect(longDay(known, style())).toBe("Monday 23 November 2026");
    expect(plainDay(known, style("en-GB", ["persian"]))).toBe("2 Azar 1405");
    expect(plainDay(known, style("en-GB", ["islamic"]))).toMatch(/^13 Jumada (?:II|al-Thani|al-Akhirah) 1448$/);
  });

  it("shows the others after a point, without their eras", () => {
    const [persian, islamic] = otherDays(known, style()).split(" · ");
    expect(persian).toBe("2 Azar 1405");
    expect(islamic).toMatch(/^13 Jumada .* 1448$/);
    expect(otherDays(known, style())).not.toMatch(/A[PH]|BH/);
  });

  it("says them in Persian with Persian digits", () => {
    const persian = style("fa-IR", ["persian", "gregorian", "islamic"]);
    expect(plainDay(known, persian)).toBe("۲ آذر ۱۴۰۵");
    expect(longDay(known, persian)).toBe("دوشنبه ۲ آذر ۱۴۰۵");
    expect(otherDays(known, persian)).toMatch(/۲۳ نوامبر ۲۰۲۶ · ۱۳ جمادی.* ۱۴۴۸/);
  });

  it("counts the day where the publication is", () => {
    const late = "2026-11-23T22:30:00Z";
    expect(plainDate(late, style())).toBe("23 November 2026");
    expect(plainDate(late, style("en-GB", ["gregorian"], "Europe/Athens"))).toBe("24 November 2026");
    expect(timeOf(late, style("en-GB", ["gregorian"], "Europe/Athens"))).toBe("00:30");
    expect(shortDate(late, style())).toBe("23 Nov 2026");
  });

  it("says nothing of nothing", () => {
    for (const say of [longDate, plainDate, shortDate, timeOf, otherDates, longDay, plainDay, otherDays]) expect(say("", style())).toBe("");
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

  it("moves over the ends of years and through short months", () => {
    expect(shiftMonth("2026-12-31", 1, style())).toBe("2027-01-01");
    expect(shiftMonth("2026-03-31", -1, style())).toBe("2026-02-01");
    expect(shiftMonth("2026-03-25", -1, style("fa-IR", ["persian"]))).toBe("2026-02-20"); // 1 Esfand 1404
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
