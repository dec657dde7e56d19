import { describe, expect, it } from "vitest";
import { actionWords, blank, complete, conditionWords, filled } from "./words";

const plain = (text: string) => text.replace(/[⁦-⁩]/g, "");

describe("a rule in words", () => {
  it.each([
    [{ field: "section", values: ["Sport"] }, "section is Sport"],
    [{ field: "section", values: ["Sport", "World"], not: true }, "section is not Sport or World"],
    [{ field: "words", values: ["old town"] }, "text has old town"],
    [{ field: "kind", values: ["factsheet", "brief"] }, "kind is Fact sheet or brief"],
  ])("says %j", (condition, want) => expect(plain(conditionWords(condition))).toBe(want));

  it.each([
    [{ do: "tag", value: "Water" }, "give it the tag Water"],
    [{ do: "kind", value: "note" }, "make it Note"],
    [{ do: "skip" }, "leave it out"],
  ])("says %j", (action, want) => expect(plain(actionWords(action))).toBe(want));
});

describe("a rule that is being written", () => {
  it("is not whole at first", () => expect(complete(blank())).toBe(false));
  it("leaves out what is empty", () => {
    const rule = { if: [{ field: "tag", values: [" a ", ""] }, { field: "words", values: [""] }], then: [{ do: "tag", value: "" }, { do: "kind", value: "note" }] };
    expect(filled(rule)).toEqual({ if: [{ field: "tag", values: ["a"] }], then: [{ do: "kind", value: "note" }] });
    expect(complete(rule)).toBe(true);
  });
  it("needs no value to leave out", () => expect(complete({ if: [{ field: "tag", values: ["a"] }], then: [{ do: "skip" }] })).toBe(true));
});
