import { afterEach, describe, expect, it } from "vitest";
import type { CheckFinding } from "../../api";
import { catalogue } from "../../i18n/index.svelte";
import { checkName, fine, further, sentence, severityName } from "./finding";

function finding(given: Partial<CheckFinding>): CheckFinding {
  return { severity: "warning", check: "", message: "", args: {}, sentence: "In English.", field: "body_html", item: -1, block: "", start: 0, end: 0, quote: "", more: 0, ...given };
}

describe("a finding", () => {
  afterEach(() => catalogue.use("en"));

  it("is said with its words in isolates and its numbers in the interface's digits", async () => {
    const one = finding({ message: "letters.letter", quote: "كتاب", args: { letter: "ك", instead: "ک", count: "3" } });
    expect(sentence(one)).toBe("\u2068ك\u2069 is written \u2068ک\u2069 in this language (3 in this text): “\u2068كتاب\u2069”.");
    await catalogue.use("fa");
    expect(sentence(one)).toContain("(۳ بار در این متن)");
  });

  it("names fields and languages", async () => {
    expect(sentence(finding({ message: "headline-length.long", field: "kicker", args: { length: "52", most: "40" } }))).toBe("The kicker has 52 letters; up to 40 are read at a glance.");
    expect(sentence(finding({ message: "language.other", field: "language", args: { said: "en", guess: "fr" } }))).toContain("looks like “French”");
  });

  it("that is not known is said in English", () => {
    expect(sentence(finding({ message: "other.thing" }))).toBe("In English.");
    expect(checkName("other")).toBe("other");
  });

  it("has its check, its severity, and how many more there are", () => {
    expect([checkName("alt-text"), severityName("error"), further(finding({ more: 4 })), further(finding({}))]).toEqual(["Alternative texts", "To mend", "and 4 more like it", ""]);
    expect(fine(["headline", "quotes"], 1)).toBe("Fine: Headline and Quotation marks");
    expect(fine(["headline"], 0)).toBe("Nothing was found");
  });
});
