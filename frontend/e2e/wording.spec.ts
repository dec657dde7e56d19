/** Quotations are checked against the archive, and two articles are held side by side. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { accessible, expect, ready, test } from "./library";

test.use({ own: "wording" });

const minister = "The minister said on Monday that we shall not close the harbour, whatever the others say, before the end of the year.";
const articles = [
  { id: "first", title: "The minister and the harbour", language: "en", published: "2020-05-06", body_html: `<p id="a">It rained. ${minister}</p><p id="b">Nobody believed it. The boats stayed out until morning, as they always do.</p>` },
  { id: "later", title: "The harbour stays open", language: "en", published: "2021-05-06", body_html: `<p id="a">Nobody believed it.</p><p id="b">${minister.replace("the harbour", "the old harbour")}</p><p id="c">Snow fell. The boats stayed out until morning, as they always do.</p>` },
  { id: "bandar", title: "بندر باز می‌ماند", language: "fa", published: "2020-05-06", body_html: "<p>وزیر گفت که ما بندر را امسال نمی‌بندیم و کارگران می‌مانند.</p>" },
].map((one) => JSON.stringify(one)).join("\n");

test.beforeAll(async ({ served }) => {
  const file = join(served.root, "wording.jsonl");
  await writeFile(file, articles);
  await served.command("import", "--source", "wire", file);
});

test("a text is looked over for what it quotes, and each quotation leads to the very words", async ({ page, served }) => {
  await page.goto("/research?tab=quotations");
  await ready(page);
  await accessible(page);
  await page.getByLabel("Text that quotes").fill("He said “we shall not close the harbour”, and “whatever you say, before the end of the year”.\n\nوی گفت: «ما بندر را امسال نمي بنديم». It is not true that “all of them came home in the evening without a word”, and a “plan” is none.");
  await page.getByRole("button", { name: "Check quotations" }).press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "4 quotations" })).toBeVisible();
  const list = page.getByRole("list", { name: "Quotations" });
  const items = list.getByRole("listitem");
  await expect(items).toHaveCount(4);
  await expect(items.nth(0)).toContainText("Stands so");
  await expect(items.nth(1)).toContainText("Altered");
  await expect(items.nth(1).locator("del")).toContainText("the others");
  await expect(items.nth(1).locator("ins")).toContainText("you");
  await expect(items.nth(2).getByRole("link", { name: "بندر باز می‌ماند" })).toBeVisible();
  await expect(items.nth(3)).toContainText("Not in this library");
  await expect(page.getByText("1 quotation is too short to be looked for.")).toBeVisible();
  await accessible(page);

  await page.getByText("1 altered", { exact: true }).click();
  await expect(items).toHaveCount(1);
  await items.getByRole("link").press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "The minister and the harbour" })).toBeVisible();
  await expect(page).toHaveURL(/at=b-a&quote=whatever/);
  await page.goBack();
  await expect(items).toHaveCount(4); // the list is there still

  const file = join(served.root, "draft.md");
  await writeFile(file, "# A draft\n\n> The boats stayed out until morning, as they always do.\n");
  const chosen = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open a file…" }).press("Enter");
  await (await chosen).setFiles(file);
  await expect(items).toHaveCount(1);
  await expect(items.first()).toContainText("Stands so");
  await page.getByRole("button", { name: "Start over" }).press("Enter");
  await expect(list).toHaveCount(0);
});

test("two articles stand side by side, and the keys lead from one shared sentence to the next", async ({ page }) => {
  await page.goto("/article/first");
  await ready(page);
  await page.getByRole("button", { name: "More", exact: true }).press("Enter");
  await page.getByRole("menuitem", { name: "Compare with…" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Compare with…" });
  await dialog.getByRole("combobox").fill("The harbour stays");
  await expect(dialog.getByRole("option", { name: /The harbour stays open/ })).toBeVisible();
  await accessible(page);
  await dialog.getByRole("combobox").press("ArrowDown");
  await dialog.getByRole("combobox").press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Two articles side by side" })).toBeVisible();
  const one = page.getByRole("region", { name: "The minister and the harbour" });
  const other = page.getByRole("region", { name: "The harbour stays open" });
  await expect(one.getByText("3 of 4 sentences in both")).toBeVisible();
  await expect(one.locator("[data-pair]")).toHaveCount(3);
  await expect(other.locator("[data-pair]")).toHaveCount(3);
  await accessible(page);

  const told = page.getByRole("status").filter({ hasText: "entence" });
  await expect(told).toHaveText("3 sentences in both");
  await page.keyboard.press(".");
  await expect(told).toContainText("Sentence 1 of 3 · other words");
  await expect(told.locator("ins")).toContainText("old");
  await expect(one.locator("[aria-current]")).toContainText("The minister said");
  await expect(other.locator("[aria-current]")).toContainText("the old harbour");
  await page.keyboard.press(".");
  await expect(told).toContainText("Sentence 2 of 3 · the same words · at another place");
  await page.keyboard.press(",");
  await page.keyboard.press(",");
  await expect(told).toContainText("Sentence 3 of 3");
  await other.locator("[data-pair]").first().press("Enter");
  await expect(told).toContainText("Sentence 2 of 3");
  await page.getByRole("button", { name: "Swap sides" }).press("Enter");
  await expect(page).toHaveURL(/a=later&b=first/);
  await expect(page.getByRole("heading", { level: 2 }).first()).toHaveText("The harbour stays open");
});

test("a draft's quotations are checked beside its text", async ({ page, served }) => {
  const made = await served.command<{ draft: string }>("draft", "new", "--title", "A draft that quotes");
  const file = join(served.root, "body.html");
  await writeFile(file, "<p>She said: “The boats stayed out until noon, as they always do.”</p>");
  await served.command("draft", "save", made.draft, "--body", file);
  await page.goto(`/desk/draft/${made.draft}`);
  await ready(page);
  await page.getByRole("tab", { name: "Review" }).press("Enter");
  await page.getByRole("button", { name: "Check quotations" }).press("Enter");
  const item = page.getByRole("list", { name: "Quotations" }).getByRole("listitem");
  await expect(item.locator("del")).toContainText("morning");
  await accessible(page);
  await item.getByRole("button", { name: "Show in the text" }).press("Enter");
  expect(await page.evaluate(() => String(getSelection()))).toContain("The boats stayed out until noon");
});

test("quotations tell when the index is in arrears", async ({ page }) => {
  await page.route("**/Wording/Check", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...((await response.json()) as object), behind: 3 } });
  });
  await page.goto("/research?tab=quotations");
  await ready(page);
  await page.getByLabel("Text that quotes").fill("He said “we shall not close the harbour”.");
  await page.getByRole("button", { name: "Check quotations" }).press("Enter");
  await expect(page.getByText("3 changes are not in the index yet.")).toBeVisible();
  await accessible(page);
});

test("a side may be a version, and what was read lately is offered for the other", async ({ page, served }) => {
  const file = join(served.root, "mended.jsonl");
  const told = { id: "wall", title: "The wall", language: "en", published: "2022-05-06", body_html: `<p id="a">The wall fell on Monday in the storm of the year.</p><p id="b">${minister}</p>` };
  await writeFile(file, JSON.stringify(told));
  await served.command("import", "--source", "wire", file);
  await writeFile(file, JSON.stringify({ ...told, title: "The wall, mended", updated: "2022-05-08", body_html: told.body_html.replace("Monday", "Tuesday") }));
  await served.command("import", "--source", "wire", file);

  await page.clock.install();
  await page.goto("/article/later");
  await ready(page);
  await page.clock.runFor(11_000);
  await page.goto("/article/wall/versions");
  await ready(page);
  await page.getByRole("button", { name: "Compare with another article… (version 1)" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Compare with…" });
  const lately = dialog.getByRole("region", { name: "Read lately" });
  await expect(lately.getByRole("link", { name: "The harbour stays open" })).toBeVisible();
  await accessible(page);
  await lately.getByRole("link", { name: "The harbour stays open" }).press("Enter");
  await expect(page).toHaveURL(/a=wall(@|%40)1&b=later/);
  const one = page.getByRole("region", { name: "The wall, Version 1" });
  await expect(one.getByText("fell on Monday")).toBeVisible();
  await accessible(page);

  // Another version of the side, by the list of them; the newest has the plain address.
  await one.getByRole("combobox", { name: "Version of “The wall”" }).selectOption("2");
  await expect(page).toHaveURL(/a=wall&b=later/);
  await expect(page.getByRole("region", { name: "The wall, mended", exact: true }).getByText("fell on Tuesday")).toBeVisible();

  // Two versions of one article: what changed is a screen of its own.
  await page.goto("/compare?a=wall@1&b=wall");
  await ready(page);
  await expect(page.locator("[data-pair]")).toHaveCount(4);
  await page.keyboard.press(".");
  await expect(page.getByRole("status").locator("ins")).toContainText("Tuesday");
  await page.getByRole("link", { name: "What changed, word by word" }).press("Enter");
  await expect(page).toHaveURL(/\/article\/wall\/versions\?a=1&b=2/);
});
