import { render, screen, waitFor, within } from "@testing-library/svelte";
import { beforeEach, describe, expect, it } from "vitest";
import { CallError, useClient, type RelatedResult } from "../../api";
import { fakeArticle, fakeClient, fakeRow, fakeShell, type Answers, type Made } from "../../api/fake";
import { catalogue } from "../../i18n/index.svelte";
import { library } from "../../state/library.svelte";
import ArticlePage from "./Article.svelte";

let made: Made[] = [];

async function show(answers: Answers): Promise<void> {
  made = [];
  useClient(fakeClient({ Library: { Shell: () => fakeShell() }, ...answers }, made));
  await library.refresh();
  render(ArticlePage, { params: { id: "1" } });
}

beforeEach(() => catalogue.use("en"));

describe("the article page", () => {
  it("has the names that a reader of the screen goes by", async () => {
    await show({ Articles: { Show: () => fakeArticle("1") } });
    await screen.findByRole("heading", { level: 1, name: "Headline 1" });
    for (const name of ["Article text", "Related Content", "Tags", "Comments"]) expect(screen.getByRole("region", { name })).toBeTruthy();
    for (const name of ["Name", "Email", "Text"]) expect(screen.getByRole("textbox", { name })).toBeTruthy();
    expect(screen.getByRole("button", { name: "Star" }).getAttribute("aria-pressed")).toBe("false");
    expect(screen.getByRole("button", { name: "Later" }).getAttribute("aria-pressed")).toBe("false");
    for (const name of ["Appearance", "More", "Send"]) expect(screen.getByRole("button", { name })).toBeTruthy();
    expect(within(screen.getByRole("navigation", { name: "In this article" })).getByRole("link", { name: "First" })).toBeTruthy();
  });

  it("stars at once, and takes it back when it could not be kept", async () => {
    await show({
      Articles: {
        Show: () => fakeArticle("1"),
        Mark: () => {
          throw new CallError({ code: "full", message: "no room" });
        },
      },
    });
    const star = await screen.findByRole("button", { name: "Star" });
    star.click();
    await waitFor(() => expect(made.some((m) => m.call === "Articles.Mark")).toBe(true));
    await waitFor(() => expect(star.getAttribute("aria-pressed")).toBe("false"));
    expect(made.find((m) => m.call === "Articles.Mark")?.request).toEqual({ ids: ["1"], mark: "star", on: true });
  });

  it("refuses an empty comment in words and sends a written one", async () => {
    await show({
      Articles: { Show: () => fakeArticle("1") },
      Comments: { Add: (request) => ({ went: "moderation", comment: { id: "c1", parent: "", article: "1", name: request.name ?? "", text: request.text, posted: "2026-11-23T19:00:00Z", status: "pending" } }) },
    });
    (await screen.findByRole("button", { name: "Send" })).click();
    expect((await screen.findByRole("alert")).textContent).toContain("Write something first");
    const text = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Text" });
    text.value = "<b>Plain</b>";
    text.dispatchEvent(new Event("input", { bubbles: true }));
    screen.getByRole("button", { name: "Send" }).click();
    expect(await screen.findByText("<b>Plain</b>")).toBeTruthy();
    expect(screen.getByText("Waiting for moderation")).toBeTruthy();
    expect(text.value).toBe("");
  });

  it("shows what is kept as related at once, then what was worked out", async () => {
    let answer: (rows: RelatedResult) => void = () => undefined;
    await show({ Articles: { Show: () => fakeArticle("1", { relatedStale: true }), Related: () => new Promise<RelatedResult>((done) => (answer = done)) } });
    const related = await screen.findByRole("region", { name: "Related Content" });
    expect(within(related).getByRole("link", { name: "Headline 77" })).toBeTruthy();
    await waitFor(() => expect(made.some((m) => m.call === "Articles.Related")).toBe(true));
    answer({ articles: [fakeRow("88")] });
    expect(await screen.findByRole("link", { name: "Headline 88" })).toBeTruthy();
    expect(screen.queryByRole("link", { name: "Headline 77" })).toBeNull();
  });

  it("does not ask for what is fresh, and names copies and versions", async () => {
    await show({ Articles: { Show: () => fakeArticle("1", { alsoIn: [{ article: fakeRow("5", { source: "wire" }), share: 0.97, copy: true }, { article: fakeRow("6", { source: "wire" }), share: 0.6, copy: false }] }) } });
    const also = await screen.findByRole("region", { name: "Also in this library" });
    expect(within(also).getAllByRole("listitem").map((item) => item.textContent?.replace(/\s+/g, " "))).toEqual([
      expect.stringContaining("A copy, from wire"),
      expect.stringContaining("A version of it, from wire"),
    ]);
    expect(made.some((m) => m.call === "Articles.Related")).toBe(false);
  });

  it("says that an article is not there", async () => {
    await show({});
    await screen.findByRole("heading", { level: 1, name: "Not in this library" });
    expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
  });

  it("says that an article was withdrawn", async () => {
    await show({ Articles: { Show: () => fakeArticle("1", { state: "withdrawn" }) } });
    expect(await screen.findByText("This article was withdrawn by the publication.")).toBeTruthy();
  });
});

describe("directions and languages", () => {
  const persian = { language: "fa", dir: "rtl", title: "تنگه‌ای میان دو باد" } as const;

  it("sets a Persian article from right to left in an English window", async () => {
    await show({ Articles: { Show: () => fakeArticle("1", persian) } });
    const text = await screen.findByRole("region", { name: "Article text" });
    expect([text.lang, text.dir]).toEqual(["fa", "rtl"]);
    const head = screen.getByRole("heading", { level: 1 }).closest("[dir]");
    expect(head?.getAttribute("dir")).toBe("rtl");
    expect(screen.getByRole("button", { name: "Star" }).closest("[dir]")).toBeNull();
  });

  it("sets an English article from left to right in a Persian window", async () => {
    await catalogue.use("fa");
    await show({ Articles: { Show: () => fakeArticle("1") } });
    const text = await screen.findByRole("region", { name: "متن نوشته" });
    expect([text.lang, text.dir]).toEqual(["en", "ltr"]);
    expect(screen.getByRole("button", { name: "فرستادن" })).toBeTruthy();
    expect(screen.getByText(/۴ دقیقه · ۹۰۰ واژه/)).toBeTruthy();
  });

  it("takes every word from the catalogue", async () => {
    await catalogue.use("qps");
    await show({ Articles: { Show: () => fakeArticle("1") } });
    await screen.findByRole("heading", { level: 1, name: "Headline 1" });
    for (const button of screen.getAllByRole("button")) expect(button.getAttribute("aria-label") ?? button.textContent?.trim()).toMatch(/⟦.*⟧/);
    for (const heading of screen.getAllByRole("heading", { level: 2 })) if (!heading.closest("#text")) expect(heading.textContent).toMatch(/⟦.*⟧/);
  });
});
