import { describe, expect, it } from "vitest";
import { moved, Reorder, rowAt, type Moved } from "./reorder.svelte";

describe("a list with a row in another place", () => {
  it.each([
    [0, 2, "b c a d"],
    [3, 0, "d a b c"],
    [1, 1, "a b c d"],
    [-1, -1, "a b c d"],
    [9, 0, "a b c d"],
  ])("from %i to %i", (from, to, want) => expect(moved(["a", "b", "c", "d"], from, to).join(" ")).toBe(want));
});

describe("moving a row by keyboard", () => {
  function made() {
    const drops: string[] = [];
    const told: string[] = [];
    const reorder = new Reorder((from, to) => drops.push(`${from}>${to}`), (what: Moved, at) => told.push(`${what} ${at}`));
    return { reorder, drops, told };
  }

  it("lifts, moves within the list, and drops", () => {
    const { reorder, drops, told } = made();
    expect(reorder.key("ArrowDown", 1, 4)).toBe(false);
    for (const key of [" ", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", " "]) expect(reorder.key(key, 1, 4)).toBe(true);
    expect(drops).toEqual(["1>2"]);
    expect(told).toEqual(["lifted 1", "moved 2", "moved 3", "moved 2", "dropped 2"]);
    expect(reorder.from).toBe(-1);
  });

  it("goes back with Escape, and a row dropped where it was is no act", () => {
    const { reorder, drops, told } = made();
    for (const key of [" ", "End", "Escape", " ", "Enter"]) reorder.key(key, 0, 3);
    expect(drops).toEqual([]);
    expect(told).toEqual(["lifted 0", "moved 2", "cancelled 0", "lifted 0", "dropped 0"]);
    expect(reorder.key("x", 0, 3)).toBe(false);
  });

  it("shows the list as it will be", () => {
    const { reorder } = made();
    reorder.lift(2);
    reorder.move(0, 3);
    expect(reorder.shown(["a", "b", "c"])).toEqual(["c", "a", "b"]);
  });
});

it("finds the row under a point", () => {
  const edges = [{ top: 0, bottom: 10 }, { top: 10, bottom: 20 }, { top: 20, bottom: 30 }];
  expect([-5, 0, 9, 10, 29, 99].map((y) => rowAt(edges, y))).toEqual([0, 0, 0, 1, 2, 2]);
});
