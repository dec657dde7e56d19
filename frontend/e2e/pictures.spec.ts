/** Pictures that an import names by an address of the web: shown as placeholders, fetched when told to; every request goes to a server of this test. */
import { createServer, type Server } from "node:http";
import { writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { accessible, expect, ready, set, test } from "./library";

test.use({ own: "pictures" }); // its requests stand in the ledger

/** A red picture of 4 × 3 pixels. */
const red = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAQAAAADCAIAAAA7ljmRAAAAEElEQVR4nGM4ICAARww4OQDVJwqBw0KEmAAAAABJRU5ErkJggg==", "base64");

let site: Server;
let at = "";

test.beforeAll(async ({ served }) => {
  site = createServer((request, response) => {
    const name = request.url ?? "";
    response.statusCode = name.startsWith("/good") ? 200 : 404;
    response.end(name.startsWith("/good") ? red : "");
  });
  await new Promise<void>((done) => site.listen(0, "127.0.0.1", done));
  at = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  const records = [
    { id: "pictured", language: "en", title: "Pictures from elsewhere", lead_image: { src: `${at}/good-lead.png`, alt: "A lead" }, body_html: `<p>Text.</p><figure><img src="${at}/good-body.png" alt="A body"><figcaption>In the text.</figcaption></figure><p>More.</p><img src="${at}/none.png" alt="Gone">` },
    { id: "second", language: "fa", title: "نوشته‌ای با تصویر", lead_image: { src: `${at}/good-second.png`, alt: "تصویر" }, body_html: "<p>متن.</p>" },
  ];
  const file = join(served.root, "pictured.jsonl");
  await writeFile(file, records.map((record) => JSON.stringify(record)).join("\n"));
  await served.command("import", "--source", "elsewhere", file);
});
test.afterAll(() => site.close());

test("an article's pictures come when they are asked for, without a reload", async ({ page }) => {
  await page.goto("/article/pictured");
  await ready(page);
  const text = page.getByRole("region", { name: "Article text" });
  const notice = page.locator(".missing").filter({ hasText: "pictures are missing" });
  await expect(notice).toContainText("3 pictures are missing");
  await expect(text.locator("img")).toHaveCount(0);
  await accessible(page);
  // A host of one's own machine is asked only where that is meant.
  await notice.getByRole("button", { name: "Fetch pictures" }).focus();
  await page.keyboard.press("Enter");
  await expect(notice.getByRole("status")).toContainText("3 pictures did not come");
  await notice.getByText("What went wrong").click();
  await expect(notice.getByText("on this machine or its own network").first()).toBeVisible();
  await accessible(page);
  await notice.getByRole("button", { name: "Ask my own network too" }).click();
  await expect(text.getByRole("button", { name: "A body" })).toBeVisible();
  await expect(page.locator("#m-lead img")).toBeVisible();
  await expect(page.getByText("1 picture is missing")).toBeVisible();
  // What is drawn was encoded here, and opens as any other picture does.
  expect(await text.locator("img").first().evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0)).toBe(true);
  await text.getByRole("button", { name: "A body" }).click();
  await expect(page.getByRole("dialog")).toContainText("In the text.");
  await page.keyboard.press("Escape");
  await accessible(page);

  // Taken back as one act: the placeholders are there again.
  await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("3 pictures are missing")).toBeVisible();
  await expect(text.locator("img")).toHaveCount(0);
});

test("the library counts what is missing and fetches it", async ({ page }) => {
  await page.goto("/library");
  await ready(page);
  const notice = page.locator(".missing");
  await expect(notice).toContainText("missing");
  await accessible(page);
  await notice.getByRole("button", { name: /Fetch pictures|Try again/ }).first().click();
  await expect(notice.getByRole("status")).toContainText("did not come");
  await notice.getByRole("button", { name: "Ask my own network too" }).click();
  // What is left: one that is gone, and two of the frozen publication whose hosts there are not.
  await expect(notice).toContainText("3 pictures are missing");
  await expect(notice).toContainText("3 of them were asked for in vain");
  await expect(page.getByText("Pictures fetched").first()).toBeVisible();
  await page.goto("/network");
  await ready(page);
  await expect(page.getByRole("cell", { name: "picture" }).first()).toBeVisible();
});

test("it reads from right to left too", async ({ page }) => {
  await page.goto("/library");
  await ready(page);
  await set(page, { language: "fa" });
  await expect(page.locator(".missing").getByRole("button", { name: /دریافت تصویرها|تلاش دوباره/ })).toBeVisible();
  await accessible(page);
});
