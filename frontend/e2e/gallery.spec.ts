// Photo sets, films and the viewer.
import { accessible, expect, ready, set, test } from "./library";

test("a photo set opens the viewer and gives the focus back", async ({ page }) => {
  await page.goto("/gallery");
  await ready(page);
  await page.getByRole("tabpanel").locator('a[href$="/gallery/a-010"]').click();
  await expect(page).toHaveURL(/\/gallery\/a-010$/);
  await ready(page);
  await expect(page.getByRole("region", { name: "Used in" }).getByRole("link").first()).toBeVisible();
  const first = page.getByRole("button", { name: /^Open picture 1 of 3/ });
  await first.focus();
  await page.keyboard.press("Enter");
  const viewer = page.getByRole("dialog", { name: /^Pictures:/ });
  await expect(viewer.getByText("1 of 3", { exact: true })).toBeVisible();
  await expect(viewer.locator(".pswp img.pswp__img:visible").first()).toBeVisible();
  await accessible(page);
  await page.keyboard.press("ArrowRight");
  await expect(viewer.getByText("2 of 3", { exact: true })).toBeVisible();
  await page.keyboard.press("+");
  await page.keyboard.press("0");
  await page.keyboard.press("Escape");
  await expect(viewer).toHaveCount(0);
  await expect(first).toBeFocused();
});

test("in a window from right to left the arrows are swapped", async ({ page }) => {
  await page.goto("/gallery/a-010");
  await set(page, { language: "fa" });
  await page.getByRole("button", { name: /^گشودن عکس ۱/ }).click();
  const viewer = page.getByRole("dialog");
  await expect(viewer.locator(".pswp img.pswp__img:visible").first()).toBeVisible();
  await page.keyboard.press("ArrowLeft");
  await expect(viewer.getByText("۲ از ۳", { exact: true })).toBeVisible();
});

test("films have a screen of their own", async ({ page }) => {
  await page.goto("/gallery");
  await ready(page);
  await page.getByRole("tab", { name: "Film", exact: true }).click();
  await page.getByRole("tabpanel").locator('a[href$="/gallery/a-011"]').click();
  await ready(page);
  await expect(page.locator("main figure").first()).toBeVisible();
  await accessible(page);
});
