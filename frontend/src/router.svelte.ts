/**
 * The router: addresses are paths, the same in the window and in a browser. Each
 * tab of the program has a history of its own; the browser's history runs beside
 * them, entry by entry, so that its own buttons lead the same way. The router
 * keeps the scroll position of each visit and puts focus on the new page's
 * heading, so that a reader of the screen hears where they are.
 */
import { tick } from "svelte";
import { inner, outer } from "./lib/prefix";
import { scrollTo } from "./lib/scroll";
import * as tabs from "./lib/tabs";

/** What stands with an entry of the browser's history. */
interface Entry {
  page: string;
  key: number;
  line: number;
  top: number;
}

/** How long a reader rests before the place is written down, in milliseconds: browsers count such writes. */
const rests = 400;

class Router {
  #path = $state("/");
  #search = $state("");
  #visit = $state(0);
  #set = $state.raw<tabs.TabSet>(tabs.begin({ key: 0, address: "/", title: "", top: 0, line: 0 }));
  #page = "";
  #key = 0;
  /** Where one is in the browser's history. */
  #line = 0;
  /** The browser knows entries of before that no tab knows. */
  #older = $state(false);
  #pending: { top: number; focus: boolean } | null = null;
  #shown = $state("");
  #resting: ReturnType<typeof setTimeout> | undefined;
  #onLeave: (address: string) => void = () => undefined;
  #onChange: () => void = () => undefined;

  /** Inside links are opened in tabs of the program, where the face has none of its own. */
  opensTabs = false;

  /** The path of the screen, decoded by `match` only. */
  get path(): string {
    return this.#path;
  }
  /** The whole address of the screen, with its query. */
  get address(): string {
    return this.#path + this.#search;
  }
  /** The query of the address. */
  get query(): URLSearchParams {
    return new URLSearchParams(this.#search);
  }
  /** Rises with every arrival; pages reload on it where they must. */
  get visit(): number {
    return this.#visit;
  }
  /** The address has changed, and the screen before it still stands until the new one is there. */
  get leaving(): boolean {
    return this.#shown !== this.#path;
  }
  get canGoBack(): boolean {
    return this.tab.at > 0 || this.#older;
  }
  get canGoForward(): boolean {
    return this.tab.at < this.tab.visits.length - 1;
  }
  /** The open tabs, in their order. */
  get tabs(): readonly tabs.Tab[] {
    return this.#set.tabs;
  }
  /** The tab that is shown. */
  get tab(): tabs.Tab {
    return tabs.shown(this.#set);
  }
  get canReopen(): boolean {
    return this.#set.closed.length > 0;
  }

  /** Begins to follow the browser's history. */
  start(): void {
    history.scrollRestoration = "manual";
    const entry = this.#entry(history.state);
    this.#page = entry?.page ?? crypto.randomUUID();
    this.#key = entry?.key ?? 0;
    this.#line = entry?.line ?? 0;
    this.#older = this.#line > 0;
    const top = entry?.top ?? 0;
    this.#set = tabs.begin({ key: this.#key, address: inner(location.pathname) + location.search, title: "", top, line: this.#line });
    this.#pending = { top, focus: false };
    this.#write(top);
    this.#read();
    addEventListener("popstate", (event) => this.#popped(this.#entry(event.state)));
    addEventListener("scroll", (event) => this.#scrolled(event.target), { capture: true, passive: true });
    addEventListener("pagehide", () => this.#rest());
  }

  /** Takes the tabs up again that were kept of this very page; a new window (`fresh`) takes up any, if there were several. True where it did. */
  restore(text: string, fresh: boolean): boolean {
    const kept = tabs.unpack(text);
    if (!kept) return false;
    const known = kept.page === this.#page ? tabs.found(kept.set, this.#key) : null;
    this.#key = Math.max(this.#key, ...kept.set.tabs.flatMap((tab) => tab.visits.map((visit) => visit.key)));
    if (known) {
      this.#set = known;
      this.#older = false;
      this.#note({ address: this.address });
    } else if (fresh && kept.set.tabs.length > 1) {
      this.#set = kept.set;
      this.#show(true);
    } else return false;
    return true;
  }

  /** The tabs as they are kept. */
  pack(): string {
    return tabs.pack(this.#set, this.#page);
  }

  /** Tells before a screen is left for another address. */
  onLeave(handle: (address: string) => void): void {
    this.#onLeave = handle;
  }
  /** Tells of every change of the tabs and of what is in them. */
  onChange(handle: () => void): void {
    this.#onChange = handle;
  }

  /** Goes to a screen. */
  go(address: string): void {
    if (address === this.address) {
      this.#pending = { top: 0, focus: true };
      this.#visit++;
      void this.arrived();
      return;
    }
    this.#keepScroll();
    this.#onLeave(address);
    this.#set = tabs.goOn(this.#set, this.#fresh(address));
    this.#show();
  }

  /** Changes the query of this visit without a new one (filters, what is typed). */
  replaceQuery(query: URLSearchParams): void {
    const search = query.size > 0 ? "?" + query.toString() : "";
    history.replaceState(history.state, "", outer(this.#path + search));
    this.#search = search;
    this.#note({ address: this.address });
  }

  /** Makes a new visit of the same screen with another query (a choice on it): focus and scroll stay. */
  pushQuery(query: URLSearchParams): void {
    const search = query.size > 0 ? "?" + query.toString() : "";
    if (search === this.#search) return;
    this.#keepScroll();
    const { title, top } = tabs.visitOf(this.tab);
    this.#set = tabs.goOn(this.#set, { ...this.#fresh(this.#path + search), title, top });
    this.#show();
    this.#pending = null;
  }

  back(): void {
    if (this.tab.at > 0) this.jump(this.tab.at - 1);
    else if (this.#older) history.back();
  }
  forward(): void {
    this.jump(this.tab.at + 1);
  }

  /** Goes to a visit of this tab, by its number. */
  jump(at: number): void {
    const visit = this.tab.visits[at];
    if (!visit || at === this.tab.at) return;
    // Where the browser has the same entry beside this one, its history moves with the tab's.
    if (visit.line >= 0 && Math.abs(visit.line - this.#line) === 1) {
      history.go(visit.line - this.#line);
      return;
    }
    this.#keepScroll();
    this.#set = tabs.moved(this.#set, at);
    this.#show();
  }

  /** Opens a screen in a tab; in the background the present one stays. */
  openTab(address: string, title = "", background = false): void {
    this.#onLeave(address);
    const visit = this.#fresh(address);
    this.#keepScroll();
    this.#set = tabs.opened(this.#set, { ...visit, title });
    if (background) this.#onChange();
    else this.selectTab(visit.key);
  }

  selectTab(id: number): void {
    if (id === this.tab.id) return;
    this.#keepScroll();
    this.#set = tabs.selected(this.#set, id);
    this.#show();
  }

  /** Shows the tab that stands by from this one. */
  stepTab(by: number): void {
    this.selectTab(tabs.beside(this.#set, by).id);
  }

  closeTab(id = this.tab.id): void {
    const before = this.tab.id;
    this.#keepScroll();
    this.#set = tabs.closed(this.#set, id);
    if (this.tab.id !== before) this.#show();
    else this.#onChange();
  }

  /** Opens the tab again that was closed last. */
  reopenTab(): void {
    if (!this.canReopen) return;
    this.#keepScroll();
    this.#set = tabs.reopened(this.#set);
    this.#show();
  }

  /** To be called by the shell once the page of the current address is in place. */
  shows(path: string): void {
    this.#shown = path;
  }

  /**
   * To be called by a page once its content stands: restores the scroll
   * position and, after a move to a new screen, focuses its heading. A list that
   * was longer is read on with `extend` until the place is there or no more
   * comes. True where the page begins at its top.
   */
  async arrived(extend?: () => Promise<boolean>): Promise<boolean> {
    // A page that is being left may still hear of the new address; its arrival is none.
    if (this.#pending === null || this.#shown !== this.#path) return false;
    await tick();
    // Nor is one that comes when the new page is shown and still waits for its content.
    if (this.#pending === null || this.#shown !== this.#path || !heading()) return false;
    const { top, focus } = this.#pending;
    this.#pending = null;
    const scroller = document.getElementById("main");
    while (scroller && extend && scroller.scrollHeight - scroller.clientHeight < top && (await extend())) await tick();
    if (this.#pending) return false; // one went on meanwhile
    if (scroller) scrollTo(scroller, top);
    const head = heading();
    this.#note({ title: head?.textContent?.trim() ?? "" });
    if (focus && head && !holds(document.activeElement)) {
      head.tabIndex = -1;
      head.focus({ preventScroll: true });
    }
    return top === 0;
  }

  #fresh(address: string): tabs.Visit {
    return { key: ++this.#key, address, title: "", top: 0, line: -1 };
  }

  /** Shows the present visit of the shown tab, as a new entry of the browser's history. */
  #show(replace = false): void {
    const visit = tabs.visitOf(this.tab);
    const [path, search] = [this.#path, this.#search];
    if (!replace) this.#line++;
    const entry: Entry = { page: this.#page, key: visit.key, line: this.#line, top: visit.top };
    if (replace) history.replaceState(entry, "", outer(visit.address));
    else history.pushState(entry, "", outer(visit.address));
    this.#set = tabs.inLine(this.#set, visit.key, this.#line);
    this.#arrive(visit.top, path, search);
  }

  /** The browser went to another of its entries. */
  #popped(entry: Entry | null): void {
    this.#keepScroll();
    const [path, search] = [this.#path, this.#search];
    this.#line = entry?.line ?? 0;
    const key = entry?.key ?? 0;
    const address = inner(location.pathname) + location.search;
    this.#set = tabs.found(this.#set, key) ?? tabs.takenIn(this.#set, { key, address, title: "", top: entry?.top ?? 0, line: this.#line });
    if (this.#line === 0) this.#older = false;
    this.#arrive(tabs.visitOf(this.tab).top, path, search);
  }

  #arrive(top: number, path: string, search: string): void {
    this.#pending = { top, focus: true };
    this.#read();
    // The same screen in another tab: nothing loads that would tell of its arrival.
    if (this.#path === path && this.#search === search) void this.arrived();
    this.#onChange();
  }

  #entry(state: unknown): Entry | null {
    const entry = state as Partial<Entry> | null;
    return typeof entry?.key === "number" ? { page: entry.page ?? this.#page, key: entry.key, line: entry.line ?? 0, top: entry.top ?? 0 } : null;
  }

  #keepScroll(): void {
    clearTimeout(this.#resting);
    this.#resting = undefined;
    this.#set = tabs.noted(this.#set, tabs.visitOf(this.tab).key, { top: document.getElementById("main")?.scrollTop ?? 0 });
  }

  #scrolled(target: EventTarget | null): void {
    if (!(target instanceof Element) || target.id !== "main" || this.#pending) return;
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => this.#rest(), rests);
  }

  /** Writes down where a reader rests, so that the place survives a reload. */
  #rest(): void {
    if (this.#pending) return;
    this.#keepScroll();
    this.#write(tabs.visitOf(this.tab).top);
    this.#onChange();
  }

  #write(top: number): void {
    history.replaceState({ page: this.#page, key: tabs.visitOf(this.tab).key, line: this.#line, top } satisfies Entry, "");
  }

  #note(part: Partial<tabs.Visit>): void {
    this.#set = tabs.noted(this.#set, tabs.visitOf(this.tab).key, part);
    this.#onChange();
  }

  #read(): void {
    this.#path = inner(location.pathname);
    this.#search = location.search;
    this.#visit++;
  }
}

/** Whether what has the focus keeps it when a page arrives: a field one types in, a tab one moves by keys, a menu or a dialog that was opened meanwhile. */
function holds(active: Element | null): boolean {
  return active instanceof HTMLInputElement || active?.closest("[role=searchbox], [role=tablist], [role=menu], dialog") != null;
}

/** The heading of the page; what stands in its place while it loads is none. */
function heading(): HTMLElement | null {
  return document.querySelector<HTMLElement>("main h1:not(main [aria-busy='true'] *)");
}

export const router = new Router();

/**
 * Handles a click on a link inside. In the window Ctrl or Cmd, and the middle
 * button, open it in a tab behind; in a browser they stay the browser's.
 */
export function follow(event: MouseEvent, address: string): void {
  if (event.defaultPrevented || event.shiftKey || event.altKey) return;
  const aside = event.button === 1 || (event.button === 0 && (event.ctrlKey || event.metaKey));
  if (aside && router.opensTabs) {
    event.preventDefault();
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    router.openTab(address, link?.textContent?.trim() ?? "", true);
  } else if (!aside && event.button === 0) {
    event.preventDefault();
    router.go(address);
  }
}
