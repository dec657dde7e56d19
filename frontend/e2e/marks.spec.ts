/** Highlights and notes: made by pointer and by keys, found again after the text changed, listed and given out. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { accessible, expect, ready, selectWords, set, test, type Served } from "./library";

test.use({ own: "marks" });

const body = (verb: string, last: string) =>
  `<p id="aaaaaaaa">It is said that the council ${verb} against the harbour wall in a session that lasted until midnight.</p><p id="bbbbbbbb">${last}</p>`;
const article = (verb: string, last: string) => JSON.stringify({ id: "wall", title: "The harbour wall", language: "en", published: "2024-05-06T08:00:00Z", body_html: body(verb, last) });
const persian = JSON.stringify({ id: "bandar", title: "دیوار بندر", language: "fa", published: "2024-05-06T08:00:00Z", body_html: "<p>مجلس گفت که می‌خواهد دیوار بندر را بسازد و بودجه آن را هم دارد.</p>" });

async function bring(served: Served, ...lines: string[]): Promise<void> {
  const file = join(served.root, "marks.jsonl");
  await writeFile(file, lines.join("\n"));
  await served.command("import", "--source", "desk", file);
}

test.beforeAll(async ({ served }) => bring(served, article("voted", "Nobody was surprised by that, and the boats went out."), persian));

const select = (page: Page, words: string) => selectWords(page.locator("#text .prose"), words);

/** What a colour covers on the page. */
const painted = (page: Page, colour: number) =>
  page.evaluate((n) => [...(CSS.highlights.get(`mark-${n}`) ?? [])].map((range) => (range as Range).toString()), colour);
const panel = (page: Page) => page.getByRole("complementary", { name: "Highlights" });

test("words are marked, noted, changed and follow the text while the page is open", async ({ page, served }) => {
  await page.goto("/article/wall");
  await ready(page);
  await select(page, "the council voted against the harbour wall");
  const bar = page.getByRole("toolbar", { name: "Selected words" });
  await expect(bar.getByRole("button")).toHaveCount(12);
  await bar.getByRole("button", { name: "Cite" }).click();
  const cite = page.getByRole("dialog", { name: "Cite" });
  await expect(cite.getByRole("region", { name: "Citation" })).toContainText("the council voted against");
  await page.keyboard.press("Escape");
  await expect(cite).toHaveCount(0);
  await select(page, "the council voted against the harbour wall");
  await accessible(page);
  await bar.getByRole("button", { name: "3 Blue" }).click();
  await expect.poll(() => painted(page, 3)).toEqual(["the council voted against the harbour wall"]);

  await select(page, "the boats went out");
  await page.keyboard.press("5");
  await expect.poll(() => painted(page, 5)).toEqual(["the boats went out"]);
  await page.keyboard.press("e");
  const note = panel(page).getByRole("textbox", { name: "Note" });
  await expect(note).toBeFocused();
  await note.fill("Ask the **harbour master**.");
  await note.blur();
  await expect.poll(async () => (await served.command<{ highlights: { note: string }[] }>("highlight", "list", "--query", "master")).highlights.length).toBe(1);
  await accessible(page);

  await bring(served, article("decided", "Trains were late again, for the third time."));
  await expect.poll(() => painted(page, 3)).toEqual(["the council decided against the harbour wall"]);
  const detached = panel(page).getByRole("region", { name: "Detached" });
  await expect(detached).toContainText("the boats went out");
  await accessible(page);
  await select(page, "Trains were late");
  await detached.getByRole("button", { name: "Place on the selection" }).click();
  await expect(detached).toHaveCount(0);
  await expect.poll(() => painted(page, 5)).toEqual(["Trains were late"]);
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(detached).toBeVisible();

  // The other way out: a note of the article, which can be placed and taken back as well.
  await expect(detached).toContainText("Its words went with the version of 6 May 2024.");
  await expect(detached.getByRole("link", { name: "What changed" })).toHaveAttribute("href", "/article/wall/versions?a=1&b=2");
  await detached.getByRole("button", { name: "Keep as a note of the article" }).click();
  const notes = panel(page).getByRole("region", { name: "Notes of the article" });
  await expect(notes).toContainText("the boats went out");
  await expect(detached).toHaveCount(0);
  await expect.poll(() => painted(page, 5)).toEqual([]);
  await expect(notes.getByRole("textbox", { name: "Note" })).toHaveValue("Ask the **harbour master**.");
  await accessible(page);
  await select(page, "Trains were late");
  await notes.getByRole("button", { name: "Place on the selection" }).click();
  await expect.poll(() => painted(page, 5)).toEqual(["Trains were late"]);
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(notes).toBeVisible();
  await served.command("undo");
  await expect(detached).toBeVisible();
});

test("a sentence is chosen and marked by keys alone", async ({ page }) => {
  await page.goto("/article/wall");
  await ready(page);
  await page.keyboard.press("h");
  await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toMatch(/^It is said that/);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  const words = await page.evaluate(() => getSelection()?.toString() ?? "");
  expect(words.split(" ").length).toBeLessThan(4);
  await page.keyboard.press("Escape");
  await page.keyboard.press("h");
  await page.keyboard.press("7");
  await expect.poll(() => painted(page, 7)).toHaveLength(1);
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect.poll(() => painted(page, 7)).toEqual([]);
});

test("all highlights are listed, narrowed, changed together and given out", async ({ page, served }) => {
  await served.command("highlight", "add", "bandar", "--quote", "دیوار بندر", "--colour", "8", "--note", "یادداشت");
  await page.goto("/research?tab=highlights");
  await ready(page);
  const list = page.getByRole("tabpanel", { name: "Highlights" }).getByRole("listitem");
  await expect(list.filter({ hasText: "دیوار بندر" }).first()).toBeVisible();
  await accessible(page);
  await page.getByRole("searchbox", { name: "Search in highlights and notes" }).fill("یادداشت");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "1 highlight" })).toBeVisible();
  await page.getByRole("checkbox", { name: "Select" }).check();
  await page.getByRole("textbox", { name: "Add tag" }).fill("بندر");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "بندر" })).toBeVisible();
  const saved = page.waitForEvent("download");
  await page.getByRole("combobox", { name: "Export as" }).selectOption("json");
  const file = JSON.parse(await readFile(await (await saved).path(), "utf8")) as { items: { type: string }[] };
  expect(file.items.map((one) => one.type)).toEqual(["Annotation"]);
  await page.goto("/search?q=in%3Anotes+%D8%AF%DB%8C%D9%88%D8%A7%D8%B1");
  await ready(page);
  await expect(page.getByRole("link", { name: "دیوار بندر" }).first()).toBeVisible();
});

test("an address that names a mark is obeyed once", async ({ page, served }) => {
  const { highlights } = await served.command<{ highlights: { id: string }[] }>("highlight", "add", "wall", "--quote", "harbour wall");
  const id = highlights[0]?.id ?? "";
  await page.goto(`/article/wall?mark=${id}`);
  await ready(page);
  await expect(panel(page).locator(`[data-mark="${id}"] button[aria-current="true"]`)).toBeVisible();
  await panel(page).getByRole("button", { name: "Close" }).click();
  await served.command("highlight", "set", id, "--colour", "4");
  await expect.poll(() => painted(page, 4)).toEqual(["harbour wall"]);
  await expect(panel(page)).toHaveCount(0);
});

test("a change elsewhere paints what it concerns anew, and leaves the other marks as they are", async ({ page, served }) => {
  const html = `<p id="cccccccc">Lanterns hung along the quay.</p><p id="dddddddd">The ferries waited for the tide.</p>`;
  await bring(served, JSON.stringify({ id: "quay", title: "The quay", language: "en", published: "2024-05-06T08:00:00Z", body_html: html }));
  const { highlights } = await served.command<{ highlights: { id: string }[] }>("highlight", "add", "quay", "--quote", "Lanterns", "--colour", "2");
  await served.command("highlight", "add", "quay", "--quote", "ferries", "--colour", "7");
  await page.goto("/article/quay");
  await ready(page);
  await expect.poll(() => painted(page, 7)).toEqual(["ferries"]);
  const first = await page.evaluateHandle(() => [...(CSS.highlights.get("mark-7") ?? [])][0]);
  await served.command("highlight", "set", highlights[0]?.id ?? "", "--colour", "6");
  await expect.poll(() => painted(page, 6)).toEqual(["Lanterns"]);
  expect(await painted(page, 2)).toEqual([]);
  expect(await first.evaluate((range) => [...(CSS.highlights.get("mark-7") ?? [])][0] === range)).toBe(true);
});

test("where the browser has no highlights, elements mark the words", async ({ page, served }) => {
  await page.addInitScript(() => Reflect.deleteProperty(CSS, "highlights"));
  await served.command("highlight", "add", "bandar", "--quote", "بودجه", "--colour", "6");
  await page.goto("/article/bandar");
  await ready(page);
  const mark = page.locator("#text mark.mark-6");
  await expect(mark).toHaveText("بودجه");
  await mark.click();
  await expect(mark).toHaveClass(/here/);
  await page.keyboard.press("4");
  await expect(page.locator("#text mark.mark-4")).toHaveText("بودجه");
  await expect(mark).toHaveCount(0);
});

test("the panel and the text scroll with each other", async ({ page, served }) => {
  const paragraphs = Array.from({ length: 40 }, (_, i) => `<p id="p${String(i).padStart(7, "a")}">Paragraph ${i} speaks of the harbour in mark${i}, at length, so that the page is long enough to be scrolled through from its first line to its last.</p>`).join("");
  const long = (html: string) => JSON.stringify({ id: "long", title: "A long one", language: "en", published: "2024-05-06T08:00:00Z", body_html: html });
  await bring(served, long(`${paragraphs}<p>Quinces and medlars ripen late behind the shed.</p>`));
  let last = "";
  for (const i of [1, 12, 25, 38]) {
    const added = await served.command<{ highlights: { id: string }[] }>("highlight", "add", "long", "--quote", `mark${i},`, "--note", "A note of several lines.\n".repeat(12));
    last = added.highlights[0]?.id ?? "";
  }
  await page.goto("/article/long");
  await ready(page);
  await page.keyboard.press("Shift+H");
  const seen = panel(page).locator("li.seen");
  await expect(seen).toContainText("mark1,");
  const main = page.locator("main");
  await main.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
  await expect(seen).toContainText("mark38,");
  await expect(seen).toBeInViewport();
  await panel(page).hover();
  await page.mouse.wheel(0, -10_000);
  await expect(seen).toContainText("mark1,");
  await expect.poll(() => main.evaluate((element) => element.scrollTop)).toBeLessThan(600);

  // A panel that is opened further on has what is in view there, whose place it knows from the first.
  await panel(page).getByRole("button", { name: "Close" }).click();
  await main.hover();
  await page.mouse.wheel(0, 10_000);
  await expect.poll(() => main.evaluate((element) => element.scrollHeight - element.clientHeight - element.scrollTop)).toBeLessThan(2);
  await page.keyboard.press("Shift+H");
  await expect(seen).toContainText("mark38,");
  await expect(seen).toBeInViewport();
  await expect(seen).toHaveAttribute("aria-posinset", "4");
  await expect(seen).toHaveAttribute("aria-setsize", "4");

  // An address that names a mark leads to its words, however far down they stand.
  await page.goto(`/article/long?mark=${last}`);
  await ready(page);
  await expect(page.locator("#text p", { hasText: "mark38," })).toBeInViewport();
  await expect(panel(page).locator(`[data-mark="${last}"]`)).toBeInViewport();

  // A note of the article has no place in the text: where an address leads to it, it is in view and stays so.
  const { highlights } = await served.command<{ highlights: { id: string }[] }>("highlight", "add", "long", "--quote", "Quinces and medlars ripen late");
  const id = highlights[0]?.id ?? "";
  await bring(served, long(paragraphs));
  await served.command("highlight", "keep", id);
  await page.goto(`/article/long?mark=${id}`);
  await ready(page);
  await main.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
  await expect(seen).toContainText("mark38,");
  await expect(panel(page).locator(`[data-mark="${id}"]`)).toBeInViewport({ ratio: 0.9 });
  await page.setViewportSize({ width: 900, height: 700 });
  await page.reload();
  await ready(page);
  await expect(panel(page).locator(`[data-mark="${id}"]`)).toBeInViewport({ ratio: 0.9 });
});

test("a file of highlights is read in the window, and tags are taken away from several", async ({ page, served }) => {
  await served.command("highlight", "add", "wall", "--quote", "lasted until midnight", "--tag", "night");
  const { highlights } = await served.command<{ highlights: { id: string; tags: string[] }[] }>("highlight", "list", "--tag", "night");
  const file = join(served.root, "night.json");
  await served.command("highlight", "export", "json", file, "--tag", "night");
  await served.command("highlight", "remove", ...highlights.map((one) => one.id));
  await page.goto("/research?tab=highlights");
  await ready(page);
  const chosen = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Import…", exact: true }).click();
  await (await chosen).setFiles(file);
  await page.getByRole("searchbox", { name: "Search in highlights and notes" }).fill("lasted until midnight");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main").getByRole("button", { name: "night", exact: true })).toBeVisible();
  await page.getByRole("main").getByRole("button", { name: "Only this article" }).first().click();
  await expect(page).toHaveURL(/article=/);
  await page.getByRole("button", { name: "Of all articles" }).click();
  const before = page.getByRole("textbox", { name: "Made before" });
  await before.fill("2001-01-01");
  await before.press("Enter");
  await expect(page.getByRole("heading", { name: "No highlight" })).toBeVisible();
  await accessible(page);
  await before.fill("");
  await before.press("Enter");
  await page.getByRole("main").getByRole("button", { name: "night", exact: true }).click();
  await expect(page.getByText("1 highlight", { exact: true })).toBeVisible();
  await page.getByRole("checkbox", { name: "Select" }).check();
  await page.getByRole("combobox", { name: "Remove tag" }).selectOption("night");
  await expect(page.getByRole("main").getByRole("button", { name: "night", exact: true })).toHaveCount(0);
});

test("in Persian the panel stands at the other side", async ({ page, served }) => {
  await served.command("highlight", "add", "bandar", "--quote", "مجلس گفت");
  await page.goto("/article/bandar");
  await set(page, { language: "fa" });
  await page.reload();
  await ready(page);
  await page.keyboard.press("Shift+H");
  await expect(page.getByRole("complementary", { name: "نشان‌ها" })).toContainText("مجلس گفت");
  await accessible(page);
});
