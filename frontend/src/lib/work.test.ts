// @vitest-environment node
import { describe, expect, it } from "vitest";
import { amount, duration, secondsLeft } from "./work";

describe("work", () => {
  it("ends when its pace says so, and nobody knows where it has none", () => {
    const work = { done: 250, total: 1000, unit: "articles", rate: 30 };
    expect(secondsLeft(work)).toBe(25);
    for (const change of [{ total: 0 }, { rate: 0 }, { done: 1000 }, { done: 1001 }]) expect(secondsLeft({ ...work, ...change })).toBe(0);
  });

  it("is said in one unit", () => {
    expect([0.2, 25, 59.4, 240, 7200].map((seconds) => duration(seconds, "en-GB"))).toEqual(["1 sec", "25 secs", "59 secs", "4 mins", "2 hrs"]);
    expect(duration(240, "fa-IR")).toContain("۴");
    expect(amount(4_300_000, "bytes", String)).toBe("4.3 MB");
    expect(amount(43, "articles", String)).toBe("43");
  });
});
