import { afterEach, describe, expect, it } from "vitest";
import type { ChipPart } from "../../api";
import { catalogue } from "../../i18n/index.svelte";
import { chipName, rangeName, typedName, valueName } from "./names";

const part = (changes: Partial<ChipPart>): ChipPart => ({ kind: "word", field: "", text: "", number: 0, values: [], from: "", to: "", parts: [], ...changes });
const name = (changes: Partial<ChipPart>) => chipName({ text: "", field: "", label: "", kind: "", not: false, start: 0, end: 0, without: "", part: part(changes) }, style);
const style = { locale: "en-GB", timeZone: "UTC", calendars: ["gregorian"] as const };
afterEach(() => catalogue.use("en"));

/** A part of every kind. */
const every: Partial<ChipPart>[] = [
  { text: "tide" }, { kind: "prefix", text: "tid" }, { kind: "like", text: "co*r" }, { kind: "close", text: "colour" }, { kind: "often", text: "oil", number: 3 },
  { kind: "phrase", text: "a b", field: "title" }, { kind: "phrase", text: "a b", number: 2 }, { kind: "near", number: 8, parts: [part({ text: "x" }), part({ text: "y" })] },
  { kind: "any", parts: [part({ text: "sail" }), part({ text: "steam" })] }, { kind: "not", parts: [part({ text: "storm" })] }, { kind: "value", field: "kind", values: ["report", "factsheet"] },
  { kind: "value", field: "is", values: ["unread"] }, { kind: "value", field: "has", values: ["map", "table"] }, { kind: "value", field: "topic", values: ["Sea routes"] },
  { kind: "date", from: "2014-01-01" }, { kind: "date", from: "2011-03-01", to: "2011-03-31" }, { kind: "longer", number: 500 }, { kind: "shorter", number: 1 }, { kind: "everything" },
];

describe("the name of what was understood", () => {
  it("says it in plain words", () => {
    expect(every.map((changes) => name(changes).replace(/\s/g, " "))).toEqual([
      "“tide”", "Words that begin with “tid”", "Words like “co*r”", "Words close to “colour”", "“oil” at least 3 times",
      "Headline: “a b”", "“a b” with at most 2 words between", "“x” and “y” within 8 words",
      "“sail” or “steam”", "Not “storm”", "Kind: Report, Fact sheet",
      "Is: unread", "Has: a map, a table", "Topic: Sea routes",
      "From 1 January 2014", "1 – 31 March 2011", "More than 500 words long", "Fewer than 1 word long", "Everything",
    ]);
  });
  it("is in the interface's own language, in its calendar, and holds no English", async () => {
    for (const language of ["fa", "ar"] as const) {
      await catalogue.use(language);
      const names = every.map((changes) => name({ ...changes, text: "", parts: [], values: changes.field === "topic" ? [] : (changes.values ?? []) }));
      expect(names.filter((each) => /[a-z]/i.test(each) && !/January|March/.test(each))).toEqual([]);
    }
    await catalogue.use("fa");
    expect(name({ kind: "not", parts: [part({ kind: "value", field: "kind", values: ["report"] })] })).toBe("بدون گونه: گزارش");
    const persian = { locale: "fa-IR", timeZone: "UTC", calendars: ["persian"] as const };
    expect(chipName({ text: "از:1402", field: "from", label: "from 21 March 2023", kind: "date", not: false, start: 0, end: 0, without: "", part: part({ kind: "date", from: "2023-03-21" }) }, persian)).toBe("از ۱ فروردین ۱۴۰۲");
  });
});

describe("names of values", () => {
  it("are those of the interface, and as written where there is none", () => {
    expect(valueName("kind", "factsheet", "")).toBe("Fact sheet");
    expect(valueName("language", "fa", "fa")).toBe("Persian");
    expect(valueName("language", "not a tag", "")).toBe("not a tag");
    expect(valueName("topic", "tides", "Tides")).toBe("Tides");
    expect(typedName("kind", "factsheet")).toBe("Fact sheet (factsheet)");
  });
  it("say a choice of dates in words", () => {
    expect(rangeName("2011-03..2012", style)).toBe("Mar 2011 – 2012");
    expect(rangeName("2011-03..", style)).toBe("From Mar 2011");
    expect(rangeName("..2012", style)).toBe("Up to 2012");
    expect(rangeName("2011", style)).toBe("2011");
  });
});
