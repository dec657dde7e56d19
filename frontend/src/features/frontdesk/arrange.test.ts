import { describe, expect, it } from "vitest";
import type { DeskItem, Row, TopicCard } from "../../api";
import { among, brief, put, slotNames, step, titleOf, wire, type Page, type SlotName } from "./arrange";

const article = (id: string): DeskItem => ({ id, own: null, article: { title: id } as Row, topic: null });
const topic = (id: string): DeskItem => ({ id, own: null, article: null, topic: { name: id } as TopicCard });
const page = (lead: string, choice: string, focus = "", gallery = ""): Page => {
  const list = (ids: string, make: (id: string) => DeskItem) => ids.split("").map(make);
  return { lead: list(lead, article), "editors-choice": list(choice, article), "in-focus": list(focus, topic), gallery: list(gallery, article) };
};
const said = (p: Page) => slotNames.map((name) => p[name].map((item) => item.id).join("")).join("|");

describe("what an item is called", () => {
  const row = { title: "A headline", frontTitle: "In front" } as Row;
  it.each<[string, Partial<DeskItem>]>([
    ["Own words", { title: "Own words", article: row }],
    ["In front", { article: row }],
    ["A headline", { article: { ...row, frontTitle: "" } }],
    ["A topic", { topic: { name: "A topic" } as TopicCard }],
    ["gone", {}],
  ])("%s", (want, item) => expect(titleOf({ id: "gone", own: null, article: null, topic: null, ...item })).toBe(want));
});

describe("a step", () => {
  const cases: [string, Page, SlotName, number, 1 | -1, string][] = [
    ["goes on within its slot", page("", "abc"), "editors-choice", 0, 1, "|bac||"],
    ["goes back within its slot", page("", "abc"), "editors-choice", 2, -1, "|acb||"],
    ["changes places with the lead", page("x", "abc"), "editors-choice", 0, -1, "a|xbc||"],
    ["takes an empty lead", page("", "abc"), "editors-choice", 0, -1, "a|bc||"],
    ["leaves the lead to the next", page("x", "abc"), "lead", 0, 1, "a|xbc||"],
    ["goes on into the gallery", page("x", "ab"), "editors-choice", 1, 1, "x|a||b"],
    ["comes back from the gallery", page("x", "ab", "", "c"), "gallery", 0, -1, "x|abc||"],
    ["of a topic stays in focus", page("", "a", "st"), "in-focus", 0, 1, "|a|ts|"],
  ];
  it.each(cases)("%s", (_, before, slot, index, by, want) => {
    const done = step(before, { slot, index }, by);
    expect(done && said(done.page)).toBe(want);
    const moved = before[slot][index];
    expect(done && done.page[done.spot.slot][done.spot.index]?.id).toBe(moved?.id);
  });
  it.each([["lead", -1], ["gallery", 1], ["in-focus", -1], ["in-focus", 1]] as [SlotName, 1 | -1][])("of what is at the end of %s (%i) goes nowhere", (slot, by) => {
    expect(step(page("x", "ab", "s", "g"), { slot, index: 0 }, by)).toBeNull();
  });
});

describe("what is put into a slot", () => {
  it("stands on the page once", () => {
    expect(said(put(page("x", "abc", "", "g"), article("c"), { slot: "gallery", index: 0 }))).toBe("x|ab||cg");
  });
  it("sends the lead on", () => {
    expect(said(put(page("x", "ab"), article("n"), { slot: "lead", index: 0 }))).toBe("n|xab||");
  });
});

describe("saying where something stands", () => {
  it("names the neighbours", () => {
    expect(among(page("", "abc"), { slot: "editors-choice", index: 1 })).toEqual({ position: 2, of: 3, before: "a", after: "c" });
    expect(among(page("", "a"), { slot: "editors-choice", index: 0 })).toEqual({ position: 1, of: 1, before: "", after: "" });
  });
  it("is brief", () => {
    expect(brief("The press that taught a city to read in columns")).toBe("The press that taught…");
    expect(brief("Short")).toBe("Short");
  });
});

it("a page is written with all its slots and only with what is its own", () => {
  const own = { ...article("a"), title: "Own", kicker: "" };
  expect(wire({ ...page("", ""), lead: [own] })).toEqual([
    { name: "lead", items: [{ id: "a", title: "Own" }] }, { name: "editors-choice", items: [] }, { name: "in-focus", items: [] }, { name: "gallery", items: [] },
  ]);
});
