// A map is read by its slider, its keys and its table; all of it is part of the program.
import { accessible, expect, ready, test } from "./library";

test("the date slider changes what stands, and keys move the map", async ({ page }) => {
  await page.goto("/map/a-009");
  await ready(page);
  const map = page.getByRole("application", { name: /^Map: / });
  await expect(map.locator("path.land")).toHaveAttribute("d", /^M/);
  const slider = page.getByRole("slider", { name: "Date" });
  const last = await slider.getAttribute("aria-valuetext");
  await slider.focus();
  await page.keyboard.press("Home");
  await expect(slider).not.toHaveAttribute("aria-valuetext", last ?? "");
  await map.focus();
  const drawing = map.locator("svg > g");
  const before = await drawing.getAttribute("transform");
  await page.keyboard.press("+");
  await expect(drawing).not.toHaveAttribute("transform", before ?? "");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("0");
  await expect(drawing).toHaveAttribute("transform", before ?? "");
  await page.getByRole("button", { name: "Larger" }).click();
  await expect(drawing).not.toHaveAttribute("transform", before ?? "");
  await accessible(page);
});

test("a map stands in its article and in its topic", async ({ page }) => {
  await page.goto("/article/a-009");
  await ready(page);
  await expect(page.getByRole("application", { name: /^Map: / })).toBeVisible();
  await page.getByRole("link", { name: "The map by itself" }).click();
  await expect(page).toHaveURL(/\/map\/a-009$/);
  await page.goto("/topic/sea-routes");
  await ready(page);
  await expect(page.getByRole("region", { name: "Map", exact: true }).getByRole("application")).toBeVisible();
  await expect(page.getByRole("region", { name: "Map", exact: true }).locator("circle.dot").first()).toBeVisible();
  await accessible(page);
});
