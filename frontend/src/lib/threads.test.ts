// @vitest-environment node
import { describe, expect, it } from "vitest";
import { threadsOf } from "./threads";

/** Comments as "id<parent". */
const comments = (...texts: string[]) => texts.map((text) => ({ id: text.split("<")[0] ?? "", parent: text.split("<")[1] ?? "" }));
const shown = (...texts: string[]) => threadsOf(comments(...texts)).map((thread) => [thread.comment.id, ...thread.replies.map((reply) => reply.id)].join(" "));

describe("threads", () => {
  it("keep answers and the answers to them under what began them, in order", () => {
    expect(shown("a", "b", "c<a", "d<c", "e<b", "f<a")).toEqual(["a c d f", "b e"]);
  });

  it("begin anew where the parent is not here", () => {
    expect(shown("a<gone", "b<a")).toEqual(["a b"]);
  });

  it("hold all comments that answer each other in a ring, or themselves", () => {
    expect(shown("a<c", "b<a", "c<b", "d<c", "e<e")).toEqual(["a b c d", "e"]);
    expect(shown("z", "x<y", "y<x", "w<y")).toEqual(["z", "x y w"]);
  });

  it("show every comment once", () => {
    const ids = Array.from({ length: 60 }, (_, i) => `${i}<${(i * 7 + 3) % 64}`);
    const all = threadsOf(comments(...ids)).flatMap((thread) => [thread.comment, ...thread.replies].map((comment) => comment.id));
    expect(all.toSorted()).toEqual(comments(...ids).map((comment) => comment.id).toSorted());
  });
});
