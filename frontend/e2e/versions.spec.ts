/** What changed between two versions of an article: in one text, side by side, and since it was read. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { accessible, expect, ready, set, test, type Served } from "./library";

test.use({ own: "versions" });

const paragraphs = Array.from({ length: 12 }, (_, i) => `<p id="p${i}">Paragraph ${i} tells of the harbour and of the ${i * 13} boats that lay there.</p>`).join("");
const tide = (title: string, start: string, end: string, updated = "") =>
  JSON.stringify({ id: "tide", title, language: "en", published: "2024-05-06T08:00:00Z", ...(updated && { updated }), body_html: `${start}${paragraphs}${end}` });
const ship = (day: string) => JSON.stringify({ id: "ship", title: "السفينة", language: "ar", published: "2024-05-06T08:00:00Z", body_html: `<p>وصلت السفينة إلى الميناء يوم ${day}، وكان البحر هادئا.</p>` });

async function bring(served: Served, ...lines: string[]): Promise<void> {
  const file = join(served.root, "desk.jsonl");
  await writeFile(file, lines.join("\n"));
  await served.command("import", "--source", "desk", file);
}

test.beforeAll(async ({ served }) => {
  await bring(served, tide("The tide at six", `<p id="a">It comes by night, and nobody sees it.</p><p id="gone">The lamp was out.</p>`, `<p id="z">So it goes.</p>`), ship("الأحد"));
  await bring(served, tide("The tide at seven", `<p id="a">It comes by night, and the keeper sees it.</p>`, `<p id="z">So it goes.</p><p id="new">The lamp burns again.</p>`, "2024-05-07T08:00:00Z"), ship("الاثنين"));
});

const comparison = (page: Page) => page.getByRole("region", { name: /^From version/ });

test("the newest stands beside the one before, word by word", async ({ page }) => {
  await page.goto("/article/tide/versions");
  await ready(page);
  const text = comparison(page);
  await expect(text).toHaveAccessibleName("From version 1 to version 2");
  await expect(text.locator("del")).toHaveText(["removed: six", "removed: nobody", "removed: The lamp was out."]);
  await expect(text.locator("ins")).toHaveText(["added: seven", "added: the keeper", "added: The lamp burns again."]);
  await expect(text.locator("ins").first()).toHaveCSS("text-decoration-line", "underline");
  await expect(text.locator("del").first()).toHaveCSS("text-decoration-line", "line-through");
  await expect(text.getByText("4 changes")).toBeVisible();
  await accessible(page);

  const folded = text.getByText("13 paragraphs unchanged");
  await expect(text.getByText("Paragraph 7 tells")).toBeHidden();
  await folded.click();
  await expect(text.getByText("Paragraph 7 tells")).toBeVisible();

  // From change to change, and around at the end.
  for (const [at, words] of ["six", "nobody", "The lamp was out.", "The lamp burns again.", "six"].entries()) {
    await page.keyboard.press(".");
    await expect(text.getByRole("status")).toContainText(`Change ${(at % 4) + 1} of 4`);
    await expect(text.getByRole("status")).toContainText(words);
    await expect(text.locator(".here").first()).toBeInViewport();
  }
  await text.getByRole("button", { name: "Previous change" }).click();
  await expect(text.getByRole("status")).toContainText("Change 4 of 4");
});

test("side by side each side is its own text, and the address holds the choice", async ({ page }) => {
  await page.goto("/article/tide/versions?a=1&b=2");
  await ready(page);
  const text = comparison(page);
  await text.getByRole("radio", { name: "Side by side" }).check({ force: true });
  await expect(page).toHaveURL(/a=1&b=2&view=beside$/);
  const title = text.locator(".row.title .text");
  await expect(title).toHaveText(["The tide at removed: six", "The tide at added: seven"]);
  await accessible(page);
  await set(page, { theme: "dark" });
  await accessible(page);
  await page.setViewportSize({ width: 640, height: 700 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(640);

  await page.getByLabel("To", { exact: true }).selectOption("1");
  await expect(page).toHaveURL(/a=1&b=1/);
  await expect(text.getByText("Both sides are the same version.")).toBeVisible();
  await page.getByLabel("From", { exact: true }).selectOption("2");
  await expect(text).toHaveAccessibleName("From version 2 to version 1");
  await page.getByRole("link", { name: "Compare version 2 with the one before" }).click();
  await expect(text).toHaveAccessibleName("From version 1 to version 2");
  await expect(page).toHaveURL(/a=1&b=2&view=beside$/);
});

test("what changed since it was read leads to exactly that", async ({ page, served }) => {
  await page.goto("/list");
  await ready(page);
  await page.keyboard.press("Shift+A");
  await expect(page.locator("[role=option].unread")).toHaveCount(0);
  await bring(served, tide("The tide at eight", `<p id="a">It comes by night, and the keeper sees it.</p>`, `<p id="z">So it goes.</p>`, "2024-05-08T08:00:00Z"));
  await bring(served, tide("The tide at nine", `<p id="a">It comes by night, and the keeper sees it.</p>`, `<p id="z">So it goes.</p>`, "2024-05-09T08:00:00Z"));
  await page.goto("/article/tide");
  await ready(page);
  await page.getByRole("note").getByRole("link", { name: "See what changed" }).click();
  await expect(page).toHaveURL(/\/article\/tide\/versions\?a=2&b=4$/);
  await expect(comparison(page).locator("del").first()).toHaveText("removed: seven");
  await expect(comparison(page).locator("ins").first()).toHaveText("added: nine");
});

test("an Arabic article runs its own way, under English and under Persian", async ({ page }) => {
  await page.goto("/article/ship/versions");
  await ready(page);
  const changed = comparison(page).locator("p.text").filter({ hasText: "وصلت" });
  await expect(changed.locator("del")).toContainText("الأحد");
  await expect(changed.locator("ins")).toContainText("الاثنين");
  await expect(changed).toHaveCSS("direction", "rtl");
  await accessible(page);
  await set(page, { language: "fa" });
  await page.goto("/article/tide/versions?a=1&b=2");
  await ready(page);
  await expect(page.getByRole("region", { name: "از نگارش ۱ تا نگارش ۲" }).getByText("۴ تغییر")).toBeVisible();
  await expect(page.locator("p.text").first()).toHaveCSS("direction", "ltr");
  await accessible(page);
});

test("what has one version has nothing to compare", async ({ page, served }) => {
  await bring(served, JSON.stringify({ id: "once", title: "Once", language: "en", body_text: "Written once." }));
  await page.goto("/article/once/versions");
  await ready(page);
  await expect(page.getByRole("heading", { name: "Version 1" })).toBeVisible();
  await expect(comparison(page)).toHaveCount(0);
});
