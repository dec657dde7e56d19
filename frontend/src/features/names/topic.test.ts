import { expect, it } from "vitest";
import { linesOf } from "./topic";

it("reads one name a line", () => {
  expect(linesOf(" Lake \n\nدریا\r\n  ")).toEqual(["Lake", "دریا"]);
  expect(linesOf("")).toEqual([]);
});
