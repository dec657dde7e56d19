/** The topics desk: made, described, moved by hand and by keyboard, hidden, merged, taken back. */
import type { Page } from "@playwright/test";
import { accessible, expect, ready, test } from "./library";

test.use({ own: "topicsdesk" });

const rows = (page: Page) => page.getByRole("list", { name: "Topics", exact: true }).getByRole("listitem");
const names = (page: Page) => rows(page).locator(".name a").allTextContents();
const handle = (page: Page, name: string) => page.getByRole("button", { name: new RegExp(`^Move .${name}`) });
const announced = (page: Page, text: RegExp) => expect(page.locator("main [aria-live=assertive]")).toHaveText(text);

async function act(page: Page, name: string, item: string) {
  await page.getByRole("button", { name: new RegExp(`^More for .${name}`) }).click();
  await page.getByRole("menuitem", { name: item, exact: true }).click();
}

test("topics are moved by keyboard, and the order is undone", async ({ page }) => {
  await page.goto("/desk/topics");
  await ready(page);
  await accessible(page);
  const before = await names(page);
  const [first = "", second = "", third = ""] = before;
  await handle(page, first).focus();
  await page.keyboard.press("Space");
  await announced(page, new RegExp(`${first}. lifted, place 1 of`));
  await accessible(page);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await announced(page, new RegExp(`${first}.: place 3 of`));
  expect((await names(page)).slice(0, 3)).toEqual([second, third, first]);
  await page.keyboard.press("Escape");
  await announced(page, new RegExp(`${first}. stays at place 1`));
  expect(await names(page)).toEqual(before);
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  await expect(page.getByText(`${first}⁩ moved`)).toBeVisible();
  await expect.poll(() => names(page)).toEqual([second, first, ...before.slice(2)]);
  await expect(handle(page, first)).toBeFocused();
  await page.goto("/topics");
  await ready(page);
  expect((await page.locator("main h2 a").allTextContents()).slice(0, 2)).toEqual([second, first]);
  await page.goBack();
  await ready(page);
  await act(page, first, "Move to the top");
  await expect.poll(() => names(page)).toEqual(before);
  await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => names(page)).toEqual([second, first, ...before.slice(2)]);
});

test("topics are dragged", async ({ page }) => {
  await page.goto("/desk/topics");
  await ready(page);
  const before = await names(page);
  const from = await handle(page, before[0] ?? "").boundingBox();
  const to = await handle(page, before[2] ?? "").boundingBox();
  if (!from || !to) throw new Error("no handle is shown");
  await page.mouse.move(from.x + 10, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(to.x + 10, to.y + 12, { steps: 5 });
  expect((await names(page))[2]).toBe(before[0]);
  await page.mouse.up();
  await expect.poll(() => names(page)).toEqual([before[1], before[2], before[0], ...before.slice(3)]);
  await expect(page.getByText("moved").first()).toBeVisible();
});

test("a topic is made, renamed, hidden and merged; what it was called leads on", async ({ page, wrong }) => {
  await page.goto("/desk/topics");
  await ready(page);
  await page.getByRole("button", { name: "New topic" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: "Keep" })).toBeDisabled();
  await dialog.getByLabel("Name", { exact: true }).fill("Salt marshes");
  await dialog.getByLabel("Description").fill("Where the sea goes when it is tired.");
  await dialog.getByLabel("Long text").fill("## Since 1900\n\nThey **shrink**.");
  await dialog.getByRole("button", { name: "Choose from the library…" }).click();
  const shelf = page.getByRole("dialog", { name: "Choose a picture" });
  await expect(shelf.getByRole("group", { name: "Media" }).getByRole("button").first()).toBeVisible();
  await accessible(page);
  await shelf.getByRole("group", { name: "Media" }).getByRole("button").first().press("Enter");
  await dialog.getByLabel("Alternative text").fill("Reeds");
  await accessible(page);
  await dialog.getByRole("button", { name: "Keep" }).press("Enter");
  const row = rows(page).filter({ hasText: "Salt marshes" });
  await expect(row).toBeVisible();
  await expect(row.locator("img")).toBeVisible();
  await act(page, "Salt marshes", "Edit topic");
  await dialog.getByLabel("Address").fill("Salt Marshes");
  await dialog.getByRole("button", { name: "Keep" }).click();
  await expect(dialog.getByRole("alert")).toContainText("salt-marshes");
  expect(wrong.splice(0)).toHaveLength(1); // the browser notes the refusal itself
  await dialog.getByLabel("Address").fill("marshes");
  await dialog.getByRole("button", { name: "Keep" }).click();
  await expect(dialog).toHaveCount(0);
  await page.goto("/topic/salt-marshes");
  await ready(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Salt marshes");
  await expect(page.getByRole("heading", { name: "Since 1900" })).toBeVisible();

  await page.goto("/desk/topics");
  await ready(page);
  await act(page, "Salt marshes", "Hide from readers");
  await expect(row).toContainText("Hidden");

  const before = await names(page);
  const gone = before[0] ?? "";
  const address = await rows(page).first().locator(".name a").getAttribute("href");
  await act(page, gone, "Merge into…");
  await expect(dialog.getByRole("button", { name: "Merge", exact: true })).toBeDisabled();
  await dialog.getByRole("searchbox").fill("salt");
  await dialog.getByRole("radio", { name: /Salt marshes/ }).check();
  await expect(dialog.getByText(/articles? moves?\./)).toBeVisible();
  await accessible(page);
  await dialog.getByRole("button", { name: "Merge", exact: true }).press("Enter");
  await expect(page.getByText(`${gone}⁩ merged into`)).toBeVisible();
  expect(await names(page)).toEqual(before.slice(1));
  await page.goto(address ?? "");
  await ready(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Salt marshes");
  await page.goBack();
  await ready(page);
  await page.request.post("/api/History/Undo", { data: {}, headers: { Origin: new URL(page.url()).origin } });
  await page.reload();
  await ready(page);
  expect(await names(page)).toEqual(before);
});
