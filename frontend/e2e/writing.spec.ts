// A text is written on the page of its draft: every block, in English and in
// Arabic, pasted text with footnotes, a pasted picture. What is kept is read from
// the disk by the command line, and stands the same when the page is opened again.
import type { Page } from "@playwright/test";
import { accessible, expect, ready, test } from "./library";

test.use({ own: "writing" });

const body = (page: Page) => page.getByRole("textbox", { name: "Body" });
const saved = (page: Page) => page.getByRole("status").filter({ hasText: /^Saved \d\d:\d\d:\d\d$/ });

interface Served {
  command: <R>(...args: string[]) => Promise<R>;
}

/** Begins a draft and puts the caret into its text. */
async function begin(page: Page, served: Served, language: string): Promise<string> {
  const { draft } = await served.command<{ draft: string }>("draft", "new", "--title", `Written in ${language}`);
  await served.command("draft", "set", draft, "language", language);
  await page.goto(`/desk/draft/${draft}`);
  await ready(page);
  await body(page).click();
  return draft;
}

const html = async (served: Served, draft: string) => (await served.command<{ body_html: string }>("draft", "show", draft)).body_html;

/** The body on the disk, without the ids of its blocks, once it holds these words. */
async function kept(served: Served, draft: string, words: string): Promise<string> {
  await expect.poll(() => html(served, draft)).toContain(words);
  return (await html(served, draft)).replace(/ id="[a-z][a-z0-9]{7}"/g, "");
}

/** Inserts by the menu of the slash. */
async function insert(page: Page, name: string): Promise<void> {
  await page.keyboard.press("/");
  await page.getByRole("combobox", { name: "What to insert" }).fill(name);
  await page.keyboard.press("Enter");
}

test("an English text with blocks of every kind is written by keyboard, kept, and opened the same", async ({ page, served }) => {
  const draft = await begin(page, served, "en");
  const keys = page.keyboard;
  await keys.type("## The clock");
  await keys.press("Enter");
  await keys.type("It **still** goes, _they_ say `daily`");
  await keys.press("Control+Alt+F");
  await keys.type("It was mended in 1952.");
  await keys.press("Control+Alt+F");
  await keys.type(".");
  await keys.press("Enter");
  await keys.type("- the pendulum");
  await keys.press("Enter");
  await keys.type("the anchor");
  await keys.press("Enter");
  await keys.press("Enter");
  await keys.type("> A minute lost is a rock struck.");
  await keys.press("Enter");
  await keys.press("Enter");
  await keys.type("---");
  await insert(page, "Table");
  for (const cell of ["Year", "Error", "Keeper", "1841", "2 s", "Delorme"]) {
    await keys.type(cell);
    await keys.press("Tab");
  }
  await page.getByRole("toolbar", { name: "Format" }).getByRole("button", { name: "Rows and columns" }).click();
  await page.getByRole("menuitem", { name: "Remove row" }).click();
  await keys.press("Control+Enter");
  await insert(page, "Pull quote");
  await keys.type("It still goes.");
  await keys.press("Control+Enter");
  await insert(page, "Box");
  await keys.type("Beside it.");
  await keys.press("Control+Enter");
  await insert(page, "Map");
  await page.getByRole("dialog", { name: "Map" }).getByRole("textbox", { name: "Places" }).fill("Quay, 41.2, -8.5");
  await page.getByRole("button", { name: "Done" }).click();
  await keys.type("Where it stands");
  await keys.press("Enter");
  await keys.type("```a  b");
  await keys.press("Control+Enter");
  await keys.type("The end.");
  const text = await kept(served, draft, "The end.");
  expect(text).toContain("<h2>The clock</h2>\n<p>It <strong>still</strong> goes, <em>they</em> say <code>daily</code>");
  expect(text).toContain('role="doc-noteref">1</a>');
  expect(text).toContain("<ul><li>the pendulum</li><li>the anchor</li></ul>\n<blockquote><p>A minute lost is a rock struck.</p></blockquote>\n<hr>\n");
  expect(text).toContain("<table><thead><tr><th>Year</th><th>Error</th><th>Keeper</th></tr></thead><tbody><tr><td>1841</td><td>2 s</td><td>Delorme</td></tr></tbody></table>");
  expect(text).toContain('<figure data-type="pullquote"><blockquote><p>It still goes.</p></blockquote></figure>\n<aside><p>Beside it.</p></aside>\n<figure data-type="map" data-value="{');
  expect(text).toContain("<figcaption>Where it stands</figcaption></figure>\n<pre>a  b</pre>\n<p>The end.</p>\n");
  expect(text).toMatch(/<ol role="doc-endnotes"><li id="fn-1">It was mended in 1952\.<\/li><\/ol>\n$/);
  await expect(saved(page)).toBeVisible();
  await accessible(page);
  const before = await html(served, draft);
  await page.reload();
  await ready(page);
  await expect(body(page)).toContainText("The end.");
  await page.getByRole("textbox", { name: "Standfirst" }).fill("Once more");
  await expect.poll(async () => (await served.command<{ standfirst: string }>("draft", "show", draft)).standfirst).toBe("Once more");
  expect(await html(served, draft)).toBe(before);
});

test("an Arabic text is written with headings, lists, notes and words of another language", async ({ page, served }) => {
  const draft = await begin(page, served, "ar");
  const keys = page.keyboard;
  await expect(page.locator(".prose.editor")).toHaveCSS("direction", "rtl");
  await keys.type("## ساعة القبة");
  await keys.press("Enter");
  await keys.type("ما زالت **تعمل** كل يوم");
  await keys.press("Control+Alt+F");
  await keys.type("أُصلحت عام 1952.");
  await keys.press("Control+Alt+F");
  await keys.press("Enter");
  await keys.type("- البندول");
  await keys.press("Enter");
  await keys.press("Enter");
  await keys.type("> دقيقة ضائعة صخرة مضروبة.");
  await keys.press("Enter");
  await keys.press("Enter");
  await keys.type("The keeper's diary");
  await keys.press("Control+Alt+L");
  const form = page.getByRole("dialog", { name: "Language and direction" });
  await form.getByRole("combobox", { name: "Language" }).selectOption("en");
  await form.getByRole("button", { name: "Set" }).click();
  const text = await kept(served, draft, 'lang="en"');
  expect(text).toBe(
    '<h2>ساعة القبة</h2>\n<p>ما زالت <strong>تعمل</strong> كل يوم<a href="#fn-1" role="doc-noteref">1</a></p>\n<ul><li>البندول</li></ul>\n' +
      '<blockquote><p>دقيقة ضائعة صخرة مضروبة.</p></blockquote>\n<p dir="ltr" lang="en">The keeper\'s diary</p>\n<ol role="doc-endnotes"><li id="fn-1">أُصلحت عام 1952.</li></ol>\n',
  );
  await accessible(page);
});

test("text of a word processor is pasted clean, with its footnotes among those that are here", async ({ page, served }) => {
  const draft = await begin(page, served, "en");
  const keys = page.keyboard;
  await keys.type("Before");
  await keys.press("Control+Alt+F");
  await keys.type("Here before.");
  await keys.press("Control+Alt+F");
  await keys.press("End");
  await keys.press("Enter");
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", "A title\nIt still goes.");
    data.setData("text/html", `<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><!--StartFragment--><h2 style="mso-x:y">A title</h2>
      <p class=MsoNormal style="font-family:Arial" onclick="alert(1)">It <b>still</b> goes.<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference>[1]</span></a></p>
      <div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1"><span class=MsoFootnoteReference>[1]</span></a> Mended in 1952.</p></div></div><!--EndFragment--></body></html>`);
    document.querySelector(".editor")?.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  const text = await kept(served, draft, "Mended in 1952.");
  expect(text).toBe(
    '<p>Before<a href="#fn-1" role="doc-noteref">1</a></p>\n<h2>A title</h2>\n<p>It <strong>still</strong> goes.<a href="#fn-2" role="doc-noteref">2</a></p>\n' +
      '<ol role="doc-endnotes"><li id="fn-1">Here before.</li><li id="fn-2">Mended in 1952.</li></ol>\n',
  );
  await keys.press("Control+Z");
  await expect(body(page)).not.toContainText("Mended");
});

test("a picture that is pasted is taken in, stands in the text, and gets its words", async ({ page, served }) => {
  const draft = await begin(page, served, "en");
  await page.keyboard.type("A quay");
  await page.evaluate(async () => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [320, 200];
    const paint = canvas.getContext("2d");
    paint?.fillRect(20, 20, 90, 60);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
    const data = new DataTransfer();
    data.items.add(new File([blob as Blob], "quay.png", { type: "image/png" }));
    document.querySelector(".editor")?.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  const image = page.locator(".editor figure img");
  await expect(image).toBeVisible();
  expect(await image.evaluate((one: HTMLImageElement) => one.decode().then(() => one.naturalWidth))).toBeGreaterThan(0);
  await page.keyboard.type("At dusk. Photo: nobody");
  await page.getByRole("toolbar", { name: "Format" }).getByRole("button", { name: "Edit figure…" }).click();
  const form = page.getByRole("dialog", { name: "Picture" });
  await form.getByRole("textbox", { name: "Alternative text" }).fill("A quay in the evening");
  // The focal point is a place in the picture: by a click, and by keys from there.
  const point = form.getByRole("slider", { name: "Focal point" });
  const box = await form.locator(".whole").boundingBox();
  await page.mouse.click((box?.x ?? 0) + (box?.width ?? 0) * 0.25, (box?.y ?? 0) + (box?.height ?? 0) * 0.5);
  await expect(point).toHaveAttribute("aria-valuetext", "25 % from the left, 50 % from the top");
  await point.press("ArrowRight");
  await point.press("Shift+ArrowUp");
  await form.getByRole("button", { name: "Done" }).click();
  expect(await kept(served, draft, "A quay in the evening")).toMatch(
    /^<p>A quay<\/p>\n<figure data-type="image"><img alt="A quay in the evening" data-focus="26 40" height="200" src="\/media\/[0-9a-f]{64}" width="320"><figcaption>At dusk\. Photo: nobody<\/figcaption><\/figure>\n$/,
  );
});

test("an article that becomes one of another language turns round at once", async ({ page, served }) => {
  await begin(page, served, "en");
  const sheet = page.getByRole("textbox", { name: "Body" });
  await expect(sheet).toHaveAttribute("dir", "ltr");
  const language = page.getByRole("textbox", { name: "Language" });
  if (!(await language.isVisible())) await page.getByRole("tab", { name: "Details" }).click();
  await language.fill("fa");
  await expect(sheet).toHaveAttribute("dir", "rtl");
  await expect(sheet).toHaveAttribute("lang", "fa");
  await expect(page.getByRole("textbox", { name: "Headline", exact: true })).toHaveAttribute("dir", "rtl");
});

test("a chart is filled by a paste, changed, undone, and stays the same to the byte", async ({ page, served }) => {
  const draft = await begin(page, served, "en");
  const keys = page.keyboard;
  await insert(page, "Chart");
  const form = page.getByRole("dialog", { name: "Chart" });
  await form.getByRole("textbox", { name: "Title" }).fill("Ships a year");
  await form.getByRole("textbox", { name: "Row 1, column 1" }).evaluate((cell) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", "Year\tShips\n1841\t12\n1842\t15\n");
    cell.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  });
  await form.getByRole("button", { name: "Remove column 3" }).click();
  await form.getByRole("textbox", { name: "Source" }).fill("The port's books");
  await accessible(page);
  await form.getByRole("button", { name: "Done" }).click();
  const table = "<thead><tr><th>Year</th><th>Ships</th></tr></thead><tbody><tr><td>1841</td><td>12</td></tr><tr><td>1842</td><td>15</td></tr></tbody>";
  const chart = `<figure data-type="chart"><table><caption>Ships a year</caption>${table}</table><figcaption>The port's books</figcaption></figure>`;
  expect(await kept(served, draft, "The port's books")).toContain(chart);
  const before = await html(served, draft);
  await page.locator('.editor figure[data-type="chart"]').hover();
  await page.locator('.editor figure[data-type="chart"]').getByRole("button", { name: "Edit…" }).click();
  await form.getByRole("textbox", { name: "Row 2, column 2" }).fill("13");
  await keys.press("Enter");
  await expect(form.getByRole("textbox", { name: "Row 3, column 2" })).toBeFocused();
  await form.getByRole("button", { name: "Done" }).click();
  await expect.poll(() => html(served, draft)).toContain("<td>13</td>");
  await body(page).focus();
  await keys.press("Control+z");
  await expect.poll(() => html(served, draft)).toBe(before);
});

test("a table stays as it was put in, without a word", async ({ page, served }) => {
  const draft = await begin(page, served, "en");
  await insert(page, "Table");
  expect(await kept(served, draft, "<table")).toContain("<thead><tr><th></th><th></th><th></th></tr></thead>");
  await page.reload();
  await ready(page);
  await expect(body(page).locator("table td")).toHaveCount(6);
});

test("in a narrow window the panels open over the text by a key and a button", async ({ page, served }) => {
  await page.setViewportSize({ width: 900, height: 700 });
  await begin(page, served, "en");
  const panels = page.getByRole("complementary", { name: "About this draft" });
  await expect(panels).toBeHidden();
  const text = await body(page).boundingBox();
  await page.keyboard.press("Control+.");
  await expect(panels.getByRole("tab", { name: "Details" })).toBeFocused();
  expect(await body(page).boundingBox()).toEqual(text);
  await accessible(page);
  await page.keyboard.press("Escape");
  await expect(panels).toBeHidden();
  await expect(body(page)).toBeFocused();
  await page.getByRole("button", { name: "Panels" }).click();
  await expect(panels).toBeVisible();
});

test("a text is opened with the pictures that were chosen together with it", async ({ page }) => {
  await page.goto("/desk");
  await ready(page);
  const chosen = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open a file…" }).click();
  const dot = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
  await (await chosen).setFiles([
    { name: "quay.png", mimeType: "image/png", buffer: dot },
    { name: "quay.md", mimeType: "text/markdown", buffer: Buffer.from("# The quay\n\nWords.\n\n![At dusk](img/quay.png)\n\n![Gone](img/gone.png)\n") },
  ]);
  await expect(body(page).getByRole("img", { name: "At dusk" })).toBeVisible();
  await expect(page.getByText('"img/gone.png" is not in the folder beside the file.')).toBeVisible();
});
