/** The import screen before anything comes in: what it is, samples, problems, columns, dropping, pasting. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { accessible, expect, ready, set, test } from "./library";

test.use({ own: "intake" }); // its imports would be noticed by others

const article = (id: string, more: object = {}) => JSON.stringify({ id, title: `Story ${id}`, kind: "report", section: "Harbour", authors: ["Ann Day"], language: "en", published: "2024-05-09T08:00:00+03:00", body_html: `<p>What is told of ${id}.</p>`, ...more });

test("the first articles are seen before anything comes in, and it can come in at once", async ({ page, served }) => {
  const file = join(served.root, "quay.jsonl");
  await writeFile(file, [article("q-1"), article("q-2", { title: "قایق‌های اسکله", language: "fa", lead_image: { src: "https://paper.example/a.jpg", alt: "" } }), ...Array.from({ length: 3000 }, (_, i) => article(`q-${i + 3}`))].join("\n"));
  await page.goto("/library");
  await ready(page);
  await page.getByLabel("Choose a file").setInputFiles(file);
  const dialog = page.getByRole("dialog", { name: "Import quay.jsonl" });
  await expect(dialog.getByText("Article interchange")).toBeVisible();
  const samples = dialog.getByRole("list", { name: "The first of them" });
  await expect(samples.getByRole("listitem")).toHaveCount(5);
  await expect(samples.getByRole("listitem").first()).toContainText("Story q-1");
  await expect(samples.getByRole("listitem").first()).toContainText("9 May 2024 · Report");
  await expect(samples.getByText("قایق‌های اسکله")).toHaveAttribute("dir", "rtl");
  await expect(samples.getByRole("listitem").nth(1)).toContainText("with a picture");
  await accessible(page);
  // Nobody has to wait until all of it was looked through.
  await dialog.getByRole("button", { name: "Import", exact: true }).click();
  await expect(dialog.getByRole("button", { name: "Close" }).last()).toBeVisible({ timeout: 60_000 });
  await expect(dialog).toContainText("3,002");
  await dialog.getByRole("button", { name: "Close" }).last().click();
  await expect(page.getByRole("list", { name: "Imports" }).getByRole("listitem").first()).toContainText("quay");
});

test("what a file of another name corrects comes as new versions, once its source is said", async ({ page, served }) => {
  const [first, second] = [join(served.root, "pier-may.jsonl"), join(served.root, "pier-june.jsonl")];
  await writeFile(first, [article("p-1"), article("p-2")].join("\n"));
  await writeFile(second, [article("p-1", { body_html: "<p>What is told now.</p>" }), article("p-2"), article("p-3")].join("\n"));
  await page.goto("/library");
  await ready(page);
  await page.getByLabel("Choose a file").setInputFiles(first);
  const dialog = page.getByRole("dialog", { name: /Import pier-/ });
  const source = dialog.getByRole("combobox", { name: "Source" });
  await expect(source).toHaveAttribute("placeholder", "pier-may.jsonl");
  await dialog.getByRole("button", { name: "Import", exact: true }).click();
  await dialog.getByRole("button", { name: "Close" }).last().click();

  await page.getByLabel("Choose a file").setInputFiles(second);
  await expect(dialog).toContainText("3 new");
  await source.fill("pier-m");
  await expect(dialog.locator("datalist option").first()).toHaveAttribute("value", "pier-may.jsonl");
  await source.fill("pier-may.jsonl");
  await source.press("Enter");
  await expect(dialog).toContainText("1 new");
  await expect(dialog).toContainText("1 gets a new version");
  await accessible(page);
  await dialog.getByRole("button", { name: "Import", exact: true }).click();
  await dialog.getByRole("button", { name: "Close" }).last().click();
  await page.goto("/list?source=pier-may.jsonl");
  await expect(page.getByRole("option", { name: /Story p-/ }).or(page.getByRole("row", { name: /Story p-/ }))).toHaveCount(3);
});

test("a thousand problems of one sort are one", async ({ page, served }) => {
  const file = join(served.root, "gone.jsonl");
  const gone = Array.from({ length: 1200 }, (_, i) => article(`g-${i}`, { body_html: `<p>Text.</p><figure><img src="gone/${i}.jpg" alt=""></figure>` }));
  await writeFile(file, [...gone, "{ no article", article("late", { published: "the day before" })].join("\n"));
  await page.goto("/library");
  await ready(page);
  await page.getByLabel("Choose a file").setInputFiles(file);
  const dialog = page.getByRole("dialog", { name: "Import gone.jsonl" });
  const problems = dialog.getByRole("region", { name: "Set aside or altered" });
  await expect(problems.getByText("Picture not found: 1,200")).toBeVisible();
  await expect(problems.getByText("Set aside, since they could not be read: 1", { exact: true })).toBeVisible();
  await expect(problems.getByText("Date not understood: 1", { exact: true })).toBeVisible();
  await expect(dialog.getByText("Looking through")).toHaveCount(0, { timeout: 30_000 });
  await expect(problems.getByRole("listitem")).toHaveCount(5);
  await problems.getByText("1,197 more").click();
  await expect(problems.getByText(/more were counted and not listed/)).toBeVisible();
  await accessible(page);
});

test("what the columns of a table become is said, previewed and remembered", async ({ page, served }) => {
  const table = (name: string, row: string) => {
    const file = join(served.root, name);
    return writeFile(file, `Was,Wann,Notiz\n${row}\n`).then(() => file);
  };
  await page.goto("/library");
  await ready(page);
  await page.getByLabel("Choose a file").setInputFiles(await table("first.csv", "The quay at dusk,2021-03-02,seen twice"));
  const dialog = page.getByRole("dialog", { name: /Import (?:first|second).csv/ });
  const columns = dialog.getByRole("table", { name: "Columns" });
  await expect(columns.getByRole("row").nth(1)).toContainText("The quay at dusk");
  await expect(dialog.getByText(/say which one is/)).toBeVisible();
  await columns.getByLabel("What Was becomes").selectOption("title");
  await expect(dialog.getByRole("list", { name: "The first of them" })).toContainText("The quay at dusk");
  await columns.getByLabel("What Wann becomes").selectOption("published");
  await expect(dialog.getByRole("list", { name: "The first of them" })).toContainText("2 March 2021");
  await accessible(page);
  await dialog.getByRole("button", { name: "Import", exact: true }).click();
  await dialog.getByRole("button", { name: "Close" }).last().click();

  await page.getByLabel("Choose a file").setInputFiles(await table("second.csv", "The boats at noon,2021-03-03,"));
  await expect(columns.getByLabel("What Was becomes")).toHaveValue("title");
  await expect(columns.getByLabel("What Notiz becomes")).toHaveValue("");
  await expect(dialog.getByRole("list", { name: "The first of them" })).toContainText("The boats at noon");
  await dialog.getByRole("button", { name: "Not now" }).click();
});

/** Drops files on the page as the system does. */
async function drop(page: Page, files: Record<string, string>): Promise<void> {
  const data = await page.evaluateHandle((given) => {
    const transfer = new DataTransfer();
    for (const [name, text] of Object.entries(given)) transfer.items.add(new File([text], name));
    return transfer;
  }, files);
  await page.dispatchEvent("main", "dragover", { dataTransfer: data });
  await expect(page.getByText("Drop to import")).toBeVisible();
  await page.dispatchEvent("main", "drop", { dataTransfer: data });
  await expect(page.getByText("Drop to import")).toHaveCount(0);
}

test("what is dropped on any screen is one import", async ({ page }) => {
  await page.goto("/topics");
  await ready(page);
  await drop(page, { "one.md": "---\ntitle: One of the dropped\n---\nIts text.\n", "two.md": "---\ntitle: Two of the dropped\n---\nIts text.\n" });
  const dialog = page.getByRole("dialog", { name: "Import one.md, two.md" });
  await expect(dialog.getByText("Several files · Markdown")).toBeVisible();
  await expect(dialog).toContainText("2 new articles");
  await expect(dialog.getByRole("list", { name: "The first of them" })).toContainText("Two of the dropped");
  await expect(page).toHaveURL(/\/library$/);
  await accessible(page);
  await dialog.getByRole("button", { name: "Not now" }).click();
  await expect(dialog).toHaveCount(0);
});

/** Pastes as the keyboard does: into what has the focus. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((given) => {
    const transfer = new DataTransfer();
    transfer.setData("text/plain", given);
    (document.activeElement ?? document.body).dispatchEvent(new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true }));
  }, text);
}

test("a pasted address waits for the person's word", async ({ page }) => {
  await page.goto("/library");
  await ready(page);
  const field = page.getByLabel("Address of a page or a feed");
  await paste(page, "no address at all");
  await expect(field).toHaveValue("");
  await paste(page, " https://paper.example/story.html ");
  await expect(field).toHaveValue("https://paper.example/story.html");
  await expect(page.getByRole("button", { name: "Import once" })).toBeFocused();
  await page.getByRole("searchbox", { name: "Search" }).focus();
  await field.fill("");
  await paste(page, "https://paper.example/other.html");
  await expect(field).toHaveValue(""); // it was pasted into the field itself
});

test("the dialog is at home in Persian", async ({ page, served }) => {
  const file = join(served.root, "fars.csv");
  await writeFile(file, "عنوان,تاریخ,چیز\nقایق‌های اسکله,2021-03-02,ب\n");
  await page.goto("/library");
  await ready(page);
  await set(page, { language: "fa" });
  await page.locator("input[type=file]").first().setInputFiles(file);
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("table", { name: "ستون‌ها" })).toBeVisible();
  await expect(dialog.getByLabel("عنوان چه می‌شود")).toHaveValue("title");
  await expect(dialog.getByRole("list", { name: "نخستین‌هایش" })).toContainText("قایق‌های اسکله");
  await accessible(page);
});

test("the list of imports has no raw words", async ({ page, served }) => {
  const { rules } = await served.command<{ rules: { id: string }[] }>("rules", "add", "--if", "section=World", "--tag", "Boats").then(() => served.command<{ rules: { id: string }[] }>("rules", "list"));
  await served.command("rules", "apply", rules[0]?.id ?? "");
  await page.goto("/library");
  await ready(page);
  const run = page.getByRole("list", { name: "Imports" }).getByRole("listitem").first();
  await expect(run).toContainText("Rule ·");
  await served.command("rules", "remove", rules[0]?.id ?? "");
});

test("the report of an import tells its problems in groups too", async ({ page, served }) => {
  const file = join(served.root, "kept.jsonl");
  await writeFile(file, [article("k-1", { published: "the day before" }), article("k-2", { published: "some day" })].join("\n"));
  await served.command("import", file);
  await page.goto("/library");
  await ready(page);
  const run = page.getByRole("list", { name: "Imports" }).getByRole("listitem").filter({ hasText: "kept.jsonl" }).first();
  await run.getByRole("button", { name: "Report" }).click();
  await expect(run.getByText("Date not understood: 2")).toBeVisible();
});
