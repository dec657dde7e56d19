// A reader's day with the sample publication, as it comes with the program: front
// page, article, find, photo set, film, map, list, marks, undo, calendars; no
// request leaves this machine (the fixture watches), and none is in the ledger.
import { accessible, expect, ready, set, test } from "./library";

test.use({ sample: true });

test("a reader's day", async ({ page }) => {
  // The front page, and its first article.
  await page.goto("/");
  await ready(page);
  const lead = page.getByRole("link", { name: "Why the tide keeps a calendar of its own" }).first();
  await lead.click();
  await expect(page).toHaveURL(/\/article\/tide-calendar$/);
  await ready(page);

  // A word is found in it.
  await page.keyboard.press("Control+f");
  await page.getByRole("textbox", { name: "Find in this article" }).fill("moon");
  await expect(page.getByRole("search", { name: "Find in this article" }).getByRole("status")).toHaveText(/^1 of \d+$/);
  await page.keyboard.press("Escape");

  // A photo set, full screen.
  await page.goto("/gallery");
  await ready(page);
  await page.getByRole("link", { name: /Seven looks at metal/ }).click();
  await ready(page);
  await page.getByRole("button", { name: /^Open picture 1 of 7/ }).click();
  const viewer = page.getByRole("dialog", { name: /^Pictures:/ });
  await page.keyboard.press("ArrowRight");
  await expect(viewer.getByText("2 of 7", { exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(viewer).toHaveCount(0);

  // A film is sought and played, with its captions.
  await page.goto("/gallery");
  await ready(page);
  await page.getByRole("tab", { name: "Film", exact: true }).click();
  await page.getByRole("link", { name: /A fortnight of tides/ }).click();
  await ready(page);
  const film = page.locator("video");
  await expect.poll(() => film.evaluate((v: HTMLVideoElement) => v.duration)).toBeCloseTo(24, 0);
  await film.evaluate((v: HTMLVideoElement) => {
    const english = [...v.textTracks].find((track) => track.language === "en");
    if (english) english.mode = "showing";
    v.muted = true;
    v.currentTime = 13;
  });
  await expect
    .poll(() => film.evaluate((v: HTMLVideoElement) => v.seeking ? "" : [...v.textTracks].flatMap((track) => [...(track.activeCues ?? [])]).map((cue) => (cue as VTTCue).text).join()))
    .toMatch(/^Half moon/);
  await film.evaluate((v: HTMLVideoElement) => v.play());
  await expect.poll(() => film.evaluate((v: HTMLVideoElement) => v.currentTime)).toBeGreaterThan(13.2);
  await accessible(page);

  // A map, at its first date.
  await page.goto("/map/printing-towns");
  await ready(page);
  await page.getByRole("slider", { name: "Date" }).focus();
  await page.keyboard.press("Home");
  await expect(page.getByRole("slider", { name: "Date" })).toHaveAttribute("aria-valuetext", /1454/);
  await expect(page.getByText("1 of 49", { exact: true })).toBeVisible();

  // The list: a mark, and the mark taken back.
  await page.goto("/list");
  await ready(page);
  await page.keyboard.press("j");
  await page.keyboard.press("b");
  await expect(page.getByText(/kept for later|Kept for later/).first()).toBeVisible();
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(page.getByText("1 change taken back")).toBeVisible();

  // The same day by another calendar, and the whole in Persian.
  await set(page, { language: "fa", calendars: "persian,gregorian,islamic" });
  await page.goto("/article/solar-year-fa");
  await ready(page);
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await expect(page.getByRole("article").locator("time").first()).toContainText("۱۴۰۵");

  // And the network was never asked.
  await set(page, { language: "en" });
  await page.goto("/network");
  await ready(page);
  await expect(page.getByText("0 requests this session")).toBeVisible();
});
