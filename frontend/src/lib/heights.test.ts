import { describe, expect, it } from "vitest";
import { Heights } from "./heights";

const ids = (count: number) => Array.from({ length: count }, (_, i) => `m${i}`);

describe("heights of rows", () => {
  it("are guessed until they are measured, and known by the row's id from then on", () => {
    const heights = new Heights(50);
    heights.rows = ids(4);
    expect(heights.total).toBe(200);
    expect(heights.measure("m1", 80)).toBe(30);
    expect(heights.measure("m1", 80)).toBe(0);
    expect([heights.top(1), heights.top(2), heights.total]).toEqual([50, 130, 230]);
    heights.rows = ["m1", "m3"];
    expect([heights.top(1), heights.total]).toEqual([80, 130]);
  });

  it("give the rows of a view, those that are cut included, and nothing beyond the ends", () => {
    const heights = new Heights(50);
    heights.rows = ids(10_000);
    expect(heights.between(0, 99)).toEqual([0, 2]);
    expect(heights.between(75, 125)).toEqual([1, 3]);
    expect(heights.between(-500, 20)).toEqual([0, 1]);
    expect(heights.between(499_990, 600_000)).toEqual([9999, 10_000]);
    heights.rows = [];
    expect(heights.between(0, 500)).toEqual([0, 0]);
    expect(heights.total).toBe(0);
  });

  it("are guessed from those that were seen first", () => {
    const heights = new Heights(50);
    heights.rows = ids(4);
    heights.learn();
    expect(heights.total).toBe(200);
    heights.measure("m0", 80);
    heights.measure("m1", 75);
    heights.measure("m2", 300);
    heights.learn();
    expect(heights.total).toBe(80 + 75 + 300 + 80);
    heights.measure("m2", 60);
    heights.learn();
    expect(heights.total).toBe(80 + 75 + 60 + 80);
  });
});
