import { beforeEach, describe, expect, it, vi } from "vitest";
import { useClient, type CollectionItem, type CollectionRequest } from "../../api";
import { fakeClient } from "../../api/fake";
import { Items } from "./items.svelte";

const collection = { id: "c-1", name: "All", path: "All", parent: "", depth: 1, count: 250, used: "" };
const item = (n: number, state = ""): CollectionItem => ({ id: `i-${n}${state}`, kind: "note", note: "", title: "" }) as CollectionItem;

/** A collection of 250 items whose answers are given by hand. */
interface Asked {
  page: number;
  answer: () => void;
}
let asked: Asked[] = [];
let state = "";

beforeEach(() => {
  asked = [];
  state = "";
  useClient(
    fakeClient({
      Collections: {
        Show: ({ skip = 0 }: CollectionRequest) =>
          new Promise((done) => {
            const said = state;
            asked.push({ page: skip / 100, answer: () => done({ collection, items: Array.from({ length: Math.min(100, 250 - skip) }, (_, i) => item(skip + i, said)), total: 250, next: "" }) });
          }),
      },
    }),
  );
});
async function answer(): Promise<void> {
  for (const one of asked.splice(0)) one.answer();
  await vi.waitFor(() => undefined);
  await Promise.resolve();
}
async function opened(): Promise<Items> {
  const items = new Items();
  const open = items.open("c-1");
  await answer();
  await open;
  return items;
}

describe("the items of a collection", () => {
  it("waits for a page that somebody else asked for", async () => {
    const items = await opened();
    void items.need(2);
    let here: string | undefined;
    const second = items.need(2).then(() => (here = items.at(200)?.id));
    expect(asked.map((one) => one.page)).toEqual([2]);
    await answer();
    await second;
    expect(here).toBe("i-200");
  });

  it("loses no page that is asked for while all is read anew", async () => {
    const items = await opened();
    const need = items.need(2);
    const before = asked.splice(0);
    state = "+";
    const renew = items.renew();
    expect(asked.map((one) => one.page)).toEqual([0, 2]);
    for (const one of before) one.answer(); // late, and of before
    await answer();
    await Promise.all([need, renew]);
    expect([items.at(0)?.id, items.at(200)?.id]).toEqual(["i-0+", "i-200+"]);
  });

  it("reads once for a change that it was told of before it read", async () => {
    const items = await opened();
    await items.hear(0);
    expect(asked).toEqual([]);
    const told = items.hear(1);
    expect(asked.map((one) => one.page)).toEqual([0]);
    await answer();
    await told;
  });
});
