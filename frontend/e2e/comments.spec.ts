// The comments desk: a queue that is worked through by keys.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { accessible, expect, ready, set, test } from "./library";

test.use({ own: "comments" });
test.describe.configure({ mode: "serial" });

const many = 260;
const rows = (page: Page) => page.getByRole("listbox", { name: "Comments" }).getByRole("option");
const current = (page: Page) => page.locator("[role=option].current");
const pane = (page: Page) => page.getByRole("region", { name: "Comment", exact: true });

interface Listed {
  comments: { id: string; article: string; status: string; reason?: string }[];
}

test.beforeAll(async ({ served }) => {
  // What waits already is none of these tests' business.
  for (const one of (await served.command<Listed>("comments", "list", "--status", "pending")).comments) await served.command("comments", "approve", "--article", one.article, one.id);
  const file = join(served.root, "own.jsonl");
  const comments = Array.from({ length: many }, (_, i) => ({
    id: `q${i}`, name: `Reader ${i}`, email: `reader${i}@example.org`, status: "pending", posted: "2024-05-07T10:00:00Z",
    text: i === many - 1 ? "The last one is long.\n" + "A line of it. ".repeat(60) : `Remark number ${i}.`,
  }));
  await writeFile(file, JSON.stringify({ id: "own-1", title: "The harbour light", language: "en", kind: "news", published: "2024-05-06T08:00:00Z", body_html: "<p>Text.</p>", comments }) + "\n");
  await served.command("import", "--source", "own", file);
});

test("comments are judged one by one by keys, and taken back", async ({ page, served }) => {
  await page.goto("/desk/comments");
  await ready(page);
  await accessible(page);
  await expect(page.getByRole("navigation", { name: "Sections" }).getByRole("link", { name: "Comments" })).toContainText(String(many));
  await expect(current(page)).toContainText(`Reader ${many - 1}`);
  await expect(pane(page)).toContainText("A line of it. A line of it.");
  await expect(pane(page).getByRole("link", { name: "The harbour light" })).toHaveAttribute("href", "/article/own-1");
  await expect(page.locator("body")).not.toContainText("@example.org");

  await page.keyboard.press("j");
  await expect(current(page)).toContainText(`Reader ${many - 2}`);
  await page.keyboard.press("a");
  await expect(page.getByRole("status").filter({ hasText: "1 comment approved" })).toBeVisible();
  await expect(current(page)).toContainText(`Reader ${many - 3}`);
  await page.keyboard.press("k");
  await expect(current(page)).toContainText(`Reader ${many - 1}`);
  await page.keyboard.press("u");
  await expect(rows(page).filter({ hasText: `Reader ${many - 2}` })).toBeVisible();
  await expect(pane(page).getByRole("button", { name: "Undo the last act" })).toBeDisabled();

  await page.keyboard.press("r");
  await expect(pane(page).getByRole("textbox", { name: "Reason" })).toBeFocused();
  await accessible(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("listbox", { name: "Comments" })).toBeFocused();
  await page.keyboard.press("r");
  await page.keyboard.type("Off topic.");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "1 comment rejected" })).toBeVisible();
  await page.getByRole("radio", { name: "Rejected" }).check({ force: true });
  await expect(current(page)).toContainText(`Reader ${many - 1}`);
  await expect(pane(page)).toContainText("Why it was rejected: Off topic.");
  await accessible(page);
  expect((await served.command<Listed>("comments", "list", "--status", "rejected")).comments[0]).toMatchObject({ id: `q${many - 1}`, reason: "Off topic." });
});

test("several are one act, by select and by all in view", async ({ page, served }) => {
  await page.goto("/desk/comments");
  await ready(page);
  await page.getByRole("listbox", { name: "Comments" }).focus();
  await page.keyboard.press("x");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("x");
  await expect(pane(page).getByRole("heading", { level: 2 })).toHaveText("2 comments selected");
  await accessible(page);
  await page.keyboard.press("Escape");
  await expect(pane(page).getByRole("heading", { level: 2 })).not.toHaveText(/selected/);
  await page.keyboard.press("Control+a");
  const heading = await pane(page).getByRole("heading", { level: 2 }).textContent();
  const chosen = Number(/^\d+/.exec(heading ?? "")?.[0]);
  expect(chosen).toBeGreaterThan(3);
  await page.keyboard.press("r");
  await page.keyboard.type("A flood.");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: `${chosen} comments rejected` })).toBeVisible();
  const rejected = () => served.command<Listed>("comments", "list", "--status", "rejected").then((held) => held.comments.filter((one) => one.reason === "A flood.").length);
  expect(await rejected()).toBe(chosen);
  await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await expect.poll(rejected).toBe(0);
  await expect(rows(page).first()).toContainText(`Reader ${many - 2}`);
});

test("a long queue is drawn in part and read on as one goes", async ({ page }) => {
  await page.goto("/desk/comments");
  await ready(page);
  const list = page.getByRole("listbox", { name: "Comments" });
  await list.focus();
  for (let i = 0; i < 4; i++) {
    await page.keyboard.press("End");
    await page.waitForFunction(() => document.querySelector("[role=option].current") !== null);
  }
  await expect.poll(async () => {
    await page.keyboard.press("End");
    return (await current(page).textContent()) ?? "";
  }).toContain("Reader 0");
  expect(await rows(page).count()).toBeLessThan(40);
  await page.keyboard.press("o");
  await expect(page).toHaveURL(/\/article\/own-1$/);
});

test("the screen stands in Arabic and Persian, and says when nothing waits", async ({ page }) => {
  await page.goto("/desk/comments?status=approved");
  for (const language of ["ar", "fa"]) {
    await set(page, { language });
    await page.goto("/desk/comments");
    await ready(page);
    await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
    await expect(current(page)).toBeVisible();
    await accessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  }
  await set(page, { language: "en" });
  await page.goto("/desk/comments?status=approved");
  await ready(page);
});
