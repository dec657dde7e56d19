import { withPage } from "../lib/pages";

/** How many rows are asked for at once. */
export const pageSize = 100;

/** A stretch of a list. */
export interface Part {
  limit: number;
  skip: number;
}

type Read<T> = (part: Part) => Promise<{ rows: readonly T[]; total: number }>;

/**
 * The rows of a list by their number, read page by page wherever one looks. What is
 * shown stays until what it became is here, so that a change of one moves nothing.
 */
export class Pages<T> {
  #pages = $state.raw<ReadonlyMap<number, readonly T[]>>(new Map());
  #total = $state(0);
  #error = $state.raw<unknown>(null);
  #read: Read<T> = () => Promise.resolve({ rows: [], total: 0 });
  #round = 0;
  #asked = new Set<number>();

  get total(): number {
    return this.#total;
  }
  /** Why the list, or a part of it, could not be read. */
  get error(): unknown {
    return this.#error;
  }
  /** The row of a number, where it has been read. */
  at(index: number): T | undefined {
    return this.#pages.get(Math.floor(index / pageSize))?.[index % pageSize];
  }
  /** All rows that are here. */
  get here(): T[] {
    return [...this.#pages.values()].flat();
  }

  /** Begins a list, or the same anew: the rows from first to last, and how many there are. */
  async begin(read: Read<T>, first: number, last: number): Promise<void> {
    const round = ++this.#round;
    this.#asked.clear();
    try {
      const numbers = pagesOf(first, last);
      const found = await Promise.all(numbers.map((page) => read(partOf(page))));
      if (round !== this.#round) return;
      this.#read = read;
      this.#pages = new Map(numbers.map((page, i) => [page, found[i]?.rows ?? []]));
      this.#total = found[0]?.total ?? 0;
      this.#error = null;
    } catch (cause) {
      if (round === this.#round) this.#error = cause;
    }
  }

  /** Sees to it that the rows from first to last are here or on their way. */
  need(first: number, last: number): void {
    for (const page of pagesOf(first, Math.min(last, this.#total - 1))) {
      if (!this.#pages.has(page) && !this.#asked.has(page)) void this.#fetch(page);
    }
  }

  async #fetch(page: number): Promise<void> {
    this.#asked.add(page);
    const round = this.#round;
    try {
      const { rows } = await this.#read(partOf(page));
      if (round !== this.#round) return;
      this.#pages = withPage(this.#pages, page, rows);
    } catch (cause) {
      if (round === this.#round) this.#error = cause;
    } finally {
      if (round === this.#round) this.#asked.delete(page);
    }
  }
}

function pagesOf(first: number, last: number): number[] {
  const from = Math.floor(Math.max(0, first) / pageSize);
  return Array.from({ length: Math.max(0, Math.floor(last / pageSize) - from + 1) }, (_, i) => from + i);
}

function partOf(page: number): Part {
  return { limit: pageSize, skip: page * pageSize };
}
