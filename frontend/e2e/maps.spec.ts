// A map is read by its slider, its keys, its switches and its table; all of it is part of the program.
import { createHash } from "node:crypto";
import type { Locator, Page } from "@playwright/test";
import { accessible, expect, ready, set, test } from "./library";

const map = (page: Page) => page.getByRole("application", { name: /^Map: / });
/** The map as it is drawn: it is a canvas, so what one sees is compared. */
const seen = async (of: Locator) => createHash("sha256").update(await of.locator("canvas").screenshot()).digest("hex");

async function drawn(page: Page): Promise<void> {
  await expect(map(page)).toHaveAttribute("data-drawn", "fine");
  await page.evaluate(() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))));
}

test("the date slider changes what stands, and keys move the map", async ({ page }) => {
  await page.goto("/map/a-009");
  await ready(page);
  await drawn(page);
  const slider = page.getByRole("slider", { name: "Date" });
  const last = await slider.getAttribute("aria-valuetext");
  await slider.focus();
  await page.keyboard.press("Home");
  await expect(slider).not.toHaveAttribute("aria-valuetext", last ?? "");
  await page.keyboard.press("End");
  await expect(slider).toHaveAttribute("aria-valuetext", last ?? "");
  await map(page).focus();
  await expect(map(page)).toBeFocused();
  const before = await seen(map(page));
  await page.keyboard.press("+");
  await expect.poll(() => seen(map(page))).not.toBe(before);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("0");
  await expect.poll(() => seen(map(page))).toBe(before);
  await accessible(page);
});

test("the map fills the page beside its legend, table and sources; the sea is there before it", async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto("/map/a-009");
  await ready(page);
  await drawn(page);
  const [main, sea] = [await page.locator("main").boundingBox(), await map(page).boundingBox()];
  expect(sea?.width ?? 0).toBeGreaterThan((main?.width ?? 0) * 0.65);
  expect(sea?.height ?? 0).toBeGreaterThan((main?.height ?? 0) * 0.75);
  await expect(page.getByText("Sources: Pilot books")).toBeVisible();
  await expect(page.getByText(/^Coasts and borders: Natural Earth/)).toBeInViewport();
});

test("a class is left out of map and table, and put back", async ({ page }) => {
  await page.goto("/map/a-009");
  await ready(page);
  await drawn(page);
  const table = page.getByRole("region", { name: "Places", exact: true });
  await expect(table.getByRole("button", { name: "Roaring water" })).toBeVisible();
  const before = await seen(map(page));
  const area = page.getByRole("list", { name: "Legend" }).getByRole("checkbox", { name: /^area/ });
  await area.uncheck();
  await expect(table.getByRole("button", { name: "Roaring water" })).toHaveCount(0);
  await expect.poll(() => seen(map(page))).not.toBe(before);
  await area.check();
  await expect(table.getByRole("button", { name: "Roaring water" })).toBeVisible();
});

test("table and map point at each other", async ({ page }) => {
  await page.goto("/map/a-009");
  await ready(page);
  await drawn(page);
  const table = page.getByRole("region", { name: "Places", exact: true });
  const before = await seen(map(page));
  const first = table.getByRole("button").first();
  await first.focus();
  await expect(first).toHaveAttribute("aria-current", "true");
  await expect.poll(() => seen(map(page))).not.toBe(before);
  await page.keyboard.press("ArrowDown");
  await expect(table.getByRole("button").nth(1)).toBeFocused();
  await expect(table.locator("[aria-current]")).toHaveCount(1);
});

test("a map stands in its article and in its topic, in both directions", async ({ page }) => {
  await page.goto("/article/a-009");
  await ready(page);
  await expect(map(page)).toBeVisible();
  await page.getByRole("link", { name: "The map by itself" }).click();
  await expect(page).toHaveURL(/\/map\/a-009$/);
  await page.goto("/topic/sea-routes");
  await ready(page);
  const region = page.getByRole("region", { name: "Map", exact: true });
  await expect(region.getByRole("application")).toHaveAttribute("data-drawn", "fine");
  const before = await seen(region.getByRole("application"));
  await region.getByRole("row").nth(1).hover();
  await expect.poll(() => seen(region.getByRole("application"))).not.toBe(before);
  await accessible(page);
  await set(page, { language: "fa" });
  await page.goto("/map/a-009");
  await ready(page);
  await expect(page.getByRole("slider")).toHaveAttribute("aria-valuetext", /[۰-۹]/);
  await accessible(page);
});

test("a hidden topic shows in no list of topics and is not counted in the sidebar", async ({ page }) => {
  await page.goto("/topics");
  await ready(page);
  const names = await page.locator("main h2").allTextContents();
  expect(names.length).toBeGreaterThan(2);
  await expect(page.locator('a[href$="/topic/hidden-desk"]')).toHaveCount(0);
  await expect(page.getByRole("navigation", { name: "Sections" }).getByRole("link", { name: /^In Focus/ })).toContainText(String(names.length));
  await page.goto("/");
  await ready(page);
  await expect(page.locator('a[href$="/topic/hidden-desk"]')).toHaveCount(0);
});
