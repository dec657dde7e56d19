// The tabs of the program: opened, moved, closed and brought back, each with a
// history of its own; and the place where one was on every screen.
import type { Page } from "@playwright/test";
import { accessible, expect, headline, ready, scrolled, test } from "./library";

const tabs = (page: Page) => page.getByRole("tablist", { name: "Open tabs" }).getByRole("tab");

/** Does something and waits until so many tabs are kept. */
async function keeping(page: Page, count: number, act: () => Promise<unknown>): Promise<void> {
  const kept = page.waitForResponse((answer) => {
    if (!answer.url().endsWith("/api/Settings/Set")) return false;
    const { values } = answer.request().postDataJSON() as { values: Record<string, string> };
    const packed = Object.entries(values).find(([name]) => name.startsWith("tabs:"))?.[1];
    return packed !== undefined && (JSON.parse(packed) as { tabs: unknown[] }).tabs.length === count;
  });
  await act();
  await kept;
}

test("tabs open, move, close and come back by keys, each with a history of its own", async ({ page }) => {
  await page.goto("/");
  await ready(page);
  await expect(page.getByRole("tablist", { name: "Open tabs" })).toHaveCount(0);
  await page.keyboard.press("g");
  await page.keyboard.press("a");
  await expect(headline(page)).toHaveText("Tags");
  await page.keyboard.press("t");
  await page.keyboard.press("t");
  await expect(page).toHaveURL(/\/$/);
  await expect(tabs(page)).toHaveCount(2);
  await expect(tabs(page).nth(1)).toHaveAttribute("aria-selected", "true");
  await accessible(page);
  // Nothing lies behind the new tab; the other one still has its way back.
  await expect(page.getByRole("button", { name: "Back", exact: true })).toBeDisabled();
  await page.goto("/topics"); // as if the address was typed: the tabs are kept
  await ready(page);
  await page.goBack();
  await ready(page);
  await expect(tabs(page)).toHaveCount(2);
  await page.keyboard.press("t");
  await page.keyboard.press("p");
  await expect(headline(page)).toHaveText("Tags");
  await expect(headline(page)).toBeFocused();
  await page.getByRole("button", { name: "Back", exact: true }).click();
  await expect(page).toHaveURL(/\/$/);
  await page.getByRole("button", { name: "Forward", exact: true }).click();
  await expect(headline(page)).toHaveText("Tags");

  // Arrows keep the focus in the strip; Delete closes.
  await tabs(page).first().focus();
  await page.keyboard.press("ArrowRight");
  await expect(tabs(page).nth(1)).toBeFocused();
  await expect(page).toHaveURL(/\/$/);
  await page.keyboard.press("ArrowRight");
  await expect(tabs(page).first()).toBeFocused();
  await page.keyboard.press("Delete");
  await expect(page.getByRole("tablist", { name: "Open tabs" })).toHaveCount(0);
  await page.keyboard.press("t");
  await page.keyboard.press("r");
  await expect(headline(page)).toHaveText("Tags");
  await expect(page.getByRole("button", { name: "Back", exact: true })).toBeEnabled();
  await page.getByRole("button", { name: "Close tab", exact: true }).click();
  await expect(page.getByRole("tablist", { name: "Open tabs" })).toHaveCount(0);
});

test("tabs and places survive a reload", async ({ page }) => {
  await page.goto("/news");
  await ready(page);
  await page.locator("main").evaluate((main) => main.scrollTo({ top: 300 }));
  await keeping(page, 2, async () => {
    await page.keyboard.press("t");
    await page.keyboard.press("t");
    await expect(tabs(page)).toHaveCount(2);
  });
  await page.reload();
  await ready(page);
  await expect(tabs(page)).toHaveCount(2);
  await expect(tabs(page).nth(1)).toHaveAttribute("aria-selected", "true");
  await tabs(page).first().click();
  await expect(page).toHaveURL(/\/news$/);
  await expect.poll(() => scrolled(page)).toBe(300);
  await page.getByRole("button", { name: "Close tab", exact: true }).click();
});

test("in the window a link opens in a tab behind", async ({ page }) => {
  // The face is told to be the window; the calls still travel by HTTP.
  await page.route("**/api/Library/Shell", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...((await answer.json()) as object), window: true } });
  });
  await page.goto("/news");
  await ready(page);
  const link = page.locator("main [data-step]").first();
  const title = (await link.textContent())?.trim() ?? "";
  await link.click({ modifiers: ["ControlOrMeta"] });
  await page.locator("main [data-step]").nth(1).click({ button: "middle" });
  await expect(page).toHaveURL(/\/news$/);
  await expect(tabs(page)).toHaveCount(3);
  await page.keyboard.press("Control+PageUp");
  await expect(tabs(page).nth(2)).toHaveAttribute("aria-selected", "true");
  await expect(headline(page)).toHaveText(title);
  await page.keyboard.press("Control+w");
  await expect(tabs(page)).toHaveCount(2);
  // A page opened in the same library's window starts with its tabs again.
  await keeping(page, 3, async () => {
    await page.keyboard.press("Control+Shift+T");
    await expect(tabs(page)).toHaveCount(3);
  });
  await page.goto("/");
  await ready(page);
  await expect(tabs(page)).toHaveCount(3);
  await keeping(page, 1, async () => {
    for (let i = 0; i < 2; i++) await page.getByRole("button", { name: "Close tab", exact: true }).click();
  });
});

test("the back button lists where one has been, by title", async ({ page }) => {
  await page.goto("/");
  await ready(page);
  await page.keyboard.press("g");
  await page.keyboard.press("n");
  await expect(headline(page)).toHaveText("Latest"); // until then the page before it is shown
  await ready(page);
  const title = (await page.locator("main [data-step]").first().textContent())?.trim() ?? "";
  await page.locator("main [data-step]").first().click();
  await expect(headline(page)).toHaveText(title);
  const back = page.getByRole("button", { name: "Back", exact: true });
  const menu = page.getByRole("menu", { name: "History of this tab" });
  await back.click({ button: "right" });
  await expect(menu.getByRole("menuitem")).toHaveCount(3);
  await expect(menu.getByRole("menuitem").first()).toHaveText(title);
  await expect(menu.getByRole("menuitem").first()).toHaveAttribute("aria-current", "page");
  await accessible(page);
  await page.keyboard.press("Escape");
  await expect(menu).toHaveCount(0);
  await expect(back).toBeFocused();
  await page.keyboard.press("Alt+ArrowDown");
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/$/);
  await ready(page);
  await page.keyboard.press("Alt+ArrowDown");
  await expect(menu.getByRole("menuitem")).toHaveCount(3);
  await menu.getByRole("menuitem").first().click();
  await expect(headline(page)).toHaveText(title);
  await page.goBack(); // the browser's own button goes the same way
  await expect(page).not.toHaveURL(/\/article\//);
  // A long press opens it too.
  const box = await back.boundingBox();
  if (!box) throw new Error("no back button");
  await page.mouse.move(box.x + 5, box.y + 5);
  await page.mouse.down();
  await expect(menu).toBeVisible();
  await page.mouse.up();
  await expect(menu).toBeVisible();
});

test("every screen comes back to where it was scrolled, also after a reload", async ({ page }) => {
  await page.setViewportSize({ width: 1000, height: 400 });
  for (const path of ["/", "/news", "/topics", "/tags", "/most-viewed", "/gallery", "/corrections", "/search?q=the", "/settings", "/help", "/article/a-001", "/article/a-001/versions"]) {
    await page.goto(path);
    await ready(page);
    await page.waitForLoadState("networkidle");
    const top = await page.locator("main").evaluate((main) => {
      main.scrollTo({ top: Math.min(220, main.scrollHeight - main.clientHeight) });
      return main.scrollTop;
    });
    await page.waitForTimeout(500);
    await page.reload();
    await ready(page);
    await expect.poll(() => scrolled(page), { message: `${path} after a reload` }).toBe(top);
    await page.keyboard.press("g");
    await page.keyboard.press("l");
    await expect(page).toHaveURL(/\/library$/);
    await expect(headline(page)).toBeFocused();
    await page.goBack();
    await expect.poll(() => scrolled(page), { message: `${path} after coming back` }).toBe(top);
    await expect(headline(page)).toBeFocused();
  }
});
