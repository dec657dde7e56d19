import { describe, expect, it } from "vitest";
import { around, typedPieces } from "./typed";

const looks = (query: string) => typedPieces(query).map((piece) => `${piece.look}:${piece.text}`);

describe("the look of a query", () => {
  it("sets what is left out apart, whole", () => {
    expect(looks("tide -storm")).toEqual(["word:tide ", "not:-storm"]);
    expect(looks('tide -"spring tide" x')).toEqual(["word:tide ", 'not:-"spring tide"', "word: x"]);
    expect(looks("well-known")).toEqual(["word:well-known"]);
    expect(looks("a - b")).toEqual(["word:a - b"]);
  });
  it("knows the signs, and the names before a colon, in every language", () => {
    expect(looks("kind:report OR نوع:خبر")).toEqual(["sign:kind:", "word:report ", "sign:OR", "word: ", "sign:نوع:", "word:خبر"]);
    expect(looks("(a or b) words>500")).toEqual(["sign:(", "word:a or b", "sign:)", "word: ", "sign:words>", "word:500"]);
    expect(looks("he said: no")).toEqual(["word:he said: no"]);
  });
  it("leaves a phrase whole, closed or not", () => {
    expect(looks('"kind:a OR b" c')).toEqual(['word:"kind:a OR b"', "word: c"]);
    expect(looks('"a -b')).toEqual(['word:"a -b']);
  });
  it("gives the query again when it is joined", () => {
    for (const query of ["", " ", '-"', "((", "«سلام» -دریا 𝒳𝒴 -", "NOT NOT x", "a|b -c:d"]) {
      expect(typedPieces(query).map((piece) => piece.text).join("")).toBe(query);
      expect(typedPieces(query, [{ start: 0, end: 1 }]).map((piece) => piece.text).join("")).toBe(query);
    }
  });
  it("underlines a place that is counted in letters, not in units of the machine", () => {
    expect(typedPieces('𝒳 "ab', [{ start: 2, end: 3 }]).filter((piece) => piece.wrong).map((piece) => piece.text)).toEqual(['"']);
  });
});

describe("what is shown of a query beside a note", () => {
  const shown = (query: string, ...places: { start: number; end: number }[]) => around(typedPieces(query, places)).map((piece) => (piece.wrong ? `[${piece.text}]` : piece.text)).join("");
  it("is all of a short one, with the place", () => expect(shown('harbour "tide', { start: 8, end: 9 })).toBe('harbour ["]tide'));
  it("is the place and what stands around it of a long one", () => {
    expect(shown("harbour from:2010 to:2030 language:en tag:nothing words>10 words<90000", { start: 38, end: 49 })).toBe("…030 language:en [tag:][nothing] words>10 words<…");
  });
  it("is the query where no place is wrong", () => expect(shown("a very long query about harbours and their tides")).toBe("a very long query about harbours and their tides"));
});
