// @vitest-environment node
import { describe, expect, it } from "vitest";
import { directionOf, hostOf, initial, isolated, marked, wholeWords } from "./text";

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
  it.each([["fa", "rtl"], ["ar-EG", "rtl"], ["he", "rtl"], ["en", "ltr"], ["zh-Hant", "ltr"], ["az", "ltr"], ["az-Arab", "rtl"], ["ks", "rtl"], ["ckb", "rtl"], ["ku", "ltr"], ["", "ltr"], ["no language", "ltr"]])("writes %s %s", (language, dir) => {
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

describe("wholeWords", () => {
  it("cuts at spaces, and only what was cut", () => {
    expect(wholeWords("bour clock tells", " keeps a calen", 14)).toEqual({ left: "… clock tells", right: " keeps a …" });
    expect(wholeWords("Why the ", " keeps.", 14)).toEqual({ left: "Why the ", right: " keeps." });
    expect(wholeWords("潮汐潮汐潮汐", "", 4)).toEqual({ left: "潮汐潮汐潮汐", right: "" });
  });
});

describe("hostOf", () => {
  it.each([
    ["https://paper.example/feed?x=1", "paper.example"],
    ["paper.example/a", "paper.example"],
    ["http://name:secret@paper.example:8080/#b", "paper.example:8080"],
    ["", ""],
  ])("%s", (address, host) => expect(hostOf(address)).toBe(host));
});
