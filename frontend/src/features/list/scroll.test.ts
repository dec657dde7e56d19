// @vitest-environment node
import { describe, expect, it } from "vitest";
import { Scroll, tallest } from "./scroll";

describe("a list that fits", () => {
  it("is where its element is", () => {
    const scroll = new Scroll(2800, 500);
    scroll.scrolled(700);
    expect([scroll.height, scroll.offset]).toEqual([2800, 700]);
    expect(scroll.go(99_999)).toBe(2300);
  });
});

describe("a list of a million rows", () => {
  const rows = 1_000_000 * 28;

  it("is no taller than elements may be, and reaches both ends", () => {
    const scroll = new Scroll(rows, 500);
    expect(scroll.height).toBe(tallest);
    scroll.scrolled(tallest - 500);
    expect(scroll.offset).toBe(rows - 500);
    scroll.scrolled(0);
    expect(scroll.offset).toBe(0);
  });

  it("moves small steps as they are and far ones by their share", () => {
    const scroll = new Scroll(rows, 500);
    scroll.scrolled(tallest / 2);
    const middle = scroll.offset;
    expect(Math.abs(middle - rows / 2)).toBeLessThan(2000);
    scroll.scrolled(tallest / 2 + 56);
    expect(scroll.offset - middle).toBe(56);
  });

  it("goes to any row and scrolls on from there", () => {
    const scroll = new Scroll(rows, 500);
    const top = scroll.go(777_777 * 28);
    expect(scroll.offset).toBe(777_777 * 28);
    scroll.scrolled(top);
    expect(scroll.offset).toBe(777_777 * 28);
    scroll.scrolled(top - 28);
    expect(scroll.offset).toBe(777_776 * 28);
  });

  it("stays inside when it becomes shorter", () => {
    const scroll = new Scroll(rows, 500);
    scroll.go(rows);
    scroll.resize(2800, 500);
    expect(scroll.offset).toBe(2300);
  });
});
