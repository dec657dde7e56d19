import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useClient } from "../api";
import { fakeClient } from "../api/fake";
import { catalogue, t } from "../i18n/index.svelte";
import { router } from "../router.svelte";
import { commands } from "./commands.svelte";
import { settings } from "./settings.svelte";

let went: string[] = [];

beforeEach(async () => {
  vi.useFakeTimers();
  went = [];
  vi.spyOn(router, "go").mockImplementation((address) => void went.push(address));
  useClient(fakeClient({ Settings: { Set: (request) => request } }));
  await settings.set("keys", "on");
  document.body.replaceChildren();
});
afterEach(() => {
  vi.runAllTimers(); // a chord that was begun ends
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function press(key: string, init: KeyboardEventInit = {}, target: HTMLElement = document.body): KeyboardEvent {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...init });
  const handle = (e: Event) => commands.key(e as KeyboardEvent);
  document.addEventListener("keydown", handle);
  target.dispatchEvent(event);
  document.removeEventListener("keydown", handle);
  return event;
}

function put<Tag extends keyof HTMLElementTagNameMap>(tag: Tag): HTMLElementTagNameMap[Tag] {
  return document.body.appendChild(document.createElement(tag));
}

describe("commands", () => {
  it("that lead to a screen have names that tell them apart, in every language", async () => {
    for (const language of ["en", "fa", "ar"] as const) {
      await catalogue.use(language);
      const names = commands.all.filter((command) => command.id.startsWith("go.")).map((command) => t(command.name));
      expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
    }
    await catalogue.use("en");
  });
});

describe("keys", () => {
  it("go to a screen by a chord", () => {
    press("g");
    expect(went).toEqual([]);
    expect(press("n").defaultPrevented).toBe(true);
    expect(went).toEqual(["/news"]);
  });

  it("forget a chord that was not finished", () => {
    press("g");
    vi.advanceTimersByTime(1600);
    press("n");
    expect(went).toEqual([]);
    press("g");
    press("z");
    press("n");
    expect(went).toEqual([]);
  });

  it("open the palette with Ctrl or Cmd, also out of a field", () => {
    const palette = vi.fn();
    const away = commands.hook({ palette });
    press("k", { ctrlKey: true });
    press("k", { metaKey: true }, put("input"));
    expect(palette).toHaveBeenCalledTimes(2);
    away();
    press("k", { ctrlKey: true });
    expect(palette).toHaveBeenCalledTimes(2);
  });

  it.each(["input", "textarea", "select"] as const)("are only letters while one types in %s", (tag) => {
    const field = put(tag);
    for (const key of ["g", "n", "?", "/", "j"]) expect(press(key, {}, field).defaultPrevented).toBe(false);
    expect(went).toEqual([]);
  });

  it("are left to an input method that composes", () => {
    press("?", { isComposing: true });
    expect(went).toEqual([]);
  });

  it("can be switched off when they are single", async () => {
    const palette = vi.fn();
    const away = commands.hook({ palette });
    await settings.set("keys", "off");
    for (const key of ["g", "n", "?"]) press(key);
    expect(went).toEqual([]);
    press("k", { ctrlKey: true });
    expect(palette).toHaveBeenCalledOnce();
    away();
  });

  it("step through the headlines of a screen and stop at its ends", () => {
    const main = put("main");
    const links = [1, 2, 3].map(() => {
      const link = document.createElement("a");
      link.href = "#";
      link.dataset["step"] = "";
      link.scrollIntoView = () => undefined;
      return main.appendChild(link);
    });
    for (const at of [0, 1, 2, 2]) {
      press("j");
      expect(document.activeElement).toBe(links[at]);
    }
    for (const at of [1, 0, 0]) {
      press("k");
      expect(document.activeElement).toBe(links[at]);
    }
  });
});

describe("the table of commands", () => {
  it("has the window's own keys there, each once", () => {
    router.opensTabs = true;
    const keys = commands.all.map((command) => commands.keysOf(command)).filter(Boolean);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toContain("Mod+t");
    router.opensTabs = false;
    expect(commands.all.map((command) => commands.keysOf(command))).not.toContain("Mod+t");
  });

  it("has no key and no id twice, and no key that is the beginning of a chord", () => {
    const keys = commands.all.map((command) => command.keys).filter(Boolean);
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(commands.all.map((command) => command.id)).size).toBe(commands.all.length);
    for (const key of keys) expect(keys.some((other) => other.startsWith(key + " "))).toBe(false);
  });
});

describe("keys of one's own", () => {
  const command = (id: string) => {
    const found = commands.all.find((one) => one.id === id);
    if (!found) throw new Error(id);
    return found;
  };
  it("are nobody else's as they come", () => {
    expect(commands.all.filter((command) => command.keys !== "" && commands.clash(command, command.keys)).map((command) => command.id)).toEqual([]);
  });

  it("clash with the same keys, with chords that they begin, and with keys that begin them", async () => {
    const star = command("star");
    expect(commands.clash(star, "j")?.id).toBe("next");
    expect(commands.clash(star, "g")?.id).toMatch(/^go\./);
    expect(commands.clash(star, "j j")?.id).toBe("next");
    expect(commands.clash(star, "s")).toBeUndefined();
    await settings.set("keymap", JSON.stringify({ next: "" }));
    expect(commands.clash(star, "j")).toBeUndefined();
    await settings.set("keymap", "");
  });

  it("stand in groups, each command once, those without keys in none", () => {
    const groups = commands.groups(commands.all);
    const ids = groups.flatMap((group) => group.list.map((one) => one.id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(commands.all.filter((one) => one.keys !== "").length);
    expect(groups[0]?.list.map((one) => one.id)).toContain("star");
    expect(groups[1]?.list.every((one) => one.id.startsWith("go."))).toBe(true);
  });
});
