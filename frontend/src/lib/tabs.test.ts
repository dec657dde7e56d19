// @vitest-environment node
import { describe, expect, it } from "vitest";
import { begin, beside, closed, found, goOn, inLine, moved, noted, opened, pack, reopened, selected, shown, takenIn, unpack, visitOf, type TabSet, type Visit } from "./tabs";

const visit = (key: number, address = `/${key}`): Visit => ({ key, address, title: "", top: 0, line: key });
const keys = (set: TabSet) => set.tabs.map((tab) => tab.visits.map((v) => v.key));
const here = (set: TabSet) => visitOf(shown(set)).key;

describe("the history of a tab", () => {
  const three = goOn(goOn(begin(visit(0)), visit(1)), visit(2));

  it("goes on, back, and on another way", () => {
    expect(keys(three)).toEqual([[0, 1, 2]]);
    const back = moved(three, 0);
    expect(here(back)).toBe(0);
    expect(keys(goOn(back, visit(3)))).toEqual([[0, 3]]);
    expect(moved(three, 7)).toBe(three);
  });

  it("is not the history of another tab", () => {
    const two = selected(opened(three, visit(9)), 9);
    expect(keys(goOn(two, visit(10)))).toEqual([[0, 1, 2], [9, 10]]);
    expect(here(found(goOn(two, visit(10)), 1) as TabSet)).toBe(1);
    expect(found(two, 77)).toBeNull();
  });

  it("remembers fifty visits at most", () => {
    let long = begin(visit(0));
    for (let key = 1; key < 80; key++) long = goOn(long, visit(key));
    expect(shown(long).visits.length).toBe(50);
    expect(here(long)).toBe(79);
  });

  it("takes in what only the browser knew, in its order", () => {
    expect(keys(takenIn(begin(visit(5)), visit(4)))).toEqual([[4, 5]]);
    expect(here(takenIn(begin(visit(5)), visit(4)))).toBe(4);
    expect(keys(takenIn(begin(visit(5)), visit(6)))).toEqual([[5, 6]]);
  });

  it("notes titles and places", () => {
    expect(visitOf(shown(noted(three, 2, { title: "Two", top: 40 })))).toMatchObject({ title: "Two", top: 40 });
  });

  it("knows what a new entry took out of the browser's history", () => {
    const other = inLine(opened(three, visit(9)), 9, 2);
    expect(other.tabs.flatMap((tab) => tab.visits.map((v) => v.line))).toEqual([0, 1, -1, 2]);
  });
});

describe("tabs", () => {
  const three = opened(opened(begin(visit(1)), visit(3)), visit(2));

  it("open behind the shown one and stay behind", () => {
    expect(keys(three)).toEqual([[1], [2], [3]]);
    expect(here(three)).toBe(1);
    expect(beside(three, 1).id).toBe(2);
    expect(beside(three, -1).id).toBe(3);
  });

  it.each([
    [1, 1, 2],
    [3, 3, 2],
    [1, 3, 1],
    [3, 1, 3],
  ])("shown %i, closing %i, show %i", (show, close, left) => {
    expect(here(closed(selected(three, show), close))).toBe(left);
  });

  it("come back with their history; the last one is never closed", () => {
    const gone = closed(three, 2);
    const back = reopened(gone);
    expect(here(back)).toBe(2);
    expect(visitOf(shown(back)).line).toBe(-1);
    expect(back.closed).toEqual([]);
    const one = begin(visit(1));
    expect(closed(one, 1)).toBe(one);
    expect(reopened(one)).toBe(one);
  });
});

describe("a kept set", () => {
  it("comes back as it was", () => {
    const set = selected(opened(goOn(begin(visit(1)), visit(2)), visit(3)), 3);
    expect(unpack(pack(set, "p"))).toEqual({ page: "p", set });
  });

  it("fits into a setting however much there is, and keeps where one is", () => {
    const long = (key: number) => ({ ...visit(key, `/article/${"ا".repeat(60)}${key}`), title: "عنوان ".repeat(12) });
    let set = begin(long(0));
    for (let key = 1; key < 50; key++) set = goOn(set, long(key));
    for (let key = 50; key < 60; key++) set = opened(set, long(key));
    set = moved(set, 20);
    const text = pack(set, "p");
    expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(8 << 10);
    const back = unpack(text)?.set as TabSet;
    expect(back.tabs.length).toBe(11);
    expect(here(back)).toBe(20);
  });

  it.each(["", "{", "null", "[]", '{"page":"p","current":0,"tabs":[]}', '{"page":"p","current":0,"tabs":[{"id":1,"visits":[],"at":0}]}', '{"page":"p","current":0,"tabs":[{"id":1,"visits":[{"key":1,"address":"javascript:1"}],"at":0}]}'])("is none where %s stands", (text) => {
    expect(unpack(text)).toBeNull();
  });
});
