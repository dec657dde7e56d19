import { beforeEach, expect, it } from "vitest";
import { blockWords, rangesOver, stretchOf, wordsOf } from "./words";

beforeEach(() => document.body.replaceChildren());

/** A body as it stands on the page, made by name. */
function element(tag: string, attributes: Record<string, string>, ...children: (Node | string)[]): HTMLElement {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function page(): HTMLElement {
  const prose = element("div", {},
    element("p", { id: "b-one" }, "The 𝒽arbour", element("a", { role: "doc-noteref" }, "1"), element("em", {}, " wall"), element("br", {}), "stands."),
    element("figure", { id: "b-fig", "data-type": "image" }, element("span", { class: "prose-missing" }, "Not here"), element("figcaption", {}, "The quay")),
    element("ul", { id: "b-list" }, element("li", {}, "one"), element("li", {}, "two")),
    element("div", {}, element("table", { id: "b-table" }, element("tbody", {}, element("tr", {}, element("td", {}, "a"), element("td", {}, "b")), element("tr", {}, element("td", {}, "c"))))),
  );
  document.body.append(prose);
  return prose;
}

it("counts as the library does", () => {
  expect(wordsOf(page()).map((block) => [block.id, block.text, block.part])).toEqual([
    ["one", "The 𝒽arbour wall\nstands.", 0], ["fig", "The quay", 1], ["list", "one\ntwo", 0], ["table", "a\tb\nc", 0],
  ]);
});

it("leads there and back, around what stands between", () => {
  const blocks = wordsOf(page());
  const stretch = { block: "one", start: 4, endBlock: "list", end: 3 };
  const ranges = rangesOver(blocks, stretch);
  expect(ranges.map(String)).toEqual(["𝒽arbour1 wallstands.", "one"]);
  const whole = document.createRange();
  whole.setStart(ranges[0]!.startContainer, ranges[0]!.startOffset);
  whole.setEnd(ranges[1]!.endContainer, ranges[1]!.endOffset);
  expect(stretchOf(blocks, whole)).toEqual(stretch);
});

it("knows a caption, and nothing", () => {
  const blocks = wordsOf(page());
  expect(rangesOver(blocks, { block: "fig", start: 4, endBlock: "fig", end: 8 }).map(String)).toEqual(["quay"]);
  expect(rangesOver(blocks, { block: "gone", start: 0, endBlock: "one", end: 1 })).toEqual([]);
  expect(blockWords(element("hr", {}), "x").text).toBe("");
});
