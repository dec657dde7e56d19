/** Collections: added to by one key from any list, ordered by keys and by hand, with notes, given out, taken back. */
import type { Page } from "@playwright/test";
import { accessible, expect, ready, test } from "./library";

test.use({ own: "collections" });

const items = (page: Page, name: string) => page.getByRole("list", { name: `Items in ${name}`, exact: true }).getByRole("listitem");
const titles = (page: Page, name: string) => items(page, name).locator("p.headline").allTextContents();
const tree = (page: Page) => page.getByRole("navigation", { name: "All collections" });
const choice = (page: Page) => page.getByRole("dialog", { name: /collection/ });

test("articles of a list go into a new collection by one key, all at once, and are taken back", async ({ page }) => {
  await page.goto("/list");
  await ready(page);
  await page.getByRole("listbox", { name: "Articles" }).focus();
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.keyboard.press("c");
  await expect(choice(page)).toBeVisible();
  await accessible(page);
  await page.keyboard.type("Ports");
  await page.keyboard.press("Enter");
  await expect(page.getByText("2 articles added to Ports.")).toBeVisible();
  await page.keyboard.press("c");
  await expect(choice(page).getByRole("option").first()).toContainText("Ports");
  await page.keyboard.press("Enter");
  await expect(page.getByText("In Ports already.")).toBeVisible();
  await page.goto("/research?tab=collections");
  await ready(page);
  await expect(items(page, "Ports")).toHaveCount(2);
  await accessible(page);
});

test("the search and an article's page add, and the article says where it stands", async ({ page }) => {
  await page.goto("/search?q=harbour");
  await ready(page);
  await page.getByRole("button", { name: "Add all to a collection" }).click();
  await page.keyboard.type("Found");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/added to Found/)).toBeVisible();
  await page.locator("main ol a").first().click();
  await ready(page);
  const held = page.getByRole("region", { name: "Collections" });
  await expect(held.getByRole("link", { name: "Found" })).toBeVisible();
  await page.keyboard.press("c");
  await page.keyboard.type("Second");
  await page.keyboard.press("Enter");
  await expect(held.getByRole("link", { name: "Second" })).toBeVisible();
  await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await expect(held.getByRole("link", { name: "Second" })).toHaveCount(0);
});

test("items are ordered by keys and by the pointer, with notes between", async ({ page, served }) => {
  const { articles } = await served.command<{ articles: { id: string; title: string }[] }>("list", "--limit", "4");
  const ids = articles.map((one) => one.id);
  const [a = "", b = "", c = "", d = ""] = articles.map((one) => one.title);
  await served.command("collection", "create", "Order", ...ids);
  await page.goto("/research?tab=collections");
  await ready(page);
  await tree(page).getByRole("link", { name: /Order/ }).click();
  await expect(items(page, "Order")).toHaveCount(4);
  await items(page, "Order").first().focus();
  await page.keyboard.press("Space");
  await expect(page.getByText(/picked up\. Place 1 of 4/)).toBeAttached();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByText(/place 3 of 4/)).toBeAttached();
  await page.keyboard.press("Space");
  await expect.poll(() => titles(page, "Order")).toEqual([b, c, a, d]);
  await expect(items(page, "Order").nth(2)).toBeFocused();
  await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => titles(page, "Order")).toEqual([a, b, c, d]);

  const grip = await items(page, "Order").nth(3).locator(".grip").boundingBox();
  const to = await items(page, "Order").first().boundingBox();
  if (!grip || !to) throw new Error("nothing to drag");
  await page.mouse.move(grip.x + 10, grip.y + 10);
  await page.mouse.down();
  await page.mouse.move(to.x + 40, to.y + 5, { steps: 5 });
  await page.mouse.up();
  await expect.poll(() => titles(page, "Order")).toEqual([d, a, b, c]);

  await items(page, "Order").first().focus();
  await page.keyboard.press("e");
  await page.keyboard.type("Read this first");
  await page.keyboard.press("Control+Enter");
  await expect(items(page, "Order").first()).toContainText("Read this first");
  await page.getByRole("button", { name: "Add a note" }).click();
  await page.keyboard.type("Then these");
  await page.keyboard.press("Control+Enter");
  await expect(items(page, "Order").nth(1)).toContainText("Then these");
  await accessible(page);

  await page.getByRole("button", { name: "Export" }).click();
  for (const format of ["JSON lines", "EPUB", "BibTeX", "RIS", "CSL-JSON", "hand on"]) await expect(page.getByRole("menuitem", { name: format })).toBeVisible();
  await page.getByRole("menuitem", { name: "BibTeX" }).click();
  await expect(page.getByRole("status").filter({ hasText: /4 articles written to .*Order\.bib/ })).toBeVisible();

  await items(page, "Order").nth(2).focus();
  await page.keyboard.press("Delete");
  await expect(items(page, "Order")).toHaveCount(4);
});

test("collections are named, nested and deleted, and come back", async ({ page }) => {
  await page.goto("/research?tab=collections");
  await ready(page);
  await page.getByRole("button", { name: "New collection" }).click();
  await page.keyboard.type("Outer");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Outer" })).toBeVisible();
  await page.getByRole("button", { name: "More about Outer" }).click();
  await page.getByRole("menuitem", { name: "New collection inside" }).click();
  await page.keyboard.type("Inner");
  await page.keyboard.press("Enter");
  await expect(tree(page).getByRole("link", { name: /Inner/ })).toBeVisible();
  await page.getByRole("button", { name: "More about Outer" }).click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await page.keyboard.type("Outside");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Outside" })).toBeVisible();
  await page.getByRole("button", { name: "More about Outside" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(tree(page).getByRole("link", { name: /Outside|Inner/ })).toHaveCount(0);
  await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await expect(tree(page).getByRole("link", { name: /Outside|Inner/ })).toHaveCount(2);
});
