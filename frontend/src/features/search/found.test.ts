import { beforeEach, describe, expect, it } from "vitest";
import { CallError, useClient, type SearchRequest } from "../../api";
import { fakeClient, fakeFound, fakeHit } from "../../api/fake";
import type { Choice } from "./choice";
import { Found } from "./found.svelte";

const choice = (query: string): Choice => ({ query, filters: [], within: "", sort: "relevance" });
let waiting: { query: string; answer: (ids: string[], next?: string) => void; fail: (cause: unknown) => void }[] = [];

beforeEach(() => {
  waiting = [];
  const Query = (request: SearchRequest) =>
    new Promise<ReturnType<typeof fakeFound>>((done, fail) => {
      waiting.push({ query: request.query + (request.after ?? ""), answer: (ids, next = "") => done(fakeFound({ total: ids.length, hits: ids.map((id) => fakeHit(id)), next })), fail });
    });
  useClient(fakeClient({ Search: { Query } }));
});
const ids = (found: Found) => found.hits.map((hit) => hit.article.id);

describe("what was found", () => {
  it("stays until the newer answer is there, and drops the answer to an older question", async () => {
    const found = new Found();
    const first = found.begin(choice("t"));
    waiting[0]?.answer(["1"]);
    expect(await first).toBe(true);
    const second = found.begin(choice("ti"));
    const third = found.begin(choice("tid"));
    expect(ids(found)).toEqual(["1"]);
    waiting[2]?.answer(["3"]);
    expect(await third).toBe(true);
    waiting[1]?.answer(["2"]);
    expect(await second).toBe(false);
    expect(ids(found)).toEqual(["3"]);
    expect(found.of?.query).toBe("tid");
  });

  it("is there at once for who comes back, unless the library changed", async () => {
    const found = new Found();
    const first = found.begin(choice("t"), 4);
    waiting[0]?.answer(["1"]);
    await first;
    found.current = 7;
    expect(await found.begin(choice("t"), 4)).toBe(true);
    expect(waiting).toHaveLength(1);
    expect(found.current).toBe(7);
    const changed = found.begin(choice("t"), 5);
    waiting[1]?.answer(["2"]);
    await changed;
    expect(ids(found)).toEqual(["2"]);
    expect(found.current).toBe(0);
  });

  it("is not failed by a question that a newer one stopped", async () => {
    const found = new Found();
    const first = found.begin(choice("t"));
    waiting[0]?.fail(new CallError({ code: "canceled" }));
    expect(await first).toBe(false);
    expect(found.error).toBeNull();
  });

  it("grows by the page behind the last one, once", async () => {
    const found = new Found();
    const first = found.begin(choice("t"));
    waiting[0]?.answer(["1"], "behind-1");
    await first;
    expect(found.hasMore).toBe(true);
    const more = [found.more(), found.more()];
    expect(waiting).toHaveLength(2);
    expect(waiting[1]?.query).toBe("tbehind-1");
    waiting[1]?.answer(["2"]);
    await Promise.all(more);
    expect(ids(found)).toEqual(["1", "2"]);
    expect(found.hasMore).toBe(false);
  });

  it("takes no page of an older question behind a newer one", async () => {
    const found = new Found();
    const first = found.begin(choice("t"));
    waiting[0]?.answer(["1"], "behind-1");
    await first;
    const more = found.more();
    const second = found.begin(choice("tide"));
    waiting[2]?.answer(["9"]);
    await second;
    waiting[1]?.answer(["2"]);
    await more;
    expect(ids(found)).toEqual(["9"]);
    expect(found.reading).toBe(false);
  });
});
