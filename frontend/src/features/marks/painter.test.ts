import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Highlight } from "../../api";
import { registry } from "../../lib/marks";
import { Painter } from "./painter";

let prose: HTMLElement;
const painter = new Painter();

/** Two blocks: `The tide <em>rises</em> and <strong>falls</strong>.` and `Nobody knew.` */
beforeEach(() => {
  const [first, second, em, strong] = [document.createElement("p"), document.createElement("p"), document.createElement("em"), document.createElement("strong")];
  first.id = "b-one";
  second.id = "b-two";
  em.textContent = "rises";
  strong.textContent = "falls";
  first.append("The tide ", em, " and ", strong, ".");
  second.append("Nobody knew.");
  prose = document.createElement("div");
  prose.append(first, second);
  document.body.replaceChildren(prose);
  painter.read(prose);
});
afterEach(() => painter.clear());

function mark(id: string, colour: number, start: number, end: number, changes: Partial<Highlight> = {}): Highlight {
  return {
    id, colour, start, end, block: "one", endBlock: "one", quote: "x".repeat(Math.max(0, end - start)), words: "", state: "anchored", gone: false, article: "1", title: "", language: "en", dir: "ltr",
    version: 1, note: "", tags: [], created: "2026-01-01T00:00:00Z", updated: "2026-01-01T00:00:00Z", ...changes,
  };
}
/** Each text with the innermost mark around it. */
function said(element: Node = prose): string[] {
  return [...element.childNodes].flatMap((node) => (node instanceof Text ? (element instanceof HTMLElement && element.tagName === "MARK" ? [`${element.dataset.mark} ${element.className}: ${node.data}`] : []) : said(node)));
}

describe("marks as elements, where the system has no other", () => {
  it("is what is tested here", () => expect(registry).toBeNull());

  it("cover their words across elements and blocks, and go without a trace", () => {
    const [text, nodes] = [prose.textContent, prose.firstElementChild?.childNodes.length];
    painter.draw([mark("a", 3, 4, 14), mark("b", 5, 19, 6, { endBlock: "two", quote: "falls.\nNobody" })], "b");
    expect(said()).toEqual(["a mark-3: tide ", "a mark-3: rises", "b mark-5 here: falls", "b mark-5 here: .", "b mark-5 here: Nobody"]);
    painter.choose("a");
    expect(said().map((one) => one.includes("here"))).toEqual([true, true, false, false, false]);
    painter.draw([], "");
    expect([prose.textContent, prose.firstElementChild?.childNodes.length, prose.querySelectorAll("mark").length]).toEqual([text, nodes, 0]);
  });

  it("lie over each other, the shorter one on top, whatever came first", () => {
    painter.draw([mark("short", 2, 6, 11), mark("long", 1, 4, 18), mark("gone", 4, 0, 3, { state: "detached" })], "");
    expect(prose.textContent).toBe("The tide rises and falls.Nobody knew.");
    expect(said()).toEqual(["long mark-1: ti", "short mark-2: de ", "short mark-2: ri", "long mark-1: ses", "long mark-1:  and"]);
    const top = prose.querySelector("em mark mark")?.firstChild;
    expect(top && painter.at(top, 1).map((one) => one.id)).toEqual(["short", "long"]);
    const alone = prose.querySelector("mark")?.firstChild;
    expect(alone && painter.at(alone, 1).map((one) => one.id)).toEqual(["long"]);
    expect(painter.at(prose.lastElementChild?.firstChild as Text, 1)).toEqual([]);
    expect(["short", "long"].map((id) => painter.rangesOf(id).map(String).join("|"))).toEqual(["de ri", "tide rises and"]);
    // Places are counted as if no element was there.
    expect(painter.blocks.map((block) => block.text)).toEqual(["The tide rises and falls.", "Nobody knew."]);
  });

  it("leave the page with their article", () => {
    painter.draw([mark("a", 1, 0, 8)], "a");
    painter.read(null);
    expect(prose.querySelectorAll("mark")).toHaveLength(0);
  });
});
