import { beforeEach, describe, expect, it, vi } from "vitest";
import { useClient, type Draft, type DraftRow } from "../../api";
import { fakeClient, type Answers, type Made } from "../../api/fake";
import { OpenDraft } from "./draft.svelte";

const row = (changes: Partial<DraftRow> = {}): DraftRow => ({
  draft: "d-1", article: "a-1", state: "draft", revision: 1, title: "The wall", public: "unpublished", stamp: 5, hash: "h", words: 2, minutes: 1, changed: "", actor: "", at: "", failed: "", reason: "", closed: "", base: 0, newest: 0, entry: "", ...changes,
});
const draft = (changes: Partial<Draft> = {}): Draft => ({
  ...row(), dir: "ltr", body: [], media: [], trail: [], recovered: false,
  fields: { kicker: "", title: "The wall", frontTitle: "", standfirst: "", kind: "", section: "", language: "en", dateline: "", slug: "", translationOf: "", published: "", authors: [], tags: [], topics: [], related: [], places: [], lead: null, media: [], map: "" },
  ...changes,
});

let made: Made[] = [];
function open(answers: Answers["Drafts"]): OpenDraft {
  made = [];
  useClient(fakeClient({ Drafts: answers ?? {} }, made));
  const host = { clean: () => Promise.resolve({ blocks: [], media: [] }), picture: () => Promise.resolve(null), articles: () => Promise.resolve([]), passages: () => Promise.resolve([]), say: () => undefined };
  return new OpenDraft(draft(), host);
}
const calls = () => made.map((one) => one.call);

describe("a draft that is open, when something is told of drafts", () => {
  const list = (given: DraftRow[]) => () => ({ drafts: given, next: "", counts: [], recovered: [] });
  beforeEach(() => vi.restoreAllMocks());

  it("reads no text where it is its own save that is told of", async () => {
    const one = open({ List: list([row({ state: "in review" })]) });
    await one.look();
    expect(calls()).toEqual(["Drafts.List"]);
    expect(one.row.state).toBe("in review");
  });

  it("takes nothing over from before its own last save", async () => {
    const one = open({ List: list([row({ stamp: 4 })]), Show: () => draft({ stamp: 4 }) });
    const take = vi.spyOn(one, "take");
    await one.look();
    expect(calls()).toEqual(["Drafts.List"]);
    expect(take).not.toHaveBeenCalled();
    expect(one.row.stamp).toBe(5);
  });

  it("takes over what another window saved, unless something is unsaved here", async () => {
    const newer = draft({ stamp: 6 });
    const one = open({ List: list([row({ stamp: 6 })]), Show: () => newer });
    const take = vi.spyOn(one, "take").mockImplementation(() => undefined);
    one.touch();
    await one.look();
    expect(take).not.toHaveBeenCalled();
    one.keeper.reset();
    await one.look();
    expect(take).toHaveBeenCalledWith(newer);
  });

  it("asks for itself where the list leaves it out, as one that was spiked", async () => {
    const one = open({ List: list([]), Show: () => draft({ state: "spiked" }) });
    await one.look();
    expect(one.row.state).toBe("spiked");
  });
});
