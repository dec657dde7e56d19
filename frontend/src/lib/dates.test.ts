// @vitest-environment node
import { describe, expect, it } from "vitest";
import { dateAndTime, givenDate, givenTime, longDate, longDay, otherDates, otherDays, plainDate, plainDay, shortDate, timeOf, type CalendarName, type DateStyle } from "./dates";

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
    expect(dateAndTime(late, style())).toBe("23 November 2026, 22:30");
    expect(dateAndTime(late, style("fa-IR", ["persian"]))).toBe("۲ آذر ۱۴۰۵، ۲۲:۳۰");
  });

  it("is as precise as what was given", () => {
    expect(["1958", "1958-03", "1958-03-01"].map((date) => givenDate(date, style()))).toEqual(["1958", "March 1958", "1 March 1958"]);
    // A year or a month of one calendar is two of another: it stays what it was counted as.
    const persian = style("fa-IR", ["persian"]);
    expect(["1958", "1958-03", "1958-03-01"].map((date) => givenDate(date, persian))).toEqual(["۱۹۵۸", "مارس ۱۹۵۸", "۱۰ اسفند ۱۳۳۶"]);
    expect(givenDate("1958-03-01T22:30:00Z", style("en-GB", ["gregorian"], "Europe/Athens"))).toBe("2 March 1958");
    expect(["c. 1450", "1958-13", ""].map((date) => givenDate(date, style()))).toEqual(["c. 1450", "1958-13", ""]);
  });

  it("leaves a time that was given on the publication's clock as it was given", () => {
    for (const zone of ["UTC", "Pacific/Honolulu", "Asia/Tokyo"]) expect(givenTime("2026-11-24T09:00", style("en-GB", ["gregorian"], zone))).toBe("24 November 2026, 09:00");
  });

  it("says nothing of nothing", () => {
    for (const say of [dateAndTime, givenTime, longDate, plainDate, shortDate, timeOf, otherDates, longDay, plainDay, otherDays]) expect(say("", style())).toBe("");
  });
});
