import { api, type ListRequest, type ListResult, type Row } from "../api";
import { withPage } from "../lib/pages";

/** How many articles are asked for at once. */
export const pageSize = 100;

/** A stretch of a list. */
export interface Part {
  limit: number;
  skip: number;
}

/** A page of rows. */
export type RowsPage = Pick<ListResult, "heading" | "articles" | "total" | "next">;

/**
 * The rows of a list by their number, read page by page wherever one looks: a
 * list of a million is entered anywhere, and what was left behind is let go.
 */
export class Rows {
  #pages = $state.raw<ReadonlyMap<number, readonly Row[]>>(new Map());
  #total = $state(0);
  #counted = $state(true);
  #heading = $state("");
  #error = $state.raw<unknown>(null);
  #ready = $state(false);
  #request: ListRequest = {};
  #round = 0;
  #asked = new Set<number>();
  #page: (request: ListRequest, part: Part) => Promise<RowsPage>;

  /** page reads a stretch of the list; left out: of what the list view shows. */
  constructor(page: (request: ListRequest, part: Part) => Promise<RowsPage> = (request, part) => api.Articles.List({ ...request, ...part })) {
    this.#page = page;
  }

  /** How many rows there are, or are known so far where nobody counted them. */
  get total(): number {
    return this.#total;
  }
  /** Whether the total is that of the whole list. */
  get counted(): boolean {
    return this.#counted;
  }
  get heading(): string {
    return this.#heading;
  }
  get error(): unknown {
    return this.#error;
  }
  /** Whether the first page is there. */
  get ready(): boolean {
    return this.#ready;
  }
  get request(): ListRequest {
    return this.#request;
  }

  /** The row of a number, where it has been read. */
  at(index: number): Row | undefined {
    return this.#pages.get(Math.floor(index / pageSize))?.[index % pageSize];
  }

  /** Whether a row is one that another, which stands higher, stands for. */
  folded(index: number): boolean {
    return this.at(index)?.folded === true;
  }

  /** Begins another list, or the same anew; what is shown stays until the new is there. */
  async begin(request: ListRequest): Promise<void> {
    this.#round++;
    this.#request = request;
    this.#asked.clear();
    this.#error = null;
    await this.#read(0, true);
  }

  /** Sees to it that the rows from first to last are here or on their way. */
  need(first: number, last: number): void {
    for (let page = Math.floor(Math.max(0, first) / pageSize); page <= Math.floor(Math.max(0, last) / pageSize); page++) {
      if (!this.#pages.has(page) && page * pageSize < this.#total) void this.#read(page, false);
    }
  }

  /** Reads the page of a row now. */
  async reach(index: number): Promise<Row | undefined> {
    const page = Math.floor(index / pageSize);
    if (!this.#pages.has(page) && index < this.#total) await this.#read(page, false);
    return this.at(index);
  }

  /** Changes rows in place. */
  patch(ids: ReadonlySet<string>, part: Partial<Row>): void {
    this.#pages = new Map([...this.#pages].map(([page, rows]) => [page, rows.map((row) => (ids.has(row.id) ? { ...row, ...part } : row))]));
  }
  /** Changes every row in place. */
  patchAll(part: Partial<Row>): void {
    this.#pages = new Map([...this.#pages].map(([page, rows]) => [page, rows.map((row) => ({ ...row, ...part }))]));
  }

  async #read(page: number, anew: boolean): Promise<void> {
    if (this.#asked.has(page)) return;
    this.#asked.add(page);
    const round = this.#round;
    try {
      const result = await this.#page(this.#request, { limit: pageSize, skip: page * pageSize });
      if (round !== this.#round) return;
      this.#pages = withPage(anew ? new Map<number, readonly Row[]>() : this.#pages, page, result.articles);
      if (anew) this.#heading = result.heading;
      this.#counted = result.total >= 0;
      const seen = page * pageSize + result.articles.length;
      // Where nobody counted, one page more than was seen says that there is more.
      const known = seen + (result.next ? pageSize : 0);
      this.#total = this.#counted ? result.total : anew || !result.next ? known : Math.max(this.#total, known);
      this.#ready = true;
    } catch (cause) {
      if (round === this.#round) this.#error = cause;
    } finally {
      if (round === this.#round) this.#asked.delete(page);
    }
  }
}
