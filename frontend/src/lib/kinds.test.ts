import { describe, expect, it } from "vitest";
import { kindName } from "./kinds";

describe("the name of a kind", () => {
  const say = (key: string) => `<${key}>`;
  it("is the catalogue's for those of the program", () => {
    expect(kindName("page", say)).toBe("<kind.page>");
    expect(kindName("factsheet", say)).toBe("<kind.factsheet>");
  });
  it("is the word itself for others", () => {
    expect(kindName("case-study", say)).toBe("Case study");
    expect(kindName("live_blog", say)).toBe("Live blog");
    expect(kindName("رأی", say)).toBe("رأی");
    expect(kindName("", say)).toBe("");
  });
});
