import { fireEvent, render, screen } from "@testing-library/svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { useClient } from "../../api";
import { fakeClient, fakeShell, type Made } from "../../api/fake";
import { catalogue } from "../../i18n/index.svelte";
import { router } from "../../router.svelte";
import { commands } from "../../state/commands.svelte";
import { library } from "../../state/library.svelte";
import Palette from "./Palette.svelte";

const suggestions = [
  { kind: "tag", id: "tide-tables", name: "tide tables", dir: "ltr" as const, of: "", published: "", count: 41 },
  { kind: "article", id: "a 1", name: "Why the tide keeps a calendar", dir: "ltr" as const, of: "analysis", published: "2026-11-23T08:00:00Z", count: 0 },
];
const place = { kind: "place", id: "Tideway", name: "Tideway", dir: "ltr" as const, of: "", published: "", count: 3 };
let made: Made[] = [];
const close = vi.fn();

function show(): HTMLInputElement {
  render(Palette, { onClose: close });
  return screen.getByRole("combobox", { hidden: true }) as HTMLInputElement;
}
const type = (field: HTMLInputElement, value: string) => fireEvent.input(field, { target: { value } });
const options = () => screen.queryAllByRole("option", { hidden: true }).map((o) => o.textContent?.replace(/\s+/g, " ").trim() ?? "");

beforeEach(async () => {
  made = [];
  close.mockReset();
  vi.restoreAllMocks();
  await catalogue.use("en");
  useClient(fakeClient({ Search: { Suggest: () => ({ suggestions }) } }, made));
});

describe("the palette", () => {
  it("lists every command but itself, with its keys", () => {
    show();
    expect(options()).toHaveLength(commands.here.length - 1);
    expect(options().join()).toContain("Settings");
    expect(made).toEqual([]);
  });

  it("puts articles before tags and commands, and marks what was typed", async () => {
    const field = show();
    await type(field, "tide");
    await vi.waitFor(() => expect(options()[0]).toContain("Why the tide keeps"));
    expect(options()[0]).toContain("Analysis · 23 Nov 2026");
    expect(options()[1]).toContain("tide tables");
    expect(options()[1]).toContain("Tag · 41 articles");
    expect(options().at(-1)).toContain("Search everywhere for “tide”");
    expect([...document.querySelectorAll("b")].map((b) => b.textContent)).toContain("tide");
  });

  it("leads to the chosen one and closes", async () => {
    const go = vi.spyOn(router, "go").mockImplementation(() => undefined);
    const field = show();
    await type(field, "tide");
    await vi.waitFor(() => expect(options()[0]).toContain("Why the tide"));
    await fireEvent.keyDown(field, { key: "ArrowDown" });
    expect(field.getAttribute("aria-activedescendant")).toMatch(/-1$/);
    await fireEvent.keyDown(field, { key: "ArrowUp" });
    await fireEvent.keyDown(field, { key: "Enter" });
    expect(close).toHaveBeenCalledOnce();
    expect(go).toHaveBeenCalledWith("/article/a%201");
  });

  it("keeps to commands after > and to tags after #", async () => {
    const field = show();
    await type(field, ">sett");
    expect(options()).toHaveLength(1);
    expect(made).toEqual([]);
    useClient(fakeClient({ Search: { Suggest: () => ({ suggestions: suggestions.slice(0, 1) }) } }, made));
    await type(field, "#tide");
    await vi.waitFor(() => expect(options()).toEqual([expect.stringContaining("tide tables")]));
    expect(made.at(-1)?.request).toMatchObject({ text: "tide", only: "tag" });
  });

  it("leads to the articles that name a place, after @", async () => {
    const go = vi.spyOn(router, "go").mockImplementation(() => undefined);
    useClient(fakeClient({ Search: { Suggest: () => ({ suggestions: [place, { ...place, id: "Tidemouth", name: "Tidemouth", count: 1 }] }) } }, made));
    const field = show();
    await type(field, "@tide");
    await vi.waitFor(() => expect(options()).toEqual([expect.stringContaining("Tideway"), expect.stringContaining("Tidemouth")]));
    expect(made.at(-1)?.request).toMatchObject({ text: "tide", only: "place" });
    await fireEvent.click(screen.getAllByRole("option", { hidden: true })[0] as HTMLElement);
    await fireEvent.click(screen.getAllByRole("option", { hidden: true })[1] as HTMLElement);
    expect(go.mock.calls).toEqual([["/search?q=place%3A%22Tideway%22"], ["/search?q=place%3A%22Tidemouth%22"]]);
  });

  it("shows what was last typed, however late an earlier answer comes", async () => {
    const answers: ((found: typeof suggestions) => void)[] = [];
    useClient(fakeClient({ Search: { Suggest: () => new Promise((done) => answers.push((found) => done({ suggestions: found }))) } }, made));
    const field = show();
    await type(field, "ti");
    await type(field, "tide");
    const before = options();
    answers[1]?.(suggestions.slice(1));
    await vi.waitFor(() => expect(options()[0]).toContain("Why the tide"));
    expect(before.join()).not.toContain("Why the tide");
    answers[0]?.(suggestions.slice(0, 1));
    await new Promise((done) => setTimeout(done, 20));
    expect(options().join()).not.toContain("tide tables");
  });

  it("names the publication's sections", async () => {
    useClient(fakeClient({ Library: { Shell: () => fakeShell() }, Search: { Suggest: () => ({ suggestions: [] }) } }));
    await library.refresh();
    const field = show();
    await type(field, "worl");
    await vi.waitFor(() => expect(options()[0]).toMatch(/World ?Section/));
  });

  it("opens another library where the window can", async () => {
    const held = ["Here", "The Review", "Gone"].map((name) => ({ name, folder: `/home/${name}`, opened: "", current: name === "Here", missing: name === "Gone" }));
    useClient(fakeClient({ Library: { Recent: () => ({ libraries: held }) } }, made));
    const first = render(Palette, { onClose: close });
    expect(made).toEqual([]); // the browser opens none
    first.unmount();
    const opened = vi.fn(() => Promise.resolve());
    vi.stubGlobal("go", { bridge: { Library: { Recent: () => Promise.resolve({ libraries: held }) } }, window: { Dialogs: { OpenLibrary: opened } } });
    const field = show();
    await type(field, ">open");
    await vi.waitFor(() => expect(options().filter((name) => name.startsWith("Open "))).toEqual([expect.stringMatching("Open The Review ?/home/The Review")]));
    await fireEvent.keyDown(field, { key: "Enter" });
    await vi.waitFor(() => expect(opened).toHaveBeenCalledWith("/home/The Review"));
    vi.unstubAllGlobals();
  });

  it("says that there is nothing by a name", async () => {
    useClient(fakeClient({ Search: { Suggest: () => ({ suggestions: [] }) } }));
    const field = show();
    await type(field, "#zzz");
    await screen.findByText("Nothing by that name.");
  });
});
