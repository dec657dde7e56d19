import { expect, it } from "vitest";
import type { ComparedArticle, ComparedSentence } from "../../api";
import { between, blocksOf } from "./sides";

it("puts the sentences of a block in a row", () => {
  const sentence = (block: string, tag: string, text: string): ComparedSentence => ({ block, tag, text, start: 0, end: 1, twin: -1 });
  const side = { sentences: [sentence("a", "h2", "Head"), sentence("b", "p", "One."), sentence("b", "p", "Two."), sentence("c", "p", "Three.")] } as ComparedArticle;
  expect(blocksOf(side).map((one) => [one.heading, one.sentences.map((s) => s.text).join(" ")])).toEqual([
    [true, "Head"],
    [false, "One. Two."],
    [false, "Three."],
  ]);
});

it("parts sentences as their script does", () => {
  expect(["One.", "یک.", "一。", "一」"].map(between)).toEqual([" ", " ", "", ""]);
});
