/**
 * The program under test: a temporary library, the served program, and a signed-in
 * browser. Every page is watched: no console error, no breach of the content
 * policy, no request to any host but this one.
 */
import { spawn, execFile, type ChildProcess } from "node:child_process";
import { mkdtemp, mkdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { AxeBuilder } from "@axe-core/playwright";
import { test as base, expect, type Browser, type BrowserContext, type Locator, type Page } from "@playwright/test";

const run = promisify(execFile);
const here = import.meta.dirname;
const binary = resolve(process.env["BROADSHEET_BIN"] || join(here, "../../build/bin/broadsheet-headless"));
/** The frozen publication that the whole project tests with. */
export const publication = join(here, "../../internal/newstest/testdata/publication/publication.jsonl");

/** What every test begins with. */
const settings = { theme: "light", language: "en", keys: "on", calendars: "gregorian,persian,islamic", sidebar: "on", size: "20", face: "serif", measure: "66", line: "", density: "compact", keymap: "", justify: "off" };

/** A library in a temporary folder, and the program serving it. */
export class Served {
  readonly root: string;
  readonly folder: string;
  base = "";
  #child: ChildProcess | null = null;
  #signIn = "";
  #state: Awaited<ReturnType<BrowserContext["storageState"]>> | undefined;

  private constructor(root: string) {
    this.root = root;
    this.folder = join(root, "library");
  }

  /** Makes the folders; nothing runs yet. */
  static async prepare(): Promise<Served> {
    const root = await mkdtemp(join(tmpdir(), "broadsheet-e2e-"));
    for (const name of ["home", "config", "data", "state", "runtime", "cache"]) await mkdir(join(root, name), { mode: 0o700 });
    return new Served(root);
  }

  get #environment(): NodeJS.ProcessEnv {
    const at = (name: string) => join(this.root, name);
    return {
      PATH: process.env["PATH"], LANG: "C.UTF-8", HOME: at("home"), XDG_CONFIG_HOME: at("config"), XDG_DATA_HOME: at("data"),
      XDG_STATE_HOME: at("state"), XDG_RUNTIME_DIR: at("runtime"), XDG_CACHE_HOME: at("cache"), BROADSHEET_LIBRARY: this.folder,
    };
  }

  /** Runs a command on the library and gives its JSON. */
  async command<Result>(...args: string[]): Promise<Result> {
    const { stdout } = await run(binary, ["--json", "--quiet", ...args], { env: this.#environment, timeout: 120_000, maxBuffer: 64 << 20 });
    return (stdout.trim() === "" ? {} : JSON.parse(stdout)) as Result;
  }

  /** Starts the program and waits for the address it prints. */
  async start(): Promise<void> {
    const child = spawn(binary, ["--json", "serve"], { env: this.#environment, stdio: ["ignore", "pipe", "pipe"] });
    this.#child = child;
    let said = "";
    child.stderr.on("data", (piece: Buffer) => (said += piece.toString()));
    const line = await new Promise<string>((done, fail) => {
      createInterface({ input: child.stdout }).once("line", done);
      child.once("error", fail);
      child.once("exit", (code) => fail(new Error(`serve ended with ${code}: ${said}`)));
    });
    this.#signIn = (JSON.parse(line) as { url: string }).url;
    this.base = new URL("/", this.#signIn).href;
  }

  /** The browser's session: the token of the address signs in once, its cookie serves the whole run. */
  async session(browser: Browser): Promise<Awaited<ReturnType<BrowserContext["storageState"]>>> {
    if (this.#state) return this.#state;
    const context = await browser.newContext({ locale: "en-GB" });
    const page = await context.newPage();
    await page.goto(this.#signIn);
    await page.getByRole("banner").waitFor();
    this.#state = await context.storageState();
    await context.close();
    return this.#state;
  }

  /** Ends the program as a power cut does, without a word; what it served and who was signed in is gone with it. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#state = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => child.once("exit", done));
    child.kill("SIGKILL");
    await ended;
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((done) => child.once("exit", done));
      child.kill("SIGINT");
      const late = setTimeout(() => child.kill("SIGKILL"), 10_000);
      await ended;
      clearTimeout(late);
    }
    await rm(this.root, { recursive: true, force: true });
  }
}

/** What happened on a page that may not happen. */
export function watch(page: Page, base: string): string[] {
  const wrong: string[] = [];
  page.on("console", (message) => {
    // A question that a newer letter overtook is answered with 409; the browser notes every such status itself.
    if (/status of 409/.test(message.text()) && /\/api\/Search\//.test(message.location().url)) return;
    if (message.type() === "error" || /content security policy/i.test(message.text())) wrong.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => wrong.push(`page: ${error.stack ?? error.message}`));
  page.on("dialog", (dialog) => {
    wrong.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    const to = new URL(request.url());
    if (!["data:", "blob:", "about:"].includes(to.protocol) && to.host !== new URL(base).host) wrong.push(`request: ${request.url()}`);
  });
  return wrong;
}

/** Sets settings as the settings screen does, and shows the page with them. */
export async function set(page: Page, values: Record<string, string>): Promise<void> {
  const status = await page.evaluate(async (body) => {
    const answer = await fetch("/api/Settings/Set", { method: "POST", headers: { "Content-Type": "application/json" }, body });
    return answer.status;
  }, JSON.stringify({ values }));
  expect(status).toBe(200);
  await page.reload();
  await ready(page);
}

/** The heading of the screen that is shown. */
export const headline = (page: Page) => page.locator("main h1");

/** How far the screen is scrolled, in pixels. */
export const scrolled = (page: Page) => page.locator("main").evaluate((main) => main.scrollTop);

/** Selects words that stand in one text of an article, as a pointer does. */
export async function selectWords(article: Locator, words: string): Promise<void> {
  await article.evaluate((text, wanted) => {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = (node as Text).data.indexOf(wanted);
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      getSelection()?.removeAllRanges();
      getSelection()?.addRange(range);
      return;
    }
    throw new Error(`“${wanted}” is not in the text`);
  }, words);
}

/** Waits until the screen stands: the one before it is gone, its heading is there and nothing is being loaded. */
export async function ready(page: Page): Promise<void> {
  await expect(page.locator("main[aria-busy=true]")).toHaveCount(0);
  // Before anything is drawn nothing is being loaded either, and a page that loads has a heading.
  await page.locator("main h1").first().waitFor({ state: "attached" });
  await expect(page.locator("main [aria-busy=true].loading")).toHaveCount(0);
  await expect(page.locator("main h1")).toHaveCount(1);
}

/** Holds a page to WCAG 2.2 AA as far as a program can see. */
export async function accessible(page: Page): Promise<void> {
  const found = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).setLegacyMode(true).analyze();
  const wrong = found.violations.map((v) => ({ rule: v.id, help: v.help, where: v.nodes.slice(0, 5).map((n) => `${n.target.join(" ")}: ${n.failureSummary?.split("\n")[1]?.trim() ?? ""}`) }));
  expect(wrong).toEqual([]);
}

interface Fixtures {
  /** What went wrong on the page so far; empty at the end of each test. */
  wrong: string[];
}
interface WorkerFixtures {
  /** Serve the sample publication, as a first start does, instead of the frozen one. */
  sample: boolean;
  /** The served publication. */
  served: Served;
  /** A name: the tests that give it have a program of their own, since others would notice what they do. */
  own: string;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  sample: [false, { option: true, scope: "worker" }],
  own: ["", { option: true, scope: "worker" }],
  served: [
    async ({ browser, sample }, use) => {
      const served = await Served.prepare();
      try {
        if (!sample) {
          await served.command("library", "create", "--empty");
          await served.command("import", "--source", "newstest", publication).catch(partly);
        }
        await served.start();
        await served.session(browser);
        await use(served);
      } finally {
        await served.stop();
      }
    },
    { scope: "worker", timeout: 120_000 },
  ],
  baseURL: async ({ served }, use) => use(served.base),
  storageState: async ({ served, browser }, use) => use(await served.session(browser)),
  page: async ({ page, served }, use) => {
    await page.request.post(`${served.base}api/Settings/Set`, { data: { values: settings }, headers: { Origin: new URL(served.base).origin } });
    await use(page);
  },
  wrong: [
    async ({ page, served }, use) => {
      const wrong = watch(page, served.base);
      await use(wrong);
      expect(wrong).toEqual([]);
    },
    { auto: true },
  ],
});

/** Status 3 is an import that set some lines aside, which the frozen publication means to have. */
function partly(cause: unknown): void {
  if ((cause as { code?: number }).code !== 3) throw cause;
}

export { expect } from "@playwright/test";
