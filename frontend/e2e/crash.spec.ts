/**
 * The program is killed while somebody types into a draft, again and again, each time
 * at a random moment. At most a second of typing may be gone, nothing that was called
 * saved, and no draft may be damaged.
 *
 * BROADSHEET_CRASHES says how often (`make test-long`: 200); BROADSHEET_CRASH_SEED, which is
 * printed, makes the same choices again.
 */
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, type Browser, type Page } from "@playwright/test";
import { ready, Served } from "./library";

const rounds = Number(process.env["BROADSHEET_CRASHES"] || 10);
const seed = Number(process.env["BROADSHEET_CRASH_SEED"] || Date.now() % 1_000_000_007);
/** What may be lost, in milliseconds. */
const bound = 1000;

/** What the page saw, in its own clock. */
interface Seen {
  /** When each word first stood on the page. */
  typed: Record<string, number>;
  /** The words of the headline and of the body in their order. */
  title: string[];
  body: string[];
  /** The words that stood there when the page last said "Saved", and those of the last save that was answered. */
  said: string[];
  answered: string[];
}

/** Random numbers that a seed gives again (mulberry32). */
function chances(from: number): { next: () => number; within: (low: number, high: number) => number } {
  let state = from;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return { next, within: (low, high) => Math.floor(low + next() * (high - low + 1)) };
}

/** Runs in the page before it: keeps its log. What is painted counts as said, so that is looked at in a frame. */
function watchTyping(): void {
  const seen: Seen = { typed: {}, title: [], body: [], said: [], answered: [] };
  (window as unknown as { seen: Seen }).seen = seen;
  const wordsOf = (text: string): string[] => text.match(/w\d{6}/g) ?? [];
  let asked = false;
  const look = () => {
    seen.title = wordsOf(document.querySelector<HTMLTextAreaElement>("textarea.headline")?.value ?? "");
    seen.body = wordsOf(document.querySelector(".prose.editor")?.textContent ?? "");
    const now = Date.now();
    for (const word of [...seen.title, ...seen.body]) seen.typed[word] ??= now;
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      look();
      const kept = document.querySelector(".kept.saved");
      if (kept && /Saved \d/.test(kept.textContent)) seen.said = [...seen.title, ...seen.body];
    });
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["class"] });
  document.addEventListener("input", look);
  const ask = window.fetch;
  window.fetch = async (...args) => {
    const answer = await ask(...args);
    if (answer.ok && String(args[0]).endsWith("/Drafts/Save")) seen.answered = wordsOf(String(args[1]?.body));
    return answer;
  };
}

test(`what is typed survives ${rounds} kills`, async ({ browser }) => {
  test.setTimeout(60_000 + rounds * 30_000);
  console.log(`BROADSHEET_CRASH_SEED=${seed}`);
  const chance = chances(seed);
  const served = await Served.prepare();
  const losses: number[] = [];
  let broughtBack = 0;
  let typed = 0;
  try {
    await served.command("library", "create", "--empty");
    const { draft } = await served.command<{ draft: string }>("draft", "new", "--title", "Typed");
    let held = { title: [] as string[], body: [] as string[] };
    let revisions: Revision[] = [];
    await served.start();
    for (let round = 1; round <= rounds; round++) {
      const context = await browser.newContext({ storageState: await served.session(browser), baseURL: served.base, viewport: { width: 1440, height: 900 }, locale: "en-GB" });
      const page = await context.newPage();
      await page.addInitScript(watchTyping);
      await page.goto(`/desk/draft/${draft}`);
      // How soon a page opens is not the question here, and hundreds of rounds meet a busy moment.
      await page.getByRole("textbox", { name: "Body" }).waitFor({ timeout: 60_000 });
      await ready(page);
      let over = false;
      const typing = type(page, chance, () => over, () => `w${String(++typed).padStart(6, "0")}`);
      await new Promise((done) => setTimeout(done, chance.within(200, 3500)));
      const killed = Date.now();
      await served.kill();
      over = true;
      await typing;
      const seen = await page.evaluate(() => (window as unknown as { seen: Seen }).seen);
      await context.close();

      // Now and then it is killed once more while it brings drafts back.
      if (chance.next() < 0.25) {
        const starting = served.start().catch(() => undefined);
        await new Promise((done) => setTimeout(done, chance.within(0, 400)));
        await served.kill();
        await starting;
      }
      await served.start();
      const where = `round ${round}, seed ${seed}`;
      const shown = await served.command<{ title: string; body_html: string }>("draft", "show", draft);
      const now = { title: words(shown.title), body: words(shown.body_html) };
      expect(now.title, `the headline, ${where}`).toEqual(seen.title.slice(0, now.title.length));
      expect(now.body, `the body, ${where}`).toEqual(seen.body.slice(0, now.body.length));
      const here = new Set([...now.title, ...now.body]);
      const missing = (list: string[]) => list.filter((word) => !here.has(word));
      expect(missing([...held.title, ...held.body]), `what was there before, ${where}`).toEqual([]);
      expect(missing(seen.said), `what the page called saved, ${where}`).toEqual([]);
      expect(missing(seen.answered), `what the program called saved, ${where}`).toEqual([]);
      const gone = missing([...seen.title, ...seen.body]).map((word) => killed - (seen.typed[word] ?? 0));
      losses.push(Math.max(0, ...gone));
      expect(losses.at(-1), `milliseconds of typing lost, ${where}`).toBeLessThanOrEqual(bound);
      held = now;

      revisions = await undamaged(served, draft, shown.body_html, revisions, where);
      broughtBack += await recovered(browser, served);
    }
  } finally {
    await served.stop();
    losses.sort((a, b) => a - b);
    console.log(`${losses.length} kills, ${typed} words: lost at most ${losses.at(-1)} ms of typing, ${losses[losses.length >> 1]} ms in half of them; ${broughtBack} times brought back from the file`);
  }
});

test("a disk that is full keeps nothing back: the text stays, goes elsewhere, and is saved when there is room", async ({ browser }) => {
  const served = await Served.prepare();
  try {
    await served.command("library", "create", "--empty");
    const { draft } = await served.command<{ draft: string }>("draft", "new", "--title", "No room");
    const held = async () => (await served.command<{ body_html: string }>("draft", "show", draft)).body_html;
    const copy = () => readFile(join(served.folder, "recovery", `${draft}.draft.json`), "utf8");
    await served.start();
    const context = await browser.newContext({ storageState: await served.session(browser), baseURL: served.base, viewport: { width: 1440, height: 900 }, locale: "en-GB" });
    const page = await context.newPage();
    await page.goto(`/desk/draft/${draft}`);
    await ready(page);
    const body = page.getByRole("textbox", { name: "Body" });
    const saved = page.getByRole("status").filter({ hasText: /^Saved \d\d:/ });
    await body.click();
    await page.keyboard.type("First words.");
    await expect(saved).toBeVisible();

    // The library has no room.
    await page.route("**/api/Drafts/Save", (route) => route.fulfill({ status: 507, json: { code: "full", message: "The disk is full." } }));
    await page.keyboard.type(" Second words.");
    await expect(page.getByRole("status").filter({ hasText: "Not saved: The disk is full." })).toBeVisible();
    await expect(saved).toHaveCount(0);
    await page.keyboard.type(" Third words.");
    await expect(body).toHaveText("First words. Second words. Third words.");
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save a file elsewhere" }).click()]);
    expect(await readFile(await file.path(), "utf8")).toContain("First words. Second words. Third words.");
    expect(await held()).not.toContain("Second words.");
    await page.unroute("**/api/Drafts/Save");
    await expect(saved).toBeVisible(); // by itself: nothing is typed or pressed
    expect(await held()).toContain("First words. Second words. Third words.");

    // The library has, the second copy has not: a file stands where its folder is to be.
    const folder = join(served.folder, "recovery");
    await rename(folder, `${folder}.aside`);
    await writeFile(folder, "");
    await body.focus();
    await page.keyboard.press("Control+End");
    await page.keyboard.type(" Fourth words.");
    await expect(page.getByRole("status").filter({ hasText: "Not saved: The disk is full." })).toBeVisible();
    await expect(page.getByRole("button", { name: "Save a file elsewhere" })).toBeVisible();
    await page.keyboard.type(" Fifth words.");
    await rm(folder);
    await rename(`${folder}.aside`, folder);
    await expect(body).toHaveText("First words. Second words. Third words. Fourth words. Fifth words.");
    await expect.poll(held).toContain("Fourth words. Fifth words.");
    await expect(saved).toBeVisible();
    expect(await copy()).toContain("Fourth words. Fifth words.");
    await context.close();
  } finally {
    await served.stop();
  }
});

const words = (text: string): string[] => text.match(/w\d{6}/g) ?? [];

/** Types as people do until it is over: words, new paragraphs, pasted lines, a better headline, a pause. */
async function type(page: Page, chance: ReturnType<typeof chances>, over: () => boolean, word: () => string): Promise<void> {
  const body = page.getByRole("textbox", { name: "Body" });
  const delay = chance.within(0, 60);
  const toBody = async () => {
    await body.focus();
    await page.keyboard.press("Control+End");
  };
  await toBody();
  while (!over()) {
    const what = chance.next();
    if (what < 0.78) await page.keyboard.type(` ${word()}`, { delay });
    else if (what < 0.84) await page.keyboard.press("Enter");
    else if (what < 0.9) {
      await body.evaluate((text, plain) => {
        const data = new DataTransfer();
        data.setData("text/plain", plain);
        text.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
      }, ` ${word()} ${word()} ${word()}`);
      // What is pasted is cleaned by the program; typing on before it stands would put words before it.
      await page.waitForTimeout(100);
      await toBody();
    } else if (what < 0.95) {
      await page.getByRole("textbox", { name: "Headline", exact: true }).focus();
      await page.keyboard.press("End");
      await page.keyboard.type(` ${word()}`, { delay });
      await toBody();
    } else await page.waitForTimeout(chance.within(300, 1200));
  }
}

interface Revision {
  revision: number;
  saved: string;
  words: number;
}

/** The draft can be read, is canonical and has all its revisions, and the library is in order. */
async function undamaged(served: Served, draft: string, body: string, before: Revision[], where: string): Promise<Revision[]> {
  const check = await served.command<{ ok: boolean }>("library", "check");
  expect(check.ok, `library check, ${where}`).toBe(true);
  const { revisions } = await served.command<{ revisions: Revision[] }>("draft", "revisions", draft);
  expect(revisions.slice(revisions.length - before.length), `revisions, ${where}`).toEqual(before);
  for (const { revision } of revisions.slice(0, before.length ? -before.length : undefined)) await served.command("draft", "diff", draft, String(revision), String(revisions.at(-1)?.revision));
  const file = join(served.root, "body.html");
  await writeFile(file, body);
  await served.command("draft", "save", draft, "--body", file);
  expect((await served.command<{ body_html: string }>("draft", "show", draft)).body_html, `the same text made canonical again, ${where}`).toBe(body);
  return (await served.command<{ revisions: Revision[] }>("draft", "revisions", draft)).revisions;
}

/** How many drafts the desk says were brought back; the next round is told anew. */
async function recovered(browser: Browser, served: Served): Promise<number> {
  const context = await browser.newContext({ storageState: await served.session(browser) });
  const answer = await context.request.post(`${served.base}api/Drafts/List`, { data: {}, headers: { Origin: new URL(served.base).origin } });
  expect(answer.ok()).toBe(true);
  const { recovered } = (await answer.json()) as { recovered: unknown[] | null };
  await context.close();
  await served.command("draft", "dismiss");
  return recovered?.length ?? 0;
}
