import { fireEvent, render, screen, within } from "@testing-library/svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { useClient } from "../../api";
import { fakeClient, fakeShell } from "../../api/fake";
import { catalogue } from "../../i18n/index.svelte";
import { router } from "../../router.svelte";
import { library } from "../../state/library.svelte";
import { mastheadView } from "../../state/masthead.svelte";
import { settings } from "../../state/settings.svelte";
import Bar from "./Bar.svelte";
import BottomBar from "./BottomBar.svelte";
import Sidebar from "./Sidebar.svelte";
import Themes from "./Themes.svelte";

async function shell(changes: Parameters<typeof fakeShell>[0] = {}): Promise<void> {
  useClient(fakeClient({ Library: { Shell: () => fakeShell(changes) }, Settings: { Set: (request) => request } }));
  await library.refresh();
}

beforeEach(async () => {
  await catalogue.use("en");
  await shell();
});

describe("the sidebar", () => {
  it("names where one is, and the publication's sections", () => {
    render(Sidebar, { place: "topics", path: "/topics" });
    const nav = screen.getByRole("navigation", { name: "Sections" });
    expect(within(nav).getByRole("link", { current: "page" }).textContent).toContain("In Focus");
    expect(within(nav).getByRole("link", { name: "World" }).getAttribute("href")).toBe("/section/world");
  });

  it("counts what is unread only while one could read it all", async () => {
    await shell({ counts: { ...fakeShell().counts, unread: 37 } });
    const { unmount } = render(Sidebar, { place: "front", path: "/" });
    expect(screen.getByRole("link", { name: "Latest" }).textContent).toContain("37");
    unmount();
    await shell({ counts: { ...fakeShell().counts, unread: 128402 } });
    render(Sidebar, { place: "front", path: "/" });
    expect(screen.getByRole("link", { name: "Latest" }).textContent).not.toContain("128");
  });

  it("speaks Persian with Persian digits", async () => {
    await catalogue.use("fa");
    await shell({ counts: { ...fakeShell().counts, topics: 12 } });
    render(Sidebar, { place: "front", path: "/" });
    expect(screen.getByRole("navigation", { name: "بخش‌ها" }).textContent).toContain("۱۲");
  });
});

describe("the bar", () => {
  const given = { drawer: false, onSidebar: vi.fn(), onAppearance: vi.fn() };

  it("is the banner, with the masthead as a link home and the search field", () => {
    render(Bar, given);
    const banner = screen.getByRole("banner");
    expect(within(banner).getByRole("link", { name: "The Meridian Review" }).getAttribute("href")).toBe("/");
    expect(within(banner).getByRole("searchbox", { name: "Search" }).getAttribute("placeholder")).toBe("Search 10 articles");
    expect(within(banner).getByRole("link", { name: "No network" }).getAttribute("href")).toBe("/network");
  });

  it("says how many requests there were, once there were any", async () => {
    await shell({ requests: 2 });
    render(Bar, given);
    expect(screen.getByRole("link", { name: "2 requests this session" }).getAttribute("href")).toBe("/network");
  });

  it("searches for what was typed", async () => {
    const go = vi.spyOn(router, "go").mockImplementation(() => undefined);
    render(Bar, given);
    const field = screen.getByRole("searchbox");
    await fireEvent.input(field, { target: { value: "tide & table" } });
    await fireEvent.submit(screen.getByRole("search"));
    expect(go).toHaveBeenCalledWith("/search?q=tide+%26+table");
    go.mockRestore();
  });

  it("hides its small masthead while the large one is in view", async () => {
    const gone = mastheadView.watch(document.body);
    expect(mastheadView.seen).toBe(true);
    gone();
    expect(mastheadView.seen).toBe(false);
  });
});

describe("the bar at the foot of a narrow window", () => {
  it("leads to four places and opens the rest", async () => {
    const more = vi.fn();
    render(BottomBar, { place: "news", open: false, onMore: more });
    expect(screen.getAllByRole("link")).toHaveLength(4);
    expect(screen.getByRole("link", { current: "page" }).textContent).toBe("Latest");
    await fireEvent.click(screen.getByRole("button", { name: "More" }));
    expect(more).toHaveBeenCalledOnce();
  });
});

describe("the themes", () => {
  it("chooses one, or follows the system", async () => {
    const { container } = render(Themes);
    await fireEvent.click(screen.getByRole("radio", { name: "Sepia" }));
    expect(settings.theme).toBe("sepia");
    expect(document.documentElement.dataset.theme).toBe("sepia");
    await fireEvent.click(screen.getByRole("checkbox"));
    expect(settings.get("theme")).toBe("system");
    expect(settings.theme).toBe("light");
    expect([...container.querySelectorAll<HTMLElement>(".tile")].map((tile) => tile.dataset.theme)).toEqual(["light", "dark", "sepia", "contrast"]);
  });
});
