import { api, type ListRequest, type ListResult, type Row } from "../api";

/** A list that is read page by page, each by the cursor of the one before. */
export class Listing {
  #rows = $state.raw<Row[]>([]);
  #first = $state.raw<ListResult | null>(null);
  #next = $state("");
  #error = $state.raw<unknown>(null);
  #busy = $state(false);
  #number = 0;
  #request: ListRequest = {};

  get rows(): Row[] {
    return this.#rows;
  }
  /** The first page, with the list's heading and total. */
  get first(): ListResult | null {
    return this.#first;
  }
  get error(): unknown {
    return this.#error;
  }
  get busy(): boolean {
    return this.#busy;
  }
  get more(): boolean {
    return this.#next !== "";
  }

  /** Begins a list; what was shown of another goes at once, of the same stays until the new is there. */
  async begin(request: ListRequest): Promise<void> {
    const number = ++this.#number;
    if (JSON.stringify(request) !== JSON.stringify(this.#request)) {
      this.#first = null;
      this.#rows = [];
    }
    this.#request = request;
    try {
      const page = await api.Articles.List(request);
      if (number === this.#number) this.start(page);
    } catch (cause) {
      if (number === this.#number) this.#error = cause;
    }
  }

  /** Begins with a first page that came with something else. */
  start(page: ListResult, request: ListRequest = this.#request): void {
    this.#request = request;
    this.#first = page;
    this.#rows = page.articles;
    this.#next = page.next;
    this.#error = null;
  }

  /** Reads the next page and puts it behind; whether there was one. */
  async extend(): Promise<boolean> {
    if (!this.more || this.#busy) return false;
    const number = this.#number;
    this.#busy = true;
    try {
      const page = await api.Articles.List({ ...this.#request, after: this.#next });
      if (number !== this.#number) return false;
      this.#rows = [...this.#rows, ...page.articles];
      this.#next = page.next;
      return true;
    } catch (cause) {
      this.#error = cause;
      return false;
    } finally {
      this.#busy = false;
    }
  }
}

/** Parts rows, as they come, into the days they are of. */
export function byDay(rows: readonly Row[]): { day: string; rows: Row[] }[] {
  const days: { day: string; rows: Row[] }[] = [];
  for (const row of rows) {
    const last = days[days.length - 1];
    if (last && last.day === row.day) last.rows.push(row);
    else days.push({ day: row.day, rows: [row] });
  }
  return days;
}
