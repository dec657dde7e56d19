import { describe, expect, it } from "vitest";
import { chosen } from "./chosen";

describe("what an address narrows a list to", () => {
  const sections = [{ slug: "sea", name: "Sea and land", count: 3 }];
  it("is named as people call it: by the list's heading, the section's name, else the slug", () => {
    expect(chosen({ topic: "tides", section: "sea", source: "own" }, "Tides", sections).map((choice) => [choice.name, choice.value])).toEqual([["section", "Sea and land"], ["topic", "Tides"], ["source", "own"]]);
    expect(chosen({ tag: "moon", topic: "tides" }, "Moon", sections).map((choice) => choice.value)).toEqual(["tides", "Moon"]);
  });
  it("has one chip for both ends of a span", () => {
    expect(chosen({ from: "2026-01", to: "2026-03" }, "", [])).toEqual([{ name: "from", value: "2026-01 – 2026-03", names: ["from", "to"] }]);
    expect(chosen({ from: "2026-01", to: "2026-01" }, "", [])[0]?.value).toBe("2026-01");
    expect(chosen({ to: "2026" }, "", [])[0]?.value).toBe("– 2026");
  });
  it("is a story by the article that it was asked of", () => expect(chosen({ story: "a-1" }, "", [])).toEqual([{ name: "story", value: "a-1", names: ["story"] }]));
  it("is nothing where the filters say all", () => expect(chosen({ kind: "news", is: "unread", language: "fa" }, "", [])).toEqual([]));
});
