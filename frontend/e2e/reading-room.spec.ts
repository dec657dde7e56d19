/** The reading room: a list, an article or two and the notes, open together and worked by keys. */
import type { Page } from "@playwright/test";
import { accessible, expect, headline, ready, selectWords, set, test } from "./library";

test.use({ own: "room" });

const pane = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const rows = (page: Page) => page.getByRole("listbox", { name: "Articles" }).getByRole("option");
const said = (page: Page) => page.getByRole("main").getByRole("status");
const panel = (page: Page) => page.getByRole("complementary", { name: "Highlights" });

/** What a colour covers on the page, in all panes. */
const painted = (page: Page, colour: number) => page.evaluate((n) => [...(CSS.highlights.get(`mark-${n}`) ?? [])].map((range) => (range as Range).toString()), colour);

const select = (page: Page, name: string, words: string) => selectWords(pane(page, name).getByRole("region", { name: "Article text" }), words);

test("from the search a list, an article and its notes stand together; a second article beside it", async ({ page }) => {
  await page.goto("/search?q=harbour");
  await ready(page);
  await page.getByRole("button", { name: "Read side by side" }).click();
  await expect(headline(page)).toHaveText("Reading room");
  await ready(page);
  await expect(rows(page)).toHaveCount(5);
  await expect(pane(page, "Article").getByRole("heading", { level: 2 }).first()).toHaveText(/Photo set/);
  await accessible(page);

  // By keys alone: the list, the next ones, one in the pane, one beside it.
  await page.keyboard.press("Shift+F6");
  await expect(page.getByRole("listbox", { name: "Articles" })).toBeFocused();
  await expect(said(page).filter({ hasText: "List, pane 1 of 3" })).toBeAttached();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(pane(page, "Article").locator("#headline")).toHaveText("A kind of its own: the harbour column");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("Shift+Enter");
  await expect(pane(page, "Second article").locator("#second-headline")).toHaveText("Lighthouse at Cape Serin to be automated in June");
  await expect(page).toHaveURL(/[?&]b=a-004/);
  await expect(pane(page, "Second article").getByRole("group", { name: "Hits of “harbour”" })).toBeVisible();
  await accessible(page);
  expect(await page.evaluate(() => new Set([...document.querySelectorAll("[id]")].map((one) => one.id)).size === document.querySelectorAll("[id]").length)).toBe(true);

  // It comes back as it was left: the address is all there is.
  const address = page.url();
  await page.goto("/research");
  await ready(page);
  await page.getByRole("main").getByRole("link", { name: "Go on reading" }).click();
  await ready(page);
  expect(page.url()).toBe(address);
  await expect(pane(page, "Second article").locator("#second-headline")).toHaveText(/Lighthouse/);

  await page.getByRole("button", { name: "Shared sentences" }).click();
  await expect(headline(page)).toHaveText("Two articles side by side");
  await page.goBack();
  await ready(page);

  // Panes are walked through, swapped and closed.
  await page.keyboard.press("F6");
  await page.keyboard.press("Shift+X");
  await expect(pane(page, "Article").locator("#headline")).toHaveText(/Lighthouse/);
  await expect(pane(page, "Second article").locator("#second-headline")).toHaveText(/harbour column/);
  await page.keyboard.press("Shift+W");
  await expect(pane(page, "Second article")).toHaveCount(0);
  await expect(page).not.toHaveURL(/[?&]b=/);
  await page.goBack();
  await expect(pane(page, "Second article").locator("#second-headline")).toHaveText(/harbour column/);
});

test("words are marked and noted in either article, and the notes are those of the active one", async ({ page, served }) => {
  await page.goto("/research/read?id=a-001&id=a-004&a=a-001&b=a-004");
  await ready(page);
  await expect(rows(page)).toHaveCount(2);
  await pane(page, "Article").focus();
  await select(page, "Article", "first ferry");
  await page.keyboard.press("2");
  await expect.poll(() => painted(page, 2)).toEqual(["first ferry"]);
  await expect(panel(page)).toContainText("first ferry");

  await page.keyboard.press("F6");
  await expect(pane(page, "Second article")).toBeFocused();
  await expect(panel(page)).not.toContainText("first ferry");
  await select(page, "Second article", "nine days");
  await page.keyboard.press("2");
  await expect.poll(async () => (await painted(page, 2)).toSorted()).toEqual(["first ferry", "nine days"]);
  await page.keyboard.press("e");
  await expect(panel(page).getByRole("textbox", { name: "Note" })).toBeFocused();
  await page.keyboard.type("Ask the board.");
  // Keys that write nothing work while one writes.
  await page.keyboard.press("Shift+F6");
  await expect(pane(page, "Second article")).toBeFocused();
  await expect.poll(async () => (await served.command<{ highlights: { note: string }[] }>("highlight", "list", "--query", "board")).highlights.map((one) => one.note)).toEqual(["Ask the board."]);
  await accessible(page);

  // A sentence by keys alone, then removed again; Esc leaves the mark that one was at.
  await page.keyboard.press("Escape");
  await page.keyboard.press("h");
  await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toMatch(/^The lighthouse at Cape Serin/);
  await page.keyboard.press("6");
  await expect.poll(() => painted(page, 6)).toHaveLength(1);
  await panel(page).getByRole("button", { name: "Remove" }).click();
  await expect.poll(() => painted(page, 6)).toEqual([]);
  // The first article still has its own.
  await expect.poll(() => painted(page, 2)).toContain("first ferry");
});

test("a collection is read in its own order, narrowed, and gone through page by page", async ({ page, served }) => {
  await served.command("collection", "create", "Harbours");
  await served.command("collection", "add", "Harbours", "a-004", "a-001", "a-003");
  const { collections } = await served.command<{ collections: { id: string; name: string }[] }>("collection", "list");
  await page.goto(`/research?tab=collections&c=${collections.find((one) => one.name === "Harbours")?.id ?? ""}`);
  await ready(page);
  await page.keyboard.press("Shift+R");
  await ready(page);
  await expect(page.getByRole("main").getByText("Harbours", { exact: true })).toBeVisible();
  await expect(rows(page).first()).toContainText("Lighthouse at Cape Serin");
  await expect(rows(page)).toHaveCount(3);
  const field = page.getByRole("searchbox", { name: "Search in this list" });
  await field.fill("canal");
  await field.press("Enter");
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText("Canal authority");
  await accessible(page);
  await field.focus();
  await page.keyboard.press("Escape");
  await expect(rows(page)).toHaveCount(3);
  await expect(page.getByRole("listbox", { name: "Articles" })).toBeFocused();
});

test("an article opens in the room with the list that led to it", async ({ page }) => {
  await page.goto("/list?section=world");
  await ready(page);
  await page.keyboard.press("j");
  await page.keyboard.press("o");
  await ready(page);
  const title = (await headline(page).textContent()) ?? "";
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Open in the reading room" }).click();
  await ready(page);
  await expect(page).toHaveURL(/section=world/);
  await expect(pane(page, "Article").locator("#headline")).toHaveText(title);
  await expect(rows(page).first()).toHaveAttribute("aria-selected", "true");
});

const divider = (page: Page, name: string) => page.getByRole("separator", { name: `Width of the ${name}` });
const wide = async (page: Page, name: string) => Math.round((await pane(page, name).boundingBox())?.width ?? 0);

test("what divides the panes is moved by keys and by the pointer, and stays where it was left", async ({ page }) => {
  await page.goto("/research/read?q=harbour&a=a-001");
  await ready(page);
  await expect(page.getByRole("separator", { name: "Width" })).toHaveCount(2);
  const list = divider(page, "list");
  await expect.poll(() => wide(page, "List")).toBe(288);
  await expect(list).toHaveAttribute("aria-valuenow", /^(19|2\d)$/);
  await accessible(page);
  await list.focus();
  await list.press("ArrowRight");
  await list.press("ArrowRight");
  await expect.poll(() => wide(page, "List")).toBe(320);
  await list.press("ArrowLeft");
  await expect.poll(() => wide(page, "List")).toBe(304);
  await list.press("Home");
  await expect.poll(() => wide(page, "List")).toBe(200);
  await expect(list).toHaveAttribute("aria-valuenow", (await list.getAttribute("aria-valuemin")) ?? "");
  await list.press("End");
  await expect.poll(() => list.getAttribute("aria-valuenow")).toBe("33");
  await list.press("Enter");
  await expect.poll(() => wide(page, "List")).toBe(288);

  // The pointer takes hold beside the line too, where there is nothing to read.
  const notes = divider(page, "notes");
  const line = await notes.boundingBox();
  if (!line) throw new Error("no line");
  await page.mouse.move(line.x + 9, line.y + 200);
  await page.mouse.down();
  await page.mouse.move(line.x - 31, line.y + 220, { steps: 3 });
  await page.mouse.up();
  await expect.poll(() => wide(page, "Notes")).toBe(360);
  await list.press("ArrowRight");

  // It is as it was left, from the first frame on.
  await page.addInitScript(() => {
    const seen: number[] = [];
    (window as unknown as { seen: number[] }).seen = seen;
    const look = () => {
      const box = document.getElementById("pane-list")?.getBoundingClientRect().width;
      if (box) seen.push(box);
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.reload();
  await ready(page);
  await expect.poll(() => wide(page, "Notes")).toBe(360);
  expect(new Set(await page.evaluate(() => (window as unknown as { seen: number[] }).seen))).toEqual(new Set([304]));

  // Between two articles the line gives the one what it takes from the other.
  await page.goto("/research/read?q=harbour&a=a-001&b=a-004");
  await ready(page);
  const middle = divider(page, "first article");
  await expect(middle).toHaveAttribute("aria-valuenow", "50");
  const before = await wide(page, "Article");
  await middle.focus();
  await middle.press("ArrowRight");
  await expect.poll(async () => (await wide(page, "Article")) - before).toBe(16);
  await middle.press("End");
  await expect.poll(() => wide(page, "Second article")).toBe(280);
  await expect(middle).toHaveAttribute("aria-valuenow", (await middle.getAttribute("aria-valuemax")) ?? "");
  await accessible(page);
  await middle.dblclick();
  await expect(middle).toHaveAttribute("aria-valuenow", "50");
  for (const name of ["list", "notes"]) await divider(page, name).press("Enter");
  await expect.poll(() => wide(page, "List")).toBe(240);
});

test("a place in an article is kept, and what is stayed with counts as read", async ({ page, served }) => {
  await page.clock.install();
  await page.goto("/research/read?id=a-001&a=a-001");
  await ready(page);
  const article = pane(page, "Article");
  await expect(article.locator("#headline")).toBeVisible();
  await page.clock.runFor(11_000);
  await expect.poll(async () => (await served.command<{ hits: { id: string }[] }>("search", "is:read")).hits.map((hit) => hit.id)).toContain("a-001");
  await article.evaluate((scroller) => scroller.scrollTo({ top: 600 }));
  await page.clock.runFor(2_000);
  await page.goto("/article/a-004");
  await ready(page);
  await page.goto("/research/read?id=a-001&a=a-001");
  await ready(page);
  await expect.poll(() => article.evaluate((scroller) => scroller.scrollTop)).toBeGreaterThan(300);
});

test("in a narrow window the panes come one at a time, and nothing is wider than it", async ({ page }) => {
  await page.setViewportSize({ width: 900, height: 700 });
  await page.goto("/research/read?q=harbour&a=a-001&b=a-004");
  await ready(page);
  const switched = page.getByRole("radiogroup", { name: "Panes" });
  for (const [segment, name] of [["List", "List"], ["Second", "Second article"], ["Notes", "Notes"], ["Article", "Article"]] as const) {
    await switched.getByRole("radio", { name: segment, exact: true }).check({ force: true });
    await expect(pane(page, name)).toBeVisible();
    for (const other of ["List", "Article", "Second article", "Notes"].filter((one) => one !== name)) await expect(pane(page, other)).toBeHidden();
    await accessible(page);
  }
  await page.keyboard.press("F6");
  await expect(pane(page, "Second article")).toBeFocused();
  for (const width of [900, 640, 360]) {
    await page.setViewportSize({ width, height: 700 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `at ${width}`).toBeLessThanOrEqual(0);
  }
});

test("in Persian the list stands at the right, and keys do the same", async ({ page }) => {
  await page.goto("/research/read?q=harbour&a=a-001&b=a-004");
  await set(page, { language: "fa" });
  await ready(page);
  const [list, notes] = [await pane(page, "فهرست").boundingBox(), await pane(page, "یادداشت‌ها").boundingBox()];
  expect(list?.x ?? 0).toBeGreaterThan(notes?.x ?? Infinity);
  await pane(page, "نوشته").focus();
  await page.keyboard.press("F6");
  await expect(pane(page, "نوشتهٔ دوم")).toBeFocused();
  // The key to the left moves a line to the left: the list at the right is wider then.
  const wider = page.getByRole("separator", { name: "پهنای فهرست" });
  await wider.focus();
  await wider.press("ArrowLeft");
  await expect.poll(() => wide(page, "فهرست")).toBe(256);
  await wider.press("Enter");
  await expect.poll(() => wide(page, "فهرست")).toBe(240);
  await accessible(page);
});
