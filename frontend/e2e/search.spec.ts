// The search screen: results as one types, choices that act at once, dates, marks in
// what is opened; by keyboard as well, with the address as the only memory.
import type { Page } from "@playwright/test";
import { accessible, expect, ready, set, test } from "./library";

const field = (page: Page) => page.getByRole("searchbox", { name: "Search", exact: true });
const total = (page: Page) => page.getByRole("main").getByRole("status").first();
const results = (page: Page) => page.locator("main [data-step]");
const number = async (page: Page) => Number.parseInt((await total(page).textContent()) ?? "", 10) || 0;
const group = (page: Page, name: string) => page.getByRole("group", { name, exact: true });

async function search(page: Page, query: string): Promise<void> {
  await page.goto(`/search?${query}`);
  await ready(page);
  await expect(total(page)).toHaveText(/result/);
}

test("results follow what is typed, and what was there stays until they come", async ({ page }) => {
  await search(page, "q=harbour");
  let waiting = 0;
  await page.route("**/api/Search/Query", async (route) => {
    waiting++;
    await new Promise((done) => setTimeout(done, 400));
    await route.continue().catch(() => undefined);
  });
  await field(page).press("End");
  await field(page).pressSequentially(" tide", { delay: 30 });
  await expect.poll(() => waiting).toBeGreaterThan(2);
  expect(await results(page).count()).toBeGreaterThan(0);
  await expect(page.locator("main .loading")).toHaveCount(0);
  await expect(page).toHaveURL(/q=harbour\+tide$/);
  await page.unroute("**/api/Search/Query");
  // Typing made no visits of its own: one step back leaves the search.
  await page.goto("/");
  await page.goBack();
  await expect(field(page)).toHaveValue("harbour tide");
});

test("choices, dates and order stand in the address: back, reload and a copy give the same", async ({ page }) => {
  await search(page, "q=harbour");
  const all = await number(page);
  const kinds = group(page, "Kind");
  const first = kinds.getByRole("checkbox").first();
  const name = (await kinds.locator("label").first().textContent())?.trim() ?? "";
  const count = Number(/\d+$/.exec(name)?.[0]);
  await first.focus();
  await page.keyboard.press("Space");
  // The count was what the choice would leave.
  await expect.poll(() => number(page)).toBe(count);
  await expect(kinds.getByRole("checkbox", { checked: true })).toBeFocused();
  await expect(kinds.locator("label").first()).toHaveCSS("font-weight", "600");
  await page.getByRole("combobox", { name: "Sort by" }).selectOption("oldest");
  await expect(page).toHaveURL(/sort=oldest/);
  const order = await results(page).allTextContents();
  await page.reload();
  await expect(results(page).first()).toBeVisible();
  expect(await results(page).allTextContents()).toEqual(order);
  await page.goBack();
  await expect(page).not.toHaveURL(/sort/);
  await page.goBack();
  await expect(page).toHaveURL(/search\?q=harbour$/);
  await expect.poll(() => number(page)).toBe(all);
  await page.goForward();
  await expect.poll(() => number(page)).toBe(count);
  await page.getByRole("list", { name: "What was understood" }).getByRole("button", { name: /^Take .* away$/ }).last().click();
  await expect.poll(() => number(page)).toBe(all);
});

test("dates are chosen by keys and with the pointer", async ({ page }) => {
  await search(page, "q=harbour");
  const all = await number(page);
  const dates = group(page, "Published");
  const from = dates.getByRole("slider", { name: "From" });
  const to = dates.getByRole("slider", { name: "To", exact: true });
  await from.focus();
  await page.keyboard.press("ArrowRight");
  await expect(page).toHaveURL(/within=\d{4}/);
  await expect.poll(() => number(page)).toBeLessThan(all);
  await expect(from).toBeFocused();
  await page.keyboard.press("Home");
  await expect(page).not.toHaveURL(/within/);
  await to.focus();
  await page.keyboard.press("ArrowLeft");
  await expect(page).toHaveURL(/within=/);
  await dates.getByRole("button", { name: "All dates" }).click();
  await expect.poll(() => number(page)).toBe(all);
  const box = await dates.locator(".chart").boundingBox();
  if (!box) throw new Error("no bars");
  await page.mouse.move(box.x + box.width * 0.4, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.95, box.y + 40, { steps: 4 });
  await page.mouse.up();
  await expect(page).toHaveURL(/within=\d{4}(-\d\d)?\.\.\d{4}/);
  await expect.poll(() => number(page)).toBeLessThanOrEqual(all);
  await accessible(page);
});

test("the field completes by keyboard, and never gets in the way", async ({ page }) => {
  await page.goto("/");
  await ready(page);
  await page.keyboard.press("/");
  await field(page).pressSequentially("kin");
  const offers = page.getByRole("listbox", { name: "What may be meant" });
  await expect(offers.getByRole("option").first()).toContainText("kind:");
  await page.keyboard.press("ArrowDown");
  await expect(field(page)).toHaveAttribute("aria-activedescendant", /-0$/);
  await accessible(page);
  await page.keyboard.press("Tab");
  await expect(field(page)).toHaveValue("kind:");
  await expect(offers.getByRole("option", { name: /Report/ })).toBeVisible();
  await field(page).pressSequentially("rep");
  await expect(offers.getByRole("option")).toHaveCount(1);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(field(page)).toHaveValue("kind:report ");
  await expect(field(page)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/search\?q=kind%3Areport/);
  await expect(total(page)).toHaveText(/result/);
  // What was asked for is offered again, and can be forgotten.
  await page.goto("/");
  await ready(page);
  await page.keyboard.press("/");
  await expect(offers.getByRole("option", { name: "kind:report" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(offers).toHaveCount(0);
  await expect(field(page)).toBeFocused();
  await field(page).click();
  await page.getByRole("button", { name: "Forget recent searches" }).click();
  await expect(offers).toHaveCount(0);
});

test("a card shows the query language, and each example can be tried", async ({ page }) => {
  await page.goto("/");
  await ready(page);
  await page.getByRole("banner").getByRole("button", { name: "The search language" }).click();
  const card = page.getByRole("dialog", { name: "The search language" });
  await expect(card).toBeVisible();
  await accessible(page);
  await card.getByRole("button", { name: "tide -storm" }).click();
  await expect(card).toHaveCount(0);
  await expect(page).toHaveURL(/q=tide\+-storm/);
  await expect(page.getByRole("list", { name: "What was understood" })).toContainText("Not “storm”");
});

test("results are walked through by keys; what is opened has its hits marked", async ({ page }) => {
  await search(page, "q=harbour");
  await page.keyboard.press("j");
  await expect(results(page).nth(0)).toBeFocused();
  await page.keyboard.press("j");
  await expect(results(page).nth(1)).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(results(page).nth(0)).toBeFocused();
  const preview = page.getByRole("region", { name: "Preview" });
  await expect(preview).toHaveCount(page.viewportSize()!.width >= 1440 ? 1 : 0);
  await page.keyboard.press("Space");
  await expect(preview).toHaveCount(page.viewportSize()!.width >= 1440 ? 0 : 1);
  await page.keyboard.press("Space");
  await results(page).nth(0).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/article\/.+\?q=harbour/);
  const hits = page.getByRole("group", { name: "Hits of “harbour”" });
  await expect(hits.getByRole("status")).toHaveText(/^\d+ hits?$/);
  const marked = () => page.evaluate(() => [...(CSS.highlights.get("found") ?? [])].map((range) => String(range).toLowerCase()));
  const words = await marked();
  expect(words.length).toBeGreaterThan(0);
  expect(words.every((word) => word.includes("harbour"))).toBe(true);
  await page.keyboard.press(".");
  await expect(hits.getByRole("status")).toHaveText(new RegExp(`^1 of ${words.length}$`));
  await page.keyboard.press(",");
  await expect(hits.getByRole("status")).toHaveText(new RegExp(`^${words.length} of ${words.length}$`));
  await accessible(page);
  await page.keyboard.press("Escape");
  await expect(hits).toHaveCount(0);
  expect(await marked()).toEqual([]);
  await page.goBack();
  await expect(page).toHaveURL(/\/search\?q=harbour/);
});

test("a hit in the standfirst alone is marked in the article too", async ({ page }) => {
  await search(page, "q=harbour+kind:interview");
  await page.getByRole("main").getByRole("link", { name: /clock with two hands/ }).click();
  await expect(page.getByRole("group", { name: /^Hits of/ }).getByRole("status")).toHaveText("1 hit");
  expect(await page.evaluate(() => [...(CSS.highlights.get("found") ?? [])].map(String))).toEqual(["harbour"]);
});

test("what was mended is said, and where nothing is found, why", async ({ page }) => {
  await search(page, `q=${encodeURIComponent('harbour "tide')}`);
  await expect(page.getByText("A quotation mark is opened and never closed.")).toBeVisible();
  await expect(page.getByRole("main").locator(".wrong", { hasText: '"' })).toBeVisible();
  await search(page, "q=harbour+kind%3Ainterview+author%3Anobody");
  await expect(page.getByRole("heading", { name: "Nothing found" })).toBeVisible();
  const without = page.getByRole("list", { name: "What there would be without a part" });
  await expect(without.getByRole("listitem").first()).toBeVisible();
  await accessible(page);
});

test("captions and comments are found by themselves, and open at their place", async ({ page }) => {
  await search(page, "q=harbour");
  const beside = page.getByRole("button", { name: /\d+ (captions?|comments?)$/ }).first();
  await expect(beside).toBeVisible();
  await beside.click();
  await expect(page).toHaveURL(/in%3A(captions|comments)/);
  await expect(results(page).first()).toBeVisible();
  await expect(page.getByText(/^(Caption|Comment by .+)$/).first()).toBeVisible();
  await results(page).first().click();
  await expect(page).toHaveURL(/\/article\//);
});

test("the list is given out as a file", async ({ page }) => {
  await search(page, "q=harbour");
  const count = await number(page);
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("menuitem", { name: /CSV/ }).click();
  await expect(page.getByText(new RegExp(`^${count} articles? saved: .*harbour.*\\.csv$`))).toBeVisible();
});

test("captions and comments are given out as a file too, and so is what another spelling found", async ({ page }) => {
  await search(page, "q=in%3Acaptions");
  const count = await number(page);
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("menuitem", { name: /JSON/ }).click();
  await expect(page.getByText(new RegExp(`^${count} captions, comments and notes saved: .*captions.*\\.jsonl$`))).toBeVisible();
  await search(page, "q=strat");
  const others = await number(page);
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("menuitem", { name: /CSV/ }).click();
  await expect(page.getByText(new RegExp(`^${others} articles? saved: .*\\.csv$`))).toBeVisible();
});

test("the results stay where they are while chips and notes come and go", async ({ page }) => {
  await search(page, "q=harbour");
  const first = results(page).first();
  const at = async () => (await first.evaluate((link) => link.closest("li")!.getBoundingClientRect().top)).toFixed(0);
  const top = await at();
  for (const query of ["harbour tide", 'harbour "tide', "harbour -storm from:2010 to:2030 lang:en words>10 words<90000 -kind:opinion -tag:nothing", "zzqqx harbour", "strat"]) {
    await search(page, `q=${encodeURIComponent(query)}`);
    await expect(first).toBeVisible();
    await expect.poll(at, query).toBe(top);
  }
  await accessible(page);
});

test("who comes back goes on at the result that was opened, at the same place", async ({ page }) => {
  await search(page, "q=the");
  const link = results(page).nth(9);
  await link.scrollIntoViewIfNeeded();
  const [place, name] = [await page.locator("main").evaluate((main) => main.scrollTop), await link.textContent()];
  expect(place).toBeGreaterThan(0);
  await link.click();
  await expect(page).toHaveURL(/\/article\//);
  await ready(page);
  await page.goBack();
  await expect(results(page).nth(9)).toBeFocused();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(name);
  expect(await page.locator("main").evaluate((main) => main.scrollTop)).toBe(place);
});

test("an answer that fails is said, and can be asked for again", async ({ page, wrong }) => {
  await page.route("**/api/Search/Query", (route) => route.fulfill({ status: 500, contentType: "application/json", body: JSON.stringify({ code: "internal", message: "x" }) }));
  await page.goto("/search?q=harbour");
  const failure = page.getByRole("alert");
  await expect(failure).toContainText("This could not be shown");
  await expect(page.locator("main h1")).toHaveCount(1);
  const [icon, text] = [await failure.locator(".icon").boundingBox(), await failure.getByRole("heading").boundingBox()];
  expect(text!.x - icon!.x).toBeLessThan(60);
  await accessible(page);
  await page.unroute("**/api/Search/Query");
  await failure.getByRole("button", { name: "Try again" }).click();
  await expect(results(page).first()).toBeVisible();
  expect(wrong.splice(0).every((each) => /status of 500/.test(each))).toBe(true);
});

test("a search without words asks for no lines of words", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => request.url().includes("/Concordance") && asked.push(request.url()));
  await search(page, "q=kind%3Areport+-storm");
  await results(page).first().focus();
  await results(page).first().click();
  await expect(page).toHaveURL(/\/article\/[^?]+$/);
  expect(asked).toEqual([]);
});

test("chips are taken away by keyboard, and the focus stays with them", async ({ page }) => {
  await search(page, `q=${encodeURIComponent("harbour -storm words>10")}`);
  const chips = page.getByRole("list", { name: "What was understood" }).getByRole("button");
  await chips.nth(1).focus();
  await page.keyboard.press("Enter");
  await expect(chips).toHaveCount(2);
  await expect(chips.nth(1)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(chips).toHaveCount(1);
  await expect(chips.nth(0)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(field(page)).toBeFocused();
});

test("where there is little room the choices are in a sheet, in every language and theme", async ({ page }) => {
  await page.setViewportSize({ width: 900, height: 700 });
  await search(page, "q=harbour&kind=news");
  const filters = page.getByRole("button", { name: "Filters, 1" });
  await filters.click();
  const sheet = page.getByRole("dialog", { name: "Filters" });
  await expect(sheet.getByRole("checkbox", { checked: true })).toHaveCount(1);
  await accessible(page);
  await page.keyboard.press("Escape");
  await expect(sheet).toHaveCount(0);
  for (const width of [640, 320]) {
    await page.setViewportSize({ width, height: 700 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth && document.getElementById("main")!.scrollWidth <= document.getElementById("main")!.clientWidth)).toBe(true);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  for (const values of [{ theme: "dark", language: "en" }, { theme: "light", language: "ar" }, { theme: "dark", language: "fa" }]) {
    await set(page, values);
    await expect(results(page).first()).toBeVisible();
    await accessible(page);
  }
});

test("another spelling takes the place of one that nothing has", async ({ page }) => {
  await search(page, "q=strat");
  await expect(page.getByText(/^Nothing was found for “strat”, so here is what “.+” finds\.$/)).toBeVisible();
  await expect(results(page).first()).toBeVisible();
});

test("a caption of a photo set, of a film or of a lead picture opens at its place, its words marked", async ({ page }) => {
  for (const [query, place, word] of [["upright in:captions", "m-photo-3", "Upright"], ["buoy in:captions", "m-film-2", "buoy"], ["mole in:captions id:a-001", "m-lead", "mole"]] as const) {
    await search(page, `q=${encodeURIComponent(query)}`);
    await results(page).first().click();
    await expect(page).toHaveURL(new RegExp(`at=${place}`));
    await expect(page.locator(`#${place}`)).toBeInViewport();
    await expect.poll(() => page.evaluate((id) => [...(CSS.highlights.get("found-here") ?? [])].map((range) => (document.getElementById(id)?.contains((range as Range).startContainer) ? String(range) : "elsewhere")), place)).toEqual([word]);
  }
});

test("what is being composed is neither searched nor sent by Enter", async ({ page }) => {
  await page.goto("/search");
  await ready(page);
  const asked: string[] = [];
  page.on("request", (request) => request.url().includes("/api/Search/") && asked.push(request.url()));
  await field(page).focus();
  asked.length = 0;
  const compose = (kind: string, data: string) => field(page).evaluate((input, [kind, data]) => input.dispatchEvent(new CompositionEvent(kind, { data, bubbles: true })), [kind, data] as const);
  await compose("compositionstart", "");
  for (const text of ["m", "みな", "港"]) {
    await compose("compositionupdate", text);
    await field(page).fill(text);
  }
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  await expect(page).toHaveURL(/\/search$/);
  expect(asked).toEqual([]);
  await compose("compositionend", "港");
  await expect(page).toHaveURL(/q=%E6%B8%AF$/);
  await expect(field(page)).toHaveValue("港");
  // WebKit tells of the Enter that ended a composition once it is over.
  const ended = await field(page).evaluate((input) => !input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", keyCode: 229, bubbles: true, cancelable: true })));
  expect(ended).toBe(true);
});
