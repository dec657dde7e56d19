import { beforeEach, describe, expect, it } from "vitest";
import { Marks, rangesIn, textOf } from "./marks";

let box: HTMLElement;

/** The tide <em>rises</em> and <strong>falls</strong>. */
beforeEach(() => {
  box = document.createElement("p");
  const em = document.createElement("em");
  const strong = document.createElement("strong");
  em.textContent = "rises";
  strong.textContent = "falls";
  box.append("The tide ", em, " and ", strong, ".");
  document.body.replaceChildren(box);
});

describe("marks", () => {
  it("find their places across elements", () => {
    expect(textOf(box)).toBe("The tide rises and falls.");
    expect(rangesIn(box, [{ start: 4, end: 14 }, { start: 9, end: 10 }]).map(String)).toEqual(["tide rises", "r"]);
    expect(rangesIn(box, [{ start: 20, end: 99 }])).toEqual([]);
  });

  it("stand as elements where the system has no other, and go without a trace", () => {
    const before = box.childNodes.length;
    const marks = new Marks();
    const ranges = rangesIn(box, [{ start: 4, end: 14 }, { start: 15, end: 18 }, { start: 19, end: 24 }]);
    marks.show(ranges, 1);
    const said = () => [...box.querySelectorAll("mark")].map((mark) => mark.textContent + (mark.classList.contains("here") ? "!" : ""));
    expect(said()).toEqual(["tide ", "rises", "and!", "falls"]);
    marks.show(ranges, 0);
    expect(said()).toEqual(["tide !", "rises!", "and", "falls"]);
    expect(box.textContent).toBe("The tide rises and falls.");
    marks.clear();
    expect(box.querySelectorAll("mark")).toHaveLength(0);
    expect(box.childNodes).toHaveLength(before);
  });

  it("keep two places of one text apart", () => {
    const marks = new Marks();
    marks.show(rangesIn(box, [{ start: 0, end: 3 }, { start: 4, end: 8 }]), 0);
    expect([...box.querySelectorAll("mark")].map((mark) => mark.textContent)).toEqual(["The", "tide"]);
    expect(box.textContent).toBe("The tide rises and falls.");
  });
});
