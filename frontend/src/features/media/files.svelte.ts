import { api, type MediaFile, type MediaListRequest } from "../../api";
import { withPage } from "../../lib/pages";

/** How many files are asked for at once. */
export const pageSize = 60;

/**
 * The files of a list by their number, read wherever one looks: hundreds of
 * thousands are entered anywhere, and what was left behind is let go. Where words
 * are looked for, the list is read from its beginning, piece by piece.
 */
export class Files {
  #pages = $state.raw<ReadonlyMap<number, readonly MediaFile[]>>(new Map());
  #total = $state(0);
  #next = $state("");
  #error = $state.raw<unknown>(null);
  #ready = $state(false);
  #request: MediaListRequest = {};
  #round = 0;
  #asked = new Set<number>();

  get total(): number {
    return this.#total;
  }
  /** Whether there is more that was not looked through for words. */
  get more(): boolean {
    return this.#next !== "";
  }
  get error(): unknown {
    return this.#error;
  }
  get ready(): boolean {
    return this.#ready;
  }

  at(index: number): MediaFile | undefined {
    return this.#pages.get(Math.floor(index / pageSize))?.[index % pageSize];
  }

  /** Begins another list, or the same anew; what is shown stays until the new is there. */
  async begin(request: MediaListRequest): Promise<void> {
    const round = ++this.#round;
    this.#request = request;
    this.#asked.clear();
    this.#error = null;
    try {
      const first = await api.Media.List({ ...request, limit: pageSize });
      if (round !== this.#round) return;
      this.#pages = new Map([[0, first.files]]);
      this.#total = first.total < 0 ? first.files.length : first.total;
      this.#next = first.next;
      this.#ready = true;
    } catch (cause) {
      if (round === this.#round) this.#error = cause;
    }
  }

  /** Sees to it that the files from first to last are here or on their way. */
  need(first: number, last: number): void {
    if (this.#request.words) return;
    for (let page = Math.floor(Math.max(0, first) / pageSize); page <= Math.floor(Math.max(0, last) / pageSize); page++) {
      if (!this.#pages.has(page) && !this.#asked.has(page) && page * pageSize < this.#total) void this.#read(page);
    }
  }

  async #read(page: number): Promise<void> {
    const round = this.#round;
    this.#asked.add(page);
    try {
      const found = await api.Media.List({ ...this.#request, limit: pageSize, skip: page * pageSize });
      if (round !== this.#round) return;
      this.#pages = withPage(this.#pages, page, found.files);
    } catch (cause) {
      if (round === this.#round) this.#error = cause;
    } finally {
      if (round === this.#round) this.#asked.delete(page);
    }
  }

  /** Looks on for words. */
  async look(): Promise<void> {
    const round = this.#round;
    try {
      const found = await api.Media.List({ ...this.#request, after: this.#next, limit: pageSize });
      if (round !== this.#round) return;
      const all = [...this.#pages.keys()].sort((a, b) => a - b).flatMap((page) => this.#pages.get(page) ?? []).concat(found.files);
      const pages = new Map<number, readonly MediaFile[]>();
      for (let page = 0; page * pageSize < all.length; page++) pages.set(page, all.slice(page * pageSize, (page + 1) * pageSize));
      this.#pages = pages;
      this.#total = all.length;
      this.#next = found.next;
    } catch (cause) {
      if (round === this.#round) this.#error = cause;
    }
  }
}
