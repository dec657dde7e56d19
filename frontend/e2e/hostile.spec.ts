// Bodies that attack: each is imported as an article and opened. Nothing of it may
// run, and nothing may be asked of any host. The control shows that a payload that
// does run is noticed.
import { existsSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { expect, ready, test } from "./library";

const payloads = join(import.meta.dirname, "../../../shared/data/sanitise/payloads-h5sc-dompurify.jsonl.gz");
const long = Boolean(process.env["BROADSHEET_LONG"]);

interface Payload {
  id: string;
  payload: string;
}

/** The calls that the payloads make all tell of themselves. */
async function trap(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const told = window as unknown as { __fired: string[] };
    told.__fired = [];
    for (const name of ["alert", "confirm", "prompt", "print"] as const) {
      (window as unknown as Record<string, unknown>)[name] = (text: unknown) => void told.__fired.push(`${name} ${String(text)}`);
    }
  });
}
const fired = (page: Page) => page.evaluate(() => (window as unknown as { __fired?: string[] }).__fired ?? []);

test("the control fires", async ({ page }) => {
  await trap(page);
  await page.route("**/control", (route) => route.fulfill({ contentType: "text/html", body: `<svg onload="alert(1)"></svg><button onclick="alert(2)">x</button>` }));
  await page.goto("/control");
  await page.getByRole("button").click();
  await expect.poll(() => fired(page)).toEqual(["alert 1", "alert 2"]);
});

test("nothing of a hostile body runs", async ({ page, served }) => {
  test.skip(!existsSync(payloads), `the collection of payloads is not beside this checkout: ${payloads}`);
  const all = gunzipSync(readFileSync(payloads)).toString("utf8").trim().split("\n").map((line) => JSON.parse(line) as Payload);
  // Short runs take payloads from the whole length of the collection.
  const taken = long ? all : all.filter((_, i) => i % Math.ceil(all.length / 60) === 0);
  test.setTimeout(60_000 + taken.length * 3_000);
  const lines = taken.map(({ id, payload }) =>
    JSON.stringify({ id: `evil-${id}`, title: `Payload ${id} ${payload.slice(0, 200)}`, standfirst: payload.slice(0, 300), language: "en", kind: "news", published: "2024-01-01T00:00:00Z", tags: [payload.slice(0, 60)], body_html: `<p>Before</p>${payload}<p>After</p>` }),
  );
  const file = join(served.root, "hostile.jsonl");
  await writeFile(file, lines.join("\n") + "\n");
  await served.command("import", "--source", "hostile", file).catch((cause: unknown) => {
    if ((cause as { code?: number }).code !== 3) throw cause;
  });
  await trap(page);
  let opened = 0;
  for (const { id } of taken) {
    await page.goto(`/article/${encodeURIComponent(`evil-${id}`)}`);
    await ready(page);
    const text = page.getByRole("region", { name: "Article text" });
    if ((await text.count()) === 0) continue; // set aside by the import
    opened++;
    await expect(text.locator("script, iframe, object, embed, form, style, svg, base, meta, link, input, button, [onclick], [onerror], [onload]"), id).toHaveCount(0);
    // What a pointer would meet, met without leaving: links inside must not run.
    await text.evaluate((element) => {
      for (const one of element.querySelectorAll("*")) for (const kind of ["mouseover", "mouseenter", "focus"]) one.dispatchEvent(new Event(kind, { bubbles: true }));
      for (const link of element.querySelectorAll("a[href]")) if (/^\s*(?:javascript|data|vbscript):/i.test(link.getAttribute("href") ?? "")) throw new Error(`a link that runs: ${link.getAttribute("href")}`);
    });
    expect(await fired(page), id).toEqual([]);
  }
  expect(opened).toBeGreaterThan(taken.length * 0.9);
  for (const path of ["/", "/news", "/search?q=payload", "/tags", "/library"]) {
    await page.goto(path);
    await ready(page);
    expect(await fired(page), path).toEqual([]);
  }
});
