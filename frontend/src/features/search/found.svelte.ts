import { api, CallError, lane, type Hit, type SearchResult } from "../../api";
import type { Choice } from "./choice";

/** How many results are asked for at once. */
export const pageSize = 50;
const mostAtOnce = 500;

/**
 * The results of a search, page behind page. What is shown stays until the newer
 * answer is there, and the answer to an older question is never taken in.
 */
export class Found {
  #result = $state.raw<SearchResult | null>(null);
  #hits = $state.raw<readonly Hit[]>([]);
  #next = $state("");
  #error = $state.raw<unknown>(null);
  #more = $state(false);
  #choice: Choice | null = null;
  #of = $state.raw<Choice | null>(null);
  #round = 0;
  #current = $state(0);
  /** The current one was opened, and nobody has come back from it yet. */
  opened = false;
  #changes = -1;

  /** The number of the result one is at. */
  get current(): number {
    return this.#current;
  }
  set current(index: number) {
    this.#current = index;
  }

  /** The newest answer, with its first results. */
  get result(): SearchResult | null {
    return this.#result;
  }
  /** All results that were read. */
  get hits(): readonly Hit[] {
    return this.#hits;
  }
  /** What the shown results were asked with. */
  get of(): Choice | null {
    return this.#of;
  }
  /** Whether there are more. */
  get hasMore(): boolean {
    return this.#next !== "";
  }
  /** Whether more are on their way. */
  get reading(): boolean {
    return this.#more;
  }
  get error(): unknown {
    return this.#error;
  }

  /**
   * Asks anew; true where this is the answer that is shown now. Who comes back to
   * the same search of a library without changes since finds what was read.
   */
  async begin(choice: Choice, changes = 0): Promise<boolean> {
    if (this.#result && !this.#error && this.#changes === changes && JSON.stringify(this.#of) === JSON.stringify(choice)) {
      this.#round++;
      return true;
    }
    const taken = await this.#ask(choice, pageSize);
    if (taken) [this.#current, this.#changes, this.opened] = [0, changes, false];
    return taken;
  }

  /** Asks the same once more, for all that had been read: something changed in the library. */
  async renew(changes: number): Promise<void> {
    if (!this.#choice) return;
    await this.#ask(this.#choice, Math.min(mostAtOnce, Math.max(pageSize, this.#hits.length)));
    this.#changes = changes;
  }

  /** Forgets everything. */
  clear(): void {
    this.#round++;
    this.#choice = null;
    this.#take(null, null);
  }

  async #ask(choice: Choice, limit: number): Promise<boolean> {
    const round = ++this.#round;
    this.#choice = choice;
    this.#more = false;
    try {
      const result = await api.Search.Query({ ...choice, typed: true, limit, facets: true, snippets: true, others: true, ...lane("search") });
      if (round !== this.#round) return false;
      this.#take(result, choice);
      return true;
    } catch (cause) {
      // A newer letter stopped this one; its answer is on the way.
      if (round !== this.#round || (cause instanceof CallError && cause.code === "canceled")) return false;
      this.#error = cause;
      return true;
    }
  }

  #take(result: SearchResult | null, choice: Choice | null): void {
    this.#result = result;
    this.#hits = result?.hits ?? [];
    this.#next = result?.next ?? "";
    this.#of = choice;
    this.#error = null;
    this.#more = false;
  }

  /** Reads the page behind the last one. */
  async more(): Promise<void> {
    if (!this.#choice || !this.#next || this.#more) return;
    const round = this.#round;
    this.#more = true;
    try {
      const result = await api.Search.Query({ ...this.#choice, typed: true, after: this.#next, limit: pageSize, snippets: true });
      if (round !== this.#round) return;
      this.#hits = [...this.#hits, ...result.hits];
      this.#next = result.next;
    } catch (cause) {
      if (round === this.#round) this.#error = cause;
    } finally {
      if (round === this.#round) this.#more = false;
    }
  }
}

/** The search of the search screen: it stays while an article is read. */
export const found = new Found();
