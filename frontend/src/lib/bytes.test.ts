import { afterEach, describe, expect, it } from "vitest";
import { bytes } from "./bytes";

afterEach(() => document.documentElement.removeAttribute("lang"));

describe("sizes", () => {
  it("count single bytes in words", () => {
    document.documentElement.lang = "en";
    expect([bytes(1), bytes(484)]).toEqual(["1 byte", "484 bytes"]);
  });

  it.each([["en", "4.3 MB"], ["fa", "۴٫۳"], ["ar", "٤٫٣"]])("stand in the digits of the interface: %s", (language, said) => {
    document.documentElement.lang = language;
    expect(bytes(4_300_000)).toContain(said);
  });
});
