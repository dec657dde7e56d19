import { api, CallError, lane, type ConcordanceLine, type ConcordanceResult } from "../../api";
import { withPage } from "../../lib/pages";

/** How many lines are asked for at once. */
export const pageSize = 100;

export const sorts = ["position", "left", "right", "date"] as const;
export type Sort = (typeof sorts)[number];

/** What lines are asked for. */
export interface Question {
  query: string;
  sort: Sort;
  width: number;
}

/**
 * The lines of a concordance by their number, read page by page wherever one
 * looks, while the program counts on: each answer says what is known by then.
 */
export class Lines {
  #pages = $state.raw<ReadonlyMap<number, readonly ConcordanceLine[]>>(new Map());
  #known = $state.raw<ConcordanceResult | null>(null);
  #error = $state.raw<unknown>(null);
  #of = $state.raw<Question | null>(null);
  #round = 0;
  #asked = new Set<number>();
  /** The page that one looks at. */
  #page = 0;

  /** What is known of all lines; null: nothing was answered yet. */
  get known(): ConcordanceResult | null {
    return this.#known;
  }
  get error(): unknown {
    return this.#error;
  }
  /** What the lines were asked with. */
  get of(): Question | null {
    return this.#of;
  }
  /** How many lines there are by now. */
  get total(): number {
    const cap = this.#beside ? 100_000 : Infinity;
    return Math.min(this.#known?.total ?? 0, cap);
  }

  at(index: number): ConcordanceLine | undefined {
    return this.#pages.get(Math.floor(index / pageSize))?.[index % pageSize];
  }

  get #beside(): boolean {
    return this.#of?.sort === "left" || this.#of?.sort === "right";
  }

  /** Asks anew, beginning at the page of a line, and counts on until all is counted or something else is asked. */
  async begin(question: Question, from: number): Promise<void> {
    const round = ++this.#round;
    this.#asked.clear();
    this.#page = Math.floor(from / pageSize);
    try {
      const first = await this.#ask(question, "");
      if (round !== this.#round) return;
      this.#of = question;
      this.#error = null;
      this.#pages = new Map([[this.#page, first.lines]]);
      this.#known = first;
      void this.#count(question, round);
    } catch (cause) {
      if (round === this.#round && !(cause instanceof CallError && cause.code === "canceled")) this.#error = cause;
    }
  }

  /** Ends the counting: nobody looks. */
  end(): void {
    this.#round++;
  }

  async #count(question: Question, round: number): Promise<void> {
    try {
      while (round === this.#round && this.#known && !this.#known.counted && !this.#known.cut) {
        const page = this.#page;
        const more = await this.#ask(question, this.#known.known);
        if (round !== this.#round) return;
        // What is sorted by its neighbours moves as more comes in; other lines stay where they are.
        const pages = this.#beside ? new Map<number, readonly ConcordanceLine[]>() : new Map(this.#pages);
        pages.set(page, more.lines);
        this.#asked.clear();
        this.#pages = pages;
        this.#known = more;
      }
    } catch (cause) {
      if (round === this.#round && !(cause instanceof CallError && cause.code === "canceled")) this.#error = cause;
    }
  }

  #ask(question: Question, known: string): Promise<ConcordanceResult> {
    return api.Search.Concordance({ ...question, known, skip: this.#page * pageSize, limit: pageSize, paced: true, record: true, ...lane("concordance") });
  }

  /** Sees to it that the lines from first to last are here or on their way. */
  need(first: number, last: number): void {
    this.#page = Math.floor(Math.max(0, first) / pageSize);
    for (let page = this.#page; page <= Math.floor(Math.min(last, this.total - 1) / pageSize); page++) if (!this.#pages.has(page)) void this.#read(page);
  }

  async #read(page: number): Promise<void> {
    const [question, known, round] = [this.#of, this.#known, this.#round];
    if (!question || !known || this.#asked.has(page)) return;
    this.#asked.add(page);
    try {
      const { lines } = await api.Search.Concordance({ ...question, known: known.known, skip: page * pageSize, limit: pageSize, paced: true });
      // While it is counted what was sorted by then has moved on.
      if (round !== this.#round || (this.#beside && known.total !== this.#known?.total)) return;
      this.#pages = withPage(this.#pages, page, lines);
    } catch (cause) {
      if (round === this.#round) this.#error = cause;
    } finally {
      if (round === this.#round) this.#asked.delete(page);
    }
  }
}
