/** An import that was broken off: the list says so, Go on brings the rest, and Undo takes back all of it. */
import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { accessible, expect, ready, test } from "./library";

test.use({ own: "resume" });

const lines = (name: string, count: number) =>
  Array.from({ length: count }, (_, i) => JSON.stringify({ id: `${name}${i}`, title: `Mile ${i}`, language: "en", body_text: `Stone ${i * 7919} stands by road ${i * 104729}.` })).join("\n");

test("an import that was stopped goes on from the list, and all of it is undone as one", async ({ page, served }) => {
  const file = join(served.root, "long.jsonl");
  await writeFile(file, lines("l", 8000));
  await page.goto("/library");
  await ready(page);
  const ended = served.command("import", file).catch(() => ({}));
  await page.getByRole("button", { name: "Cancel" }).click();
  await ended;
  const row = page.getByRole("list", { name: "Imports" }).getByRole("listitem").filter({ hasText: "long.jsonl" });
  await expect(row).toContainText("Stopped");
  await accessible(page);
  await row.getByRole("button", { name: "Go on" }).press("Enter");
  await expect(row).toContainText("8,000 articles", { timeout: 60_000 });
  await expect(row.getByRole("button", { name: "Go on" })).toHaveCount(0);
  await row.getByRole("button", { name: "Undo" }).press("Enter");
  await expect(row).toContainText("Taken back", { timeout: 30_000 });
});

test("an import whose file is gone says so, and keeps what came", async ({ page, served }) => {
  const whole = gzipSync(lines("m", 2000), { level: 0 });
  const file = join(served.root, "miles.jsonl.gz");
  await writeFile(file, whole.subarray(0, whole.length - 6));
  await served.command("import", file).catch(() => ({}));
  await page.goto("/library");
  await ready(page);
  const row = page.getByRole("list", { name: "Imports" }).getByRole("listitem").filter({ hasText: "miles.jsonl.gz" });
  await expect(row).toContainText("articles");
  await rename(file, `${file}.away`);
  await row.getByRole("button", { name: "Go on" }).press("Enter");
  await expect(page.getByText(/is not at .* any more/)).toBeVisible();
  await expect(row.getByRole("button", { name: "Undo" })).toBeVisible();
});
