/**
 * The one table of commands: it feeds the keys, the palette, the native menu and
 * the help page.
 */
import type { MessageKey } from "../i18n/index.svelte";
import { researchAddress, researchTabs } from "../research";
import { router } from "../router.svelte";
import { lastRoom } from "./room";
import { settings } from "./settings.svelte";

export interface Command {
  id: string;
  name: MessageKey;
  /** As typed: "g f" is a chord, "Mod+k" Ctrl or Cmd; empty: none. */
  keys: string;
  /** The keys in the window, where they are not the browser's own. */
  windowKeys?: string;
  run: () => void;
  /** Whether the screen has something behind it; left out: always. */
  ready?: () => boolean;
}

/** What the shell and the pages put behind commands that are theirs. */
interface Hooks {
  search: () => void;
  palette: () => void;
  keys: () => void;
  import: () => void;
  appearance: () => void;
  sidebar: () => void;
  nextUnread: () => void;
  pageOn: () => void;
  star: () => void;
  later: () => void;
  watch: () => void;
  read: () => void;
  select: () => void;
  readAll: () => void;
  collect: () => void;
  open: () => void;
  step: (by: number) => void;
  find: () => void;
  cite: () => void;
  nextHit: () => void;
  story: () => void;
  previousHit: () => void;
  focusMode: () => void;
  mark: () => void;
  mark1: () => void;
  mark2: () => void;
  mark3: () => void;
  mark4: () => void;
  mark5: () => void;
  mark6: () => void;
  mark7: () => void;
  mark8: () => void;
  note: () => void;
  marks: () => void;
  panels: () => void;
  history: () => void;
  approve: () => void;
  reject: () => void;
  undoLast: () => void;
  saveSearch: () => void;
  room: () => void;
  aside: () => void;
  swap: () => void;
  closeSecond: () => void;
  nextPane: () => void;
  previousPane: () => void;
  startSession: () => void;
  stopSession: () => void;
  compare: () => void;
}

class Commands {
  #hooks: Partial<Hooks> = {};
  #chord = "";
  #chordTimer: ReturnType<typeof setTimeout> | undefined;

  readonly all: readonly Command[] = [
    this.#go("go.front", "place.front", "g f", "/"),
    this.#go("go.news", "place.news", "g n", "/news"),
    this.#go("go.list", "place.list", "g i", "/list"),
    this.#go("go.unread", "list.unread", "g u", "/list?is=unread"),
    this.#go("go.starred", "list.starred", "g *", "/list?is=starred"),
    this.#go("go.later", "list.later", "g b", "/list?is=later"),
    this.#go("go.mostViewed", "place.mostViewed", "g v", "/most-viewed"),
    this.#go("go.topics", "place.topics", "g t", "/topics"),
    this.#go("go.maps", "place.maps", "g m", "/maps"),
    this.#go("go.gallery", "place.gallery", "g p", "/gallery"),
    this.#go("go.tags", "place.tags", "g a", "/tags"),
    this.#go("go.search", "place.search", "g s", "/search"),
    ...researchTabs.map((tab) => this.#go(`go.research.${tab.key}`, tab.title, "", researchAddress(tab.key))),
    { id: "go.room", name: "place.room", keys: "g r", run: () => router.go(lastRoom()) },
    this.#go("go.library", "place.library", "g l", "/library"),
    this.#go("go.drafts", "place.drafts", "g d", "/desk"),
    this.#go("go.deskFront", "place.deskFront", "", "/desk/front"),
    this.#go("go.deskComments", "command.deskComments", "", "/desk/comments"),
    this.#go("go.deskTopics", "command.deskTopics", "", "/desk/topics"),
    this.#go("go.deskTags", "command.deskTags", "", "/desk/tags"),
    this.#go("go.deskMedia", "command.deskMedia", "", "/desk/media"),
    this.#go("go.outbox", "place.outbox", "", "/outbox"),
    this.#go("go.corrections", "place.corrections", "", "/corrections"),
    this.#go("go.network", "place.network", "", "/network"),
    this.#go("go.settings", "place.settings", "g e", "/settings"),
    this.#go("go.help", "command.help", "g h", "/help"),
    { id: "search", name: "command.search", keys: "/", run: () => this.#hooks.search?.() },
    { id: "palette", name: "command.palette", keys: "Mod+k", run: () => this.#hooks.palette?.() },
    { id: "keys", name: "command.keys", keys: "?", run: () => this.#hooks.keys?.() },
    { id: "next", name: "command.next", keys: "j", run: () => this.#step(1) },
    { id: "previous", name: "command.previous", keys: "k", run: () => this.#step(-1) },
    this.#act("nextUnread", "n"),
    this.#act("pageOn", "Space"),
    this.#act("open", "o"),
    this.#act("star", "s"),
    this.#act("later", "b"),
    this.#act("watch", "w"),
    this.#act("read", "m"),
    this.#act("select", "x"),
    this.#act("readAll", "Shift+a"),
    this.#act("collect", "c"),
    this.#act("story", "v"),
    this.#act("approve", "a"),
    this.#act("reject", "r"),
    this.#act("undoLast", "u"),
    this.#act("saveSearch", "Shift+s"),
    this.#act("startSession", ""),
    this.#act("stopSession", ""),
    this.#act("cite", "q"),
    this.#act("compare", ""),
    this.#act("find", "Mod+f"),
    this.#act("nextHit", "."),
    this.#act("previousHit", ","),
    this.#act("focusMode", "f"),
    this.#act("mark", "h"),
    this.#act("mark1", "1"),
    this.#act("mark2", "2"),
    this.#act("mark3", "3"),
    this.#act("mark4", "4"),
    this.#act("mark5", "5"),
    this.#act("mark6", "6"),
    this.#act("mark7", "7"),
    this.#act("mark8", "8"),
    this.#act("note", "e"),
    this.#act("marks", "Shift+h"),
    this.#act("panels", "Mod+."),
    this.#act("room", "Shift+r"),
    this.#act("aside", "Shift+Enter"),
    this.#act("swap", "Shift+x"),
    this.#act("closeSecond", "Shift+w"),
    this.#act("nextPane", "F6"),
    this.#act("previousPane", "Shift+F6"),
    { id: "back", name: "command.back", keys: "Alt+ArrowLeft", run: () => router.back() },
    { id: "forward", name: "command.forward", keys: "Alt+ArrowRight", run: () => router.forward() },
    this.#act("history", "Alt+ArrowDown"),
    { id: "tab.new", name: "command.tab.new", keys: "t t", windowKeys: "Mod+t", run: () => router.openTab("/") },
    { id: "tab.close", name: "command.tab.close", keys: "t x", windowKeys: "Mod+w", run: () => router.closeTab(), ready: several },
    { id: "tab.next", name: "command.tab.next", keys: "t n", windowKeys: "Mod+PageDown", run: () => router.stepTab(1), ready: several },
    { id: "tab.previous", name: "command.tab.previous", keys: "t p", windowKeys: "Mod+PageUp", run: () => router.stepTab(-1), ready: several },
    { id: "tab.reopen", name: "command.tab.reopen", keys: "t r", windowKeys: "Mod+Shift+t", run: () => router.reopenTab(), ready: () => router.canReopen },
    { id: "import", name: "command.import", keys: "", run: () => (this.#hooks.import ? this.#hooks.import() : router.go("/library?import=1")) },
    { id: "sidebar", name: "command.sidebar", keys: "[", run: () => this.#hooks.sidebar?.() },
    { id: "appearance", name: "command.appearance", keys: "", run: () => this.#hooks.appearance?.() },
  ];

  #go(id: string, name: MessageKey, keys: string, address: string): Command {
    return { id, name, keys, run: () => router.go(address) };
  }

  /** A command that only some screens have something behind. */
  #act(id: Exclude<keyof Hooks, "step">, keys: string): Command {
    return { id, name: `command.${id}`, keys, run: () => this.#hooks[id]?.(), ready: () => this.#hooks[id] !== undefined };
  }

  #step(by: number): void {
    if (this.#hooks.step) this.#hooks.step(by);
    else step(by);
  }

  /** The commands that do something on the present screen. */
  get here(): Command[] {
    return this.all.filter((command) => command.ready?.() ?? true);
  }

  /** The keys of a command: the person's own, else the usual ones. */
  keysOf(command: Command): string {
    return settings.keymap[command.id] ?? ((router.opensTabs && command.windowKeys) || command.keys);
  }

  /** Commands that have keys, parted into those of the screen, the ways to other screens, and the rest. */
  groups(list: readonly Command[]): { name: MessageKey; list: Command[] }[] {
    const keyed = list.filter((command) => this.keysOf(command) !== "");
    const ofScreen = (command: Command) => command.ready !== undefined || command.id === "next" || command.id === "previous";
    const going = (command: Command) => command.id.startsWith("go.");
    return [
      { name: "keys.here", list: keyed.filter(ofScreen) },
      { name: "palette.goto", list: keyed.filter(going) },
      { name: "keys.everywhere", list: keyed.filter((command) => !ofScreen(command) && !going(command)) },
    ];
  }

  /** Commands with the keys that they have now. */
  shown(list: readonly Command[]): Command[] {
    return list.map((command) => ({ ...command, keys: this.keysOf(command) }));
  }

  /** The command that these keys would take something from: they are its own, or one begins the other as a chord. */
  clash(command: Command, keys: string): Command | undefined {
    return this.all.find((other) => {
      const theirs = this.keysOf(other);
      return other.id !== command.id && theirs !== "" && (theirs === keys || theirs.startsWith(keys + " ") || keys.startsWith(theirs + " "));
    });
  }

  /** Puts behaviour behind commands; gives what takes it away again. */
  hook(hooks: Partial<Hooks>): () => void {
    Object.assign(this.#hooks, hooks);
    return () => {
      for (const name of Object.keys(hooks) as (keyof Hooks)[]) {
        if (this.#hooks[name] === hooks[name]) delete this.#hooks[name];
      }
    };
  }

  run(id: string): void {
    this.all.find((command) => command.id === id)?.run();
  }

  /** Handles a key of the page; typing in a field is never a command. */
  key(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return;
    const pressed = name(event);
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !functional(event);
    if (plain && (typing(event.target) || !settings.singleKeys || document.querySelector("dialog[open]"))) return;
    if (pressed === "Space" && presses(event.target)) return;
    const found = this.here.find((command) => this.keysOf(command) !== "" && this.keysOf(command) === this.#chord + pressed);
    if (found) {
      event.preventDefault();
      this.#chord = "";
      found.run();
      return;
    }
    const begins = plain && this.here.some((command) => this.keysOf(command).startsWith(pressed + " "));
    this.#chord = begins ? pressed + " " : "";
    clearTimeout(this.#chordTimer);
    if (begins) this.#chordTimer = setTimeout(() => (this.#chord = ""), 1500);
  }
}

/** Whether there is another tab than the shown one. */
function several(): boolean {
  return router.tabs.length > 1;
}

/** How a pressed key is written in the table. */
export function name(event: KeyboardEvent): string {
  const key = event.key === " " ? "Space" : event.key.length === 1 ? event.key.toLowerCase() : event.key;
  // Shift says nothing of signs: they are other keys already.
  const shift = event.shiftKey && (/^\p{L}$/u.test(event.key) || functional(event) || event.key === "Enter") ? "Shift+" : "";
  return (event.ctrlKey || event.metaKey ? "Mod+" : "") + (event.altKey ? "Alt+" : "") + shift + key;
}

/** Whether keys are letters of a text there. */
export function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(?:input|textarea|select)$/i.test(target.tagName);
}

/** A key that no text is written with. */
function functional(event: KeyboardEvent): boolean {
  return /^F\d{1,2}$/.test(event.key);
}

/** Whether the space bar presses what has the focus. */
function presses(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("button, summary, video, audio, [role=tab]") !== null;
}

/** Moves between the articles of a screen: every headline link bears data-step. */
function step(by: number): void {
  const links = [...document.querySelectorAll<HTMLElement>("main [data-step]")];
  const here = links.indexOf(document.activeElement as HTMLElement);
  const next = links[here < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, here + by))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

export const commands = new Commands();
