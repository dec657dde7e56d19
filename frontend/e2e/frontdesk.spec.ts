// The front page desk: arranged by keys and by pointer, worded, published, taken back and brought back.
import type { Page } from "@playwright/test";
import { accessible, expect, ready, set, test } from "./library";

test.use({ own: "frontdesk" });
test.describe.configure({ mode: "serial" });

interface Slots {
  slots: { name: string; items: { id: string; title?: string; kicker?: string; picture?: { src: string } }[] }[];
}
const choice = (page: Page) => page.getByRole("list", { name: "Editor's Choice" });
const item = (page: Page, slot: string, position: number) => page.getByRole("list", { name: slot, exact: true }).getByRole("button").nth(position - 1);
const said = (page: Page) => page.locator("footer [role=status]");
const state = (page: Page) => page.locator("main header [role=status]");
const preview = (page: Page) => page.frameLocator("main iframe");

let titles: string[] = [];
const ids = ["a-001", "a-002", "a-003", "a-004"];

test.beforeAll(async ({ served }) => {
  await served.command("front", "set", "lead", "a-005");
  await served.command("front", "set", "editors-choice"); // whatever words it had
  await served.command("front", "set", "editors-choice", ...ids);
  titles = await Promise.all(ids.map(async (id) => (await served.command<{ title: string }>("show", id)).title));
});

test.beforeEach(async ({ page }) => {
  await page.goto("/desk/front");
  await ready(page);
  await expect(choice(page).getByRole("button")).toHaveCount(ids.length);
});

test.afterEach(async ({ page }) => {
  // What a test left on the desk is none of the next one's business.
  const discard = page.getByRole("button", { name: "Discard copy" });
  if (await discard.isVisible()) await discard.click();
  await expect(discard).toHaveCount(0);
});

test("an article is moved by keys, and every step is said", async ({ page, served }) => {
  await accessible(page);
  await item(page, "Editor's Choice", 2).focus();
  await page.keyboard.press("Space");
  await expect(said(page)).toHaveText(/picked up\. Editor's Choice, position 2 of 4, between “.+” and “.+”\.$/);
  await page.keyboard.press("ArrowDown");
  await expect(said(page)).toHaveText(/Editor's Choice, position 3 of 4, between/);
  await expect(item(page, "Editor's Choice", 3)).toBeFocused();
  await expect(item(page, "Editor's Choice", 3)).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("ArrowDown");
  await expect(said(page)).toHaveText(/position 4 of 4, after “.+”\.$/);
  await accessible(page);
  await page.keyboard.press("Space");
  await expect(said(page)).toHaveText(/dropped\. Editor's Choice, position 4 of 4/);
  await expect(state(page)).toHaveText(/Working copy, 1 change since .+ · Saved \d\d:\d\d/);
  await expect(item(page, "Editor's Choice", 4)).toBeFocused();
  await expect(item(page, "Editor's Choice", 4)).toHaveAccessibleName(new RegExp(`^Editor's Choice, 4 of 4: `));

  // Readers see nothing of it, and the page shown is theirs with it.
  const live = await served.command<Slots>("front", "show");
  expect(live.slots[1]?.items.map((one) => one.id)).toEqual(ids);
  await expect(preview(page).locator("[data-part=choice] li [data-piece]").last()).toHaveAttribute("data-piece", "a-002");

  // It is in the library: another look finds it, with the way back.
  await page.reload();
  await ready(page);
  await expect(state(page)).toHaveText(/Working copy, 1 change/);
  await page.locator("body").press("Control+z");
  await expect(state(page)).toHaveText(/As readers see it/);
  await expect(item(page, "Editor's Choice", 2)).toHaveAccessibleName(`Editor's Choice, 2 of 4: ${titles[1] ?? ""}`);
});

test("Esc puts back, Delete takes off, and arrows go on into other slots", async ({ page }) => {
  const first = item(page, "Editor's Choice", 1);
  const name = await first.getAttribute("aria-label");
  await first.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowUp");
  await expect(said(page)).toHaveText(/“.+”: Lead, position 1 of 1\.$/);
  await expect(item(page, "Lead", 1)).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(said(page)).toHaveText(/goes no further/);
  await page.keyboard.press("Escape");
  await expect(said(page)).toHaveText(/put back/);
  await expect(item(page, "Editor's Choice", 1)).toBeFocused();
  expect(await item(page, "Editor's Choice", 1).getAttribute("aria-label")).toBe(name);
  await expect(state(page)).toHaveText("As readers see it");

  await page.keyboard.press("Delete");
  await expect(said(page)).toHaveText(/taken out of Editor's Choice/);
  await expect(choice(page).getByRole("button")).toHaveCount(3);
  await expect(item(page, "Editor's Choice", 1)).toBeFocused();
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(choice(page).getByRole("button")).toHaveCount(4);
});

test("an article is found, picked up from the list and dropped", async ({ page }) => {
  await page.getByRole("searchbox", { name: "Find an article" }).fill("harbour");
  const list = page.getByRole("list", { name: "Articles and topics" });
  await expect(list.getByRole("button").first()).toContainText(/harbour/i);
  const candidate = list.getByRole("button").filter({ hasNotText: /Lead|Gallery|Editor's Choice/ }).first();
  await candidate.focus();
  const id = await candidate.getAttribute("data-candidate");
  await page.keyboard.press("Enter");
  await expect(said(page)).toHaveText(/picked up\. Editor's Choice, position 1 of 5, before/);
  await page.keyboard.press("Escape");
  await expect(list.locator(`[data-candidate="${id}"]`)).toBeFocused();
  await expect(choice(page).getByRole("button")).toHaveCount(4);
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  await expect(state(page)).toHaveText(/Working copy, 1 change/);
  await expect(list.locator(`[data-candidate="${id}"]`)).toContainText("Editor's Choice 2");
});

test("the pointer does the same", async ({ page }) => {
  const from = item(page, "Editor's Choice", 1);
  const to = item(page, "Editor's Choice", 3);
  const name = ((await from.getAttribute("aria-label")) ?? "").split(": ")[1] ?? "";
  await to.scrollIntoViewIfNeeded();
  const [a, b] = [await from.boundingBox(), await to.boundingBox()];
  if (!a || !b) throw new Error("the items have no place");
  await page.mouse.move(a.x + 10, a.y + 10);
  await page.mouse.down();
  await page.mouse.move(a.x + 40, a.y + 40, { steps: 4 });
  await page.mouse.move(b.x + b.width / 2, b.y + b.height - 4, { steps: 8 });
  await page.mouse.up();
  await expect(said(page)).toHaveText(/dropped\. Editor's Choice, position 3 of 4/);
  await expect(item(page, "Editor's Choice", 3)).toHaveAccessibleName(`Editor's Choice, 3 of 4: ${name}`);
  // From the list onto the lead: the lead before it goes on.
  const candidate = page.getByRole("list", { name: "Articles and topics" }).getByRole("button").filter({ hasNotText: /Lead|Gallery|Editor's Choice/ }).first();
  const [c, d] = [await candidate.boundingBox(), await item(page, "Lead", 1).boundingBox()];
  if (!c || !d) throw new Error("the items have no place");
  await page.mouse.move(c.x + 10, c.y + 10);
  await page.mouse.down();
  await page.mouse.move(d.x + d.width / 2, d.y + 30, { steps: 8 });
  await page.mouse.up();
  await expect(said(page)).toHaveText(/dropped\. Lead, position 1 of 1/);
  await expect(choice(page).getByRole("button")).toHaveCount(5);
});

test("own words and an own picture show on the front page and nowhere else", async ({ page, served }) => {
  await item(page, "Editor's Choice", 1).click();
  const panel = page.getByRole("region", { name: "Slot" });
  await expect(panel.getByRole("heading", { level: 2 })).toHaveText("Editor's Choice, 1 of 4");
  await panel.getByRole("textbox", { name: "Headline" }).fill("Words of the front page's own");
  await expect(panel).toContainText("29 characters · ");
  await panel.getByRole("textbox", { name: "Kicker" }).fill("Today");
  await expect(state(page)).toHaveText(/Working copy, 1 change .+ Saved/);
  await expect(preview(page).locator("[data-part=choice]")).toContainText("Words of the front page's own");
  await panel.getByRole("button", { name: "Replace…" }).click();
  const dialog = page.getByRole("dialog", { name: "Choose a picture" });
  await dialog.getByRole("searchbox", { name: "Pictures of another article" }).fill("harbour");
  await accessible(page);
  await dialog.getByRole("list").last().getByRole("button").first().click();
  await dialog.getByRole("list", { name: "Pictures of the article" }).getByRole("button").first().click();
  await expect(panel.getByRole("button", { name: "The article's own", exact: true })).toBeVisible();
  await expect(state(page)).toHaveText(/Saved/);
  await accessible(page);

  await page.getByRole("button", { name: "Publish" }).click();
  await expect(state(page)).toHaveText(/As readers see it/);
  const slots = await served.command<Slots>("front", "show");
  expect(slots.slots[1]?.items[0]).toMatchObject({ id: ids[0], title: "Words of the front page's own", kicker: "Today" });
  expect(slots.slots[1]?.items[0]?.picture?.src).toMatch(/^\/media\/[0-9a-f]{64}$/);
  await page.goto("/");
  await ready(page);
  const block = page.getByRole("region", { name: "Editor's Choice" });
  await expect(block.getByRole("link", { name: "Words of the front page's own" })).toBeVisible();
  await expect(block.getByText("Today", { exact: true })).toBeVisible();
  await page.goto(`/article/${ids[0]}`);
  await ready(page);
  await expect(page.locator("main h1")).toHaveText(titles[0] ?? "");

  // Undo takes the publishing back as one act, and the copy is there again.
  await page.goto("/desk/front");
  await ready(page);
  await item(page, "Editor's Choice", 1).click();
  await panel.getByRole("button", { name: "Reset to the article's own" }).click();
  await expect(state(page)).toHaveText(/Working copy, 1 change/);
  await page.getByRole("button", { name: "Publish" }).click();
  await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await expect(state(page)).toHaveText(/Working copy, 1 change/);
  expect((await served.command<Slots>("front", "show")).slots[1]?.items[0]?.title).toBe("Words of the front page's own");
});

test("a state of before is looked at and brought back, and that is taken back", async ({ page, served }) => {
  const before = await served.command<Slots>("front", "show");
  await page.getByRole("button", { name: "History" }).click();
  const history = page.getByRole("list", { name: "States of the front page" });
  await expect(history.getByRole("listitem").first()).toContainText("now");
  await expect(history.getByRole("listitem").first()).toContainText(/Editor's Choice: .*1 reworded/);
  const third = history.getByRole("listitem").nth(1);
  await third.getByRole("button").first().click();
  await expect(state(page)).toHaveText(/As it was on/);
  await expect(preview(page).locator("[data-part=choice]")).not.toContainText("Words of the front page's own");
  await expect(choice(page)).toHaveCount(0);
  await accessible(page);
  await third.getByRole("button", { name: "Bring back" }).click();
  await expect(state(page)).toHaveText("As readers see it");
  expect((await served.command<Slots>("front", "show")).slots[1]?.items[0]?.title).toBeUndefined();
  await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await expect.poll(async () => (await served.command<Slots>("front", "show")).slots[1]?.items[0]?.title).toBe(before.slots[1]?.items[0]?.title);
});

test("somebody else's change of readers' page is not written over unseen", async ({ page, served }) => {
  await item(page, "Editor's Choice", 1).focus();
  await page.keyboard.press("Delete");
  await expect(state(page)).toHaveText(/Working copy/);
  await served.command("front", "set", "lead", "a-006");
  await expect(page.getByText(/What readers see was changed since this copy was begun/)).toBeVisible();
});

test.describe("from far away", () => {
  test.use({ timezoneId: "Asia/Tokyo" });
  test("a copy is scheduled on the publication's clock", async ({ page }) => {
    await item(page, "Editor's Choice", 1).focus();
    await page.keyboard.press("Delete");
    await page.getByRole("button", { name: "At a time…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "Day" }).fill("2036-01-01");
    await dialog.getByLabel("Time").fill("09:00");
    await dialog.getByRole("button", { name: "Schedule" }).click();
    const at = "1 January 2036, 09:00";
    await expect(page.getByText(`Scheduled for ${at}`)).toBeVisible();
    await expect(state(page)).toContainText(at);
    await page.getByRole("button", { name: "Take its time away" }).click();
    await expect(state(page)).not.toContainText(at);
  });
});

test("the page is shown in three widths and both directions, in every language", async ({ page }) => {
  const wide = await preview(page).locator("body").evaluate((body) => body.ownerDocument.defaultView?.innerWidth);
  expect(wide).toBe(1440);
  await page.getByRole("radio", { name: "Phone" }).check({ force: true });
  await expect.poll(() => preview(page).locator("body").evaluate((body) => body.ownerDocument.defaultView?.innerWidth)).toBe(390);
  await expect(item(page, "Editor's Choice", 1)).toBeVisible();
  // What readers have on a telephone fits it.
  expect(await preview(page).locator(".front").evaluate((front) => Math.max(...[...front.children].map((block) => block.getBoundingClientRect().right)))).toBeLessThanOrEqual(390);
  await page.getByRole("radio", { name: "Right to left" }).check({ force: true });
  await expect(preview(page).locator("html")).toHaveAttribute("dir", "rtl");
  for (const language of ["ar", "fa"]) {
    await set(page, { language });
    await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
    await expect(page.locator("main li button[data-spot]").first()).toBeVisible();
    await accessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    const box = await page.locator("main li button[data-spot^=lead]").boundingBox();
    const paper = await page.locator("main .paper").boundingBox();
    // In a page from right to left the lead stands at the right.
    expect((box?.x ?? 0) + (box?.width ?? 0) / 2).toBeGreaterThan((paper?.x ?? 0) + (paper?.width ?? 0) / 2);
  }
});
