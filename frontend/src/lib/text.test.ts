// @vitest-environment node
import { describe, expect, it } from "vitest";
import { directionOf, initial, isolated, marked } from "./text";

describe("marked", () => {
  it.each([
    ["Tide tables", "tide", [{ text: "Tide", mark: true }, { text: " tables", mark: false }]],
    ["The tide and the tide", "TIDE", [{ text: "The ", mark: false }, { text: "tide", mark: true }, { text: " and the ", mark: false }, { text: "tide", mark: true }]],
    ["Tides", "", [{ text: "Tides", mark: false }]],
    ["Tides", "moon", [{ text: "Tides", mark: false }]],
    ["İzmir", "izmir", [{ text: "İzmir", mark: false }]],
    ["جزر و مد", "مد", [{ text: "جزر و ", mark: false }, { text: "مد", mark: true }]],
  ])("parts %s at %s", (text, wanted, pieces) => {
    expect(marked(text, wanted)).toEqual(pieces);
  });
});

describe("languages and letters", () => {
  it.each([["fa", "rtl"], ["ar-EG", "rtl"], ["he", "rtl"], ["en", "ltr"], ["zh-Hant", "ltr"]])("writes %s %s", (language, dir) => {
    expect(directionOf(language)).toBe(dir);
  });

  it.each([["tides", "T"], ["التقويم", "ا"], ["", ""], ["  élan", "É"]])("begins %s with %s", (name, letter) => {
    expect(initial(name)).toBe(letter);
  });
});

describe("names in a line", () => {
  it("keep their own direction to themselves", () => {
    expect(["گروه", ""].map(isolated)).toEqual(["\u2068گروه\u2069", ""]);
  });
});
