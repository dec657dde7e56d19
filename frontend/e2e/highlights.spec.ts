/** The list of all highlights: of any number, chosen by days of the reader's own calendar. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { accessible, expect, ready, set, test } from "./library";

test.use({ own: "highlights" });

const many = 1500;

test.beforeAll(async ({ served }) => {
  const words = (i: number) => `harbour number${i} of the council`;
  const body = Array.from({ length: many }, (_, i) => `<p>${words(i)}</p>`).join("");
  const articles = join(served.root, "many.jsonl");
  await writeFile(articles, JSON.stringify({ id: "many", title: "A great many", language: "en", published: "2024-05-06T08:00:00Z", body_html: body }));
  await served.command("import", "--source", "desk", articles);
  const table = join(served.root, "many.csv");
  const rows = Array.from({ length: many }, (_, i) => `many,${words(i)},1,"${i % 3 ? "" : "A note.\n".repeat(1 + (i % 5)).trim()}",2026-0${1 + (i % 9)}-02T10:00:00.000Z`);
  await writeFile(table, ["article,quote,colour,note,created", ...rows].join("\n"));
  await served.command("highlight", "import", table);
});

const list = (page: Page) => page.getByRole("tabpanel", { name: "Highlights" }).getByRole("list");
const rowOf = (page: Page, i: number) => list(page).getByRole("listitem").filter({ hasText: `number${i} of` });
const top = (page: Page, i: number) => rowOf(page, i).evaluate((element) => element.getBoundingClientRect().top);

test("of a long list what is in view is drawn; acts and coming back keep the place", async ({ page }) => {
  await page.goto("/research?tab=highlights");
  await ready(page);
  await expect(page.getByText("1,500 highlights", { exact: true })).toBeVisible();
  await expect(rowOf(page, 0)).toContainText("A note.");
  await expect(page.getByRole("heading", { name: "A great many" })).toBeVisible();
  expect(await list(page).getByRole("listitem").count()).toBeLessThan(80);
  const main = page.locator("main");
  await main.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
  await expect(rowOf(page, many - 1)).toBeAttached();
  await expect(rowOf(page, 0)).toHaveCount(0);
  expect(await list(page).getByRole("listitem").count()).toBeLessThan(80);
  await accessible(page);

  // What is measured above the view moves nothing in it.
  await page.mouse.move(600, 400);
  const at = await top(page, many - 6);
  await page.mouse.wheel(0, -400);
  await expect.poll(async () => Math.round((await top(page, many - 6)) - at)).toBe(400);

  await rowOf(page, many - 6).getByRole("checkbox").check();
  const chosen = page.getByRole("group", { name: "1 selected" });
  await chosen.getByRole("button", { name: /^4/ }).click();
  await expect(rowOf(page, many - 6).locator(".number")).toHaveText("4");
  await expect(rowOf(page, many - 6).getByRole("checkbox")).toBeChecked();
  await expect(rowOf(page, many - 6)).toBeInViewport();
  await chosen.getByRole("button", { name: "Clear" }).click();
  await expect(chosen).toHaveCount(0);
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());

  const before = await main.evaluate((element) => element.scrollTop);
  await rowOf(page, many - 6).getByRole("link", { name: /number/ }).click();
  await expect(page.getByRole("complementary", { name: "Highlights" })).toBeVisible();
  await page.goBack();
  await expect(rowOf(page, many - 6)).toBeInViewport();
  await expect.poll(() => main.evaluate((element) => element.scrollTop)).toBe(before);
});

test("days are typed or chosen in the reader's calendar", async ({ page }) => {
  await page.goto("/research?tab=highlights");
  await ready(page);
  const from = page.getByRole("textbox", { name: "Made from" });
  await from.fill("2026-09-31");
  await from.press("Enter");
  await expect(page.getByRole("alert")).toHaveText("No such day");
  await from.fill("1405-06-10"); // of the Persian calendar: 1 September 2026
  await from.press("Enter");
  await expect(page).toHaveURL(/from=2026-09-01/);
  await expect(from).toHaveValue("2026-09-01");
  await expect(page.getByText("166 highlights", { exact: true })).toBeVisible();

  await page.getByRole("button", { name: "Made before: choose from a month" }).click();
  const sheet = page.getByRole("dialog", { name: "Made before" });
  await expect(sheet.locator("[tabindex='0']")).toBeFocused();
  await accessible(page);
  await page.keyboard.press("Escape");
  await expect(sheet).toHaveCount(0);
  await page.getByRole("button", { name: "Made from: choose from a month" }).click();
  await page.keyboard.press("PageUp");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/from=2026-08-02/);
  await expect(page.getByText("332 highlights", { exact: true })).toBeVisible();
});

test("in Persian they are days of the Persian calendar", async ({ page }) => {
  await page.goto("/research?tab=highlights&from=2026-09-01");
  await set(page, { language: "fa", calendars: "persian,gregorian" });
  const from = page.getByRole("textbox", { name: "ساخته‌شده از" });
  await expect(from).toHaveValue("۱۴۰۵/۰۶/۱۰");
  await from.fill("۱۴۰۵/۵/۱۱");
  await from.press("Enter");
  await expect(page).toHaveURL(/from=2026-08-02/);
  await accessible(page);
});
