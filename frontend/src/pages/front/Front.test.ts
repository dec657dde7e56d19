import { render, screen, waitFor } from "@testing-library/svelte";
import { tick } from "svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { CallError, useClient } from "../../api";
import { fakeClient, fakeFront, fakeShell, type Answers, type Made } from "../../api/fake";
import { catalogue } from "../../i18n/index.svelte";
import { library } from "../../state/library.svelte";
import FrontPage from "./Front.svelte";

let made: Made[] = [];

async function show(answers: Answers): Promise<void> {
  made = [];
  useClient(fakeClient({ Library: { Shell: () => fakeShell(), FirstRun: () => ({}) }, ...answers }, made));
  await library.refresh();
  render(FrontPage);
}

beforeEach(() => catalogue.use("en"));

describe("the front page", () => {
  it("shows nothing for a moment, then the shape of the page, while it loads", async () => {
    vi.useFakeTimers();
    await show({ Articles: { Front: () => new Promise(() => undefined) } });
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Loading");
    const before = document.querySelectorAll(".loading *").length;
    vi.advanceTimersByTime(250);
    await tick();
    expect(document.querySelectorAll(".loading *").length).toBeGreaterThan(before);
    vi.useRealTimers();
  });

  it("has its regions, each under its heading", async () => {
    await show({ Articles: { Front: () => fakeFront() } });
    await screen.findByRole("heading", { level: 1, name: "The Meridian Review" });
    for (const name of ["Editor's Choice", "News", "Most Viewed", "On this day in the archive", "In Focus", "Maps", "Gallery"]) {
      expect(screen.getByRole("region", { name })).toBeTruthy();
      expect(screen.getByRole("heading", { level: 2, name })).toBeTruthy();
    }
    for (const name of ["Day", "Week", "Month", "Photo", "Film"]) expect(screen.getByRole("tab", { name })).toBeTruthy();
    expect(screen.getByRole("link", { name: "Headline 1" }).getAttribute("href")).toBe("/article/1");
    expect(screen.getByText(/10 articles, 1 topic, 7 tags/)).toBeTruthy();
  });

  it("changes the ranking with its tabs and says whose reads they are", async () => {
    await show({ Articles: { Front: () => fakeFront() } });
    await screen.findByRole("link", { name: "Headline 6" });
    expect(screen.getByText(/Reads that came with the articles/)).toBeTruthy();
    screen.getByRole("tab", { name: "Week" }).click();
    await screen.findByRole("link", { name: "Headline 7" });
    screen.getByRole("tab", { name: "Month" }).click();
    await screen.findByText("Nothing has been counted yet.");
  });

  it("says that a library is empty, and offers to import", async () => {
    await show({ Articles: { Front: () => fakeFront({ articles: 0 }) } });
    await screen.findByRole("heading", { level: 1, name: "This library is empty" });
    expect(screen.getByRole("button", { name: "Import…" })).toBeTruthy();
  });

  it("says what went wrong and tries again", async () => {
    let broken = true;
    await show({
      Articles: {
        Front: () => {
          if (broken) throw new CallError({ code: "gone", message: "no answer" });
          return fakeFront();
        },
      },
    });
    await screen.findByRole("alert");
    expect(screen.getByText(/The program does not answer/)).toBeTruthy();
    broken = false;
    screen.getByRole("button", { name: "Try again" }).click();
    await screen.findByRole("heading", { level: 1, name: "The Meridian Review" });
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("offers three ways on the first start and remembers the answer", async () => {
    let first = true;
    await show({
      Articles: { Front: () => fakeFront() },
      Library: { Shell: () => fakeShell({ firstRun: first }), FirstRun: () => ((first = false), {}) },
    });
    (await screen.findByRole("button", { name: "Read the sample" })).click();
    await waitFor(() => expect(screen.queryByRole("button", { name: "Start empty" })).toBeNull());
    expect(made.find((m) => m.call === "Library.FirstRun")?.request).toEqual({ choice: "read" });
  });

  it("leaves out the blocks that have nothing", async () => {
    await show({ Articles: { Front: () => fakeFront({ onThisDay: [], topics: [], maps: [], photos: [], films: [], lead: null, choice: [], news: [] }) } });
    await screen.findByRole("heading", { level: 1, name: "The Meridian Review" });
    for (const name of ["In Focus", "Maps", "Gallery", "On this day in the archive"]) expect(screen.queryByRole("region", { name })).toBeNull();
  });
});

describe("the front page in other languages", () => {
  it("takes every word from the catalogue", async () => {
    await catalogue.use("qps");
    await show({ Articles: { Front: () => fakeFront() } });
    await screen.findByRole("heading", { level: 1, name: "The Meridian Review" });
    for (const heading of screen.getAllByRole("heading", { level: 2 })) expect(heading.textContent).toMatch(/^⟦.*⟧$/);
    for (const tab of screen.getAllByRole("tab")) expect(tab.textContent?.trim()).toMatch(/^⟦.*⟧$/);
  });

  it("reads in Persian, with Persian digits and headlines in their own language", async () => {
    await catalogue.use("fa");
    expect(catalogue.dir).toBe("rtl");
    await show({ Articles: { Front: () => fakeFront() } });
    await screen.findByRole("region", { name: "گزینش سردبیر" });
    expect(screen.getByRole("region", { name: "پربازدیدها" }).textContent).toContain("۱");
    expect(screen.getByText(/۱۰ نوشته/)).toBeTruthy();
    expect(screen.getByRole("link", { name: "Headline 1" }).closest("[lang]")?.getAttribute("lang")).toBe("en");
    expect(screen.getByRole("link", { name: "تنگه‌ای میان دو باد" }).closest("[lang]")?.getAttribute("lang")).toBe("fa");
  });

  it("counts in Arabic with the forms of the language", async () => {
    await catalogue.use("ar");
    await show({ Articles: { Front: () => fakeFront({ articles: 2, topicCount: 3, tags: 11 }) } });
    expect((await screen.findByText(/مقالتان/)).textContent).toMatch(/مقالتان، ٣ ملفات، ١١ وسمًا/);
  });
});
