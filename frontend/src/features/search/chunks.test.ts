import { describe, expect, it } from "vitest";
import { chunk, drawn } from "./chunks";

const none = new Map<number, number>();

describe("what is drawn of the results", () => {
  it("is what is in view, with room for the rest", () => {
    const all = drawn(10 * chunk, none, 100, 0, 900);
    expect(all).toEqual({ first: 0, last: chunk, before: 0, behind: 9 * chunk * 100 });
    const far = drawn(10 * chunk, none, 100, 3 * chunk * 100 + 10, 3 * chunk * 100 + 900);
    expect(far).toEqual({ first: 3 * chunk, last: 4 * chunk, before: 3 * chunk * 100, behind: 6 * chunk * 100 });
  });
  it("goes by the heights that are known", () => {
    const heights = new Map([[0, 1000], [1, 3000]]);
    expect(drawn(3 * chunk, heights, 100, 1500, 1600)).toEqual({ first: chunk, last: 2 * chunk, before: 1000, behind: 2000 });
  });
  it("never draws nothing where there is something", () => {
    for (const top of [-5000, 0, 99_999]) {
      const { first, last } = drawn(chunk + 3, none, 100, top, top + 100);
      expect(last).toBeGreaterThan(first);
    }
    expect(drawn(0, none, 100, 0, 900)).toEqual({ first: 0, last: 0, before: 0, behind: 0 });
    expect(drawn(chunk + 3, none, 100, 99_999, 100_099).last).toBe(chunk + 3);
  });
});
