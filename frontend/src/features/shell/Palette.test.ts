import { fireEvent, render, screen } from "@testing-library/svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { useClient } from "../../api";
import { fakeClient, type Made } from "../../api/fake";
import { catalogue } from "../../i18n/index.svelte";
import { router } from "../../router.svelte";
import { commands } from "../../state/commands.svelte";
import Palette from "./Palette.svelte";

const suggestions = [
  { kind: "tag", id: "tide-tables", name: "tide tables", dir: "ltr" as const },
  { kind: "article", id: "a 1", name: "Why the tide keeps a calendar", dir: "ltr" as const },
];
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
    expect(options()[1]).toContain("tide tables");
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
    await type(field, "#tide");
    await vi.waitFor(() => expect(options()).toEqual([expect.stringContaining("tide tables")]));
  });

  it("says that there is nothing by a name", async () => {
    useClient(fakeClient({ Search: { Suggest: () => ({ suggestions: [] }) } }));
    const field = show();
    await type(field, "#zzz");
    await screen.findByText("Nothing by that name.");
  });
});
