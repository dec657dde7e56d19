/** Several articles that tell one story: one row in a list, and a list of their own. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { accessible, expect, ready, set, test } from "./library";

test.use({ own: "stories" });

const prose = (number: number) => Array.from({ length: 20 }, (_, i) => `Sentence ${number * 1000 + i} tells of harbour ${number * 1000 + i} and of the ${i * 13} boats that lay there.`).join(" ");
const at = (minutes: number) => new Date(Date.UTC(2024, 4, 20) - minutes * 60_000).toISOString();
const line = (id: string, story: number, minutes: number) => JSON.stringify({ id, title: id, language: "en", published: at(minutes), body_text: `${prose(story)} As told by ${id}.` });

test.beforeEach(async ({ served }) => {
  // Every tenth story is told by three papers, an hour apart, so that others stand between.
  const sources: Record<string, string[]> = { wire: [], paper: [], post: [] };
  for (let n = 0; n < 120; n++) {
    sources.wire!.push(line(`Wire ${n}`, n, n * 20));
    if (n % 10 === 0) for (const [name, later] of [["paper", 61], ["post", 122]] as const) sources[name]!.push(line(`${name} ${n}`, n, n * 20 + later));
  }
  for (const [name, lines] of Object.entries(sources)) {
    await writeFile(join(served.root, `${name}.jsonl`), lines.join("\n"));
    await served.command("import", "--source", name, join(served.root, `${name}.jsonl`));
  }
});

test("one row stands for what tells the same story, and leads to all of it", async ({ page }) => {
  await page.goto("/list?from=2024-05-17&to=2024-05-21");
  await ready(page);
  const list = page.getByRole("listbox", { name: "Articles" });
  for (const density of ["List", "Compact", "Magazine"]) {
    await page.getByRole("radiogroup", { name: "Density" }).getByRole("radio", { name: density }).check({ force: true });
    await list.press("Home");
    await expect(list.getByRole("option").first()).toContainText("Wire 0");
    await expect(list.getByRole("option").first()).toContainText("3 versions of this story");
    await expect(list.getByText("paper 0", { exact: true })).toHaveCount(0);
    // Down every row: the current one is in view, and none that is folded is come to.
    for (let i = 1; i <= 30; i++) {
      await list.press("ArrowDown");
      const current = list.locator(".current");
      await expect(current).toContainText(`Wire ${i}`);
      await expect(current).toBeInViewport({ ratio: 1 });
    }
    for (let i = 29; i >= 25; i--) {
      await list.press("ArrowUp");
      await expect(list.locator(".current")).toContainText(`Wire ${i}`);
    }
    // The end of the list is its last row that is drawn, whole and at the foot.
    await list.press("End");
    const last = list.locator(".current");
    await expect(last).toContainText("Wire 119");
    await expect(last).toBeInViewport({ ratio: 1 });
    await expect(async () => {
      const [row, box] = [await last.boundingBox(), await list.boundingBox()];
      const under = (box?.y ?? 0) + (box?.height ?? 0) - (row?.y ?? 0) - (row?.height ?? 0);
      expect(under).toBeGreaterThan(-1);
      expect(under).toBeLessThan(200);
    }).toPass();
  }
  await list.press("Home");
  await accessible(page);
  await page.keyboard.press("v");
  await expect(page).toHaveURL(/story=Wire/);
  await expect(page.getByRole("heading", { level: 1, name: "Versions of a story" })).toBeVisible();
  await expect(list.getByRole("option")).toHaveCount(3);
  await expect(list.getByText("post 0", { exact: true })).toBeVisible();
  await accessible(page);
});

test("scrolling past folded rows neither jumps nor leaves a hole", async ({ page }) => {
  await page.goto("/list?from=2024-05-17&to=2024-05-21");
  await ready(page);
  await page.getByRole("radiogroup", { name: "Density" }).getByRole("radio", { name: "Compact" }).check({ force: true });
  const list = page.getByRole("listbox", { name: "Articles" });
  await expect(list.getByRole("option").first()).toContainText("Wire 0");
  const wrong = await list.evaluate(async (box) => {
    const places = () => new Map([...box.querySelectorAll("[role=option]")].map((row) => [row.getAttribute("aria-posinset") ?? "", row.getBoundingClientRect().top - box.getBoundingClientRect().top]));
    const found: string[] = [];
    let before = places();
    for (let to = 7; to < 1500; to += 7) {
      box.scrollTop = to;
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      const now = places();
      for (const [row, top] of now) {
        const moved = (before.get(row) ?? top) - top;
        // Never against the wheel, and no more than the head of a day further.
        if (moved < -0.6 || moved > 40) found.push(`row ${row} moved ${moved} at ${to}`);
      }
      const tops = [...now.values()].sort((a, b) => a - b);
      for (let i = 1; i < tops.length; i++) {
        const gap = (tops[i] ?? 0) - (tops[i - 1] ?? 0);
        if (gap > 60) found.push(`a hole of ${gap} at ${to}`);
      }
      if ((tops[0] ?? 0) > 0.6) found.push(`a hole at the top at ${to}`);
      before = now;
    }
    return found;
  });
  expect(wrong).toEqual([]);
});

test("folding is switched off where somebody wants each, and the stream folds as well", async ({ page }) => {
  await page.goto("/news");
  await ready(page);
  const first = page.getByRole("article").filter({ hasText: "Wire 0" }).first();
  await expect(first.getByRole("link", { name: "3 versions of this story" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "paper 0", exact: true })).toHaveCount(0);
  await page.goto("/list?from=2024-05-17&to=2024-05-21");
  await ready(page);
  await page.getByRole("button", { name: "More filters" }).click();
  await page.getByLabel("Fold what tells the same story").uncheck();
  await expect(page.getByRole("listbox", { name: "Articles" }).getByText("paper 0", { exact: true })).toBeVisible();
  await set(page, { fold: "on" });
});
