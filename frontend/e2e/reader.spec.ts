// A reader's day: work through the list by keys, read, find, stop and go on,
// look at the paper of another day; all with no network.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { accessible, expect, ready, set, test } from "./library";

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
