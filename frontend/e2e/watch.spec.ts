/** Watched folders: named by path, looked into, what came, what is wrong in words, pause, removal and its undo. */
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { accessible, expect, ready, test } from "./library";

test.use({ own: "watch" });

const article = (id: string, title: string) => JSON.stringify({ id, title, language: "en", body_text: `${title}, told at length.` });

test("a folder is watched by its path, and what appears in it comes in", async ({ page, served, wrong }) => {
  const folder = join(served.root, "letters");
  await mkdir(folder);
  await writeFile(join(folder, "one.jsonl"), article("one", "A letter from the harbour"));
  await page.goto("/library");
  await ready(page);
  await expect(page.getByText("No folder is watched.")).toBeVisible();
  const path = page.getByLabel("Path of a folder on this machine");

  await path.fill(join(served.root, "nowhere"));
  await path.press("Enter");
  await expect(page.getByRole("alert")).toContainText("There is no folder at");
  expect(wrong.splice(0)).toHaveLength(1); // the browser notes the refusal itself
  await path.fill(folder);
  await path.press("Enter");
  const row = page.getByRole("list", { name: "Watched folders" }).getByRole("listitem");
  await expect(row).toContainText(folder);
  await expect(page.getByText("1 new article", { exact: true })).toBeVisible();
  await expect(row).toContainText(/1 file, looked into .* · 1 new article, /);
  await expect(path).toHaveValue("");
  await accessible(page);

  // Look now brings what is new since; it is one import with an undo.
  await writeFile(join(folder, "two.jsonl"), article("two", "A letter from the hills"));
  await page.getByRole("button", { name: "Look into all now" }).press("Enter");
  await expect(row).toContainText("2 files");
  const run = page.getByRole("list", { name: "Imports" }).getByRole("listitem").filter({ hasText: "letters" }).first();
  await run.getByRole("button", { name: "Undo" }).press("Enter");
  await expect(run).toContainText("Taken back");

  // Unplugged: in words, and back again.
  await rename(folder, `${folder}.away`);
  await row.getByRole("button", { name: "More for letters" }).click();
  await page.getByRole("menuitem", { name: "Look now" }).click();
  await expect(row.getByText(/is not there\. It is looked for again/)).toBeVisible();
  await accessible(page);
  await rename(`${folder}.away`, folder);
  await row.getByRole("button", { name: "More for letters" }).click();
  await page.getByRole("menuitem", { name: "Look now" }).click();
  await expect(row.getByText(/is not there/)).toHaveCount(0);

  // Paused, removed, and back by undo.
  await row.getByRole("button", { name: "More for letters" }).click();
  await page.getByRole("menuitem", { name: "Pause" }).click();
  await expect(row).toContainText("paused");
  await row.getByRole("button", { name: "More for letters" }).click();
  await page.getByRole("menuitem", { name: "Stop watching" }).click();
  await expect(row).toHaveCount(0);
  await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await expect(row).toContainText("paused");
});
