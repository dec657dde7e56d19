/** Saved searches: kept from the search page, counted after an import, opened and so seen, taken back, renamed, removed. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { accessible, expect, ready, test } from "./library";

test.use({ own: "saved" });

const article = (id: string, title: string) => JSON.stringify({ id, title, language: "en", published: "2024-03-04", body_text: `${title}, told at length.` });

test("a search is saved, counts what is new, and opening it clears it", async ({ page, served }) => {
  const bring = async (id: string, title: string) => {
    const file = join(served.root, `${id}.jsonl`);
    await writeFile(file, article(id, title));
    await served.command("import", "--source", "wire", file);
  };
  await bring("one", "The xylophone of the harbour");
  await page.goto("/search?q=xylophone");
  await ready(page);
  await expect(page.getByText("1 result", { exact: true })).toBeVisible();
  await page.locator("main h2 a").first().focus();
  await page.keyboard.press("Shift+S");
  const dialog = page.getByRole("dialog", { name: "Save this search" });
  await dialog.getByLabel("Name").fill("Xylophones");
  await accessible(page);
  await dialog.getByLabel("Name").press("Enter");
  await expect(page.getByText("“Xylophones” is saved: 1 article")).toBeVisible();

  await page.goto("/research?tab=saved");
  await ready(page);
  const row = page.getByRole("list", { name: "Saved searches" }).getByRole("listitem").filter({ hasText: "Xylophones" });
  await expect(row.getByText("1 new", { exact: true })).toBeVisible();
  await expect(row.getByRole("link", { name: "The xylophone of the harbour" })).toBeVisible();
  await accessible(page);

  // Opened, it is seen; taken back, it is new again.
  await row.getByRole("link", { name: "Xylophones" }).press("Enter");
  await expect(page.getByRole("heading", { name: "The xylophone of the harbour" })).toBeVisible();
  await expect(page.getByText("1 new article of “Xylophones” counts as seen")).toBeVisible();
  await accessible(page);
  await page.getByRole("button", { name: "Undo" }).press("Enter");
  await expect(row.getByText("1 new", { exact: true })).toBeVisible();
  await row.getByRole("link", { name: "Xylophones" }).press("Enter");
  await expect(page.getByText("1 new article of “Xylophones” counts as seen")).toBeVisible();
  await page.getByRole("link", { name: "All saved searches" }).press("Enter");
  await expect(row.getByText("1 new", { exact: true })).toHaveCount(0);

  // What comes in is counted by itself.
  await bring("two", "A second xylophone");
  await expect(row.getByText("1 new", { exact: true })).toBeVisible();
  await expect(row.getByRole("link", { name: "A second xylophone" })).toBeVisible();

  await row.getByRole("button", { name: "What can be done with “Xylophones”" }).press("Enter");
  await page.getByRole("menuitem", { name: "Remove" }).press("Enter");
  await expect(page.getByText("No search is saved")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).press("Enter");
  await expect(row).toBeVisible();
  await served.command("saved", "seen", "Xylophones"); // the next test counts what is new
});

test("a watched article tells what came since it was seen, and leads to what changed", async ({ page, served }) => {
  const bring = async (title: string, updated?: string) => {
    const file = join(served.root, "watched.jsonl");
    await writeFile(file, JSON.stringify({ id: "dredger", title, language: "en", published: "2024-03-04", updated, body_text: "The dredger came on Tuesday." }));
    await served.command("import", "--source", "wire", file);
  };
  await bring("A dredger at the quay");
  await page.goto("/article/dredger");
  await ready(page);
  await page.keyboard.press("w");
  await expect(page.getByText("You are told when this article changes")).toBeVisible();
  await page.getByRole("button", { name: "More" }).last().click();
  await expect(page.getByRole("menuitem", { name: "Stop watching" })).toBeVisible();
  await page.keyboard.press("Escape");

  await page.goto("/research?tab=saved");
  await ready(page);
  const watched = page.getByRole("region", { name: "Watched articles" });
  await expect(watched.getByText("No change since you saw it")).toBeVisible();
  await bring("A dredger at the quay, again", "2024-03-05T09:00:00Z");
  await expect(watched.getByText(/^1 change since you saw it · Update/)).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Sections" }).getByRole("link", { name: /^Saved searches/ })).toContainText("1");
  await accessible(page);
  await watched.getByRole("link", { name: "A dredger at the quay, again" }).press("Enter");
  await page.waitForURL(/\/article\/dredger\/versions\?a=1&b=2/);
  await expect(page.locator("ins").filter({ hasText: "again" }).first()).toBeVisible();
  await page.goBack();
  await expect(watched.getByText("No change since you saw it")).toBeVisible();

  await watched.getByRole("button", { name: "What can be done with" }).press("Enter");
  await page.getByRole("menuitem", { name: "Stop watching" }).press("Enter");
  await expect(watched).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).press("Enter");
  await expect(watched).toBeVisible();
});
