import { afterEach, describe, expect, it } from "vitest";
import type { Chip } from "../../api";
import { catalogue } from "../../i18n/index.svelte";
import { chipName, rangeName, typedName, valueName } from "./names";

const chip = (changes: Partial<Chip>): Chip => ({ text: "", field: "", label: "", kind: "word", not: false, start: 0, end: 0, without: "", ...changes });
const style = { locale: "en-GB", timeZone: "UTC", calendars: ["gregorian"] as const };
afterEach(() => catalogue.use("en"));

describe("the name of what was understood", () => {
  it("is the service's in English, with kinds by their own names", () => {
    expect(chipName(chip({ text: "-storm", label: "not “storm”", not: true }))).toBe("Not “storm”");
    expect(chipName(chip({ text: "kind:report,factsheet", label: "kind report or factsheet", kind: "value", field: "kind" }))).toBe("Kind: Report, Fact sheet");
  });
  it("is in the interface's own language", async () => {
    await catalogue.use("fa");
    expect(chipName(chip({ text: "-kind:report", label: "not kind report", kind: "value", field: "kind", not: true }))).toBe("بدون گونه: گزارش");
    expect(chipName(chip({ text: "از:1402", label: "from 21 March 2023", kind: "date", field: "from" }))).toBe("از: 1402");
    expect(chipName(chip({ text: "words>500", label: "more than 500 words long", kind: "length", field: "words" }))).toBe("شمار واژه‌ها: >500");
    expect(chipName(chip({ text: '"دریای آرام"', label: "“دریای آرام”", kind: "phrase" }))).toBe('"دریای آرام"');
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
