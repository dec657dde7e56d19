// The outbox, the ledger of the network, storage and corrections, as a person meets them.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { accessible, expect, ready, set, test } from "./library";

/** Writes a comment on an article of another publication, on its page. */
async function comment(page: Page, article: string, text: string): Promise<void> {
  await page.goto(`/article/${article}`);
  await ready(page);
  const comments = page.getByRole("region", { name: "Comments" });
  await comments.getByRole("textbox", { name: "Name" }).fill("A reader");
  await comments.getByRole("textbox", { name: "Email" }).fill("reader@example.org");
  await comments.getByRole("textbox", { name: "Text" }).fill(text);
  await comments.getByRole("button", { name: "Send" }).click();
  await expect(comments.getByRole("listitem").filter({ hasText: text })).toBeVisible();
}

const waiting = (page: Page) => page.getByRole("list", { name: "Waiting" });

test("a comment waits, is mended, removed and brought back", async ({ page }) => {
  await comment(page, "a-018", "The tolls rose in spring.");
  await page.getByRole("region", { name: "Comments" }).getByRole("link", { name: /waits? in the outbox/ }).click();
  await expect(page).toHaveURL(/\/outbox$/);
  await ready(page);
  await accessible(page);
  const mine = waiting(page).getByRole("listitem").filter({ hasText: "The tolls rose" });
  await expect(mine).toContainText("A reader");
  await expect(page.locator("body")).not.toContainText("reader@example.org");

  await mine.getByRole("button", { name: /^Edit/ }).click();
  const form = waiting(page).locator("form");
  await form.getByRole("textbox", { name: "Text" }).fill("");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByRole("alert")).toHaveText(/Write something first/);
  await accessible(page);
  await form.getByRole("textbox", { name: "Text" }).fill("The tolls rose in autumn.");
  await form.getByRole("button", { name: "Save" }).click();
  const mended = waiting(page).getByRole("listitem").filter({ hasText: "in autumn" });
  await expect(mended).toBeVisible();

  await mended.getByRole("button", { name: /^Remove/ }).click();
  await expect(mended).toHaveCount(0);
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(mended).toBeVisible();
});

test("a comment leaves as a file and says when", async ({ page }) => {
  await comment(page, "a-019", "Saved for later sending.");
  await page.goto("/outbox");
  await ready(page);
  const mine = waiting(page).getByRole("listitem").filter({ hasText: "Saved for later" });
  const download = page.waitForEvent("download");
  await mine.getByRole("button", { name: /^Save/ }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^comment-.+\.eml$/);
  const text = await readFile(await file.path(), "utf8");
  expect(text).toMatch(/^Subject: /m);
  expect(text).not.toContain("reader@example.org");
  expect(Buffer.from(text.split("\r\n\r\n")[1] ?? "", "base64").toString("utf8")).toContain("Saved for later sending.");
  const sent = page.getByRole("list", { name: "Handed over" }).getByRole("listitem").filter({ hasText: "Saved for later" });
  await expect(sent).toContainText(/Saved as a file .*\d{4}/);
  await accessible(page);
  await set(page, { theme: "dark" });
  await accessible(page);
});

test("a comment leaves as a mail, with a recipient or without", async ({ page }) => {
  await comment(page, "a-020", "By mail & with a 100 % sign.");
  await page.goto("/outbox");
  await ready(page);
  // No mail program is started here: the call is answered in its place.
  let opened = "";
  await page.route("**/api/System/Open", async (route) => {
    opened = (route.request().postDataJSON() as { address: string }).address;
    await route.fulfill({ json: {} });
  });
  const mine = waiting(page).getByRole("listitem").filter({ hasText: "By mail" });
  await mine.getByRole("button", { name: /^Send/ }).click();
  const dialog = page.getByRole("dialog", { name: "Send as mail" });
  await expect(dialog).toBeVisible();
  await accessible(page);
  await dialog.getByRole("textbox", { name: "Recipient" }).fill("desk@example.org");
  await dialog.getByRole("button", { name: "Open in the mail program" }).click();
  await expect(dialog).toHaveCount(0);
  expect(opened).toMatch(/^mailto:desk@example\.org\?subject=[^&]+&body=/);
  expect(decodeURIComponent(opened.split("&body=")[1] ?? "")).toContain("By mail & with a 100 % sign.");
  await expect(page.getByRole("list", { name: "Handed over" }).getByRole("listitem").filter({ hasText: "By mail" })).toContainText(/Handed to the mail program/);
});

test("the bar leads to the ledger, which is empty and says so", async ({ page }) => {
  await page.goto("/");
  await ready(page);
  await page.getByRole("banner").getByRole("link", { name: "No network" }).click();
  await expect(page).toHaveURL(/\/network$/);
  await ready(page);
  await expect(page.getByRole("main")).toContainText("0 requests this session");
  await expect(page.getByRole("heading", { name: "No request was ever made" })).toBeVisible();
  await accessible(page);
});

test("the ledger lists what was asked", async ({ page }) => {
  await page.route("**/api/System/Network", (route) =>
    route.fulfill({ json: { session: 1, total: 2, requests: [
      { at: "2026-11-24T08:00:00Z", host: "feeds.example.org", address: "https://feeds.example.org/a/very/long/path/to/the/feed.xml", why: "feed", bytes: 20480, result: "200" },
      { at: "2026-11-23T08:00:00Z", host: "example.org", address: "https://example.org/", why: "feed", bytes: 0, result: "" },
    ] } }));
  await page.goto("/network");
  await ready(page);
  await expect(page.getByRole("main")).toContainText("1 request this session");
  await expect(page.getByRole("row")).toHaveCount(3);
  await expect(page.getByRole("row").nth(1)).toContainText("feeds.example.org");
  await expect(page.getByRole("row").nth(2)).toContainText("not ended");
  await accessible(page);
  await page.setViewportSize({ width: 360, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});

test("storage says where and how much, and the diagnostics hold no headline", async ({ page, context, served }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/settings");
  await ready(page);
  const storage = page.getByRole("region", { name: "Storage" });
  await expect(storage).toContainText(served.folder);
  for (const part of ["Articles", "Search index", "Backups"]) await expect(storage.getByRole("term").filter({ hasText: part })).toBeVisible();
  await storage.getByText("The log, last lines").click();
  await accessible(page);
  await storage.getByRole("button", { name: "Copy diagnostics" }).click();
  await expect(page.getByText("The diagnostics are on the clipboard.")).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toMatch(/^Broadsheet /);
  expect(text).toMatch(/bytes: store \d+/);
  expect(text).not.toContain("The strait between two winds");
  expect(text).not.toContain(served.folder);
});

test("corrections are listed with their notes, newest first", async ({ page, served }) => {
  const version = (n: number, published: string, change: string, note: string) => ({ n, published, change, note, title: "The pier at low tide", body_html: `<p>Text ${n}.</p>` });
  const file = join(served.root, "corrected.jsonl");
  await writeFile(file, JSON.stringify({
    id: "corrected-1", title: "The pier at low tide", language: "en", kind: "news", published: "2024-05-01T08:00:00Z", updated: "2024-05-03T08:00:00Z", body_html: "<p>Text 3.</p>",
    versions: [version(1, "2024-05-01T08:00:00Z", "", ""), version(2, "2024-05-02T08:00:00Z", "correction", "The pier is 90 metres long, not 900."), version(3, "2024-05-03T08:00:00Z", "clarification", "Which pier is meant.")],
  }) + "\n" + JSON.stringify({ id: "corrected-2", title: "The wall", language: "en", kind: "news", published: "2024-05-01T08:00:00Z", body_html: "<p>Text.</p>" }) + "\n");
  await served.command("import", "--source", "corrected", file);
  await served.command("withdraw", "corrected-2", "--note", "Its source asked for it.");
  await page.goto("/corrections");
  await ready(page);
  await expect(page.getByRole("main")).toContainText("The pier is 90 metres long, not 900.");
  await accessible(page);
  const items = page.getByRole("list", { name: "Corrections" }).getByRole("listitem");
  await expect(items.first()).toBeVisible();
  const times = await items.locator("time").evaluateAll((all) => all.map((one) => Date.parse(one.getAttribute("datetime") ?? "")));
  expect(times).toEqual([...times].sort((a, b) => b - a));

  // What was withdrawn is named with the reason, and leads nowhere.
  await expect(items.first()).toContainText("Its source asked for it.");
  await expect(items.first().getByRole("link")).toHaveCount(0);
  await page.getByText("Clarifications", { exact: true }).click();
  await expect(page).toHaveURL(/\?kind=clarification$/);
  await expect(items).toHaveCount(1);
  await items.first().getByRole("heading", { level: 2 }).getByRole("link").click();
  await expect(page).toHaveURL(/\/article\//);
});

test("the screens stand in Arabic and Persian", async ({ page }) => {
  await page.goto("/");
  for (const language of ["ar", "fa"]) {
    await set(page, { language });
    for (const path of ["/outbox", "/network", "/corrections", "/settings"]) {
      await page.goto(path);
      await ready(page);
      await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
      await accessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
  }
});
