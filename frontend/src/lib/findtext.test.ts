// @vitest-environment node
import { describe, expect, it } from "vitest";
import { findAll } from "./findtext";

describe("looking through a text", () => {
  const cases: [string, string, string, string[]][] = [
    ["finds every place", "The tide, the Tide and tides", "tide", ["tide", "Tide", "tide"]],
    ["looks past marks", "Café, cafe\u0301 and cafe", "cafe", ["Café".slice(0, 4), "cafe\u0301", "cafe"]],
    ["takes both yehs for one", "ایران و ايران", "ایران", ["ایران", "ايران"]],
    ["looks past the joiner", "می‌شود میشود", "میشود", ["می‌شود", "میشود"]],
    ["knows letters that grow", "STRASSE Straße", "straße", ["Straße"]],
    ["finds nothing for nothing", "text", " ", []],
    ["does not overlap", "aaaa", "aa", ["aa", "aa"]],
    ["counts letters outside the plane", "𝒳 x 😀 x", "x", ["𝒳", "x", "x"]],
  ];
  it.each(cases)("%s", (_, text, wanted, found) => {
    expect(findAll(text, wanted).map(({ start, end }) => text.slice(start, end))).toEqual(found);
  });
});
