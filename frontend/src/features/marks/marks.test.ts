import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useClient, type ChangeHighlights, type Highlight } from "../../api";
import { fakeClient, type Made } from "../../api/fake";
import { catalogue } from "../../i18n/index.svelte";
import { ArticleMarks } from "./marks.svelte";

const one: Highlight = {
  id: "h-1", colour: 1, start: 0, end: 8, block: "one", endBlock: "one", quote: "The tide", words: "", state: "anchored", gone: false, article: "1", title: "", language: "en", dir: "ltr",
  version: 1, note: "", tags: [], created: "2026-01-01T00:00:00Z", updated: "2026-01-01T00:00:00Z",
};

beforeEach(async () => {
  vi.useFakeTimers();
  await catalogue.use("en");
});
afterEach(() => void vi.useRealTimers());

describe("a note that is written", () => {
  it("keeps what is typed while it is being saved", async () => {
    const saves: { note: string; done: () => void }[] = [];
    useClient(fakeClient({ Highlights: { List: () => ({ highlights: [one], total: 1, next: "" }), Change: (request: ChangeHighlights) => new Promise((done) => saves.push({ note: request.note ?? "", done: () => done({ entry: "j1" }) })) } }));
    const marks = new ArticleMarks();
    await marks.load("1");
    const shown = () => marks.noteOf(marks.list[0] ?? one);
    marks.type(one.id, "as");
    await vi.advanceTimersByTimeAsync(500);
    expect(saves.map((save) => save.note)).toEqual(["as"]);
    marks.type(one.id, "ask");
    saves[0]?.done();
    await vi.advanceTimersByTimeAsync(0);
    expect(shown()).toBe("ask");
    await marks.load("1"); // what the library says meanwhile
    expect(shown()).toBe("ask");
    await vi.advanceTimersByTimeAsync(500);
    saves[1]?.done();
    await vi.advanceTimersByTimeAsync(0);
    expect(saves.map((save) => save.note)).toEqual(["as", "ask"]);
    expect(marks.list[0]?.note).toBe("ask");
  });

  it("stays in the field where it could not be kept", async () => {
    useClient(fakeClient({ Highlights: { List: () => ({ highlights: [one], total: 1, next: "" }) } }));
    const marks = new ArticleMarks();
    await marks.load("1");
    marks.type(one.id, "ask");
    await marks.save(one.id);
    expect(marks.noteOf(one)).toBe("ask");
  });
});

it("an act asks for no list: the library's event does", async () => {
  const made: Made[] = [];
  useClient(fakeClient({ Highlights: { List: () => ({ highlights: [], total: 0, next: "" }), Add: () => ({ highlight: one, entry: "j1" }), Change: () => ({ entry: "j2" }), Remove: () => ({ entry: "j3" }) } }, made));
  const marks = new ArticleMarks();
  await marks.load("1");
  await marks.add({ block: "one", start: 0, endBlock: "one", end: 8, version: 1 }, 1);
  expect(marks.list).toEqual([one]);
  await marks.change([one.id], { colour: 2 }, "");
  await marks.remove(one.id);
  expect(made.filter(({ call }) => call === "Highlights.List")).toHaveLength(1);
});
