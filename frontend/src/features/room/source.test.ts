import { beforeEach, expect, it } from "vitest";
import { useClient } from "../../api";
import { fakeClient, fakeFound, fakeHit, fakeRow, type Answers, type Made } from "../../api/fake";
import { sourceOf } from "./source";

let made: Made[] = [];
function source(text: string, answers: Answers) {
  made = [];
  useClient(fakeClient(answers, made));
  return sourceOf(new URLSearchParams(text));
}
const asked = () => made.map(({ request }) => request);
beforeEach(() => (made = []));

const collection = { id: "c-1", name: "Harbours", parent: "", path: "Harbours", count: 2, articles: 2 } as never;
const saved = { id: "s-1", name: "Morning", query: "tide", total: 3, new: 0, created: "", looked: "", newest: [], problem: "" };

it("reads what the list view shows by its filters", async () => {
  const one = source("section=world&lang=fa&sort=oldest", { Articles: { List: () => ({ heading: "World", slug: "", articles: [fakeRow("1")], total: 1, next: "" }) } });
  expect((await one.read({ limit: 100, skip: 200 })).articles.map((row) => row.id)).toEqual(["1"]);
  expect(asked()).toEqual([{ section: "world", language: "fa", oldest: true, limit: 100, skip: 200 }]);
});

it("reads a search by number, and further on by what comes behind what", async () => {
  let page = 0;
  const one = source("q=tide&kind=report", { Search: { Query: () => fakeFound({ total: 20_000, hits: [fakeHit("1")], next: `n${++page}`, chips: [{ kind: "word" } as never] }) } });
  await one.read({ limit: 100, skip: 0 });
  expect(one.words()).toBe("tide");
  await one.read({ limit: 100, skip: 10_000 });
  await one.read({ limit: 100, skip: 10_100 });
  expect(asked().map((request) => request as { offset?: number; after?: string; filters: unknown }).map(({ offset, after, filters }) => ({ offset, after, filters }))).toEqual([
    { offset: 0, after: undefined, filters: [{ field: "kind", values: ["report"] }] },
    { offset: 10_000, after: undefined, filters: [{ field: "kind", values: ["report"] }] },
    { offset: undefined, after: "n2", filters: [{ field: "kind", values: ["report"] }] },
  ]);
});

it("reads a collection in its order; a note in it has a place without a row", async () => {
  const one = source("c=c-1", { Collections: { Show: () => ({ collection, total: 2, next: "", items: [{ id: "i-1", kind: "note", article: null }, { id: "i-2", kind: "article", article: fakeRow("9") }] as never }) } });
  const page = await one.read({ limit: 100, skip: 0 });
  expect([page.heading, page.articles.map((row) => [row.id, row.folded])]).toEqual(["Harbours", [["", true], ["9", false]]]);
});

it("searches within a collection", async () => {
  const one = source('c=c-1&q=tide OR ebb', { Search: { Query: () => fakeFound({ hits: [fakeHit("9")], total: 1 }) } });
  await one.read({ limit: 100, skip: 0 });
  expect(asked()[0]).toMatchObject({ query: 'in:collection/"c-1" (tide OR ebb)' });
  expect(one.words()).toBe("tide OR ebb");
});

it("reads a saved search in order, page behind page", async () => {
  const one = source("saved=s-1&part=recent", { Saved: { Show: ({ after }) => ({ saved, total: 300, hits: [fakeHit(`after ${after ?? ""}`)], next: `${after ?? ""}x` }) } });
  expect((await one.read({ limit: 100, skip: 200 })).articles.map((row) => row.id)).toEqual(["after xx"]);
  expect(asked()).toEqual([{ saved: "s-1", part: "recent", limit: 100, after: "" }, { saved: "s-1", part: "recent", limit: 100, after: "x" }, { saved: "s-1", part: "recent", limit: 100, after: "xx" }]);
  expect(one.words()).toBe("tide");
});

it("gives single articles in the order in which they are named", async () => {
  const one = source("id=b&id=a&id=gone", { Search: { Query: () => fakeFound({ hits: [fakeHit("a"), fakeHit("b")], total: 2 }) } });
  const page = await one.read({ limit: 100, skip: 0 });
  expect([page.total, page.articles.map((row) => row.id)]).toEqual([2, ["b", "a"]]);
  expect(asked()[0]).toMatchObject({ query: 'id:"b","a","gone"' });
});
