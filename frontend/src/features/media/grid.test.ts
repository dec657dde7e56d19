import { describe, expect, it } from "vitest";
import { gridOf, step, tile } from "./grid";

describe("the part of a grid in view", () => {
  it("draws what is seen and a little more", () => {
    const grid = gridOf(300_000, 5 * tile.width + 20, 600, 1000 * tile.height);
    expect(grid).toEqual({ columns: 5, height: 60_000 * tile.height, first: 998 * 5, last: (1000 + Math.ceil(600 / tile.height) + tile.beyond) * 5, top: 998 * tile.height });
  });
  it("ends with the list, and holds a narrow screen", () => {
    expect(gridOf(7, 100, 600, 0)).toMatchObject({ columns: 1, first: 0, last: 5 });
    expect(gridOf(0, 900, 600, 0)).toMatchObject({ height: 0, first: 0, last: 0 });
    expect(gridOf(10, 900, 600, 99_999).last).toBe(10);
  });
});

it.each([
  ["ArrowRight", 3, false, 4],
  ["ArrowRight", 3, true, 2],
  ["ArrowLeft", 0, false, -1],
  ["ArrowDown", 3, false, 8],
  ["ArrowUp", 3, false, -1],
  ["End", 3, false, 19],
  ["PageDown", 12, false, 19],
  ["x", 3, false, -1],
])("%s from %i leads on", (key, at, rightToLeft, want) => expect(step(key, at, 20, 5, rightToLeft)).toBe(want));
