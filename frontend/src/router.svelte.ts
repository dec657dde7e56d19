/**
 * The router: addresses are paths, the same in the window and in a browser. It
 * keeps the scroll position of each visit and puts focus on the new page's
 * heading, so that a reader of the screen hears where they are.
 */
import { tick } from "svelte";
import { inner, outer } from "./lib/prefix";

interface Visit {
  key: number;
}

class Router {
  #path = $state("/");
  #search = $state("");
  #visit = $state(0);
  #scrolls = new Map<number, number>();
  #key = 0;
  #furthest = $state(0);
  #pending: number | null = null;
  #shown = "";
  #onLeave: (address: string) => void = () => undefined;

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
  get canGoBack(): boolean {
    return this.#visit >= 0 && this.#key > 0;
  }
  get canGoForward(): boolean {
    return this.#visit >= 0 && this.#key < this.#furthest;
  }

  /** Begins to follow the browser's history. */
  start(): void {
    history.scrollRestoration = "manual";
    this.#key = (history.state as Visit | null)?.key ?? 0;
    this.#furthest = this.#key;
    history.replaceState({ key: this.#key } satisfies Visit, "");
    this.#read();
    addEventListener("popstate", (event) => {
      this.#keepScroll();
      this.#key = (event.state as Visit | null)?.key ?? 0;
      this.#pending = this.#scrolls.get(this.#key) ?? 0;
      this.#read();
    });
  }

  /** Tells before a screen is left for another address. */
  onLeave(handle: (address: string) => void): void {
    this.#onLeave = handle;
  }

  /** Goes to a screen. */
  go(address: string): void {
    if (address === this.#path + this.#search) {
      this.#pending = 0;
      this.#visit++;
      return;
    }
    this.#keepScroll();
    this.#onLeave(address);
    this.#key++;
    this.#furthest = this.#key;
    history.pushState({ key: this.#key } satisfies Visit, "", outer(address));
    this.#pending = 0;
    this.#read();
  }

  /** Changes the query of this visit without a new one (filters, what is typed). */
  replaceQuery(query: URLSearchParams): void {
    const search = query.size > 0 ? "?" + query.toString() : "";
    history.replaceState({ key: this.#key } satisfies Visit, "", outer(this.#path + search));
    this.#search = search;
  }

  /** Makes a new visit of the same screen with another query (a choice on it): focus and scroll stay. */
  pushQuery(query: URLSearchParams): void {
    const search = query.size > 0 ? "?" + query.toString() : "";
    if (search === this.#search) return;
    this.#keepScroll();
    this.#key++;
    this.#furthest = this.#key;
    history.pushState({ key: this.#key } satisfies Visit, "", outer(this.#path + search));
    this.#read();
  }

  back(): void {
    history.back();
  }
  forward(): void {
    history.forward();
  }

  /** To be called by the shell once the page of the current address is in place. */
  shows(path: string): void {
    this.#shown = path;
  }

  /**
   * To be called by a page once its content stands: restores the scroll
   * position and, after a move to a new screen, focuses its heading. True where
   * the page begins at its top.
   */
  async arrived(): Promise<boolean> {
    // A page that is being left may still hear of the new address; its arrival is none.
    if (this.#pending === null || this.#shown !== this.#path) return false;
    const top = this.#pending;
    this.#pending = null;
    await tick();
    const scroller = document.getElementById("main");
    scroller?.scrollTo({ top });
    const heading = document.querySelector<HTMLElement>("main h1");
    if (heading && document.activeElement?.getAttribute("role") !== "searchbox" && !(document.activeElement instanceof HTMLInputElement)) {
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }
    return top === 0;
  }

  #keepScroll(): void {
    this.#scrolls.set(this.#key, document.getElementById("main")?.scrollTop ?? 0);
  }

  #read(): void {
    this.#path = inner(location.pathname);
    this.#search = location.search;
    this.#visit++;
  }
}

export const router = new Router();

/** Handles a click on a link inside: new windows and tabs stay the browser's. */
export function follow(event: MouseEvent, address: string): void {
  if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  router.go(address);
}
