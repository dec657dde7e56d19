/** Sessions: begun from the palette, taken down while one works, opened, run again, given out, taken back. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { accessible, expect, ready, set, test } from "./library";

test.use({ own: "sessions" });

const article = (id: string, title: string) => JSON.stringify({ id, title, language: "en", published: "2024-03-04", body_text: `${title}, told at length.` });

test("what is searched, read and marked is taken down, run again and given out", async ({ page, served }) => {
  const bring = async (id: string, title: string) => {
    const file = join(served.root, `${id}.jsonl`);
    await writeFile(file, article(id, title));
    await served.command("import", "--source", "wire", file);
  };
  await bring("one", "The xylophone of the harbour");
  await page.goto("/research?tab=sessions");
  await ready(page);
  await expect(page.getByText("No session yet")).toBeVisible();
  await accessible(page);

  // Begun by keys alone, it shows in the bar and leads to itself.
  await page.keyboard.press("Control+k");
  await page.keyboard.type("start a session");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Start a session" });
  await dialog.getByLabel("Name").fill("Xylophones");
  await accessible(page);
  await dialog.getByLabel("Name").press("Enter");
  const sign = page.getByRole("banner").getByRole("link", { name: "Recording: Xylophones" });
  await expect(sign).toBeVisible();

  // Typed letter by letter, a search is one step; so is an article that is opened.
  const field = page.getByRole("searchbox", { name: "Search" });
  await field.pressSequentially("xylophone");
  await field.press("Enter");
  await page.waitForURL(/\/search\?q=xylophone/);
  await expect(page.getByText("1 result", { exact: true })).toBeVisible();
  await page.locator("main h2 a").first().press("Enter");
  await page.waitForURL(/\/article\/one/);
  await ready(page);
  await served.command("highlight", "add", "one", "--quote", "told at length");

  await sign.press("Enter");
  await ready(page);
  const steps = page.getByRole("list", { name: "Steps" }).getByRole("listitem");
  await expect(steps).toHaveCount(3);
  await expect(steps.nth(0)).toContainText("Searched");
  await expect(steps.nth(0)).toContainText("1 article");
  await expect(steps.nth(1).getByRole("link", { name: "The xylophone of the harbour" })).toBeVisible();
  await expect(steps.nth(2).getByRole("link", { name: "told at length" })).toHaveAttribute("href", /\/article\/one\?mark=h-/);
  await accessible(page);

  // The same library gives the same; after an import the step says what is new.
  await page.getByRole("button", { name: "Replay" }).press("Enter");
  await expect(page.getByText("All 3 steps give the same. The library has the same fingerprint.")).toBeVisible();
  await bring("two", "A second xylophone");
  await page.getByRole("button", { name: "Replay" }).press("Enter");
  await expect(page.getByText("1 of 3 steps give something else. The library has another fingerprint than then.")).toBeVisible();
  await expect(steps.nth(0)).toContainText(/Run again: another count\s+2 now, 1 then/);
  await expect(steps.nth(0).getByRole("link", { name: "two" })).toBeVisible();
  await accessible(page);

  // A step leads to what it was.
  await steps.nth(0).getByRole("link", { name: "xylophone", exact: true }).press("Enter");
  await page.waitForURL(/\/search\?q=xylophone/);
  await sign.press("Enter");
  await expect(steps).toHaveCount(3);

  // One step goes, and comes back by undo.
  await steps.nth(1).getByRole("button", { name: "What can be done with step 2" }).press("Enter");
  await page.getByRole("menuitem", { name: "Remove this step" }).press("Enter");
  await expect(steps).toHaveCount(2);
  await page.getByRole("button", { name: "Undo" }).press("Enter");
  await expect(steps).toHaveCount(3);

  // The appendix is handed over.
  await page.getByRole("button", { name: "Export appendix" }).press("Enter");
  const [saved] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: "Appendix as Markdown" }).press("Enter")]);
  const text = await readFile(await saved.path(), "utf8");
  expect(text).toContain("# Method: Xylophones");
  expect(text).toContain("Searched for `xylophone`: 1 article.");
  expect(text).toContain("> told at length");

  // With a replay it is a job, which writes it among the downloads.
  await page.getByRole("button", { name: "Export appendix" }).press("Enter");
  await page.getByRole("menuitem", { name: "Appendix with a replay, as Markdown" }).press("Enter");
  // The path tells it from the download before, whose toast may still stand.
  const where = /^Saved as (\/.*session\.md)$/;
  const toast = page.getByText(where);
  await expect(toast).toBeVisible();
  expect(await readFile(where.exec((await toast.textContent()) ?? "")?.[1] ?? "", "utf8")).toContain("of 3 steps gave something else");

  // Stopped, gone on with, stopped, removed and back.
  await page.locator("main header").getByRole("button", { name: "Stop the session" }).press("Enter");
  await expect(sign).toHaveCount(0);
  await page.getByRole("button", { name: "Go on recording" }).press("Enter");
  await expect(sign).toBeVisible();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("stop the session");
  await page.keyboard.press("Enter");
  await expect(sign).toHaveCount(0);
  await page.getByRole("link", { name: "All sessions" }).press("Enter");
  const row = page.getByRole("list", { name: "Sessions" }).getByRole("listitem").filter({ hasText: "Xylophones" });
  await expect(row).toContainText("3 steps");
  await accessible(page);
  await row.getByRole("button", { name: "What can be done with “Xylophones”" }).press("Enter");
  await page.getByRole("menuitem", { name: "Remove" }).press("Enter");
  await expect(page.getByText("No session yet")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).press("Enter");
  await expect(row).toBeVisible();
});

test("a long session that is given out tells how far it is, and can be stopped", async ({ page, served }) => {
  await served.command("session", "start", "Long");
  await served.command("search", "harbour");
  await served.command("session", "stop");
  const job = { id: "j1", kind: "appendix", title: "Long", state: "running", done: 40, total: 200, unit: "steps", note: "", rate: 0, started: new Date().toISOString(), ended: "", revision: 3, error: null, result: "" };
  await page.route("**/Jobs/List", (route) => route.fulfill({ json: { jobs: [job] } }));
  await page.goto("/research?tab=sessions");
  await ready(page);
  const giving = page.getByRole("list", { name: "Appendices being exported" });
  await expect(giving).toContainText("Exporting an appendix Long");
  await expect(giving.getByRole("progressbar")).toBeVisible();
  await accessible(page);
  const stopped = page.waitForRequest("**/Jobs/Cancel");
  await giving.getByRole("button", { name: "Cancel" }).press("Enter");
  expect((await stopped).postDataJSON()).toEqual({ id: "j1" });
});

test("a session reads from right to left, and is open to keys and to a reader of the screen", async ({ page, served }) => {
  await served.command("session", "start", "نشست");
  await served.command("search", "harbour", "--sort", "newest");
  await served.command("trend", "harbour", "tide");
  await served.command("session", "stop");
  await page.goto("/research?tab=sessions");
  await set(page, { language: "fa" });
  await page.reload();
  await ready(page);
  await page.getByRole("list", { name: "نشست‌ها" }).getByRole("link", { name: "نشست" }).first().press("Enter");
  await expect(page.getByRole("list", { name: "گام‌ها" }).getByRole("listitem")).toHaveCount(2);
  await page.getByRole("button", { name: "اجرای دوباره", exact: true }).press("Enter");
  await expect(page.getByText("هر ۲ گام همان را می‌دهند.")).toBeVisible();
  await accessible(page);
});
