/**
 * A worked research session, all of it through the screens: an archive comes in, a
 * session is begun, words are searched, marked and noted, articles collected, a
 * search saved and an article watched, words counted, versions compared, a sentence
 * cited, the appendix given out; then the power goes, and all of it is there.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { accessible, expect, ready, selectWords, test, watch } from "./library";

test.use({ own: "research-session" });

const harbours = ["Tarn", "Skerry", "Vell"];

/** Forty reports of three years; the n-th says "breakwater" n % 4 times in its text. */
const reports = Array.from({ length: 40 }, (_, n) => ({
  id: `report-${n}`, kind: "report", language: "en", title: `${harbours[n % 3]} harbour report ${n}`, authors: ["Ann Day"],
  published: new Date(Date.UTC(2021 + (n % 3), n % 12, 3, 9)).toISOString(), updated: undefined as string | undefined,
  body_html: `<p id="first">The board of ${harbours[n % 3]} met for the ${n}th time.</p><p id="said">${Array.from({ length: n % 4 }, (_, k) => `Stone ${k} of the breakwater was laid in week ${n + k}.`).join(" ") || "Nothing was laid."}</p>`,
}));
const count = (text: string) => text.match(/\bbreakwater\b/g)?.length ?? 0;
const occurrences = reports.reduce((sum, one) => sum + count(one.body_html), 0);
const found = reports.filter((one) => count(one.body_html) > 0);
const lines = (list: readonly object[]) => list.map((one) => JSON.stringify(one)).join("\n");

const select = (page: Page, words: string) => selectWords(page.getByRole("region", { name: "Article text" }), words);

/** Brings a file in by the screen of imports; its name is that of the source. */
async function bring(page: Page, folder: string, list: readonly object[]): Promise<void> {
  const name = "reports.jsonl";
  await mkdir(folder, { recursive: true });
  const file = join(folder, name);
  await writeFile(file, lines(list));
  await page.goto("/library");
  await ready(page);
  await page.getByLabel("Choose a file").setInputFiles(file);
  const dialog = page.getByRole("dialog", { name: `Import ${name}` });
  await dialog.getByRole("button", { name: "Import", exact: true }).click();
  await dialog.getByRole("button", { name: "Close" }).last().click();
  await expect(dialog).toHaveCount(0);
}

const open = async (page: Page, address: string) => {
  await page.goto(address);
  await ready(page);
};
const status = (page: Page) => page.getByRole("main").getByRole("status");
const panel = (page: Page) => page.getByRole("complementary", { name: "Highlights" });

test("a research session from import to appendix outlives a power cut", async ({ page, served, browser }) => {
  test.setTimeout(180_000);
  await bring(page, join(served.root, "first"), reports);

  // The session is begun by keys.
  await page.keyboard.press("Control+k");
  await page.keyboard.type("start a session");
  await page.keyboard.press("Enter");
  const begin = page.getByRole("dialog", { name: "Start a session" });
  await begin.getByLabel("Name").fill("Breakwaters");
  await begin.getByLabel("Name").press("Enter");
  const sign = page.getByRole("banner").getByRole("link", { name: "Recording: Breakwaters" });
  await expect(sign).toBeVisible();

  // Searched: the count is that of reading every text.
  const field = page.getByRole("searchbox", { name: "Search" });
  await field.fill("breakwater");
  await field.press("Enter");
  await page.waitForURL(/\/search\?q=breakwater/);
  await expect(status(page).first()).toHaveText(`${found.length} results`);

  // All of them are collected; the search is saved.
  await page.getByRole("button", { name: "Add all to a collection" }).click();
  await page.keyboard.type("Stones");
  await page.keyboard.press("Enter");
  await expect(page.getByText(`${found.length} articles added to Stones.`)).toBeVisible();
  await page.getByRole("button", { name: "Save this search" }).click();
  const naming = page.getByRole("dialog", { name: "Save this search" });
  await naming.getByLabel("Name").fill("New stones");
  await naming.getByLabel("Name").press("Enter");
  await expect(page.getByText(`“New stones” is saved: ${found.length} articles`)).toBeVisible();

  // One is read, marked and noted, and watched.
  const read = reports[7]; // it says the word three times
  if (!read) throw new Error("there is no eighth report");
  await page.locator("main ol a", { hasText: read.title }).first().click();
  await page.waitForURL(new RegExp(`/article/${read.id}`));
  await ready(page);
  const quote = "Stone 1 of the breakwater was laid in week 8";
  await select(page, quote);
  await page.getByRole("toolbar", { name: "Selected words" }).getByRole("button", { name: "Note" }).click();
  const note = panel(page).getByRole("textbox", { name: "Note" });
  await note.fill("Does the ledger say the same?");
  await note.blur();
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("w");
  await expect(page.getByText("You are told when this article changes")).toBeVisible();

  // A sentence of it is cited, with the link that leads back to it.
  await select(page, quote);
  await page.keyboard.press("q");
  const cite = page.getByRole("dialog", { name: "Cite" });
  await cite.getByLabel("Style").selectOption("harvard");
  await expect(cite.getByRole("region", { name: "Citation" })).toContainText("DAY, Ann, 2022");
  await expect(cite.getByRole("region", { name: "Citation" })).toContainText("Stone 1 of the breakwater");
  await accessible(page);
  await page.keyboard.press("Escape");

  // Counted: every occurrence, and how often over the years, as a count by hand gives them.
  await open(page, "/research?tab=concordance&q=breakwater");
  await expect(status(page)).toHaveText(`${occurrences} occurrences in ${found.length} articles`);
  await open(page, "/research?tab=trends&q=breakwater&by=year&as=table&share=no");
  await page.getByRole("radio", { name: "Absolute" }).check({ force: true });
  await page.getByRole("radio", { name: "Table" }).check({ force: true });
  for (const year of ["2021", "2022", "2023"]) {
    const inYear = found.filter((one) => one.published.startsWith(year)).length;
    await expect(page.getByRole("table").getByRole("row", { name: new RegExp(`^${year}`) })).toContainText(String(inYear));
  }

  // The archive goes on: one is corrected, two come in. What is new and what changed is told.
  const corrected = { ...read, updated: "2024-06-01T09:00:00Z", body_html: read.body_html.replace("Stone 1 of the breakwater was laid", "Stone 1 of the breakwater was set") };
  const fresh = [0, 1].map((n) => ({ id: `late-${n}`, language: "en", title: `A late report ${n}`, published: "2024-06-02T09:00:00Z", body_html: "<p>The breakwater stands.</p>" }));
  await bring(page, join(served.root, "second"), [corrected, ...fresh]);
  await open(page, "/research?tab=saved");
  const saved = page.getByRole("list", { name: "Saved searches" }).getByRole("listitem").filter({ hasText: "New stones" });
  await expect(saved.getByText(/^(\d+) new$/)).toHaveText(`${found.length + fresh.length} new`); // it was never opened
  const watched = page.getByRole("region", { name: "Watched articles" });
  await expect(watched.getByText(/^1 change since you saw it · Update/)).toBeVisible();

  // Compared: the versions word by word; the highlight went along with its words.
  await watched.getByRole("link", { name: read.title }).press("Enter");
  await page.waitForURL(/\/versions\?a=1&b=2/);
  await expect(page.locator("ins").filter({ hasText: "set" }).first()).toBeVisible();
  await expect(page.locator("del").filter({ hasText: "laid" }).first()).toBeVisible();
  await open(page, "/research?tab=highlights");
  const marks = page.getByRole("tabpanel", { name: "Highlights" });
  await expect(marks.getByText("Stone 1 of the breakwater was set in week 8")).toBeVisible();

  // The trail: each step in its order, the appendix of it, and what the library gives now.
  await sign.press("Enter");
  await ready(page);
  const steps = page.getByRole("list", { name: "Steps" }).getByRole("listitem");
  await expect(steps.filter({ hasText: "Searched" }).first()).toContainText(`${found.length} articles`);
  await expect(steps.filter({ hasText: quote })).not.toHaveCount(0);
  const told = await steps.count();
  await page.getByRole("button", { name: "Export appendix" }).press("Enter");
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: "Appendix as Markdown" }).press("Enter")]);
  const appendix = await readFile(await file.path(), "utf8");
  expect(appendix).toContain("# Method: Breakwaters");
  expect(appendix).toContain(`Searched for \`breakwater\`: ${found.length} articles.`);
  expect(appendix).toContain(`> ${quote}`);
  await page.getByRole("button", { name: "Replay" }).press("Enter");
  await expect(steps.filter({ hasText: "Searched" }).first()).toContainText(new RegExp(`another count:? ${found.length + fresh.length} now, ${found.length} then`));
  await accessible(page);

  // The power goes. Everything is there.
  await page.close();
  await served.kill();
  await served.start();
  const again = await (await browser.newContext({ storageState: await served.session(browser), baseURL: served.base, locale: "en-GB" })).newPage();
  const wrong = watch(again, served.base);
  await open(again, `/article/${read.id}`);
  await expect(again.getByRole("region", { name: "Collections" }).getByRole("link", { name: "Stones" })).toBeVisible();
  await again.keyboard.press("Shift+H");
  await expect(panel(again)).toContainText("Does the ledger say the same?");
  await open(again, "/research?tab=collections");
  await expect(again.getByRole("list", { name: "Items in Stones", exact: true }).getByRole("listitem").first()).toBeVisible();
  await open(again, "/research?tab=saved");
  await expect(again.getByRole("list", { name: "Saved searches" }).getByRole("listitem").filter({ hasText: "New stones" })).toBeVisible();
  await expect(again.getByRole("region", { name: "Watched articles" }).getByRole("link", { name: read.title })).toBeVisible();
  await open(again, "/research?tab=concordance&q=breakwater");
  await expect(status(again)).toHaveText(`${occurrences + fresh.length} occurrences in ${found.length + fresh.length} articles`);
  await open(again, "/research?tab=sessions");
  await again.getByRole("list", { name: "Sessions" }).getByRole("link", { name: "Breakwaters" }).press("Enter");
  await expect(again.getByRole("list", { name: "Steps" }).getByRole("listitem")).toHaveCount(told + 2); // it went on: the article read and the words counted since
  expect(wrong).toEqual([]);
  await again.context().close();
});
