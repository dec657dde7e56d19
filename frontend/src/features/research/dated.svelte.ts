import { api, CallError, lane, type Hit, type SearchResult } from "../../api";
import type { Choice } from "../search/choice";

/** How many articles are asked for at once. */
const pageSize = 200;

/** The articles of a search in the order of time, page behind page. */
export class Dated {
  #result = $state.raw<SearchResult | null>(null);
  #hits = $state.raw<readonly Hit[]>([]);
  #error = $state.raw<unknown>(null);
  #next = "";
  #choice: Choice | null = null;
  #round = 0;
  #reading = false;

  /** The first answer: the total and the months. */
  get result(): SearchResult | null {
    return this.#result;
  }
  /** The articles that were read. */
  get hits(): readonly Hit[] {
    return this.#hits;
  }
  get error(): unknown {
    return this.#error;
  }

  async begin(choice: Choice): Promise<void> {
    const round = ++this.#round;
    this.#choice = choice;
    this.#reading = false;
    try {
      const result = await api.Search.Query({ ...choice, limit: pageSize, facets: true, record: "timeline", ...lane("timeline") });
      if (round !== this.#round) return;
      this.#result = result;
      this.#hits = result.hits;
      this.#next = result.next;
      this.#error = null;
    } catch (cause) {
      if (round === this.#round && !(cause instanceof CallError && cause.code === "canceled")) this.#error = cause;
    }
  }

  /** Asks anew for what is shown, as far as it was read; what is shown stays until it is there. */
  async renew(): Promise<void> {
    const choice = this.#choice;
    if (!choice || !this.#result) return;
    const round = ++this.#round;
    this.#reading = true;
    try {
      const result = await api.Search.Query({ ...choice, limit: pageSize, facets: true, ...lane("timeline") });
      let [hits, next] = [result.hits, result.next];
      while (round === this.#round && next && hits.length < this.#hits.length) {
        const more = await api.Search.Query({ ...choice, after: next, limit: pageSize });
        [hits, next] = [[...hits, ...more.hits], more.next];
      }
      if (round === this.#round) [this.#result, this.#hits, this.#next, this.#error] = [result, hits, next, null];
    } catch (cause) {
      if (round === this.#round && !(cause instanceof CallError && cause.code === "canceled")) this.#error = cause;
    } finally {
      if (round === this.#round) this.#reading = false;
    }
  }

  /** Reads the page behind the last one, if there is one. */
  async more(): Promise<void> {
    if (!this.#choice || !this.#next || this.#reading) return;
    const round = this.#round;
    this.#reading = true;
    try {
      const result = await api.Search.Query({ ...this.#choice, after: this.#next, limit: pageSize });
      if (round !== this.#round) return;
      this.#hits = [...this.#hits, ...result.hits];
      this.#next = result.next;
    } catch (cause) {
      if (round === this.#round) this.#error = cause;
    } finally {
      if (round === this.#round) this.#reading = false;
    }
  }
}
