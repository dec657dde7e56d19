// An article, and words of it, as a citation; and the link that leads back to them.
import type { Page } from "@playwright/test";
import { accessible, expect, ready, test } from "./library";

/** Selects the first words of the second paragraph and gives them. */
const select = (page: Page) =>
  page.evaluate(() => {
    const text = document.createTreeWalker(document.querySelectorAll("#text p")[1] as Element, NodeFilter.SHOW_TEXT).nextNode() as Text;
    const range = document.createRange();
    range.setStart(text, 0);
    range.setEnd(text, text.data.indexOf(" ", 24));
    getSelection()?.removeAllRanges();
    getSelection()?.addRange(range);
    return range.toString();
  });

test("an article is cited by a key, in the style that was chosen last", async ({ page }) => {
  await page.goto("/news");
  await ready(page);
  await page.locator("main [data-step]").first().click();
  await ready(page);
  const address = new URL(page.url()).pathname;
  await page.keyboard.press("q");
  const dialog = page.getByRole("dialog", { name: "Cite" });
  await expect(dialog.getByRole("region", { name: "Citation" })).toContainText("newstest");
  await accessible(page);
  await dialog.getByLabel("Style").selectOption("ieee");
  await expect(dialog.getByRole("region", { name: "Citation" }).locator("i")).toHaveText("newstest");
  await page.keyboard.press("Escape");

  const words = await select(page);
  await page.keyboard.press("q");
  await expect(dialog.getByLabel("Style")).toHaveValue("ieee");
  await expect(dialog.getByRole("region", { name: "Citation" })).toContainText("para. ");
  await expect(dialog.getByRole("region", { name: "Citation" })).toContainText(words.slice(0, 12));
  await page.keyboard.press("Escape");

  // The link marks the words; words that are gone are told.
  await page.goto(`${address}?quote=${encodeURIComponent(words)}`);
  await ready(page);
  await expect(page.getByRole("group", { name: `Hits of “${words}”` })).toContainText("1 of 1");
  await page.goto(`${address}?quote=${encodeURIComponent("zyx wvu tsr qpo")}`);
  await ready(page);
  await expect(page.getByText("The words of this link are no longer in the article.")).toBeVisible();
});
