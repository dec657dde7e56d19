import { describe, expect, it } from "vitest";
import { apart, bar, line, named, periodAt, ticks, xOf, yOf, type Room } from "./chart";
import { daysOf, within } from "./periods";

const room: Room = { width: 120, height: 60, left: 10, right: 10, top: 5, bottom: 5 };

describe("a chart", () => {
  it.each([
    [0, [0, 1]],
    [4, [0, 1, 2, 3, 4]],
    [31.6, [0, 10, 20, 30, 40]],
    [0.9, [0, 0.25, 0.5, 0.75, 1]],
    [1000, [0, 250, 500, 750, 1000]],
  ])("has an axis up to %s", (most, want) => expect(ticks(most)).toEqual(want));

  it("puts values and periods where they belong", () => {
    expect([yOf(0, 10, room), yOf(10, 10, room)]).toEqual([55, 5]);
    expect([xOf(0, 4, room), xOf(3, 4, room)]).toEqual([22.5, 97.5]);
    for (let at = 0; at < 4; at++) expect(periodAt(xOf(at, 4, room), 4, room)).toBe(at);
    expect([periodAt(-5, 4, room), periodAt(500, 4, room)]).toEqual([0, 3]);
    expect(line([0, 10], 10, room)).toBe("M35.0 55.0L85.0 5.0");
  });

  it("has bars side by side in their period", () => {
    const [one, two] = [bar(1, 0, 4, 2, room), bar(1, 1, 4, 2, room)];
    expect(one.x).toBeGreaterThanOrEqual(35);
    expect(one.x + one.width).toBeLessThanOrEqual(two.x);
    expect(two.x + two.width).toBeLessThanOrEqual(60);
  });

  it("names no more periods than there is room for", () => expect(named(100, room, 25)).toEqual([0, 25, 50, 75]));

  it("moves words apart and keeps them inside", () => expect(apart([50, 49, 10], 14, 55)).toEqual([55, 41, 10]));
});

describe("the days of a period", () => {
  it.each([
    ["2024", "2024-01-01", "2024-12-31", "2024"],
    ["2024-02", "2024-02-01", "2024-02-29", "2024-02"],
    ["2024-05-06", "2024-05-06", "2024-05-06", "2024-05-06"],
    ["2024-W18", "2024-04-29", "2024-05-05", "2024-04-29..2024-05-05"],
    ["2021-W01", "2021-01-04", "2021-01-10", "2021-01-04..2021-01-10"],
    ["2020-W53", "2020-12-28", "2021-01-03", "2020-12-28..2021-01-03"],
  ])("of %s", (period, from, to, choice) => {
    expect(daysOf(period)).toEqual({ from, to });
    expect(within(period)).toBe(choice);
  });
});
