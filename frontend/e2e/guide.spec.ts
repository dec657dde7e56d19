/** The worked examples of the help, on the sample publication: each leads to what it speaks of. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { accessible, expect, headline, ready, set, test } from "./library";

test.use({ sample: true });

const examples = JSON.parse(readFileSync(join(import.meta.dirname, "../src/features/help/guide.json"), "utf8")) as { key: string; links: string[]; commands: string[] }[];

test("the help has its contents, and each example its steps, its keys and its lines", async ({ page }) => {
  await page.goto("/help");
  await ready(page);
  const contents = page.getByRole("navigation", { name: "On this page" });
  await expect(contents.getByRole("link")).toHaveCount(examples.length + 4);
  await accessible(page);
  await contents.getByRole("link", { name: "Cite a sentence" }).click();
  await expect(page.getByRole("heading", { name: "Cite a sentence" })).toBeFocused();
  await expect(page).toHaveURL(/part=guide-cite/);
  await page.reload();
  await ready(page);
  await expect(page.getByRole("heading", { name: "Cite a sentence" })).toBeInViewport();
  for (const line of examples.flatMap((example) => example.commands)) await expect(page.getByText(line).first()).toBeAttached();
  await page.setViewportSize({ width: 640, height: 700 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});

for (const to of examples.flatMap((example) => example.links)) {
  test(`the example at ${to} stands`, async ({ page }) => {
    await page.goto(to);
    await ready(page);
    await expect(headline(page)).not.toHaveText(/Not in this library|There is no such page/);
    const main = page.getByRole("main");
    if (to.startsWith("/search")) await expect(main.getByRole("status").first()).toHaveText(/^[1-9]\d* results?/);
    if (to.includes("tab=concordance")) await expect(main.getByRole("listbox", { name: "Occurrences" }).getByRole("option").first()).toBeVisible();
    if (to.includes("tab=trends")) await expect(main.getByRole("img").first()).toBeVisible();
    if (to.includes("/versions")) await expect(main.getByRole("heading", { name: /From version \d+ to version \d+/ })).toBeVisible();
    if (to.startsWith("/research/read")) await expect(main.locator("#headline")).toBeVisible();
    if (to.startsWith("/compare")) await expect(main.getByText(/sentences? in both|No sentence stands in both/).first()).toBeVisible();
    if (to.startsWith("/research/read") && to.includes("&b=")) await expect(main.locator("#second-headline")).toBeVisible();
  });
}

test("in Arabic the examples read from right to left, their lines do not", async ({ page }) => {
  await page.goto("/help");
  await set(page, { language: "ar" });
  await ready(page);
  await expect(page.getByRole("navigation", { name: "في هذه الصفحة" }).getByRole("link")).toHaveCount(examples.length + 4);
  expect(await page.locator("pre").first().evaluate((pre) => getComputedStyle(pre).direction)).toBe("ltr");
  await accessible(page);
});
