import { describe, expect, it } from "vitest";
import type { Highlight } from "../../api";
import { sorted } from "./sorted";

function mark(id: string, colour: number, state: string, tags: string[] = []): Highlight {
  return {
    id, colour, state, tags, start: 0, end: 4, block: "one", endBlock: "one", quote: "tide", words: "", gone: false, article: "1", title: "", language: "en", dir: "ltr",
    version: 1, note: "", created: "2026-01-01T00:00:00Z", updated: "2026-01-01T00:00:00Z",
  };
}
const marks = [
  mark("a", 5, "anchored", ["tides", "boats"]), mark("b", 2, "moved"), mark("c", 2, "article", ["boats"]), mark("d", 5, "detached", ["tides"]), mark("e", 2, "detached"),
];
const ids = (list: readonly Highlight[]) => list.map((one) => one.id).join("");

describe("marks in the panel", () => {
  it("stand in the text, beside it or without their words", () => {
    const all = sorted(marks, "", "");
    expect([ids(all.placed), ids(all.whole), ids(all.detached)]).toEqual(["ab", "c", "de"]);
    expect([all.colours, all.tags]).toEqual([[2, 5], ["boats", "tides"]]);
  });

  it("are chosen by colour and tag, while what there is to choose from stays", () => {
    const some = sorted(marks, "5", "tides");
    expect([ids(some.placed), ids(some.whole), ids(some.detached)]).toEqual(["a", "", "d"]);
    expect([some.colours, some.tags, some.gone]).toEqual([[2, 5], ["boats", "tides"], "d,e"]);
  });
});
