/** The media desk: found, described, replaced everywhere; both undone; what is unused and what is not stored. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { accessible, expect, ready, test } from "./library";

test.use({ own: "mediadesk" });

/** A red picture of 4 × 3 pixels. */
const red = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAQAAAADCAIAAAA7ljmRAAAAEElEQVR4nGM4ICAARww4OQDVJwqBw0KEmAAAAABJRU5ErkJggg==", "base64");

test.beforeAll(async ({ served }) => {
  const records = [
    { id: "lamp", language: "en", title: "A lamp without words", lead_image: { src: "lamp.png", caption: "The lamp at dusk" }, body_html: "<p>Text.</p><figure><img src='lamp.png'></figure>" },
    { id: "lamp-fa", language: "fa", title: "چراغ", media: [{ type: "photo", src: "lamp.png" }], body_html: "<p>متن.</p>" },
    { id: "far", language: "en", title: "From elsewhere", lead_image: { src: "https://p.example/far.png", alt: "Far" }, body_html: "<p>More.</p>" },
  ];
  await writeFile(join(served.root, "lamp.png"), red);
  const file = join(served.root, "lamps.jsonl");
  await writeFile(file, records.map((record) => JSON.stringify(record)).join("\n"));
  await served.command("import", "--source", "lamps", file);
});

test("files are found by the words around them, entered by keyboard", async ({ page }) => {
  await page.goto("/desk/media");
  await ready(page);
  const grid = page.getByRole("group", { name: "Media" });
  await expect(grid.getByRole("button").first()).toBeVisible();
  await accessible(page);
  const count = Number((await page.locator("main .count").textContent())?.match(/\d+/)?.[0]);
  expect(count).toBeGreaterThan(3);
  await grid.getByRole("button").first().focus();
  await page.keyboard.press("ArrowRight");
  await expect(grid.locator('[data-tile="1"]')).toBeFocused();
  await page.keyboard.press("End");
  await expect(grid.locator(`[data-tile="${count - 1}"]`)).toBeFocused();
  await page.keyboard.press("Home");
  await expect(grid.locator('[data-tile="0"]')).toBeFocused();

  await page.getByRole("searchbox", { name: "Find by name or caption" }).fill("LAMP at dusk");
  await expect(page.locator("main .count")).toHaveText("1 file");
  await expect(grid.getByRole("button")).toContainText("lamp.png");
  await expect(grid.getByRole("button")).toContainText("No alternative text");
  await page.getByRole("searchbox", { name: "Find by name or caption" }).fill("");
  await page.getByRole("combobox", { name: "Kind" }).selectOption("film");
  await expect(page).toHaveURL(/kind=film/);
});

test("a picture is described where it has no words, and the act is undone", async ({ page }) => {
  await page.goto("/desk/media?show=bare");
  await ready(page);
  const list = page.getByRole("list", { name: "Pictures without an alternative text" });
  const field = list.getByLabel(/^Alternative text of .lamp.png/);
  await expect(field).toBeVisible();
  await accessible(page);
  await field.fill("A lamp on a rock");
  await field.press("Enter");
  await expect(page.getByText("Changed in 2 places")).toBeVisible();
  await expect(field).toHaveCount(0);
  await page.goto("/article/lamp");
  await ready(page);
  await expect(page.getByRole("button", { name: "A lamp on a rock" }).first()).toBeVisible();
  await page.goto("/article/lamp/versions");
  await ready(page);
  await page.goto("/desk/media?show=bare");
  await ready(page);
  await page.request.post("/api/History/Undo", { data: {}, headers: { Origin: new URL(page.url()).origin } });
  await page.reload();
  await expect(field).toBeVisible();
});

test("a file takes another's place everywhere, and goes again", async ({ page, served }) => {
  await page.goto("/desk/media");
  await ready(page);
  const grid = page.getByRole("group", { name: "Media" });
  await page.getByRole("searchbox", { name: "Find by name or caption" }).fill("lamp.png");
  await grid.getByRole("button", { name: /lamp.png/ }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "lamp.png" });
  await expect(dialog.getByRole("link", { name: "A lamp without words" })).toBeVisible();
  await expect(dialog).toContainText("4 × 3 pixels");
  await expect(dialog.getByText("The lamp at dusk")).toBeVisible();
  await accessible(page);
  // The last bytes of a PNG may be anything: another file, the same picture.
  await dialog.getByLabel("The file to put in its place").setInputFiles({ name: "new lamp.png", mimeType: "image/png", buffer: Buffer.concat([red, Buffer.from("x")]) });
  await expect(dialog.getByText(/takes its place in 2 articles/)).toBeVisible();
  await dialog.getByLabel("Alternative text of the new one").fill("The new lamp");
  await accessible(page);
  await dialog.getByRole("button", { name: "Replace", exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText("Changed in 2 places")).toBeVisible();
  const shown = await served.command<{ lead_image: { src: string; alt: string } }>("show", "lamp");
  expect(shown.lead_image.alt).toBe("The new lamp");
  await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await expect.poll(async () => (await served.command<{ lead_image: { alt?: string } }>("show", "lamp")).lead_image.alt ?? "").toBe("");

  await page.goto("/desk/media?show=unused");
  await ready(page);
  await expect(grid.getByRole("button", { name: /new lamp.png/ })).toBeVisible();
  await page.goto("/desk/media?show=remote");
  await ready(page);
  await expect(page.getByRole("list", { name: "Pictures that are not stored" })).toContainText("https://p.example/far.png");
  await accessible(page);
});
