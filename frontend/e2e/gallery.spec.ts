// Photo sets, films and the viewer.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { crc32, deflateSync } from "node:zlib";
import { accessible, expect, ready, set, test } from "./library";

test("a photo set opens the viewer and gives the focus back", async ({ page }) => {
  await page.goto("/gallery");
  await ready(page);
  await page.getByRole("tabpanel").locator('a[href$="/gallery/a-010"]').click();
  await expect(page).toHaveURL(/\/gallery\/a-010$/);
  await ready(page);
  await expect(page.getByRole("region", { name: "Used in" }).getByRole("link").first()).toBeVisible();
  const first = page.getByRole("button", { name: /^Open picture 1 of 3/ });
  await first.focus();
  await page.keyboard.press("Enter");
  const viewer = page.getByRole("dialog", { name: /^Pictures:/ });
  await expect(viewer.getByText("1 of 3", { exact: true })).toBeVisible();
  await expect(viewer.locator(".pswp img.pswp__img:visible").first()).toBeVisible();
  await accessible(page);
  await page.keyboard.press("ArrowRight");
  await expect(viewer.getByText("2 of 3", { exact: true })).toBeVisible();
  await page.keyboard.press("+");
  await page.keyboard.press("0");
  await page.keyboard.press("Escape");
  await expect(viewer).toHaveCount(0);
  await expect(first).toBeFocused();
});

test("in a window from right to left the arrows are swapped", async ({ page }) => {
  await page.goto("/gallery/a-010");
  await set(page, { language: "fa" });
  await page.getByRole("button", { name: /^گشودن عکس ۱/ }).click();
  const viewer = page.getByRole("dialog");
  await expect(viewer.locator(".pswp img.pswp__img:visible").first()).toBeVisible();
  await page.keyboard.press("ArrowLeft");
  await expect(viewer.getByText("۲ از ۳", { exact: true })).toBeVisible();
});

test("films have a screen of their own", async ({ page }) => {
  await page.goto("/gallery");
  await ready(page);
  await page.getByRole("tab", { name: "Film", exact: true }).click();
  await page.getByRole("tabpanel").locator('a[href$="/gallery/a-011"]').click();
  await ready(page);
  await expect(page.locator("main figure").first()).toBeVisible();
  await accessible(page);
});

/** A PNG of 8 by 6 pixels in a shade of its own. */
function plain(shade: number): Buffer {
  const part = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(crc32(body), body.length + 4);
    return out;
  };
  const head = Buffer.from([0, 0, 0, 8, 0, 0, 0, 6, 8, 2, 0, 0, 0]);
  const row = Buffer.from([0, ...Array.from({ length: 8 }, () => [shade % 256, shade >> 8, 128]).flat()]);
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), part("IHDR", head), part("IDAT", deflateSync(Buffer.concat(Array<Buffer>(6).fill(row)))), part("IEND", Buffer.alloc(0))]);
}

test("of a set of hundreds only what is in view is read, and it is there at once", async ({ page, served }) => {
  const folder = join(served.root, "many");
  await mkdir(folder, { recursive: true });
  const media = await Promise.all(
    Array.from({ length: 500 }, async (_, i) => {
      await writeFile(join(folder, `${i}.png`), plain(i));
      return { type: "photo", src: `${i}.png`, caption: `Picture number ${i + 1}`, credit: "Nobody", alt: `View ${i + 1}` };
    }),
  );
  await writeFile(join(folder, "many.jsonl"), JSON.stringify({ id: "many", kind: "photo", title: "Five hundred pictures", body_text: "Many.", published: "2024-01-01T12:00:00Z", media }));
  await served.command("import", join(folder, "many.jsonl"));
  let asked = 0;
  page.on("request", (request) => request.resourceType() === "image" && asked++);
  await page.goto("/gallery/many");
  await ready(page);
  await expect(page.getByRole("button", { name: /^Open picture 1 of 500/ })).toBeVisible();
  await page.waitForLoadState("load");
  expect(asked).toBeLessThan(60);
  await page.getByRole("button", { name: /^Open picture 1 of 500/ }).click();
  const viewer = page.getByRole("dialog", { name: /^Pictures:/ });
  await page.keyboard.press("End");
  await expect(viewer.getByText("500 of 500", { exact: true })).toBeVisible();
  expect(asked).toBeLessThan(150);
});

test("a sound plays, is sought, and its captions stand under it", async ({ page, served }) => {
  const folder = join(served.root, "sound");
  await mkdir(folder, { recursive: true });
  const [rate, seconds] = [8000, 10];
  const wave = Buffer.alloc(44 + rate * seconds);
  wave.write("RIFF", 0);
  wave.writeUInt32LE(36 + rate * seconds, 4);
  wave.write("WAVEfmt ", 8);
  wave.writeUInt32LE(16, 16);
  wave.writeUInt16LE(1, 20);
  wave.writeUInt16LE(1, 22);
  wave.writeUInt32LE(rate, 24);
  wave.writeUInt32LE(rate, 28);
  wave.writeUInt16LE(1, 32);
  wave.writeUInt16LE(8, 34);
  wave.write("data", 36);
  wave.writeUInt32LE(rate * seconds, 40);
  wave.fill(128, 44);
  await writeFile(join(folder, "bell.wav"), wave);
  await writeFile(join(folder, "bell.vtt"), "WEBVTT\n\n00:00.000 --> 00:05.000\nThe bell is still\n\n00:05.000 --> 00:10.000\nThe bell rings\n");
  await writeFile(
    join(folder, "bell.jsonl"),
    JSON.stringify({ id: "bell", kind: "film", title: "A bell", body_text: "A bell.", published: "2024-01-01T12:00:00Z", media: [{ type: "audio", src: "bell.wav", caption: "A bell at noon", alt: "A bell", tracks: [{ src: "bell.vtt", language: "en", kind: "captions" }] }] }),
  );
  await served.command("import", join(folder, "bell.jsonl"));
  await page.goto("/gallery/bell");
  await ready(page);
  const sound = page.locator("audio");
  await expect.poll(() => sound.evaluate((audio: HTMLAudioElement) => audio.duration)).toBeCloseTo(10, 0);
  await sound.evaluate((audio: HTMLAudioElement) => {
    audio.muted = true;
    audio.currentTime = 6;
  });
  await expect(page.getByText("The bell rings")).toBeVisible();
  await sound.evaluate((audio: HTMLAudioElement) => audio.play());
  await expect.poll(() => sound.evaluate((audio: HTMLAudioElement) => audio.currentTime)).toBeGreaterThan(6.2);
  await accessible(page);
});
