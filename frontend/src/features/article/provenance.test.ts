import { beforeEach, describe, expect, it } from "vitest";
import { fakeArticle } from "../../api/fake";
import { catalogue } from "../../i18n/index.svelte";
import { factsOf, provenanceText } from "./provenance";

beforeEach(() => catalogue.use("en"));

describe("where an article came from", () => {
  const origin = { source: "Archive of crafts", address: "https://example.org/a/7", label: "crafts.jsonl", import: "imp1", imported: "2026-11-24T08:00:00Z", own: false };
  const versions = [
    { n: 2, published: "2026-11-24T07:00:00Z", change: "correction", note: "The date was wrong.", sha256: "b".repeat(64) },
    { n: 1, published: "2026-11-23T18:20:00Z", change: "", note: "", sha256: "a".repeat(64) },
  ];

  it("says every fact that is known, and no other", () => {
    expect(factsOf(fakeArticle("a-7", { origin })).map((fact) => fact.value)).toEqual([
      "Archive of crafts", "a-7", "https://example.org/a/7", "23 November 2026, 18:20", "24 November 2026, 08:00", "crafts.jsonl", "imp1",
    ]);
    expect(factsOf(fakeArticle("a-7", { published: "" })).map((fact) => fact.name)).toEqual(["Source", "Id"]);
  });

  it("is the same as text, with each version's kind, note and sum", () => {
    const text = provenanceText(fakeArticle("a-7", { origin, versions }));
    expect(text).toContain("Address: https://example.org/a/7\n");
    expect(text).toContain(`Version 2 · 24 November 2026, 07:00 · Correction · The date was wrong. · SHA-256 ${"b".repeat(64)}\n`);
    expect(text).toContain("Version 1 · 23 November 2026, 18:20 · First published");
  });
});
