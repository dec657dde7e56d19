import { describe, expect, it } from "vitest";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { en } from "./i18n/en";
import { match, routes } from "./routes";

describe("match", () => {
  it.each([
    ["/", "/", {}],
    ["/news", "/news", {}],
    ["/news/", "/news", {}],
    ["/article/7", "/article/:id", { id: "7" }],
    ["/article/w%2F2%3Fx%3D1%26y%3D%C3%A9", "/article/:id", { id: "w/2?x=1&y=é" }],
    ["/article/7/versions", "/article/:id/versions", { id: "7" }],
    ["/topic/%D8%AA%D9%82%D9%88%D9%8A%D9%85", "/topic/:slug", { slug: "تقويم" }],
    ["/day/2026-11-23", "/day/:day", { day: "2026-11-23" }],
    ["/settings/publication", "/settings/publication", {}],
    ["/article/100%", "/article/:id", { id: "100%" }],
  ])("finds the screen of %s", (path, pattern, params) => {
    const found = match(path);
    expect(found?.route.pattern).toBe(pattern);
    expect(found?.params).toEqual(params);
  });

  it.each(["/nothing", "/article", "/article/", "/article/7/other", "/news/more", "/topics/x/y"])("finds none for %s", (path) => {
    expect(match(path)).toBeNull();
  });
});

describe("routes", () => {
  it("have a page, a title and no twin", async () => {
    const pages = join(import.meta.dirname, "pages");
    const files = readdirSync(pages, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".svelte"));
    expect(files.length).toBeGreaterThan(10);
    for (const route of routes) {
      expect(en[route.title]).toBeTruthy();
      await expect(route.load(), route.pattern).resolves.toHaveProperty("default");
    }
    expect(new Set(routes.map((route) => route.pattern)).size).toBe(routes.length);
    expect(existsSync(join(pages, "front/Front.svelte"))).toBe(true);
  }, 60_000);
});
