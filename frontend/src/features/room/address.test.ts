import { describe, expect, it } from "vitest";
import { ofOther, readRoom, roomAddress, roomOf, withRoom } from "./address";

const room = (text: string) => readRoom(new URLSearchParams(text));

describe("where one is", () => {
  it("is read out of an address", () => {
    expect(room("q=tide")).toEqual({ a: "", b: "", active: "a", pane: "list", bare: false, plain: false, at: -1 });
    expect(room("a=1&b=2&on=b&pane=notes&notes=off&hits=off&at=12")).toEqual({ a: "1", b: "2", active: "b", pane: "notes", bare: true, plain: true, at: 12 });
    expect(room("a=1").pane).toBe("a");
  });

  it("is never in a pane that is not there", () => {
    expect(room("a=1&pane=b&on=b")).toMatchObject({ pane: "a", active: "a" });
    expect(room("b=2")).toMatchObject({ pane: "b", active: "b" });
    expect(room("a=1&pane=elsewhere&at=-3")).toMatchObject({ pane: "a", at: -1 });
  });

  it("is the article's where one is in its pane", () => {
    expect(room("a=1&b=2&pane=b").active).toBe("b");
    expect(room("a=1&b=2&on=b&pane=a").active).toBe("a");
  });

  it("changes while the list stays what it was", () => {
    const query = new URLSearchParams("q=tide&kind=report&kind=news&within=2024&a=1");
    expect(withRoom(query, { b: "2", active: "b", pane: "b" }).toString()).toBe("q=tide&kind=report&kind=news&within=2024&a=1&b=2&on=b&pane=b");
    expect(withRoom(withRoom(query, { at: 3, bare: true }), { at: -1, bare: false }).toString()).toBe(withRoom(query, {}).toString());
    expect(ofOther(new URLSearchParams("q=tide&a=1&b=2&at=9&hits=off"), new URLSearchParams("c=c-1")).toString()).toBe("c=c-1&a=1&b=2&pane=a");
  });
});

describe("the room of something", () => {
  it("is of its list, with an article open", () => {
    expect(roomAddress({ c: "c-1" })).toBe("/research/read?c=c-1&pane=list");
    expect(roomAddress(new URLSearchParams("q=tide&sort=newest&hit=3"), { a: "x/1", at: 4 })).toBe("/research/read?q=tide&sort=newest&a=x%2F1&pane=a&at=4");
  });

  it("of an article has the list that led to it", () => {
    expect(roomOf("7", "/search?q=tide", ["6", "7"])).toBe("/research/read?q=tide&a=7&pane=a");
    expect(roomOf("7", "/list?section=world", ["6", "7"])).toBe("/research/read?section=world&a=7&pane=a");
    expect(roomOf("7", "/research?tab=collections&c=c-1", ["7"])).toBe("/research/read?c=c-1&a=7&pane=a");
    expect(roomOf("7", "/research?tab=saved&saved=s-1", ["7"])).toBe("/research/read?saved=s-1&a=7&pane=a");
    expect(roomOf("7", "/news", ["6", "7", "8"])).toBe("/research/read?id=6&id=7&id=8&a=7&pane=a");
    expect(roomOf("7", "", [])).toBe("/research/read?id=7&a=7&pane=a");
  });

  it("names no more articles than an address holds, and always its own", () => {
    const ids = Array.from({ length: 500 }, (_, i) => `a${i}`);
    const named = new URLSearchParams(roomOf("a400", "/news", ids).split("?")[1]).getAll("id");
    expect(named).toHaveLength(60);
    expect(named).toContain("a400");
  });
});
