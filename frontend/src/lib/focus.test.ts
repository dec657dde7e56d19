import { describe, expect, it } from "vitest";
import { objectPosition, pointOf, writePoint } from "./focus";

describe("a focal point", () => {
  it("is read, and nothing else is", () => {
    expect(pointOf("50 30")).toEqual({ x: 50, y: 30 });
    expect(pointOf("0 100")).toEqual({ x: 0, y: 100 });
    for (const text of ["", "50", "101 0", "50 30 1", "50% 30%", "-1 0"]) expect(pointOf(text), text).toBeNull();
  });
  it("stays inside the picture, in whole percent", () => {
    expect(writePoint({ x: -4, y: 130 })).toBe("0 100");
    expect(writePoint({ x: 33.4, y: 66.6 })).toBe("33 67");
  });
  it("is a place for CSS, which can say nothing but a point", () => {
    expect(objectPosition("7 93")).toBe("7% 93%");
    expect(objectPosition("1 1; background: url(x)")).toBeNull();
  });
});
