// The rich editor alone, in a real browser and under the program's content policy:
// writing, every tool by keyboard, pasting, notes, tables, both directions, and
// how long a key takes in a long text.
import { AxeBuilder } from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import type { BodyNode } from "../src/api/types.gen";
import { EditorPage } from "./editor/served";

let served: EditorPage;
let wrong: string[];

test.beforeAll(async () => {
  test.setTimeout(120_000);
  served = await EditorPage.start();
});
test.afterAll(() => served.stop());

const body = (page: Page) => page.getByRole("textbox", { name: "Body" });
const toolbar = (page: Page) => page.getByRole("toolbar", { name: "Format" });

/** The body as it would be saved, without the ids of blocks. */
async function text(page: Page): Promise<BodyNode[]> {
  const blocks = await page.evaluate(() => window.desk.writing.editor.blocks());
  return blocks.map(({ a, ...block }) => {
    const rest = Object.fromEntries(Object.entries(a ?? {}).filter(([name]) => name !== "id"));
    return { ...block, ...(Object.keys(rest).length > 0 ? { a: rest } : {}) };
  });
}
const p = (...c: (BodyNode | string)[]): BodyNode => ({ t: "p", c: c.map((one) => (typeof one === "string" ? { x: one } : one)) });
const m = (t: string, x: string): BodyNode => ({ t, c: [{ x }] });

test.beforeEach(async ({ page }) => {
  wrong = [];
  page.on("console", (message) => (message.type() === "error" || /content security policy/i.test(message.text())) && wrong.push(message.text()));
  page.on("pageerror", (error) => wrong.push(error.stack ?? error.message));
  await page.goto(served.address);
  await body(page).focus();
});
test.afterEach(() => expect(wrong).toEqual([]));

test("what is typed as Markdown becomes what it means, and Backspace takes it back", async ({ page }) => {
  const keys = page.keyboard;
  await keys.type("## A heading");
  await keys.press("Enter");
  await keys.type("Some **strong** and _soft_ and `code` words, 2*3*4 and snake_case_name.");
  await keys.press("Enter");
  await keys.type("- one");
  await keys.press("Enter");
  await keys.type("two");
  await keys.press("Tab");
  await keys.press("Enter");
  await keys.press("Enter");
  await keys.press("Enter");
  await keys.type("3. three");
  await keys.press("Enter");
  await keys.press("Enter");
  await keys.type("> quoted");
  await keys.press("Enter");
  await keys.press("Enter");
  await keys.type("---");
  await keys.type("```");
  await keys.type("a  b");
  await keys.press("Enter");
  await keys.type("**c**");
  expect(await text(page)).toEqual([
    { t: "h2", c: [{ x: "A heading" }] },
    p("Some ", m("strong", "strong"), " and ", m("em", "soft"), " and ", m("code", "code"), " words, 2*3*4 and snake_case_name."),
    { t: "ul", c: [{ t: "li", c: [{ x: "one" }, { t: "ul", c: [{ t: "li", c: [{ x: "two" }] }] }] }] },
    { t: "ol", a: { start: "3" }, c: [{ t: "li", c: [{ x: "three" }] }] },
    { t: "blockquote", c: [p("quoted")] },
    { t: "hr" },
    { t: "pre", c: [{ x: "a  b\n**c**" }] },
  ]);
  await page.evaluate(() => window.desk.open([]));
  await body(page).focus();
  await keys.type("- ");
  await keys.press("Backspace");
  expect(await text(page)).toEqual([p("- ")]);
});

test("keys make headings, lists and marks, move blocks, and undo", async ({ page }) => {
  const keys = page.keyboard;
  await keys.type("one");
  await keys.press("Enter");
  await keys.type("two");
  await keys.press("Control+Alt+3");
  await keys.press("Alt+ArrowUp");
  expect(await text(page)).toEqual([{ t: "h3", c: [{ x: "two" }] }, p("one")]);
  expect(await page.evaluate(() => window.desk.said)).toContain("Moved to place 1 of 2");
  await keys.press("Control+Alt+1");
  await keys.press("Control+Shift+8");
  expect((await text(page))[0]?.t).toBe("ul");
  await keys.press("Control+Shift+7");
  expect((await text(page))[0]?.t).toBe("ol");
  await keys.press("Control+Shift+7");
  await keys.press("Shift+Home");
  await keys.press("Control+B");
  await keys.press("Control+I");
  expect(await text(page)).toEqual([p({ t: "strong", c: [m("em", "two")] }), p("one")]);
  for (let i = 0; i < 20; i++) await keys.press("Control+Z");
  expect(await text(page)).toEqual([]);
  for (let i = 0; i < 20; i++) await keys.press("Control+Shift+Z");
  expect(await text(page)).toEqual([p({ t: "strong", c: [m("em", "two")] }), p("one")]);
});

test("a slash opens what can be inserted; Escape writes it", async ({ page }) => {
  const keys = page.keyboard;
  await keys.press("/");
  const field = page.getByRole("combobox", { name: "What to insert" });
  await expect(field).toBeFocused();
  await keys.type("pull");
  await expect(page.getByRole("listbox", { name: "Insert" }).getByRole("option")).toHaveCount(1);
  await keys.press("Enter");
  await expect(body(page)).toBeFocused();
  await keys.type("It still goes.");
  expect((await text(page))[0]).toEqual({ t: "figure", a: { "data-type": "pullquote" }, c: [{ t: "blockquote", c: [p("It still goes.")] }] });
  await page.evaluate(() => window.desk.open([]));
  await body(page).focus();
  await keys.type("/etc");
  await keys.press("Escape");
  await keys.type("/hosts and/or");
  expect(await text(page)).toEqual([p("/etc/hosts and/or")]);
});

test("every insertion of the menu works by keyboard", async ({ page }) => {
  const keys = page.keyboard;
  for (const [name, want] of [["Bulleted", "ul"], ["Numbered", "ol"], ["Quotation", "blockquote"], ["Box", "aside"], ["Heading 4", "h4"], ["Preformatted", "pre"]] as const) {
    await page.evaluate(() => window.desk.open([]));
    await body(page).focus();
    await keys.press("/");
    await keys.type(name);
    await keys.press("Enter");
    await keys.type("words");
    expect((await text(page))[0]?.t, name).toBe(want);
  }
  for (const [name, kind] of [["Picture", "image"], ["Film", "film"], ["Sound", "audio"]] as const) {
    await page.evaluate(() => window.desk.open([]));
    await body(page).focus();
    await keys.press("/");
    await keys.type(name);
    await keys.press("Enter");
    await expect.poll(async () => (await text(page))[0]?.a?.["data-type"]).toBe(kind);
    await expect(body(page)).toBeFocused();
  }
  await keys.press("Escape");
  await page.evaluate(() => window.desk.open([]));
  await body(page).focus();
  await keys.press("/");
  await keys.type("Map");
  await keys.press("Enter");
  await page.getByRole("dialog", { name: "Map" }).getByRole("textbox", { name: "Places" }).fill("Quay, 41.2, -8.5\nnowhere");
  await page.getByRole("button", { name: "Done" }).click();
  const value = JSON.parse((await text(page))[0]?.a?.["data-value"] ?? "") as { features: unknown[] };
  expect(value.features).toEqual([{ type: "Feature", properties: { name: "Quay" }, geometry: { type: "Point", coordinates: [-8.5, 41.2] } }]);
  await expect(page.getByText("Map with 1 place")).toBeVisible();
});

test("a picture has its form by Enter, and its caption in the text", async ({ page }) => {
  const keys = page.keyboard;
  await keys.type("before");
  await page.getByRole("button", { name: "Picture" }).click();
  await expect.poll(async () => (await text(page)).length).toBe(2);
  await keys.press("End");
  await keys.type(" now");
  await toolbar(page).getByRole("button", { name: "Edit figure…" }).click();
  const form = page.getByRole("dialog", { name: "Picture" });
  await form.getByRole("textbox", { name: "Alternative text" }).fill("Another quay");
  await form.getByRole("button", { name: "Done" }).click();
  await expect(body(page)).toBeFocused();
  const figure = (await text(page))[1];
  expect(figure?.c).toEqual([{ t: "img", a: { alt: "Another quay", src: `/media/${"1".padStart(64, "0")}` } }, { t: "figcaption", c: [{ x: "At dusk. Photo: nobody now" }] }]);
});

test("links are made by key, to an address or an article", async ({ page }) => {
  const keys = page.keyboard;
  await keys.type("one two");
  await keys.press("Control+Shift+ArrowLeft");
  await keys.press("Control+K");
  const form = page.getByRole("dialog", { name: "Link" });
  const field = form.getByRole("combobox", { name: "Address, or words of a headline" });
  await field.fill("no address");
  await keys.press("Enter");
  await expect(form.getByRole("alert")).toContainText("no address");
  await field.fill("www.example.org/x");
  await keys.press("Enter");
  await expect(form).toHaveCount(0);
  expect(await text(page)).toEqual([p("one ", { t: "a", a: { href: "https://www.example.org/x" }, c: [{ x: "two" }] })]);
  await keys.press("End");
  await keys.type(" ");
  await keys.press("Control+K");
  await form.getByRole("combobox").fill("tide");
  await expect(form.getByRole("option")).toHaveCount(1);
  await keys.press("ArrowDown");
  await keys.press("Enter");
  expect((await text(page))[0]?.c?.at(-1)).toEqual({ t: "a", a: { href: "/article/a-1" }, c: [{ x: "The tide and tide" }] });
});

test("a paragraph of the archive is quoted with its source", async ({ page }) => {
  await page.keyboard.press("/");
  await page.keyboard.type("archive");
  await page.keyboard.press("Enter");
  const form = page.getByRole("dialog", { name: "Quotation from the archive" });
  await form.getByRole("combobox").fill("tide");
  await form.getByRole("option").click();
  await form.getByRole("button", { name: "The first sheet had two columns." }).click();
  expect(await text(page)).toEqual([{ t: "blockquote", c: [p("The first sheet had two columns."), p({ t: "a", a: { href: "/article/a-1#p1" }, c: [m("cite", "The tide and tide")] })] }]);
});

test("endnotes come by key, lead there and back, and go with their mark", async ({ page }) => {
  const keys = page.keyboard;
  await keys.type("one two");
  await keys.press("Control+Alt+F");
  await keys.type("second");
  await keys.press("Control+Alt+F");
  await keys.press("Home");
  for (let i = 0; i < 3; i++) await keys.press("ArrowRight");
  await keys.press("Control+Alt+F");
  await keys.type("first");
  const ref = (id: string, number: string): BodyNode => ({ t: "a", a: { href: `#${id}`, role: "doc-noteref" }, c: [{ x: number }] });
  expect(await text(page)).toEqual([
    p("one", ref("fn-2", "1"), " two", ref("fn-1", "2")),
    { t: "ol", a: { role: "doc-endnotes" }, c: [{ t: "li", a: { id: "fn-2" }, c: [{ x: "first" }] }, { t: "li", a: { id: "fn-1" }, c: [{ x: "second" }] }] },
  ]);
  await expect(page.locator(".editor-noteref")).toHaveText(["1", "2"]);
  await keys.press("Control+Alt+F");
  await keys.press("Backspace");
  await expect(page.locator(".editor-noteref")).toHaveText(["1"]);
  expect((await text(page))[1]?.c).toHaveLength(1);
  await keys.press("Control+Z");
  await expect(page.locator(".editor-noteref")).toHaveText(["1", "2"]);
  expect((await text(page))[1]?.c).toHaveLength(2);
});

test("a table is filled by Tab and changed by its menu", async ({ page }) => {
  const keys = page.keyboard;
  await page.getByRole("button", { name: "Table" }).click();
  await keys.type("Year");
  for (let i = 0; i < 9; i++) await keys.press("Tab");
  await keys.type("last");
  await toolbar(page).getByRole("button", { name: "Rows and columns" }).focus();
  await keys.press("Enter");
  await expect(page.getByRole("menu", { name: "Rows and columns" })).toBeVisible();
  await keys.press("ArrowDown");
  await keys.press("ArrowDown");
  await keys.press("ArrowDown");
  await keys.press("Enter");
  await expect(body(page)).toBeFocused();
  const table = (await text(page))[0];
  expect(table?.c?.map((section) => [section.t, section.c?.map((row) => row.c?.length)])).toEqual([["thead", [4]], ["tbody", [4, 4, 4]]]);
});

test("what is pasted is made clean by the host, in its place; what was copied here comes back whole", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]).catch(() => undefined);
  const keys = page.keyboard;
  await keys.type("a");
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/html", "<b onclick=alert(1)>bold</b>");
    data.setData("text/plain", "bold");
    document.querySelector(".editor")?.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await expect.poll(() => text(page)).toEqual([p("acleaned: bold")]);
  await keys.press("Shift+Home");
  await keys.press("Control+B");
  await keys.press("Control+C");
  await keys.press("End");
  await keys.press("Control+V");
  expect(await text(page)).toEqual([p(m("strong", "acleaned: boldacleaned: bold"))]);
});

test("places that the page shows keep up with what is written, and lead to their words", async ({ page }) => {
  await page.evaluate(() => window.desk.open([{ t: "p", a: { id: "a" }, c: [{ x: "one two one" }] }]));
  const lost = await page.evaluate(() => window.desk.writing.editor.show([{ id: "1", block: "a", words: "one", near: 8, look: "note" }, { id: "2", block: "a", words: "three", near: 0, look: "mend" }]));
  expect(lost).toEqual(["2"]);
  await body(page).focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("so ");
  await expect(page.locator(".editor-spot-note")).toHaveText("one");
  await page.evaluate(() => window.desk.writing.editor.focusSpot("1"));
  expect(await page.evaluate(() => window.desk.writing.editor.selected())).toEqual({ block: "a", words: "one", start: 11 });
});

test("the toolbar is one tab stop, and arrows move in it", async ({ page }) => {
  const keys = page.keyboard;
  await keys.type("x");
  await keys.press("Alt+F10");
  await expect(page.getByRole("combobox", { name: "Kind of block" })).toBeFocused();
  await keys.press("ArrowRight");
  await expect(page.getByRole("button", { name: "Strong" })).toBeFocused();
  await keys.press("End");
  await expect(page.getByRole("button", { name: "Redo" })).toBeFocused();
  await keys.press("Tab");
  await expect(body(page)).toBeFocused();
  await keys.press("Shift+Tab");
  await expect(page.getByRole("button", { name: "Redo" })).toBeFocused();
  await keys.press("Escape");
  await expect(body(page)).toBeFocused();
  await page.getByRole("combobox", { name: "Kind of block" }).selectOption("Heading 2");
  expect((await text(page))[0]?.t).toBe("h2");
});

test("Arabic text runs from right to left, caret and lists too, and may hold English words", async ({ page }) => {
  await page.goto(`${served.address}?language=ar`);
  await body(page).focus();
  await expect(body(page)).toHaveAttribute("dir", "rtl");
  const keys = page.keyboard;
  await keys.type("- ساعة القبة");
  const caret = () => page.evaluate(() => window.desk.writing.editor.caret().left);
  const before = await caret();
  await keys.type(" ما زالت");
  expect(await caret()).toBeLessThan(before);
  const [marker, item] = await page.evaluate(() => {
    const li = document.querySelector(".editor li") as HTMLElement;
    const ul = li.parentElement as HTMLElement;
    return [getComputedStyle(ul).paddingRight, li.getBoundingClientRect().right < ul.getBoundingClientRect().right];
  });
  expect([parseFloat(marker) > 0, item]).toEqual([true, true]);
  await keys.type(" clock");
  await keys.press("Control+Shift+ArrowRight");
  await keys.press("Control+Alt+L");
  const form = page.getByRole("dialog", { name: "Language and direction" });
  await form.getByRole("combobox", { name: "Language" }).selectOption("en");
  await form.getByRole("button", { name: "Set" }).click();
  expect(JSON.stringify(await text(page))).toContain('"t":"span","a":{"lang":"en","dir":"ltr"}');
});

test("undo goes on after a restart", async ({ page }) => {
  const keys = page.keyboard;
  await keys.type("one");
  await page.evaluate(() => {
    const { editor } = window.desk.writing;
    window.desk.open(JSON.parse(JSON.stringify(editor.blocks())), JSON.parse(JSON.stringify(editor.takeSteps())));
  });
  await expect(body(page)).toHaveText("one");
  await body(page).focus();
  await keys.press("Control+End");
  await keys.type(" two");
  await keys.press("Control+Z");
  expect(await text(page)).toEqual([p("one")]);
  await keys.press("Control+Z");
  expect(await text(page)).toEqual([]);
});

test("is read by assistive technology, with every block in it", async ({ page }) => {
  const blocks: BodyNode[] = [
    p("Words ", m("strong", "strong")), { t: "ul", c: [{ t: "li", c: [{ x: "item" }] }] },
    { t: "table", c: [{ t: "thead", c: [{ t: "tr", c: [m("th", "Year")] }] }, { t: "tbody", c: [{ t: "tr", c: [m("td", "1841")] }] }] },
    { t: "figure", a: { "data-type": "image", "data-src": "https://example.org/a.jpg", "data-alt": "A quay" } },
    { t: "figure", a: { "data-type": "pullquote" }, c: [{ t: "blockquote", c: [p("It goes.")] }] },
    p("x", { t: "a", a: { href: "#fn-1", role: "doc-noteref" }, c: [{ x: "1" }] }),
    { t: "ol", a: { role: "doc-endnotes" }, c: [{ t: "li", a: { id: "fn-1" }, c: [{ x: "note" }] }] },
  ];
  await page.evaluate((given) => window.desk.open(given), blocks);
  await expect(body(page)).toContainText("1841");
  const axe = async () => (await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).setLegacyMode(true).analyze()).violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).join(", ")}`);
  expect(await axe()).toEqual([]);
  await body(page).focus();
  await page.keyboard.press("Control+/");
  await expect(page.getByRole("listbox", { name: "Insert" })).toBeVisible();
  expect(await axe()).toEqual([]);
});

test("a key costs little in a text of 20,000 words", async ({ page }) => {
  await page.goto(`${served.address}?words=23000`);
  await body(page).focus();
  await expect(page.locator("footer")).toContainText(/^2\d{4} /);
  const opened = await page.evaluate(async () => {
    const blocks = window.desk.writing.editor.blocks();
    const begun = performance.now();
    await window.desk.open(blocks);
    document.body.getBoundingClientRect();
    return performance.now() - begun;
  });
  await page.evaluate(() => {
    window.desk.writing.editor.focusBlock(200);
    const times: number[] = [];
    let begun = 0;
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      document.querySelector(".editor")?.getBoundingClientRect(); // what the browser has to lay out anew counts
      times.push(performance.now() - begun);
    };
    addEventListener("keydown", () => (begun = performance.now()), true);
    addEventListener("input", () => channel.port2.postMessage(0), true);
    Object.assign(window, { times });
  });
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable");
  const worked = async () => {
    const { metrics } = await cdp.send("Performance.getMetrics");
    return 1000 * metrics.filter(({ name }) => ["ScriptDuration", "LayoutDuration", "RecalcStyleDuration"].includes(name)).reduce((sum, { value }) => sum + value, 0);
  };
  const before = await worked();
  await page.keyboard.type("the quick brown fox jumps over the lazy dog and ".repeat(8));
  const work = ((await worked()) - before) / 384;
  const times = await page.evaluate(() => (window as unknown as { times: number[] }).times.sort((a, b) => a - b));
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0;
  console.log(`a key: ${work.toFixed(1)} ms of script, style and layout; p50 ${at(0.5).toFixed(1)} ms, p95 ${at(0.95).toFixed(1)} ms; opening ${opened.toFixed(0)} ms`);
  expect(times.length).toBeGreaterThan(350);
  // p95 is 12 ms where nothing else runs, 16 are wanted; what other programs do to it is not ours, the work itself is.
  expect(at(0.5)).toBeLessThan(16);
  expect(work).toBeLessThan(5);
});

test("a film gets captions by keyboard, and they are taken back", async ({ page }) => {
  const keys = page.keyboard;
  await keys.press("/");
  await page.getByRole("combobox", { name: "What to insert" }).fill("Film");
  await keys.press("Enter");
  const film = () => page.evaluate(() => window.desk.writing.editor.blocks().find((block) => block.a?.["data-type"] === "film")?.c?.[0]);
  await expect.poll(film).toMatchObject({ t: "video" });
  await keys.press("Alt+F10");
  const tool = toolbar(page).getByRole("button", { name: "Captions and subtitles…" });
  for (let i = 0; i < 40 && !(await tool.evaluate((button) => button === document.activeElement)); i++) await keys.press("ArrowRight");
  await keys.press("Enter");
  const form = page.getByRole("dialog", { name: "Captions and subtitles" });
  await form.getByRole("button", { name: "Add a file (WebVTT)…" }).click();
  await expect(form.getByRole("combobox", { name: "Kind" })).toBeFocused();
  await form.getByRole("combobox", { name: "Kind" }).selectOption({ label: "Subtitles (words alone)" });
  await form.getByRole("textbox", { name: "Language" }).fill("no language at all");
  await form.getByRole("textbox", { name: "Name in the player" }).fill("فارسی");
  await form.getByRole("button", { name: "Done" }).click();
  await expect(form.getByRole("alert")).toContainText("A language is a tag");
  await form.getByRole("textbox", { name: "Language" }).fill("fa");
  const axe = await new AxeBuilder({ page }).include("dialog").analyze();
  expect(axe.violations).toEqual([]);
  await form.getByRole("button", { name: "Done" }).click();
  expect((await film())?.c).toEqual([{ t: "track", a: { kind: "subtitles", label: "فارسی", src: `/media/${"2".padStart(64, "0")}`, srclang: "fa" } }]);
  await expect(body(page)).toBeFocused();
  await keys.press("Control+z");
  expect((await film())?.c).toBeUndefined();
});
