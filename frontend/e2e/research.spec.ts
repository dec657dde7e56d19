// The reading room's counts: a concordance, trends and a timeline, as a person
// with a keyboard meets them, in both directions.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { accessible, expect, ready, set, test } from "./library";

test.use({ own: "research" });

/** 150 articles, one a day; the n-th says "beacon" n % 3 times in its text. */
const beacons = (n: number) => n % 3;
const articles = Array.from({ length: 150 }, (_, n) => ({
  id: `b-${n}`, language: "en", title: `Watch ${n}`, published: new Date(Date.UTC(2024, 0, n + 1, 12)).toISOString(),
  body_html: `<p>First ${n % 7} words.</p><p>${Array.from({ length: beacons(n) }, (_, i) => `Keeper ${n} lit a beacon${i ? " again" : ""} at dusk.`).join(" ") || "A quiet night."}</p>`,
}));
const occurrences = articles.reduce((sum, _, n) => sum + beacons(n), 0);
const within = articles.filter((_, n) => beacons(n) > 0).length;

test.beforeAll(async ({ served }) => {
  const path = join(served.root, "beacons.jsonl");
  const persian = { id: "fa-beacon", language: "fa", title: "چراغ", published: "2024-03-01T12:00:00Z", body_text: "نگهبان پیش از شب چراغ دریایی را روشن کرد." };
  await writeFile(path, [...articles, persian].map((one) => JSON.stringify(one)).join("\n"));
  await served.command("import", "--source", "beacons", path);
});

test("a concordance counts every occurrence, moves by keys and opens the sentence", async ({ page }) => {
  await page.goto("/research?tab=concordance");
  await ready(page);
  await page.getByRole("main").getByRole("searchbox", { name: "Words" }).fill("beacon");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main").getByRole("status")).toHaveText(`${occurrences} occurrences in ${within} articles`);
  const list = page.getByRole("listbox", { name: "Occurrences" });
  await expect(list.getByRole("option").first()).toContainText("Keeper 1 lit a beacon at dusk.");
  await list.press("End");
  await expect(list.locator(`[aria-posinset="${occurrences}"]`)).toBeInViewport();
  await list.press("Home");
  await page.keyboard.press("j");
  await expect(list.locator('[aria-posinset="2"]')).toHaveAttribute("aria-selected", "true");
  await accessible(page);
  await page.getByRole("radio", { name: "Words after" }).check({ force: true });
  await expect(list.getByRole("option").first()).toContainText("beacon again at dusk");
  await list.press("ArrowDown");
  await list.press("Enter");
  await expect(page).toHaveURL(/\/article\/b-\d+\?q=beacon&hit=2/);
  await expect(page.getByRole("group", { name: /beacon/ }).getByRole("status")).toHaveText(/2/);
  await page.goBack();
  await expect(list.locator('[aria-posinset="2"]')).toHaveAttribute("aria-selected", "true");
});

test("a line of a text that runs from right to left is mirrored, and the screen too", async ({ page }) => {
  await page.goto("/research?tab=concordance&q=چراغ");
  await ready(page);
  const text = page.getByRole("listbox", { name: "Occurrences" }).locator('[dir="rtl"]:has(.left)').last();
  const [left, right] = [await text.locator(".left").boundingBox(), await text.locator(".right").boundingBox()];
  expect(left?.x ?? 0).toBeGreaterThan(right?.x ?? 0);
  await accessible(page);
  await set(page, { language: "fa" });
  for (const tab of ["concordance&q=beacon", "trends&q=beacon&q=keeper", "timeline&q=beacon"]) {
    await page.goto(`/research?tab=${tab}`);
    await ready(page);
    await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
    await accessible(page);
  }
  await set(page, { language: "en" });
});

test("trends are walked by keys, tell their numbers, lead to the articles and are saved", async ({ page }) => {
  await page.goto("/research?tab=trends");
  await ready(page);
  const add = page.getByRole("searchbox", { name: "Add words" });
  for (const word of ["beacon", "quiet"]) {
    await add.fill(word);
    await add.press("Enter");
    await expect(page.getByRole("list", { name: "What is counted" })).toContainText(word);
  }
  await page.getByRole("radio", { name: "Absolute" }).check({ force: true });
  const periods = page.getByRole("slider", { name: "Period" });
  await periods.press("Home");
  await expect(page.getByRole("main").getByRole("status")).toContainText("January 2024");
  const january = articles.filter((one, n) => one.published.startsWith("2024-01") && beacons(n) > 0).length;
  await expect(page.getByRole("main").getByRole("status")).toContainText(`beacon ${january}`);
  await accessible(page);
  for (const [name, ending] of [["Save picture (SVG)", "svg"], ["Save picture (PNG)", "png"], ["Save table (CSV)", "csv"]] as const) {
    await page.getByRole("button", { name: "Save", exact: true }).click();
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name }).click()]);
    expect(file.suggestedFilename()).toBe(`beacon, quiet.${ending}`);
  }
  await page.getByRole("radio", { name: "Table" }).check({ force: true });
  await expect(page.getByRole("table").getByRole("row", { name: /January 2024/ })).toContainText(String(january));
  await page.getByRole("radio", { name: "Bars" }).check({ force: true });
  await periods.press("Home");
  await periods.press("Enter");
  await expect(page).toHaveURL(/\/search\?q=beacon&within=2024-01/);
  await expect(page.getByRole("main").getByRole("status").first()).toHaveText(new RegExp(`^${january} results`));
});

test("a timeline parts articles by month and leads to them", async ({ page }) => {
  await page.goto("/research?tab=timeline&q=beacon");
  await ready(page);
  await expect(page.getByRole("main").getByRole("status")).toHaveText(`${within} articles`);
  const line = page.getByRole("region", { name: "Timeline" });
  await expect(line.getByRole("heading", { level: 2 }).first()).toHaveText("January 2024");
  await expect(line.getByRole("link").first()).toHaveText("Watch 1");
  await accessible(page);
  await page.getByRole("slider", { name: "From" }).press("ArrowRight");
  await expect(line.getByRole("heading", { level: 2 }).first()).toHaveText("February 2024");
});
