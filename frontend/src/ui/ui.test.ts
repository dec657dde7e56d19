import { fireEvent, render, screen } from "@testing-library/svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { CallError } from "../api";
import { fakePicture, fakeRow, fakeTopic } from "../api/fake";
import { catalogue } from "../i18n/index.svelte";
import Failure from "./Failure.svelte";
import Headline from "./Headline.svelte";
import Kicker from "./Kicker.svelte";
import Meta from "./Meta.svelte";
import Picture from "./Picture.svelte";
import Select from "./Select.svelte";
import Slider from "./Slider.svelte";
import Tabs from "./Tabs.svelte";
import TopicPicture from "./TopicPicture.svelte";

beforeEach(() => catalogue.use("en"));

describe("a headline", () => {
  it("is a link whose name is the headline, in its own language and direction", () => {
    const { container } = render(Headline, { row: fakeRow("a 1", { language: "fa", dir: "rtl", title: "تنگه‌ای میان دو باد" }), level: 2 });
    expect(screen.getByRole("link", { name: "تنگه‌ای میان دو باد" }).getAttribute("href")).toBe("/article/a%201");
    const heading = container.querySelector("h2");
    expect([heading?.lang, heading?.dir]).toEqual(["fa", "rtl"]);
    expect(screen.getByRole("link").hasAttribute("data-step")).toBe(true);
  });

  it("gives the whole of a clamped one as its title", () => {
    render(Headline, { row: fakeRow("1"), lines: 4 });
    expect(screen.getByRole("link").title).toBe("Headline 1");
  });
});

describe("the lines around it", () => {
  it("prefers the article's own kicker", () => {
    const { container } = render(Kicker, { row: fakeRow("1", { kicker: "Long read" }) });
    expect(container.textContent?.trim()).toBe("Long read");
  });

  it("else says kind and section", () => {
    const { container } = render(Kicker, { row: fakeRow("1", { kind: "factsheet" }) });
    expect(container.textContent?.trim()).toBe("Fact sheet · World");
  });

  it("leaves out the year that goes without saying", () => {
    const row = fakeRow("1", { comments: 2, published: "2026-11-22T10:00:00Z" });
    expect(render(Meta, { row, near: "2026-11-23", comments: true }).container.textContent).toBe("4 min · 22 November · 2 comments");
    expect(render(Meta, { row, near: "2025-01-01" }).container.textContent).toBe("4 min · 22 November 2026");
  });
});

describe("a picture", () => {
  it("has its box, colour and renditions before it is there", () => {
    const picture = fakePicture({ renditions: [{ src: "/media/s.jpg", width: 320 }], thumb: "data:image/png;base64,AA==" });
    const { container } = render(Picture, { picture, sizes: "100vw" });
    const image = container.querySelector("img");
    expect(image?.getAttribute("srcset")).toBe("/media/s.jpg 320w, /media/a.jpg 800w");
    expect(image?.alt).toBe("A mole at dusk");
    expect(container.querySelector<HTMLElement>(".box")?.style.backgroundImage).toContain("data:image/png");
  });

  it("is named and not fetched where it is not stored", () => {
    const { container } = render(Picture, { picture: fakePicture({ src: "", remote: "https://example.org/a.jpg" }), sizes: "100vw" });
    expect(container.querySelector("img")).toBeNull();
    expect(container.textContent).toContain("Picture not stored: https://example.org/a.jpg");
  });

  it("of a topic that has none is its initial", () => {
    const { container } = render(TopicPicture, { topic: fakeTopic("tides", { name: "tides" }), ratio: 1, sizes: "56px" });
    expect(container.textContent).toBe("T");
  });
});

describe("controls", () => {
  const tabs = [{ value: "day", name: "Day" }, { value: "week", name: "Week" }, { value: "month", name: "Month" }];

  it("moves along its tabs by arrows, Home and End, round the ends", async () => {
    const change = vi.fn();
    render(Tabs, { label: "Window", tabs, value: "day", panel: "p", onChange: change });
    const list = screen.getByRole("tablist", { name: "Window" });
    for (const key of ["ArrowRight", "ArrowLeft", "End", "Home", "x"]) await fireEvent.keyDown(list, { key });
    expect(change.mock.calls.flat()).toEqual(["week", "month", "month", "day"]);
    expect(screen.getAllByRole("tab").map((tab) => tab.tabIndex)).toEqual([0, -1, -1]);
  });

  it("gives the number of a slider", async () => {
    const change = vi.fn();
    render(Slider, { label: "Text size", min: 16, max: 24, step: 1, value: 20, write: String, onChange: change });
    await fireEvent.input(screen.getByRole("slider", { name: "Text size" }), { target: { value: "23" } });
    expect(change).toHaveBeenCalledWith(23);
  });

  it("gives the choice of a list", async () => {
    const change = vi.fn();
    render(Select, { label: "Sort by", options: [{ value: "newest", name: "Newest" }, { value: "oldest", name: "Oldest" }], value: "newest", onChange: change });
    await fireEvent.change(screen.getByRole("combobox", { name: "Sort by" }), { target: { value: "oldest" } });
    expect(change).toHaveBeenCalledWith("oldest");
  });
});

describe("a failure", () => {
  it("says what to do, and can be tried again", async () => {
    const retry = vi.fn();
    render(Failure, { cause: new CallError({ code: "gone", message: "x" }), onRetry: retry });
    expect(screen.getByRole("alert").textContent).toContain("The program does not answer.");
    await fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(retry).toHaveBeenCalledOnce();
  });

  it("of something that is not there offers no second try", () => {
    render(Failure, { cause: new CallError({ code: "not_found", message: "There is no such article." }), onRetry: () => undefined });
    expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Not in this library");
  });
});
