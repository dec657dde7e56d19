// Every screen by its address, as a reader of the screen meets it: landmarks and
// names of the contract, no barrier that a program can see, in light and in dark.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { accessible, expect, ready, set, test } from "./library";

interface Screen {
  /** The pattern of the route that it stands for. */
  route: string;
  path: string;
  heading: RegExp;
  /** What is particular to it. */
  holds?: (page: Page) => Promise<void>;
}

const region = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

async function tabs(page: Page, names: string[]): Promise<void> {
  for (const name of names) await expect(page.getByRole("main").getByRole("tab", { name, exact: true })).toBeVisible();
}

async function stream(page: Page): Promise<void> {
  await expect(page.getByRole("feed").first()).toBeVisible();
  await expect(page.getByRole("feed").getByRole("article").first()).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Calendar" })).toBeVisible();
}

async function front(page: Page): Promise<void> {
  for (const name of ["Editor's Choice", "News", "Most Viewed", "In Focus", "Maps", "Gallery"]) {
    await expect(region(page, name)).toBeVisible();
    await expect(region(page, name).getByRole("heading", { level: 2, name, exact: true })).toBeVisible();
  }
  await expect(region(page, "Most Viewed").getByRole("tablist")).toBeVisible();
  await tabs(page, ["Day", "Week", "Month", "Photo", "Film"]);
  await expect(page.getByRole("link", { name: "Canal authority keeps its tolls unchanged for a third year", exact: true }).first()).toBeVisible();
}

async function article(page: Page): Promise<void> {
  const whole = page.getByRole("article").first();
  await expect(whole.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(whole.locator("time").first()).toBeVisible();
  const text = region(page, "Article text");
  await expect(text).toHaveAttribute("lang", "en");
  await expect(text).toHaveAttribute("dir", "ltr");
  for (const name of ["Related Content", "Tags", "Comments"]) await expect(region(page, name)).toBeVisible();
  await expect(region(page, "Tags").getByRole("link").first()).toBeVisible();
  const comments = region(page, "Comments");
  for (const name of ["Name", "Email", "Text"]) await expect(comments.getByRole("textbox", { name, exact: true })).toBeVisible();
  await expect(comments.getByRole("textbox", { name: "Text" })).toHaveAttribute("required", "");
  await expect(comments.getByRole("button", { name: "Send", exact: true })).toBeVisible();
  for (const name of ["Star", "Later"]) await expect(whole.getByRole("button", { name, exact: true })).toHaveAttribute("aria-pressed", /^(?:true|false)$/);
  await expect(whole.getByRole("button", { name: "Appearance", exact: true })).toBeVisible();
  await whole.getByRole("button", { name: "More", exact: true }).click();
  await expect(page.getByRole("menu")).toBeVisible();
  for (const name of ["Copy as link", "Copy as Markdown", "Copy as text"]) await expect(page.getByRole("menuitem", { name, exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toHaveCount(0);
  await expect(page.getByRole("navigation", { name: "In this article" })).toBeVisible();
}

async function search(page: Page): Promise<void> {
  await expect(page.getByRole("main").getByRole("status").first()).toHaveText(/\d+ results?|No results/);
  await expect(page.getByRole("combobox", { name: "Sort by" })).toBeVisible();
  const kinds = page.getByRole("group", { name: "Kind", exact: true });
  await expect(kinds.getByRole("checkbox").first()).toBeVisible();
  await expect(page.getByRole("main").getByRole("list").getByRole("listitem").first()).toBeVisible();
  await expect(page.locator("main mark").first()).toBeVisible();
}

async function topic(page: Page): Promise<void> {
  for (const name of ["Timeline", "Articles", "Map"]) await expect(region(page, name)).toBeVisible();
}

const screens: Screen[] = [
  { route: "/", path: "/", heading: /The Meridian Review/, holds: front },
  { route: "/news", path: "/news", heading: /Latest/, holds: stream },
  { route: "/kind/:kind", path: "/kind/analysis", heading: /Analysis/, holds: stream },
  { route: "/section/:section", path: "/section/world", heading: /World/, holds: stream },
  { route: "/author/:author", path: "/author/mara-ilves", heading: /Mara Ilves/, holds: stream },
  { route: "/day/:day", path: "/day/2024-05-06", heading: /6 May 2024/, holds: stream },
  {
    route: "/list", path: "/list", heading: /All articles/,
    holds: async (page) => {
      await expect(page.getByRole("listbox", { name: "Articles", exact: true }).getByRole("option").first()).toBeVisible();
      await expect(page.getByRole("radiogroup", { name: "Density" }).getByRole("radio")).toHaveCount(4);
      await expect(region(page, "Preview")).toBeVisible();
    },
  },
  { route: "/maps", path: "/maps", heading: /Maps/, holds: stream },
  {
    route: "/map/:id", path: "/map/a-009", heading: /./,
    holds: async (page) => {
      await expect(page.getByRole("slider", { name: "Date" })).toBeVisible();
      await expect(page.getByRole("list", { name: "Legend" })).toBeVisible();
      await expect(page.getByRole("table")).toBeVisible();
    },
  },
  { route: "/gallery", path: "/gallery", heading: /Gallery/, holds: (page) => tabs(page, ["Photo", "Film"]) },
  { route: "/gallery/:id", path: "/gallery/a-010", heading: /./ },
  { route: "/article/:id", path: "/article/a-001", heading: /The strait between two winds/, holds: article },
  { route: "/article/:id/versions", path: "/article/a-004/versions", heading: /Lighthouse at Cape Serin/,
    holds: async (page) => {
      await expect(page.getByRole("heading", { level: 2 })).toHaveText(["From version 2 to version 3", "Version 3", "Version 2", "Version 1"]);
    } },
  { route: "/compare", path: "/compare?a=a-001&b=a-002", heading: /Two articles side by side/,
    holds: async (page) => {
      await expect(page.getByRole("heading", { level: 2 })).toHaveCount(2);
      await expect(page.getByRole("list", { name: "What the marks mean" })).toBeVisible();
    } },
  { route: "/most-viewed", path: "/most-viewed", heading: /Most Viewed/i, holds: (page) => tabs(page, ["Day", "Week", "Month"]) },
  { route: "/topics", path: "/topics", heading: /In Focus/ },
  { route: "/topic/:slug", path: "/topic/sea-routes", heading: /Sea routes/, holds: topic },
  { route: "/tags", path: "/tags", heading: /Tags/ },
  { route: "/tag/:slug", path: "/tag/harbours", heading: /Harbours/ },
  { route: "/search", path: "/search?q=harbour", heading: /Search: harbour/, holds: search },
  { route: "/research", path: "/research", heading: /Research/, holds: (page) => tabs(page, ["Collections", "Highlights", "Saved searches", "Sessions", "Concordance", "Trends", "Timeline", "Quotations"]) },
  {
    route: "/research/read", path: "/research/read?q=harbour&a=a-001&b=a-004", heading: /Reading room/,
    holds: async (page) => {
      for (const name of ["List", "Article", "Second article", "Notes"]) await expect(page.getByRole("region", { name, exact: true })).toBeVisible();
      await expect(page.getByRole("listbox", { name: "Articles" }).getByRole("option").first()).toBeVisible();
    },
  },
  {
    route: "/library", path: "/library", heading: /Imports and jobs/,
    holds: async (page) => {
      await expect(page.getByRole("button", { name: "Import…", exact: true })).toBeVisible();
      await expect(page.getByRole("list", { name: "Imports" }).getByRole("button", { name: "Undo" }).first()).toBeVisible();
    },
  },
  { route: "/settings", path: "/settings", heading: /Settings/ },
  { route: "/settings/publication", path: "/settings/publication", heading: /Publication/ },
  { route: "/outbox", path: "/outbox", heading: /Outbox|Nothing waits/ },
  { route: "/network", path: "/network", heading: /Network/ },
  { route: "/corrections", path: "/corrections", heading: /Corrections/ },
  { route: "/desk", path: "/desk", heading: /Drafts/, holds: async (page) => expect(page.getByRole("list", { name: "Drafts" }).getByRole("link").first()).toBeVisible() },
  {
    route: "/desk/draft/:id", path: "/desk/draft/DRAFT", heading: /Draft: /,
    holds: async (page) => {
      for (const name of ["Headline", "Standfirst", "Body"]) await expect(page.getByRole("textbox", { name, exact: true })).toBeVisible();
      await expect(page.getByRole("toolbar", { name: "Format" })).toBeVisible();
    },
  },
  { route: "/desk/front", path: "/desk/front", heading: /Front page/ },
  { route: "/desk/topics", path: "/desk/topics", heading: /Topics/ },
  { route: "/desk/tags", path: "/desk/tags", heading: /Tags/ },
  { route: "/desk/media", path: "/desk/media", heading: /Media/ },
  { route: "/desk/comments", path: "/desk/comments", heading: /Comments/ },
  { route: "/help", path: "/help", heading: /Help/ },
  {
    route: "/help/licences", path: "/help/licences", heading: /Licences/,
    holds: async (page) => {
      await expect(page.getByRole("row", { name: /modernc.org\/sqlite .*BSD-3-Clause/ })).toBeVisible();
      await page.getByRole("button", { name: "BSD-3-Clause: words of modernc.org/sqlite", exact: true }).click();
      await expect(page.getByText("Redistribution and use in source and binary forms").first()).toBeVisible();
    },
  },
];

/** A working copy of an article, for the screen of drafts. */
let draft = "";
test.beforeAll(async ({ served }) => {
  draft = (await served.command<{ draft: string }>("draft", "new", "--from", "a-001")).draft;
});

test("every route has its screen here", () => {
  const source = readFileSync(join(import.meta.dirname, "../src/routes.ts"), "utf8");
  const patterns = [...source.matchAll(/pattern: "([^"]+)"/g)].map((m) => m[1]);
  expect(screens.map((screen) => screen.route)).toEqual(patterns);
});

for (const screen of screens) {
  test(`the screen ${screen.path}`, async ({ page }) => {
    await page.goto(screen.path.replace("DRAFT", draft));
    await ready(page);
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await expect(page.locator("html")).toHaveAttribute("dir", "ltr");
    await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
    await expect(page.getByRole("banner").getByRole("link", { name: "The Meridian Review" })).toHaveAttribute("href", "/");
    await expect(page.getByRole("navigation", { name: "Sections" })).toBeVisible();
    await expect(page.getByRole("searchbox", { name: "Search", exact: true })).toBeVisible();
    await expect(page.getByRole("main")).toHaveCount(1);
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(screen.heading);
    await screen.holds?.(page);
    await accessible(page);
    await set(page, { theme: "dark" });
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await accessible(page);
    // Nothing is wider than the window, also in a narrow one.
    for (const width of [900, 360]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `at ${width}`).toBeLessThanOrEqual(0);
    }
  });
}

test("the skip link is first and leads into the page", async ({ page }) => {
  await page.goto("/news");
  await ready(page);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to the page" });
  const first = await page.evaluate(() => document.querySelector("a[href], button, input")?.textContent);
  expect(first).toBe("Skip to the page");
  await skip.focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("main")).toBeFocused();
});

test("an article in another language keeps its own language and direction", async ({ page }) => {
  for (const [id, lang, dir] of [["fa-001", "fa", "rtl"], ["ar-001", "ar", "rtl"], ["he-001", "he", "rtl"], ["zh-001", "zh-Hant", "ltr"]] as const) {
    await page.goto(`/article/${id}`);
    await ready(page);
    await expect(region(page, "Article text")).toHaveAttribute("lang", lang);
    await expect(region(page, "Article text")).toHaveAttribute("dir", dir);
    await expect(page.locator("html")).toHaveAttribute("dir", "ltr");
  }
  await accessible(page);
});

test("an address that leads nowhere says so", async ({ page }) => {
  await page.goto("/no/such/page");
  await expect(page.getByRole("heading", { level: 1, name: "There is no such page" })).toBeVisible();
  await accessible(page);
});

test("an article that is not there says so", async ({ page, wrong }) => {
  await page.goto("/article/not-there");
  await expect(page.getByRole("heading", { level: 1, name: "Not in this library" })).toBeVisible();
  await accessible(page);
  // The browser itself writes the answer's status to its console.
  wrong.splice(0, wrong.length, ...wrong.filter((line) => !/404/.test(line)));
});

test("themes and the pseudo-language cut nothing off", async ({ page }) => {
  await page.goto("/");
  for (const theme of ["sepia", "contrast"]) {
    await set(page, { theme });
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
    await accessible(page);
  }
  await set(page, { theme: "light", language: "qps" });
  await expect(page.getByRole("heading", { level: 2 }).first()).toHaveText(/^⟦/);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});
