import { describe, expect, it } from "vitest";
import { bins, stretchOf, withinOf } from "./months";

const three = bins([{ month: "2011-02", count: 4 }, { month: "2010-12", count: 1 }]);
const years = bins([{ month: "1999-05", count: 2 }, { month: "1999-07", count: 3 }, { month: "2006-01", count: 1 }]);

describe("the bars of a time", () => {
  it("are months in order, those between with nothing in them", () => {
    expect(three).toEqual([{ name: "2010-12", count: 1 }, { name: "2011-01", count: 0 }, { name: "2011-02", count: 4 }]);
    expect(bins([])).toEqual([]);
  });
  it("are years when there are many months", () => {
    expect(years.map((bin) => bin.name)).toEqual(["1999", "2000", "2001", "2002", "2003", "2004", "2005", "2006"]);
    expect(years[0]?.count).toBe(5);
  });
});

describe("a choice of bars", () => {
  it("goes into an address and comes back", () => {
    for (const [all, from, to] of [[three, 1, 2], [three, 1, 1], [years, 2, 7], [years, 3, 3]] as const) {
      expect(stretchOf(withinOf({ from, to }, all), all)).toEqual({ from, to });
    }
    expect(withinOf({ from: 2, to: 1 }, three)).toBe("2011-01..2011-02");
  });
  it("is none where all bars are chosen", () => {
    expect(withinOf({ from: 0, to: 2 }, three)).toBe("");
    expect(stretchOf("", three)).toEqual({ from: 0, to: 2 });
  });
  it("reads years over months, months over years, and open ends", () => {
    expect(stretchOf("2011", three)).toEqual({ from: 1, to: 2 });
    expect(stretchOf("2001-03..2003-01", years)).toEqual({ from: 2, to: 4 });
    expect(stretchOf("..2010", three)).toEqual({ from: 0, to: 0 });
    expect(stretchOf("2011-01..", three)).toEqual({ from: 1, to: 2 });
  });
  it("stays within the bars, whatever an address says", () => {
    expect(stretchOf("2050", three)).toEqual({ from: 2, to: 2 });
    expect(stretchOf("P30D", three)).toEqual({ from: 0, to: 2 });
  });
});
