import { describe, expect, it } from "vitest";
import { asks, chosen, readChoice, withoutChoices, withPart, withValue } from "./choice";

const address = () => new URLSearchParams("q=tide&kind=news&kind=report&within=2011..2012&sort=newest");

describe("the address of a search", () => {
  it("holds words, choices, dates and order", () => {
    expect(readChoice(address())).toEqual({ query: "tide", filters: [{ field: "kind", values: ["news", "report"] }], within: "2011..2012", sort: "newest" });
    expect(chosen(readChoice(address()))).toBe(3);
    expect(readChoice(new URLSearchParams("sort=loudest")).sort).toBe("relevance");
  });
  it("asks for something without a word", () => {
    expect(asks(readChoice(new URLSearchParams("q=+")))).toBe(false);
    expect(asks(readChoice(new URLSearchParams("kind=news")))).toBe(true);
    expect(asks(readChoice(new URLSearchParams("within=2011")))).toBe(true);
  });
  it("takes a value in once and out again, and leaves the given one as it was", () => {
    const given = address();
    expect(withValue(given, "kind", "news", true).getAll("kind")).toEqual(["report", "news"]);
    expect(withValue(given, "kind", "news", false).getAll("kind")).toEqual(["report"]);
    expect(withPart(given, "within", "").has("within")).toBe(false);
    expect(withoutChoices(given).toString()).toBe("q=tide&sort=newest");
    expect(given.toString()).toBe(address().toString());
  });
});
