import { describe, expect, it } from "vitest";
import type { Chip } from "../../api";
import { fakeHit } from "../../api/fake";
import { hitAddress, marking } from "./address";

const chip = (changes: Partial<Chip>): Chip => ({ text: "", field: "", label: "", kind: "word", not: false, start: 0, end: 0, without: "", part: { kind: "word", field: "", text: "", number: 0, values: [], from: "", to: "", parts: [] }, ...changes });

describe("the address of what was found", () => {
  it("takes the words along, and which of their places", () => {
    expect(hitAddress(fakeHit("a 1"), 'tide "x&y"')).toBe("/article/a%201?q=tide+%22x%26y%22");
    expect(hitAddress(fakeHit("1"), "tide", 3)).toBe("/article/1?q=tide&hit=3");
    expect(hitAddress(fakeHit("1"), " ")).toBe("/article/1");
  });
  it("leads to the caption or the comment itself", () => {
    expect(hitAddress(fakeHit("1", { thing: "caption", piece: "p7" }), "tide")).toBe("/article/1?q=tide&at=b-p7");
    expect(hitAddress(fakeHit("1", { thing: "comment", piece: "9" }), "")).toBe("/article/1?at=c-9");
    expect(hitAddress(fakeHit("1", { thing: "caption", place: "photo-2" }), "tide")).toBe("/article/1?q=tide&at=m-photo-2");
  });
  it("marks the words without where they were looked for", () => {
    expect(marking("moon in:captions", [chip({ text: "moon" }), chip({ kind: "value", field: "in", without: "moon" })])).toBe("moon");
    expect(marking("-storm kind:map from:2011", [chip({ not: true }), chip({ kind: "value", field: "kind" }), chip({ kind: "date" })])).toBe("");
    expect(marking("moon -in:captions", [chip({ text: "moon" }), chip({ kind: "value", field: "in", not: true, without: "moon" })])).toBe("moon -in:captions");
  });
});
