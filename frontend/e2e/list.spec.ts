// The list view where every row begins a day of its own, so that heads stand between all of them.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, ready, test } from "./library";

test("End shows the last row whole in every density, though the heads of its days come later", async ({ page, served }) => {
  const lines = Array.from({ length: 400 }, (_, i) =>
    JSON.stringify({ id: `d-${i}`, title: `Day ${i + 1}`, language: "en", body_text: "A day.", published: new Date(Date.UTC(2020, 0, i + 1, 12)).toISOString() }),
  );
  await writeFile(join(served.root, "days.jsonl"), lines.join("\n"));
  await served.command("import", "--source", "days", join(served.root, "days.jsonl"));
  await page.goto("/list?source=days");
  await ready(page);
  const list = page.getByRole("listbox", { name: "Articles" });
  for (const density of ["Cards", "Magazine", "List", "Compact"]) {
    await page.getByRole("radiogroup", { name: "Density" }).getByRole("radio", { name: density }).check({ force: true });
    await list.press("End"); // at first nothing is chosen yet
    const last = list.locator('[aria-posinset="400"]');
    await expect(last).toBeInViewport({ ratio: 1 });
    await expect(async () => {
      const [row, box] = [await last.boundingBox(), await list.boundingBox()];
      expect((row?.y ?? 0) + (row?.height ?? 0)).toBeLessThanOrEqual((box?.y ?? 0) + (box?.height ?? 0) + 1);
    }).toPass();
    await list.press("Home");
    await expect(list.locator('[aria-posinset="1"]')).toBeInViewport({ ratio: 1 });
  }
});
