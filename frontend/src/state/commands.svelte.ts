/**
 * The one table of commands: it feeds the keys, the palette, the native menu and
 * the help page.
 */
import type { MessageKey } from "../i18n/index.svelte";
import { router } from "../router.svelte";
import { settings } from "./settings.svelte";

export interface Command {
  id: string;
  name: MessageKey;
  /** As typed: "g f" is a chord, "Mod+k" Ctrl or Cmd; empty: none. */
  keys: string;
  run: () => void;
}

/** What the shell and the pages put behind commands that are theirs. */
interface Hooks {
  search: () => void;
  palette: () => void;
  import: () => void;
  appearance: () => void;
  sidebar: () => void;
}

class Commands {
  #hooks: Partial<Hooks> = {};
  #chord = "";
  #chordTimer: ReturnType<typeof setTimeout> | undefined;

  readonly all: readonly Command[] = [
    this.#go("go.front", "place.front", "g f", "/"),
    this.#go("go.news", "place.news", "g n", "/news"),
    this.#go("go.mostViewed", "place.mostViewed", "g v", "/most-viewed"),
    this.#go("go.topics", "place.topics", "g t", "/topics"),
    this.#go("go.maps", "place.maps", "g m", "/maps"),
    this.#go("go.gallery", "place.gallery", "g p", "/gallery"),
    this.#go("go.tags", "place.tags", "g a", "/tags"),
    this.#go("go.search", "place.search", "g s", "/search"),
    this.#go("go.library", "place.library", "g l", "/library"),
    this.#go("go.outbox", "place.outbox", "", "/outbox"),
    this.#go("go.corrections", "place.corrections", "", "/corrections"),
    this.#go("go.network", "place.network", "", "/network"),
    this.#go("go.settings", "place.settings", "g e", "/settings"),
    this.#go("go.help", "command.help", "?", "/help"),
    { id: "search", name: "command.search", keys: "/", run: () => this.#hooks.search?.() },
    { id: "palette", name: "command.palette", keys: "Mod+k", run: () => this.#hooks.palette?.() },
    { id: "next", name: "command.next", keys: "j", run: () => step(1) },
    { id: "previous", name: "command.previous", keys: "k", run: () => step(-1) },
    { id: "back", name: "command.back", keys: "Alt+ArrowLeft", run: () => router.back() },
    { id: "forward", name: "command.forward", keys: "Alt+ArrowRight", run: () => router.forward() },
    { id: "import", name: "command.import", keys: "", run: () => (this.#hooks.import ? this.#hooks.import() : router.go("/library?import=1")) },
    { id: "sidebar", name: "command.sidebar", keys: "[", run: () => this.#hooks.sidebar?.() },
    { id: "appearance", name: "command.appearance", keys: "", run: () => this.#hooks.appearance?.() },
  ];

  #go(id: string, name: MessageKey, keys: string, address: string): Command {
    return { id, name, keys, run: () => router.go(address) };
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
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (plain && (typing(event.target) || !settings.singleKeys)) return;
    const found = this.all.find((command) => command.keys !== "" && command.keys === (this.#chord + pressed));
    if (found) {
      event.preventDefault();
      this.#chord = "";
      found.run();
      return;
    }
    const begins = plain && this.all.some((command) => command.keys.startsWith(pressed + " "));
    this.#chord = begins ? pressed + " " : "";
    clearTimeout(this.#chordTimer);
    if (begins) this.#chordTimer = setTimeout(() => (this.#chord = ""), 1500);
  }
}

function name(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return (event.ctrlKey || event.metaKey ? "Mod+" : "") + (event.altKey ? "Alt+" : "") + key;
}

function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(?:input|textarea|select)$/i.test(target.tagName);
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
