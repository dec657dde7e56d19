import { describe, expect, it } from "vitest";
import { wholeQuery } from "./query";

describe("a search as one query", () => {
  const choice = { query: "oil OR gas", filters: [], within: "", sort: "relevance" as const };
  it("is what was understood where nothing was chosen beside it", () => expect(wholeQuery(choice, "oil OR gas")).toBe("oil OR gas"));
  it("keeps words and choices together", () =>
    expect(
      wholeQuery({ ...choice, within: "2011-03..2011-06", filters: [{ field: "kind", values: ["news", "report"] }, { field: "language", values: ["fa"] }, { field: "year", values: ["2010", "2011"] }] }, "oil OR gas"),
    ).toBe('(oil OR gas) kind:"news","report" lang:"fa" (date:2010 OR date:2011) date:2011-03..2011-06'));
  it("may be choices alone", () => expect(wholeQuery({ ...choice, filters: [{ field: "tag", values: ["ice"] }] }, "")).toBe('tag:"ice"'));
});
