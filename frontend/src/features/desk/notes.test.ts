import { describe, expect, it } from "vitest";
import type { BodyNode, DraftNote } from "../../api";
import { anchorOf, placeOf, textOf, threads } from "./notes";

const note = (given: Partial<DraftNote>): DraftNote => ({ id: "n", parent: "", block: "", quote: "", prefix: "", suffix: "", start: 0, text: "", actor: "", written: "", resolved: "", ...given });
const block = (id: string, ...c: BodyNode[]): BodyNode => ({ t: "p", a: { id }, c });
const words = (x: string): BodyNode => ({ x });

describe("threads", () => {
  it("puts answers, and answers to answers, under what they answer", () => {
    const found = threads([note({ id: "a" }), note({ id: "b" }), note({ id: "c", parent: "a" }), note({ id: "d", parent: "c" }), note({ id: "e", parent: "gone" })]);
    expect(found.map((one) => [one.note.id, one.answers.map((answer) => answer.id)])).toEqual([["a", ["c", "d"]], ["b", []], ["e", []]]);
  });
});

describe("anchors", () => {
  const text = "the tide and the wall and the tide";
  it("finds words again where they stood, by what stands around them", () => {
    const second = note({ block: "b", ...anchorOf(text, "the tide", 26) });
    expect(placeOf(second, [block("b", words(text))])).toEqual({ block: "b", at: 26 });
    expect(placeOf(second, [block("b", words("At night the tide and the wall and the tide"))])).toEqual({ block: "b", at: 35 });
  });

  it("follows words that went into another block, and gives up what is gone", () => {
    const one = note({ block: "b", ...anchorOf(text, "the wall", 13) });
    expect(placeOf(one, [block("b", words("Nothing.")), block("c", words("So the wall stood."))])).toEqual({ block: "c", at: 3 });
    expect(placeOf(one, [block("b", words("Nothing."))])).toBeNull();
    expect(placeOf(note({}), [block("b", words(text))])).toBeNull();
  });

  it("reads a block through its marks, and leaves the numbers of notes out", () => {
    expect(textOf(block("b", words("It was "), { t: "em", c: [words("twice")] }, { t: "a", a: { role: "doc-noteref", href: "#fn-1" }, c: [words("1")] }, { t: "br" }, words("built")))).toBe("It was twice\nbuilt");
  });

  it("counts in letters, not in units of UTF-16", () => {
    expect(anchorOf("𐐀𐐀 words", "words", 5).start).toBe(3);
  });
});
