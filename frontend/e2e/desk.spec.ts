/** The desk: a draft is written, reviewed, published, corrected and taken back, all in the window. */
import type { Page } from "@playwright/test";
import { accessible, expect, ready, set, test } from "./library";

test.use({ own: "desk" });

const body = (page: Page) => page.getByRole("textbox", { name: "Body" });
const saved = (page: Page) => page.getByRole("status").filter({ hasText: /^Saved \d\d:\d\d:\d\d$/ });
const toast = (page: Page) => page.locator(".toast");
const panel = (page: Page, name: string) => page.getByRole("tab", { name }).click();

/** Types into a draft and waits until the program says that it is on the disk. */
async function write(page: Page, headline: string, text: string): Promise<void> {
  await page.getByRole("textbox", { name: "Headline", exact: true }).fill(headline);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Standfirst" })).toBeFocused();
  await page.keyboard.type("What the harbour keeps.");
  await page.keyboard.press("Enter");
  await expect(body(page)).toBeFocused();
  await page.keyboard.type(text);
  await expect(saved(page)).toBeVisible();
}

/** Selects a word of the text as a person does, by two clicks on it. */
async function selectWord(page: Page, word: string): Promise<void> {
  const at = await body(page).evaluate((text, word) => {
    const walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const from = (node.textContent ?? "").indexOf(word);
      if (from < 0) continue;
      const range = document.createRange();
      range.setStart(node, from);
      range.setEnd(node, from + word.length);
      const { x, y, width, height } = range.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    }
    throw new Error(`${word} is not in the text`);
  }, word);
  await page.mouse.dblclick(at.x, at.y);
}

async function fresh(page: Page): Promise<string> {
  await page.goto("/desk");
  await ready(page);
  await page.getByRole("button", { name: "New draft" }).first().click();
  await page.waitForURL(/\/desk\/draft\//);
  await ready(page);
  return page.url();
}

const draftOf = (url: string) => decodeURIComponent(new URL(url).pathname.split("/").at(-1) ?? "");

/** Waits until the command line sees words in a draft: they are on the disk. */
async function held(served: { command: <R>(...args: string[]) => Promise<R> }, id: string): Promise<{ body_html: string; title: string; revision: number; state: string }> {
  return served.command("draft", "show", id);
}

test("a draft is written, reviewed with notes, approved, published and corrected with a note", async ({ page, served }) => {
  const url = await fresh(page);
  await write(page, "The wall at the harbour", "It was built twice.");
  await expect(page).toHaveTitle(/Draft/);
  await accessible(page);
  expect((await held(served, draftOf(url))).body_html).toMatch(/It was built twice\./);

  // Details: tags by keyboard, a name, a section.
  await page.getByRole("textbox", { name: "Tags" }).or(page.getByRole("combobox", { name: "Tags" })).first().fill("harbour");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Remove harbour" })).toBeVisible();
  await page.getByRole("button", { name: "Add a name" }).click();
  await page.getByRole("textbox", { name: "Name 1" }).fill("A. Writer");
  await page.getByRole("combobox", { name: "Kind", exact: true }).selectOption("report");
  await expect(saved(page)).toBeVisible();

  // Review: handed in, a note on some words, returned, mended, approved.
  await page.getByRole("button", { name: "Submit for review" }).click();
  await expect(page.getByRole("list", { name: "Where it stands" }).locator("[aria-current=step]")).toHaveText("In review");
  await panel(page, "Review");
  await selectWord(page, "twice");
  await page.getByRole("textbox", { name: "Note" }).fill("Who says so?");
  await page.getByRole("button", { name: "Add note" }).click();
  await expect(page.getByText("Who says so?")).toBeVisible();
  await page.getByRole("button", { name: "Answer" }).click();
  await page.getByRole("textbox", { name: /^Answer to/ }).fill("The day book does.");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("The day book does.")).toBeVisible();
  await page.getByRole("button", { name: "Request changes…" }).click();
  await page.getByRole("textbox", { name: "What is to be changed" }).fill("Say when.");
  await page.getByRole("dialog").getByRole("button", { name: "Request changes…" }).click();
  await expect(page.getByText("Returned: Say when.")).toBeVisible();
  await page.getByRole("button", { name: "twice", exact: true }).click();
  await page.keyboard.type("three times");
  await expect(body(page)).toContainText("It was built three times.");
  await page.getByRole("button", { name: "Resolve" }).click();
  await expect(page.getByText("Who says so?")).toBeHidden();
  await page.getByRole("button", { name: "Submit for review" }).click();
  await page.getByRole("button", { name: "Approve", exact: true }).click();
  await expect(page.getByRole("button", { name: "Publish…" })).toBeVisible();
  // An edit voids the approval, and undo brings the words back, not the approval.
  await body(page).click();
  await page.keyboard.press("End");
  await page.keyboard.type(" Then it stood.");
  await expect(page.getByRole("button", { name: "Submit for review" })).toBeVisible();
  await page.getByRole("button", { name: "Submit for review" }).click();
  await page.getByRole("button", { name: "Approve", exact: true }).click();
  await page.getByRole("button", { name: "Publish…" }).click();
  await accessible(page);
  await page.getByRole("dialog").getByRole("button", { name: "Publish" }).click();
  await page.waitForURL(/\/article\//);
  await ready(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The wall at the harbour");
  await expect(page.getByRole("region", { name: "Article text" })).toContainText("It was built three times. Then it stood.");
  const article = page.url();

  // A correction: a working copy from the article's own page, refused without a note.
  await page.getByRole("button", { name: "More" }).last().click();
  await page.getByRole("menuitem", { name: "Edit" }).click();
  await page.waitForURL(/\/desk\/draft\//);
  await ready(page);
  await expect(page.getByRole("list", { name: "Where it stands" })).toContainText("Published");
  await selectWord(page, "three");
  await page.keyboard.type("four");
  await expect(saved(page)).toBeVisible();
  await page.getByRole("button", { name: "Submit for review" }).click();
  await page.getByRole("button", { name: "Approve", exact: true }).click();
  await page.getByRole("button", { name: "Publish…" }).click();
  await page.getByLabel("What kind of change").selectOption("correction");
  await page.getByRole("dialog").getByRole("button", { name: "Publish" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.getByRole("textbox", { name: "Note for readers" }).fill("It was built four times, not three.");
  await page.getByRole("dialog").getByRole("button", { name: "Publish" }).click();
  await page.waitForURL(/\/article\//);
  await ready(page);
  await expect(page.getByText("It was built four times, not three.")).toBeVisible();
  await page.goto("/corrections");
  await expect(page.getByText("It was built four times, not three.")).toBeVisible();

  // Retracted: the notice stands in place of the text, the versions stay to be read.
  await page.goto(article);
  await ready(page);
  await page.getByRole("button", { name: "More" }).last().click();
  await page.getByRole("menuitem", { name: "Retract…" }).click();
  await page.getByRole("textbox", { name: "Note for readers" }).fill("There never was a wall.");
  await page.getByRole("dialog").getByRole("button", { name: "Retract" }).click();
  await expect(page.getByRole("region", { name: "Article text" })).toHaveText("There never was a wall.");
  await page.reload();
  await ready(page);
  await expect(page.getByRole("region", { name: "Article text" })).toHaveText("There never was a wall.");
  await expect(page.getByText("four times.")).toHaveCount(0);
  await page.getByRole("link", { name: /^Version / }).click();
  await page.waitForURL(`${article}/versions`);
  await expect(page.getByText(/ · Retraction/)).toBeVisible();
});

test("a front headline stands on the front page, the headline on the article", async ({ page, served }) => {
  await page.goto("/desk");
  await ready(page);
  const { draft } = await served.command<{ draft: string }>("draft", "new", "--title", "The lamp on the quay burns oil again");
  await served.command("draft", "set", draft, "body_text", "It burns.");
  await page.goto(`/desk/draft/${draft}`);
  await ready(page);
  await page.getByRole("textbox", { name: "Front headline" }).fill("The oil lamp");
  await expect.poll(async () => (await served.command<{ front_title?: string }>("draft", "show", draft)).front_title).toBe("The oil lamp");
  await accessible(page);
  await served.command("draft", "submit", draft);
  await served.command("draft", "approve", draft);
  const { article } = await served.command<{ article: string }>("publish", draft);
  await page.goto("/");
  await ready(page);
  await expect(page.getByRole("heading", { name: "The oil lamp" }).first()).toBeVisible();
  await expect(page.getByText("The lamp on the quay burns oil again")).toHaveCount(0);
  // What the front page's own editor says goes before it.
  await served.command("front", "set", "lead", article);
  await served.command("front", "word", "lead", article, "--title", "Tonight");
  await page.reload();
  await ready(page);
  await expect(page.getByRole("heading", { name: "Tonight" }).first()).toBeVisible();
  await page.goto(`/article/${article}`);
  await ready(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The lamp on the quay burns oil again");
});

test("revisions are compared in place and restored; undo outlives a restart of the page", async ({ page, served }) => {
  const url = await fresh(page);
  await write(page, "The tide", "It comes by night.");
  await page.locator(".line").getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Name this revision…" }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("As it was first");
  await page.getByRole("dialog").getByRole("button", { name: "Done" }).click();
  await body(page).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Nobody sees it.");
  await expect.poll(async () => (await held(served, draftOf(url))).body_html).toContain("Nobody sees it.");

  await page.reload();
  await ready(page);
  await expect(body(page)).toContainText("Nobody sees it.");
  await body(page).click();
  await page.keyboard.press("Control+z");
  await expect(body(page)).not.toContainText("Nobody sees it.");
  await page.keyboard.press("Control+Shift+z");
  await expect(body(page)).toContainText("Nobody sees it.");

  await panel(page, "History");
  const revisions = page.getByRole("list", { name: "Revisions" });
  await expect(revisions.getByText("As it was first")).toBeVisible();
  await revisions.getByRole("listitem").filter({ hasText: "As it was first" }).getByRole("button", { name: /^Compare/ }).click();
  await expect(page.getByRole("dialog").locator("ins")).toContainText("Nobody sees it.");
  await accessible(page);
  await page.keyboard.press("Escape");
  await revisions.getByRole("listitem").filter({ hasText: "As it was first" }).getByRole("button", { name: /^Restore/ }).click();
  await expect(body(page)).not.toContainText("Nobody sees it.");
  await expect(body(page)).toContainText("It comes by night.");
});

test("two windows on one draft overwrite nothing of each other", async ({ page, context, wrong }) => {
  const url = await fresh(page);
  await write(page, "Two windows", "One.");
  const other = await context.newPage();
  await other.goto(url);
  await ready(other);
  await expect(body(other)).toContainText("One.");
  // The other window takes over what is saved here while it has nothing of its own …
  await body(page).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Two.");
  await expect(body(other)).toContainText("One. Two.");
  // … and is told where it has: its save is refused, and the text is in its window still.
  await other.route("**/events", (route) => route.abort());
  await other.route("**/api/Drafts/Show", (route) => route.abort());
  await body(page).press("Control+End");
  await page.keyboard.type(" Three.");
  await expect(saved(page)).toBeVisible();
  await expect.poll(() => page.getByRole("status").filter({ hasText: "Saved" }).count()).toBeGreaterThan(0);
  await other.route("**/api/Drafts/Save", async (route) => {
    const sent = route.request().postDataJSON() as { stamp: number };
    await route.continue({ postData: JSON.stringify({ ...sent, stamp: 1 }) });
  });
  await body(other).click();
  await other.keyboard.press("Control+End");
  await other.keyboard.type(" Mine.");
  await expect(other.getByText("This draft was changed in another window.")).toBeVisible();
  await expect(body(other)).toContainText("Mine.");
  await other.unroute("**/api/Drafts/Save");
  await other.unroute("**/api/Drafts/Show");
  await other.getByRole("button", { name: "Keep mine as a copy" }).click();
  await other.waitForURL((now) => now.href !== url);
  await ready(other);
  await expect(body(other)).toContainText("Mine.");
  await expect(body(page)).not.toContainText("Mine.");
  await other.close();
  wrong.splice(0, wrong.length, ...wrong.filter((one) => !/409/.test(one)));
});

test("an address that can be none is told at its field, and the words are kept", async ({ page, served }) => {
  const url = await fresh(page);
  await write(page, "The pier", "It stands.");
  const address = page.getByRole("textbox", { name: "Address" });
  await address.fill("the-pier");
  await expect.poll(async () => (await served.command<{ slug?: string }>("draft", "show", draftOf(url))).slug).toBe("the-pier");
  await address.fill("the pier/");
  await expect(address).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByRole("alert").filter({ hasText: "The draft keeps the one before." })).toBeVisible();
  await accessible(page);
  await body(page).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" It stood.");
  await expect.poll(async () => (await held(served, draftOf(url))).body_html).toContain("It stands. It stood.");
  await expect(saved(page)).toBeVisible();
  await expect(address).toHaveValue("the pier/");
  await address.fill("pier");
  await expect(address).not.toHaveAttribute("aria-invalid");
  await expect.poll(async () => (await served.command<{ slug?: string }>("draft", "show", draftOf(url))).slug).toBe("pier");
});

test("several drafts are one release; a time ahead is not counted before it", async ({ page, served }) => {
  const ids: string[] = [];
  for (const title of ["First of two", "Second of two"]) {
    const made = await served.command<{ draft: string }>("draft", "new", "--title", title);
    await served.command("draft", "set", made.draft, "body_text", "Words.");
    await served.command("draft", "submit", made.draft);
    await served.command("draft", "approve", made.draft);
    ids.push(made.draft);
  }
  await page.goto("/desk?state=approved");
  await ready(page);
  await page.getByRole("checkbox", { name: "Select First of two" }).check();
  await page.getByRole("checkbox", { name: "Select Second of two" }).check();
  await accessible(page);
  await page.getByRole("button", { name: "Publish together…" }).click();
  await page.getByText("At a time").click();
  await page.getByRole("textbox", { name: "Day" }).fill("1478-10-11"); // of the Persian calendar: 31 December 2099
  await page.getByRole("dialog").getByLabel("Time", { exact: true }).fill("12:00");
  await page.getByRole("button", { name: "Schedule" }).click();
  await expect(toast(page)).toContainText("Scheduled for 31 December 2099, 12:00");
  await expect(page.getByText(/To be published/)).toHaveCount(2);
  expect((await served.command<{ articles: { title: string }[] }>("list", "--limit", "500")).articles.map((one) => one.title)).not.toContain("First of two");
  await page.getByRole("checkbox", { name: "Select First of two" }).check();
  await page.getByRole("checkbox", { name: "Select Second of two" }).check();
  await page.getByRole("button", { name: "Publish together…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Publish" }).click();
  await expect(toast(page)).toContainText("2 published together");
  expect((await served.command<{ articles: { title: string }[] }>("list", "--limit", "500")).articles.map((one) => one.title)).toContain("Second of two");
});

test("the desk reads from right to left, and an Arabic draft is written so", async ({ page, served }) => {
  await set(page.url() === "about:blank" ? (await page.goto("/desk"), page) : page, { language: "fa" });
  await page.goto("/desk");
  await ready(page);
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await accessible(page);
  const made = await served.command<{ draft: string }>("draft", "new", "--title", "السفينة في الميناء");
  await served.command("draft", "set", made.draft, "language", "ar");
  await served.command("draft", "set", made.draft, "body_text", "وصلت السفينة إلى الميناء.");
  await page.goto(`/desk/draft/${made.draft}`);
  await ready(page);
  const text = page.locator(".prose.editor");
  await expect(text).toHaveAttribute("dir", "rtl");
  await expect(text).toHaveCSS("direction", "rtl");
  await text.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" وكان البحر هادئا.");
  await expect(page.getByRole("status").filter({ hasText: /[۰-۹]{2}:[۰-۹]{2}:[۰-۹]{2}/ })).toBeVisible();
  await accessible(page);
});
