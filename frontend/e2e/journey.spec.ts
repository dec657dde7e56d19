// What people do: read by keyboard, search as they type, change how it looks,
// comment, bring articles in and take them back.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { accessible, expect, headline, ready, Served, set, test, watch } from "./library";

test("from the front page to an article, its related, a tag and back, by keyboard", async ({ page }) => {
  await page.goto("/");
  await ready(page);
  await page.keyboard.press("j");
  const first = page.locator("main [data-step]").first();
  await expect(first).toBeFocused();
  const title = (await first.textContent())?.trim() ?? "";
  await page.keyboard.press("j");
  await expect(page.locator("main [data-step]").nth(1)).toBeFocused();
  await page.keyboard.press("k");
  await expect(first).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/article\//);
  await expect(headline(page)).toBeFocused();
  expect(title).not.toBe("");

  await page.goto("/article/a-001");
  const related = page.getByRole("region", { name: "Related Content" }).getByRole("link").first();
  const next = (await related.textContent())?.trim() ?? "";
  await related.focus();
  await page.keyboard.press("Enter");
  await expect(headline(page)).toHaveText(next);
  const tag = page.getByRole("region", { name: "Tags" }).getByRole("link").first();
  const name = (await tag.textContent())?.trim() ?? "";
  await tag.focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/tag\//);
  await expect(headline(page)).toHaveText(name);
  await page.keyboard.press("Alt+ArrowLeft");
  await expect(headline(page)).toHaveText(next);
});

test("back comes to where one was", async ({ page }) => {
  await page.goto("/news");
  await ready(page);
  const main = page.locator("main");
  await main.evaluate((element) => element.scrollTo({ top: 900 }));
  const link = page.locator("main [data-step]").nth(8);
  await link.evaluate((element) => (element as HTMLElement).click());
  await expect(page.getByRole("region", { name: "Article text" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("feed").first()).toBeVisible();
  await expect.poll(() => main.evaluate((element) => Math.round(element.scrollTop))).toBeGreaterThan(850);
});

test("search finds as one types, narrows, and goes back", async ({ page }) => {
  await page.goto("/");
  await ready(page);
  await page.keyboard.press("/");
  const field = page.getByRole("searchbox", { name: "Search" });
  await expect(field).toBeFocused();
  await page.keyboard.type("harbour");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/search\?q=harbour/);
  const total = page.getByRole("main").getByRole("status").first();
  await expect(total).toHaveText(/\d+ results?/);
  const all = Number.parseInt((await total.textContent()) ?? "0", 10);
  expect(all).toBeGreaterThan(1);
  const kind = page.getByRole("group", { name: "Kind", exact: true });
  await kind.getByRole("checkbox", { name: /^News/ }).check();
  await expect(page).toHaveURL(/kind=news/);
  await expect.poll(async () => Number.parseInt((await total.textContent()) ?? "0", 10)).toBeLessThan(all);
  await field.fill("");
  await field.pressSequentially("zzzzqqq", { delay: 20 });
  await expect(page.getByRole("heading", { name: "Nothing found" })).toBeVisible();
  await field.fill("harbour");
  await expect(total).toHaveText(/\d+ results?/);
  await field.press("ArrowDown");
  await expect(page.locator("main [data-step]").first()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Article text" })).toBeVisible();
  await expect(headline(page)).toBeFocused();
  await page.goBack();
  await expect(page).toHaveURL(/q=harbour.*kind=news|kind=news.*q=harbour/);
  await expect(field).toHaveValue("harbour");
});

test("chords, the palette and the help", async ({ page }) => {
  await page.goto("/");
  await ready(page);
  for (const [keys, path] of [["gn", "/news"], ["gt", "/topics"], ["gv", "/most-viewed"], ["ga", "/tags"], ["gl", "/library"], ["ge", "/settings"], ["gf", "/"]] as const) {
    for (const key of keys) await page.keyboard.press(key);
    await expect(page).toHaveURL(new RegExp(`${path}$`));
    await ready(page);
  }
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Keys of this screen" });
  await expect(sheet).toContainText("Next article");
  await accessible(page);
  await page.keyboard.press("j"); // behind the sheet nothing moves
  await expect(sheet).toBeVisible();
  await sheet.getByRole("button", { name: "Keys and guide" }).click();
  await expect(page).toHaveURL(/\/help$/);
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Commands" });
  await expect(palette).toBeVisible();
  await accessible(page);
  await page.keyboard.type("strait");
  await expect(palette.getByRole("option", { name: /strait/i }).first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(palette).toHaveCount(0);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("Settings");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/settings$/);
});

test("the palette finds tags after # and places after @, and takes the newest answer", async ({ page }) => {
  await page.goto("/");
  await ready(page);
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Commands" });
  await page.keyboard.type("#har");
  await expect(palette.getByRole("option").first()).toContainText(/Tag · \d+ articles?/);
  await expect(palette.locator("b").first()).toHaveText(/har/i);
  await page.keyboard.press("Control+a");
  await page.keyboard.type("@port");
  await expect(palette.getByRole("option").first()).toContainText(/Port Alma.*1 article/);
  await accessible(page);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/(article|search)/);
});

test("the day archive moves in the calendar that comes first", async ({ page }) => {
  await page.goto("/day/2024-05-06");
  await ready(page);
  const calendar = page.getByRole("navigation", { name: "Calendar" });
  const at = calendar.locator("a:focus");
  await calendar.locator("ol a[tabindex='0']").focus();
  for (const [key, name] of [["ArrowRight", "7 May 2024"], ["ArrowUp", "30 April 2024"], ["ArrowDown", "7 May 2024"], ["PageDown", "7 June 2024"], ["Shift+PageUp", "7 June 2023"], ["Home", "5 June 2023"], ["End", "11 June 2023"]] as const) {
    await page.keyboard.press(key);
    await expect(at).toHaveAccessibleName(new RegExp(name));
  }
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/day\/2023-06-11$/);
  await set(page, { calendars: "persian,gregorian,islamic" });
  await expect(headline(page)).toHaveText(/21 Khordad 1402/);
  await expect(calendar.getByRole("heading")).toHaveText(/Khordad 1402\s*May – June 2023/);
  await calendar.getByRole("heading").getByRole("button").click();
  await calendar.getByRole("combobox", { name: "Month" }).selectOption("Ordibehesht");
  await calendar.getByRole("textbox", { name: "Year" }).fill("۱۴۰۳");
  await calendar.getByRole("button", { name: "Show" }).click();
  await expect(at).toHaveAccessibleName(/1 Ordibehesht 1403/);
  await expect(calendar.locator(".bar").first()).toBeVisible();
  await accessible(page);
  await page.goto("/day/2024-05-06");
  await page.getByRole("button", { name: "The day before that holds articles" }).click();
  await expect(page).toHaveURL(/\/day\/2024-0\d-\d\d$/);
  await page.getByRole("link", { name: "The front page of this day" }).click();
  await expect(page).toHaveURL(/\?as-of=2024-0/);
});

test("typing is never a command, and single keys can be switched off", async ({ page }) => {
  await page.goto("/article/a-001");
  await ready(page);
  const text = page.getByRole("textbox", { name: "Text", exact: true });
  await text.focus();
  await page.keyboard.type("jogging? /gn");
  await expect(text).toHaveValue("jogging? /gn");
  await expect(page).toHaveURL(/\/article\/a-001$/);
  await set(page, { keys: "off" });
  for (const key of ["g", "n", "?", "/"]) await page.keyboard.press(key);
  await expect(page).toHaveURL(/\/article\/a-001$/);
  await expect(page.getByRole("searchbox", { name: "Search" })).not.toBeFocused();
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog", { name: "Commands" })).toBeVisible();
});

test("the theme and the language change at once and stay", async ({ page }) => {
  test.slow(); // nine screens are held to the rules of access
  await page.goto("/settings");
  await ready(page);
  await page.getByRole("radio", { name: "Dark" }).check({ force: true });
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.getByRole("radio", { name: "فارسی" }).check({ force: true });
  await expect(page.locator("html")).toHaveAttribute("lang", "fa");
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await expect(page.getByRole("navigation", { name: "بخش‌ها" })).toBeVisible();
  await accessible(page);
  for (const path of ["/", "/article/a-001", "/news", "/search?q=harbour", "/library", "/help"]) {
    await page.goto(path);
    await ready(page);
    await expect(page.locator("html")).toHaveAttribute("lang", "fa");
    await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
    await accessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  }
  await set(page, { language: "ar", theme: "light" });
  await expect(page.locator("html")).toHaveAttribute("lang", "ar");
  await accessible(page);
});

test("the appearance dialog changes the text behind it", async ({ page }) => {
  await page.goto("/article/a-001");
  await ready(page);
  await page.getByRole("article").first().getByRole("button", { name: "Appearance", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Appearance" });
  await expect(dialog).toBeVisible();
  await accessible(page);
  await dialog.getByRole("slider", { name: "Text size" }).fill("24");
  await dialog.getByRole("radio", { name: "Sans" }).check({ force: true });
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  const size = () => page.getByRole("region", { name: "Article text" }).locator("p").last().evaluate((p) => getComputedStyle(p).fontSize);
  await expect.poll(size).toBe("24px");
  await page.reload();
  await ready(page);
  await expect.poll(size).toBe("24px");
});

test("a comment that was sent is shown waiting, also after a reload", async ({ page }) => {
  await page.goto("/article/a-016");
  await ready(page);
  const comments = page.getByRole("region", { name: "Comments" });
  await comments.getByRole("button", { name: "Send" }).click();
  await expect(comments.getByRole("alert")).toHaveText(/Write something first/);
  await expect(comments.getByRole("textbox", { name: "Text" })).toHaveAttribute("aria-invalid", "true");
  await accessible(page);
  await comments.getByRole("textbox", { name: "Name" }).fill("A reader");
  await comments.getByRole("textbox", { name: "Email" }).fill("reader@example.org");
  await comments.getByRole("textbox", { name: "Text" }).fill("The insurers <b>came</b> first.");
  await comments.getByRole("button", { name: "Send" }).click();
  const mine = comments.getByRole("listitem").filter({ hasText: "The insurers <b>came</b> first." });
  await expect(mine).toContainText(/Waiting/);
  await page.reload();
  await ready(page);
  await expect(mine).toContainText("A reader");
  await expect(mine).toContainText(/Waiting/);
  await expect(page.locator("body")).not.toContainText("reader@example.org");
});

test("an answer is written under what it answers, and what was typed is there again", async ({ page, served }) => {
  const file = join(served.root, "thread.jsonl");
  const posted = "2024-05-07T09:00:00Z";
  await writeFile(file, JSON.stringify({ ...JSON.parse(line("t-1", "An article with a thread")), comments: [
    { id: "one", name: "Noor", text: "First of all.", status: "approved", posted }, { id: "two", parent: "one", name: "Ilse", text: "To that.", status: "approved", posted },
    { id: "three", parent: "two", name: "Sam", text: "To the answer.", status: "approved", posted }, { id: "ring", parent: "ring", name: "Echo", text: "To itself.", status: "approved", posted },
  ] }) + "\n");
  await served.command("import", "--source", "thread", file);
  await page.goto("/article/t-1");
  await ready(page);
  const comments = page.getByRole("region", { name: "Comments" });
  await expect(comments.getByText("To itself.")).toBeVisible();
  await expect(comments.getByRole("article").filter({ hasText: "To the answer." })).toContainText("answers Ilse");
  await comments.getByRole("button", { name: "Reply to Sam" }).click();
  const text = comments.getByRole("textbox", { name: "Text" });
  await expect(text).toBeFocused();
  await page.keyboard.type("And to Sam.");
  await page.getByRole("banner").getByRole("link").first().click();
  await expect(page).not.toHaveURL(/article/);
  await page.goBack();
  await expect(text).toHaveValue("And to Sam.");
  await comments.getByRole("button", { name: "Reply to Sam" }).click();
  await comments.getByRole("button", { name: "Send" }).click();
  await expect(comments.getByRole("listitem").filter({ hasText: "First of all." }).getByRole("article").last()).toContainText("And to Sam.");
  await expect(text).toHaveValue("");
});

test("a star stays", async ({ page }) => {
  await page.goto("/article/a-017");
  await ready(page);
  for (const name of ["Star", "Later"]) {
    const button = page.getByRole("article").first().getByRole("button", { name, exact: true });
    await expect(button).toHaveAttribute("aria-pressed", "false");
    const kept = page.waitForResponse((answer) => answer.url().includes("/Articles/Mark"));
    await button.click();
    await expect(button).toHaveAttribute("aria-pressed", "true");
    expect((await kept).ok()).toBe(true);
    await page.reload();
    await ready(page);
    await expect(button).toHaveAttribute("aria-pressed", "true");
  }
});

const line = (id: string, title: string) => JSON.stringify({ id, title, kind: "news", section: "World", language: "en", published: "2024-05-09T08:00:00+03:00", body_html: `<p>${title}, told at some length.</p>` });

test("an import with its preview, its report and its undo", async ({ page, served }) => {
  const file = join(served.root, "harvest.jsonl");
  await writeFile(file, [line("h-1", "First of the harvest"), line("h-2", "Second of the harvest"), "{ this is no article", ""].join("\n"));
  await page.goto("/library");
  await ready(page);
  await page.getByLabel("Choose a file").setInputFiles(file);
  const dialog = page.getByRole("dialog", { name: /Import harvest/ });
  await expect(dialog).toContainText("2 new articles");
  await expect(dialog).toContainText("1 set aside");
  await accessible(page);
  await dialog.getByRole("button", { name: "Import", exact: true }).click();
  await expect(dialog.getByRole("button", { name: "Import", exact: true })).toHaveCount(0);
  await expect(dialog).toContainText("2 new articles");
  await dialog.getByRole("button", { name: "Close" }).last().click();
  const run = page.getByRole("list", { name: "Imports" }).getByRole("listitem").filter({ hasText: "harvest" }).first();
  await run.getByRole("button", { name: "Report" }).click();
  await expect(run).toContainText("2 new articles");
  await page.goto("/search?q=harvest");
  await expect(page.getByRole("main").getByRole("status").first()).toHaveText("2 results");
  await page.goto("/library");
  await run.getByRole("button", { name: "Undo" }).click();
  await expect(run).toContainText("Taken back");
  await page.goto("/search?q=harvest");
  await expect(page.getByRole("main").getByRole("status").first()).toHaveText("No results");
});

test("an import by the command line changes the open page", async ({ page, served }) => {
  const file = join(served.root, "late.jsonl");
  await writeFile(file, line("late-1", "Late news from the command line") + "\n");
  await page.goto("/news");
  await ready(page);
  await served.command("import", "--source", "late", file);
  await expect(page.getByRole("link", { name: "Late news from the command line" })).toBeVisible();
  const { import: id } = (await served.command<{ history: { import?: string }[] }>("history", "--limit", "1").then((h) => h.history[0])) ?? {};
  if (id) await served.command("import", "undo", id);
  else await served.command("undo");
  await expect(page.getByRole("link", { name: "Late news from the command line" })).toHaveCount(0);
});

test("the first start shows the sample; starting empty can be taken back", async ({ browser }) => {
  test.slow(); // it makes a library of its own
  const fresh = await Served.prepare();
  try {
    await fresh.start();
    const context = await browser.newContext({ baseURL: fresh.base, storageState: await fresh.session(browser), locale: "en-GB" });
    const page = await context.newPage();
    const wrong = watch(page, fresh.base);
    await page.goto("/");
    await ready(page);
    const card = page.getByRole("complementary", { name: "This is the sample publication" });
    await expect(card).toBeVisible();
    for (const name of ["Read the sample", "Bring in mine…", "Start empty"]) await expect(card.getByRole("button", { name, exact: true })).toBeVisible();
    await accessible(page);
    await card.getByRole("button", { name: "Start empty" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "This library is empty" })).toBeVisible();
    await expect(card).toHaveCount(0);
    await accessible(page);
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await expect(page.getByRole("region", { name: "Editor's Choice" })).toBeVisible();
    await context.close();
    expect(wrong).toEqual([]);
  } finally {
    await fresh.stop();
  }
});
