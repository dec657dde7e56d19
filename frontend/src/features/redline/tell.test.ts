import { describe, expect, it } from "vitest";
import type { ChangedBlock } from "../../api";
import { tell } from "./tell";

const block = (op: string, ...words: [string, string][]): ChangedBlock => ({ id: "x", tag: "p", op, words: words.map(([op, text]) => ({ op, text })) });
const same = block("equal", ["equal", "Same."]);

describe("what changed", () => {
  it("counts what went and what came for it as one", () => {
    const { stretches, changes } = tell([block("change", ["delete", "six"], ["insert", "seven"], ["equal", " and "], ["insert", "more"]), block("delete", ["delete", "Gone."])]);
    expect(changes).toBe(3);
    expect(stretches.flatMap((one) => one.blocks.flatMap((told) => told.pieces.map((piece) => piece.change)))).toEqual([1, 1, 0, 2, 3]);
  });

  it("counts a change that is in no word", () => {
    const { stretches, changes } = tell([block("change", ["equal", "A link."]), block("insert")]);
    expect(changes).toBe(2);
    expect(stretches[0]?.blocks.map((told) => told.change)).toEqual([1, 2]);
  });

  it("folds what stayed where it is long", () => {
    const change = block("change", ["insert", "New."]);
    const { stretches } = tell([same, change, same, same, same, change, same, same]);
    expect(stretches.map((one) => [one.folded, one.blocks.length])).toEqual([[false, 2], [true, 3], [false, 3]]);
    expect(tell([same, same, same]).stretches).toEqual([{ folded: true, blocks: [same, same, same].map((block) => expect.objectContaining({ block })) }]);
    expect(tell([]).stretches).toEqual([]);
  });
});
