/** The tags desk: found, renamed, merged, with other names and similar ones; all of it undone. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { accessible, expect, ready, test } from "./library";

test.use({ own: "tagsdesk" });

const rows = (page: Page) => page.getByRole("list", { name: "Tags", exact: true }).getByRole("listitem");
const names = (page: Page) => rows(page).locator(".name").allTextContents();
const undo = (page: Page) => page.getByRole("status").getByRole("button", { name: "Undo" }).click();

async function act(page: Page, name: string, item: string) {
  await page.getByRole("button", { name: new RegExp(`^More for .${name}.$`) }).click();
  await page.getByRole("menuitem", { name: item, exact: true }).click();
}

test("tags are found, renamed and merged", async ({ page, wrong }) => {
  await page.goto("/desk/tags");
  await ready(page);
  await accessible(page);
  const [first = "", second = "", third = ""] = await names(page);
  await page.getByRole("radio", { name: "By name" }).check({ force: true });
  await expect(page).toHaveURL(/by=name/);
  await expect.poll(async () => (await names(page)).slice(0, 3)).not.toEqual([first, second, third]);
  await page.goto("/desk/tags");
  await ready(page);

  const address = await rows(page).first().getByRole("link").getAttribute("href");
  await act(page, first, "Rename…");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("New name").fill("Zebra crossings");
  await accessible(page);
  await dialog.getByRole("button", { name: "Rename", exact: true }).click();
  await expect(page.getByText(/renamed to .Zebra crossings/)).toBeVisible();
  await expect(rows(page).first()).toContainText("Zebra crossings");
  await page.goto(address ?? "");
  await ready(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Zebra crossings");

  // A name that is taken offers to merge.
  await page.goto("/desk/tags");
  await ready(page);
  await act(page, "Zebra crossings", "Rename…");
  await dialog.getByLabel("New name").fill(second.toUpperCase());
  await dialog.getByRole("button", { name: "Rename", exact: true }).click();
  await expect(dialog.getByRole("alert")).toContainText("already");
  expect(wrong.splice(0)).toHaveLength(1); // the browser notes the refusal itself
  await dialog.getByRole("button", { name: /^Merge into/ }).click();
  await expect(page.getByText(/merged into/)).toBeVisible();
  await expect(rows(page).filter({ hasText: "Zebra" })).toHaveCount(0);
  await undo(page);
  await expect(rows(page).filter({ hasText: "Zebra" })).toHaveCount(1);

  // Several into one of them.
  for (const name of [second, third]) await page.getByRole("checkbox", { name: new RegExp(`^Choose .${name}.$`) }).check();
  await expect(page.getByRole("toolbar")).toContainText("2 tags chosen");
  await accessible(page);
  await page.getByRole("toolbar").getByRole("button", { name: "Merge…" }).click();
  await dialog.getByRole("radio", { name: new RegExp(third) }).check();
  await expect(dialog.getByText(/stays as another name of/)).toBeVisible();
  await dialog.getByRole("button", { name: "Merge", exact: true }).click();
  await expect(page.getByText(/merged into/)).toBeVisible();
  await expect(rows(page).filter({ hasText: second })).toHaveCount(0);

  await page.getByRole("searchbox", { name: /tag/i }).first().fill(third.slice(0, 4));
  await expect(rows(page).first()).toContainText(third);
  await act(page, third, "Other names…");
  await expect(dialog.getByLabel("Other names, one a line")).toHaveValue(second);
  await dialog.getByLabel("Other names, one a line").fill(`${second}\nThe other one`);
  await accessible(page);
  await dialog.getByRole("button", { name: "Keep" }).click();
  await page.goto("/tag/the-other-one");
  await ready(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(third);
});

test("similar names are offered and merged", async ({ page, served }) => {
  const file = join(served.root, "twins.jsonl");
  const lines = ["Quetzal", "Quetzal", "Quetzals"].map((tag, i) => JSON.stringify({ id: `twin-${i}`, title: `Light ${i}`, body_text: `A light, the ${i}th of them.`, tags: [tag] }));
  await writeFile(file, lines.join("\n"));
  await served.command("import", file);
  await page.goto("/desk/tags?by=twins");
  await ready(page);
  const pair = page.getByRole("list", { name: "Similar names" }).getByRole("listitem").filter({ hasText: "Quetzals" });
  await expect(pair).toBeVisible();
  await accessible(page);
  await pair.getByRole("button", { name: /^Merge .Quetzals. into .Quetzal.$/ }).click();
  await expect(pair).toHaveCount(0);
  await expect(page.getByText(/merged into/)).toBeVisible();
  await page.goto("/tag/quetzals");
  await ready(page);
  await expect(page.getByText("3 articles").first()).toBeVisible();
});

test("a list of thousands is entered anywhere, and what is in view is drawn", async ({ page, served }) => {
  const file = join(served.root, "many.jsonl");
  const tag = (n: number) => `Zz ${String(n).padStart(4, "0")}`;
  const lines = Array.from({ length: 60 }, (_, i) => JSON.stringify({ id: `many-${i}`, title: `Lines ${i}`, body_text: `Of many tags, the ${i}th.`, tags: Array.from({ length: 50 }, (_, k) => tag(50 * i + k)) }));
  await writeFile(file, lines.join("\n"));
  await served.command("import", file);
  await page.goto("/desk/tags?by=name");
  await ready(page);
  const shown = (name: string) => rows(page).filter({ hasText: name });
  const main = page.locator("main");
  const to = (share: number) => main.evaluate((element, by) => element.scrollTo(0, element.scrollHeight * by), share);
  /** The row at half the height. */
  const middle = () => main.evaluate((element) => [...element.querySelectorAll("[role=listitem]")].find((one) => one.getBoundingClientRect().bottom > innerHeight / 2)?.textContent?.trim());
  await to(1);
  await expect(shown(tag(2999))).toBeInViewport();
  expect(await rows(page).count()).toBeLessThan(500);
  await expect(rows(page).last()).toHaveAttribute("aria-posinset", (await rows(page).last().getAttribute("aria-setsize")) ?? "none");
  await accessible(page);

  // What is chosen stays so out of view, and another order or beginning is read where one is.
  await page.getByRole("checkbox", { name: new RegExp(`^Choose .${tag(2999)}.$`) }).check();
  await to(0.5);
  await expect.poll(middle).toMatch(/^Zz 1\d{3} *1 article/);
  await expect(page.getByRole("toolbar")).toContainText("1 tag chosen");
  await page.getByRole("radio", { name: "Most used" }).check({ force: true });
  await expect(rows(page).first()).not.toContainText("1 article");
  await to(0.5);
  await expect.poll(middle).toMatch(/^Zz 1\d{3} *1 article/);
  await page.getByRole("searchbox", { name: /tag/i }).first().fill("zz 29");
  await expect(rows(page).first()).toContainText(tag(2999));
  await expect(rows(page)).toHaveCount(100);
  await to(1);
  await expect(shown(tag(2900))).toBeInViewport();
  await page.goto("/tags");
  await ready(page);
  await page.goBack();
  await ready(page);
  await expect(rows(page).first()).toBeAttached();
});
