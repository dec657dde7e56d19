import { beforeEach, describe, expect, it } from "vitest";
import { trail } from "./trail.svelte";

beforeEach(() => document.body.replaceChildren());

describe("where one came from", () => {
  it("is the list that led to an article last; another tab's is not forgotten", () => {
    trail.lead(["a", "b", "c"], "/news");
    trail.lead(["c", "d"], "/tag/tides");
    expect([trail.from("b"), trail.beside("b", -1), trail.beside("b", 1)]).toEqual(["/news", "a", "c"]);
    expect([trail.from("c"), trail.beside("c", -1), trail.beside("c", 1)]).toEqual(["/tag/tides", "", "d"]);
    expect([trail.from("z"), trail.beside("z", 1)]).toEqual(["", ""]);
  });

  it("is read off the headlines of the screen that is left", () => {
    const main = document.body.appendChild(document.createElement("main"));
    for (const href of ["/article/x%20y", "/topic/t", "/article/2"]) {
      const link = main.appendChild(document.createElement("a"));
      link.href = href;
      link.dataset["step"] = "";
    }
    trail.leave("/tags", "/news");
    expect(trail.from("2")).toBe("");
    trail.leave("/article/2", "/news");
    expect([trail.from("2"), trail.beside("2", -1)]).toEqual(["/news", "x y"]);
  });
});
