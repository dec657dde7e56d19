// Takes pictures of screens for looking at: node e2e/look.mjs ADDRESS OUTDIR PATH… [--full]
// ADDRESS is what `broadsheet serve` prints (it signs in once); each path is taken in
// light, dark, narrow and Persian. The settings are put back at the end.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "@playwright/test";

const words = process.argv.slice(2);
const full = words.includes("--full");
const [address, out, ...paths] = words.filter((word) => !word.startsWith("--"));
if (!address || !out || paths.length === 0) {
  console.error("use: node e2e/look.mjs ADDRESS OUTDIR PATH… [--full]");
  process.exit(2);
}

const looks = [
  { name: "light", theme: "light", language: "en", width: 1440, height: 900 },
  { name: "dark", theme: "dark", language: "en", width: 1440, height: 900 },
  { name: "narrow", theme: "light", language: "en", width: 900, height: 700 },
  { name: "persian", theme: "light", language: "fa", width: 1440, height: 900 },
];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
let putBack;
try {
  await mkdir(out, { recursive: true });
  const page = await (await browser.newContext({ reducedMotion: "reduce", locale: "en-GB" })).newPage();
  page.on("console", (message) => message.type() === "error" && console.error(`console: ${message.text()}`));
  await page.goto(address);
  await page.locator("main h1").waitFor();
  const call = (method, body) =>
    page.evaluate(
      async ([method, body]) => (await fetch(`/api/Settings/${method}`, { method: "POST", headers: { "Content-Type": "application/json" }, body })).json(),
      [method, JSON.stringify(body)],
    );
  const before = (await call("Get", {})).values ?? {};
  putBack = () => call("Set", { values: { theme: before.theme || "system", language: before.language || "" } });
  for (const look of looks) {
    await call("Set", { values: { theme: look.theme, language: look.language } });
    for (const path of paths) {
      // A tall window shows the whole page: main scrolls, not the document.
      await page.setViewportSize({ width: look.width, height: look.height });
      await page.goto(new URL(path, address).href);
      await page.locator("main h1").waitFor();
      await page.waitForFunction(() => !document.querySelector("main .loading"));
      if (full) {
        const height = await page.locator("main").evaluate((main) => main.scrollHeight + main.getBoundingClientRect().top);
        await page.setViewportSize({ width: look.width, height: Math.min(12_000, Math.ceil(height)) });
      }
      await page.evaluate(async () => {
        await document.fonts.ready;
        await Promise.all([...document.images].filter((i) => i.loading !== "lazy").map((i) => i.decode().catch(() => undefined)));
      });
      await page.waitForLoadState("load");
      const file = join(out, `${path.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "front"}-${look.name}.png`);
      await page.screenshot({ path: file });
      console.log(file);
    }
  }
} finally {
  await putBack?.();
  await browser.close();
}
