// A reader's day: work through the list by keys, read, find, stop and go on,
// look at the paper of another day; all with no network.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { accessible, expect, headline, ready, scrolled, set, test } from "./library";

const list = (page: Page) => page.getByRole("listbox", { name: "Articles", exact: true });
const options = (page: Page) => list(page).getByRole("option");
const current = (page: Page) => page.locator("[role=option].current");
const preview = (page: Page) => page.getByRole("region", { name: "Preview" });

test("the list is worked through by keys, and everything can be taken back", async ({ page }) => {
  await page.goto("/list");
  await ready(page);
  await page.keyboard.press("j");
  await expect(current(page)).toHaveAttribute("aria-posinset", "1");
  const title = (await current(page).locator(".headline").textContent()) ?? "";
  await expect(preview(page).getByRole("heading", { level: 2, name: title })).toBeVisible();
  await accessible(page);

  // Star with its undo, by what was said.
  await page.keyboard.press("s");
  await expect(page.getByText(`Starred: ${title}`)).toBeVisible();
  await page.goto("/list?is=starred");
  await ready(page);
  await expect(options(page).first().locator(".headline")).toHaveText(title);
  await page.keyboard.press("j");
  await page.keyboard.press("s");
  await expect(page.getByText(`No longer starred: ${title}`)).toBeVisible();
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(page.getByText("1 change taken back")).toBeVisible();
  await page.keyboard.press("s");

  // Three selected, kept for later as one act.
  await page.goto("/list");
  await ready(page);
  for (let i = 0; i < 3; i++) {
    await page.keyboard.press("j");
    await page.keyboard.press("x");
  }
  await expect(page.getByRole("toolbar", { name: "With the selected articles" })).toContainText("3 selected");
  await expect(list(page).getByRole("option", { selected: true })).toHaveCount(3);
  await page.keyboard.press("b");
  await expect(page.getByText("3 articles kept for later")).toBeVisible();
  await accessible(page);
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(page.getByText("3 changes taken back")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(list(page).getByRole("option", { selected: true })).toHaveCount(0);
});

test("all of a list is marked read and taken back", async ({ page }) => {
  await page.goto("/list?kind=report");
  await ready(page);
  const unread = page.locator("[role=option].unread");
  const before = await unread.count();
  expect(before).toBeGreaterThan(1);
  await page.keyboard.press("Shift+A");
  await expect(page.getByText(/articles marked read/)).toBeVisible();
  await expect(unread).toHaveCount(0);
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(unread).toHaveCount(before);
});

test("space pages through the preview and goes on to what is unread", async ({ page }) => {
  await page.goto("/list");
  await ready(page);
  await page.keyboard.press("n");
  const first = await current(page).getAttribute("aria-posinset");
  await expect(preview(page).getByRole("heading", { level: 2 })).toBeVisible();
  await expect(async () => {
    await page.keyboard.press("Space");
    expect(Number(await current(page).getAttribute("aria-posinset"))).toBeGreaterThan(Number(first));
  }).toPass();
});

test("densities, filters and order; the address holds what is filtered", async ({ page }) => {
  await page.goto("/list");
  await ready(page);
  for (const name of ["Cards", "Magazine", "List", "Compact"]) {
    await page.getByRole("radiogroup", { name: "Density" }).getByRole("radio", { name, exact: true }).check();
    await expect(options(page).first()).toBeVisible();
    await accessible(page);
  }
  await page.getByRole("combobox", { name: "Sort by" }).selectOption("oldest");
  await expect(page).toHaveURL(/sort=oldest/);
  await page.getByRole("combobox", { name: "Kind" }).selectOption("map");
  await expect(page).toHaveURL(/kind=map/);
  await expect(options(page).first()).toContainText("Map");
  await page.reload();
  await ready(page);
  await expect(page.getByRole("combobox", { name: "Kind" })).toHaveValue("map");
});

test("a list is narrowed to a section and a time", async ({ page }) => {
  await page.goto("/list");
  await ready(page);
  const opener = page.getByRole("button", { name: "More filters" });
  await opener.click();
  const more = page.getByRole("dialog", { name: "More filters" });
  await more.getByRole("textbox", { name: "From" }).fill("someday");
  await more.getByRole("button", { name: "Show" }).click();
  await expect(more.getByRole("alert")).toBeVisible();
  await accessible(page);
  // The sheet of days inside this one closes first.
  await more.getByRole("button", { name: "From: choose from a month" }).click();
  const days = page.getByRole("dialog", { name: "From", exact: true });
  await expect(days.locator("[tabindex='0']")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(days).toHaveCount(0);
  await expect(more).toBeVisible();
  await more.getByRole("textbox", { name: "From" }).fill("2024-04");
  await more.getByRole("combobox", { name: "Section" }).selectOption({ index: 1 });
  await more.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/section=\w+/);
  await expect(page).toHaveURL(/from=2024-04/);
  await expect(opener).toBeFocused();
  await page.getByRole("button", { name: /2024-04/ }).first().click();
  await expect(page).not.toHaveURL(/from=/);
});

test("a list is narrowed by days of the Persian calendar, and by a month of it", async ({ page }) => {
  await page.goto("/list");
  await set(page, { language: "fa", calendars: "persian,gregorian" });
  await page.getByRole("button", { name: "پالایه‌های بیشتر" }).click();
  const more = page.getByRole("dialog", { name: "پالایه‌های بیشتر" });
  const to = more.getByRole("textbox", { name: "تا" });
  await more.getByRole("textbox", { name: "از" }).fill("۱۴۰۳/۲/۱");
  await to.fill("۱۴۰۳/۱۳");
  await to.press("Enter");
  await expect(more.getByRole("alert")).toBeVisible();
  await expect(page).not.toHaveURL(/from=/);
  await to.fill("۱۴۰۳/۲");
  await to.press("Enter");
  await expect(page).toHaveURL(/from=2024-04-20&to=2024-05-20/);
  await expect(page.getByText("۱۴۰۳/۰۲/۰۱ – ۱۴۰۳/۰۲/۳۱")).toBeVisible();
});

test("find in an article counts and goes from place to place", async ({ page }) => {
  await page.goto("/article/a-001");
  await ready(page);
  await page.keyboard.press("Control+f");
  const field = page.getByRole("textbox", { name: "Find in this article" });
  await expect(field).toBeFocused();
  await field.fill("the");
  const count = page.getByRole("search", { name: "Find in this article" }).getByRole("status");
  await expect(count).toHaveText(/^1 of \d+$/);
  await page.keyboard.press("Enter");
  await expect(count).toHaveText(/^2 of \d+$/);
  await page.keyboard.press("Shift+Enter");
  await expect(count).toHaveText(/^1 of \d+$/);
  expect(await page.evaluate(() => CSS.highlights.get("found")?.size)).toBeGreaterThan(1);
  await accessible(page);
  await field.fill("no such words here");
  await expect(count).toHaveText("Not found");
  await page.keyboard.press("Escape");
  await expect(field).toHaveCount(0);
});

test("reading is kept where it stopped, and the front page offers to go on", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 500 });
  await page.goto("/article/a-001");
  await ready(page);
  const title = (await page.getByRole("heading", { level: 1 }).textContent()) ?? "";
  const kept = page.waitForResponse((answer) => answer.url().includes("KeepPlace"));
  await page.locator("main").evaluate((main) => main.scrollTo({ top: main.scrollHeight / 4 }));
  await kept;
  await page.goto("/");
  await ready(page);
  const go = page.getByRole("region", { name: "Continue reading" }).getByRole("link", { name: title });
  await expect(go).toBeVisible();
  await accessible(page);
  await go.click();
  await ready(page);
  await expect.poll(() => page.locator("main").evaluate((main) => main.scrollTop)).toBeGreaterThan(100);
});

test("an article is saved as one file, and as Markdown", async ({ page, served }) => {
  await page.goto("/article/a-001");
  await ready(page);
  for (const [name, ending, holds] of [["Save as HTML", ".html", "<!doctype html>"], ["Save as Markdown", ".md", "# The strait between two winds"]] as const) {
    await page.getByRole("button", { name: "More", exact: true }).click();
    await page.getByRole("menuitem", { name, exact: true }).click();
    await expect(page.getByText(/^Saved as /)).toContainText(`a-001${ending}`);
    const text = readFileSync(join(served.root, "home", "Downloads", `a-001${ending}`), "utf8");
    expect(text.startsWith(holds)).toBe(true);
    expect(text).not.toMatch(/src="\/media/);
  }
});

test("focus mode shows the article alone", async ({ page }) => {
  await page.goto("/article/a-001");
  await ready(page);
  await page.keyboard.press("f");
  await expect(page.getByRole("banner")).toBeHidden();
  await expect(page.getByRole("navigation", { name: "Sections" })).toBeHidden();
  await expect(page.getByRole("region", { name: "Article text" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("banner")).toBeVisible();
});

test("from a stream one goes on to its next article and back to the list", async ({ page }) => {
  await page.goto("/news");
  await ready(page);
  const second = (await page.locator("main [data-step]").nth(1).textContent())?.trim() ?? "";
  await page.locator("main [data-step]").first().click();
  await ready(page);
  const beside = page.getByRole("navigation", { name: "Where you came from" });
  await beside.getByRole("link", { name: "Next article" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(second);
  await beside.getByRole("link", { name: "Back to the list" }).click();
  await expect(page).toHaveURL(/\/news$/);
});

test("the front page as it stood on another day", async ({ page }) => {
  await page.goto("/?as-of=2024-05-06");
  await ready(page);
  await expect(page.getByText("The page as it stood on")).toBeVisible();
  const days = await page.getByRole("region", { name: "News", exact: true }).locator("time").evaluateAll((all) => all.map((time) => time.getAttribute("datetime") ?? ""));
  for (const day of days) expect(day.slice(0, 10) <= "2024-05-07").toBe(true);
  await accessible(page);
  await page.getByRole("link", { name: "To the present one" }).click();
  await expect(page.getByText("The page as it stood on")).toHaveCount(0);
});

test("keys are changed and used", async ({ page }) => {
  await page.goto("/settings");
  await ready(page);
  await page.getByText("All commands and their keys").click();
  const button = page.getByRole("button", { name: "Change the keys of Tags" });
  await button.click();
  await page.keyboard.press("Control+j");
  await expect(button).toContainText(/J/i);
  await accessible(page);
  await page.goto("/");
  await ready(page);
  await page.keyboard.press("Control+j");
  await expect(page).toHaveURL(/\/tags$/);
  await set(page, { keymap: "" });
});

test("a footnote opens in place by keyboard, and gives the focus back", async ({ page, served }) => {
  const file = join(served.root, "notes.jsonl");
  writeFileSync(file, JSON.stringify({ id: "noted", title: "With a note", kind: "note", body_html: '<p>The tide is late.<a href="#n1" role="doc-noteref">1</a></p><ol role="doc-endnotes"><li id="n1">Fifty minutes a day.</li></ol>' }) + "\n");
  await served.command("import", "--source", "notes", file);
  await page.goto("/article/noted");
  await ready(page);
  const mark = page.locator("#text [role=doc-noteref]").first();
  await mark.focus();
  await page.keyboard.press("Enter");
  const note = page.getByRole("dialog", { name: "Note" });
  await expect(note).toBeVisible();
  await expect(note).toBeFocused();
  await expect(note).toContainText("Fifty minutes a day.");
  await accessible(page);
  await page.keyboard.press("Escape");
  await expect(note).toHaveCount(0);
  await expect(mark).toBeFocused();
});

test("an article is read aloud sentence by sentence, marked, stopped and gone on with", async ({ page }) => {
  await page.addInitScript(() => {
    const spoken: string[] = [];
    let saying: { onend?: () => void } | null = null;
    class Utterance {
      lang = "";
      voice = null;
      onend?: () => void;
      constructor(readonly text: string) {}
    }
    const synth = {
      getVoices: () => [{ lang: "en-GB", localService: true, name: "Test" }],
      addEventListener: () => undefined,
      speak: (utterance: Utterance) => {
        spoken.push(utterance.text);
        saying = utterance;
      },
      cancel: () => (saying = null),
    };
    Object.defineProperty(window, "speechSynthesis", { value: synth });
    Object.assign(window, { SpeechSynthesisUtterance: Utterance, spoken, sayOn: () => saying?.onend?.() });
  });
  const spoken = () => page.evaluate(() => (window as unknown as { spoken: string[] }).spoken);
  const marked = () => page.evaluate(() => [...(CSS.highlights.get("spoken") ?? [])].map(String).join(""));
  const sayOn = () => page.evaluate(() => (window as unknown as { sayOn: () => void }).sayOn());
  await page.goto("/article/a-001");
  await ready(page);
  const title = (await headline(page).textContent()) ?? "";
  await page.getByRole("button", { name: "Listen" }).click();
  expect(await spoken()).toEqual([title]);
  expect(await marked()).toBe(title);
  for (let i = 0; i < 12; i++) await sayOn();
  const at = await marked();
  expect((await spoken()).at(-1)).toBe(at);
  await expect.poll(() => scrolled(page)).toBeGreaterThan(0);
  await accessible(page);
  await page.getByRole("button", { name: "Stop" }).click();
  expect(await marked()).toBe("");
  await page.getByRole("button", { name: "Listen" }).click();
  expect((await spoken()).at(-1)).toBe(at);
  await page.keyboard.press("g");
  await page.keyboard.press("n");
  await expect(headline(page)).toHaveText("Latest"); // the article is gone
  const count = (await spoken()).length;
  await sayOn();
  expect((await spoken()).length).toBe(count);
  expect(await marked()).toBe("");
});

test("where there is no column for the contents, a button opens them", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 700 });
  await page.goto("/article/a-001");
  await ready(page);
  const nav = page.getByRole("navigation", { name: "In this article" });
  const button = nav.getByRole("button", { name: "In this article" });
  await expect(nav.getByRole("link")).toHaveCount(0);
  await button.click();
  await expect(nav.getByRole("link").first()).toBeVisible();
  await accessible(page);
  await page.keyboard.press("Escape");
  await expect(nav.getByRole("link")).toHaveCount(0);
  await expect(button).toBeFocused();
  await button.click();
  const last = nav.getByRole("link").last();
  const name = (await last.textContent()) ?? "";
  await last.click();
  await expect(nav.getByRole("link")).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Article text" }).getByRole("heading", { name })).toBeFocused();
});

test("where an article came from is told, and copied as text", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/article/a-001");
  await ready(page);
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Where it came from…" }).click();
  const dialog = page.getByRole("dialog", { name: "Where it came from" });
  await expect(dialog).toContainText("newstest");
  await expect(dialog).toContainText("publication.jsonl");
  await expect(dialog).toContainText(/SHA-256 [0-9a-f]{64}/);
  await accessible(page);
  await dialog.getByRole("button", { name: "Copy as text" }).click();
  await expect(dialog).toHaveCount(0);
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toMatch(/^Id: a-001$/m);
  expect(text).toMatch(/SHA-256 [0-9a-f]{64}/);
  await expect(page.getByRole("button", { name: "More", exact: true })).toBeFocused();
});

test("on paper stands the article alone, black on white", async ({ page }) => {
  await page.goto("/article/a-001");
  await ready(page);
  await set(page, { theme: "dark" });
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("region", { name: "Article text" })).toBeVisible();
  await expect(headline(page)).toBeVisible();
  for (const hidden of [page.getByRole("banner"), page.locator("#sidebar"), page.locator("main .side"), page.locator("main .acts"), page.locator("main .contents"), page.locator("main .comments")]) await expect(hidden).toBeHidden();
  const colour = await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--paper").trim());
  expect(colour).toBe("#fbfaf6");
  const clipped = await page.locator("main").evaluate((main) => main.scrollHeight > main.clientHeight + 1);
  expect(clipped).toBe(false);
  await page.emulateMedia({ media: "screen" });
});

test("an Arabic article in an English window keeps its direction, the tools keep theirs", async ({ page }) => {
  await page.goto("/article/ar-001");
  await ready(page);
  const direction = (of: ReturnType<Page["locator"]>) => of.evaluate((element) => getComputedStyle(element).direction);
  expect(await direction(headline(page))).toBe("rtl");
  expect(await direction(page.getByRole("region", { name: "Article text" }))).toBe("rtl");
  expect(await direction(page.getByRole("button", { name: "More", exact: true }))).toBe("ltr");
  expect(await direction(page.getByRole("region", { name: "Related Content" }))).toBe("ltr");
  await accessible(page);
});
