import { api, type Collection, type CollectionItem } from "../../api";
import { shelf } from "./shelf.svelte";

/** How many items are read and drawn at once. */
export const pageSize = 100;

/** The items of one collection by their number, read page by page wherever one looks. */
export class Items {
  #pages = $state.raw<ReadonlyMap<number, readonly CollectionItem[]>>(new Map());
  #collection = $state.raw<Collection | null>(null);
  #total = $state(0);
  #error = $state.raw<unknown>(null);
  #id = "";
  #round = 0;
  /** The pages that are being read. */
  #asked = new Map<number, Promise<void>>();
  #latest: Promise<void> = Promise.resolve();
  #heard = 0;

  get collection(): Collection | null {
    return this.#collection;
  }
  get total(): number {
    return this.#total;
  }
  get pages(): number {
    return Math.ceil(this.#total / pageSize);
  }
  get error(): unknown {
    return this.#error;
  }

  page(number: number): readonly CollectionItem[] | undefined {
    return this.#pages.get(number);
  }
  at(index: number): CollectionItem | undefined {
    return this.#pages.get(Math.floor(index / pageSize))?.[index % pageSize];
  }

  /** Shows another collection. */
  async open(id: string): Promise<void> {
    if (id !== this.#id) {
      this.#pages = new Map();
      this.#collection = null;
      this.#total = 0;
    }
    this.#id = id;
    await this.renew();
  }

  /** Something was told to have changed, the how manieth time: reads anew, unless that was done since. */
  async hear(changes: number): Promise<void> {
    if (changes > this.#heard) await this.renew();
  }

  /** Reads what is shown anew; it stays until the new is there. Ends when the last reading asked for has. */
  async renew(): Promise<void> {
    let mine = (this.#latest = this.#read());
    await mine;
    while (mine !== this.#latest) await (mine = this.#latest);
  }

  async #read(): Promise<void> {
    const round = ++this.#round;
    this.#heard = shelf.heard;
    // Also what was asked for and is not here yet: its answer is of before.
    const wanted = [...new Set([...this.#pages.keys(), ...this.#asked.keys()])];
    this.#asked.clear();
    try {
      const read = await Promise.all((wanted.length > 0 ? wanted : [0]).slice(0, 6).map(async (page) => [page, await this.#ask(page)] as const));
      if (round !== this.#round) return;
      const first = read[0]?.[1];
      if (!first) return;
      this.#collection = first.collection;
      this.#total = first.total;
      this.#pages = new Map(read.filter(([page, answer]) => answer.items.length > 0 || page === 0).map(([page, answer]) => [page, answer.items]));
      this.#error = null;
    } catch (cause) {
      if (round === this.#round) this.#error = cause;
    }
  }

  /** Sees to it that a page is here; ends when it is, or could not be read. */
  need(page: number): Promise<void> {
    if (page < 0 || page >= this.pages || this.#pages.has(page)) return Promise.resolve();
    const under = this.#asked.get(page) ?? this.#fetch(page);
    this.#asked.set(page, under);
    return under;
  }

  async #fetch(page: number): Promise<void> {
    const round = this.#round;
    try {
      const answer = await this.#ask(page);
      if (round !== this.#round) return await this.#latest; // read with all else meanwhile
      this.#pages = new Map(this.#pages).set(page, answer.items);
    } catch (cause) {
      if (round === this.#round) this.#error = cause;
    }
    if (round === this.#round) this.#asked.delete(page);
  }

  /** Lets go of a page that is far out of view. */
  forget(page: number): void {
    if (page === 0 || !this.#pages.has(page)) return;
    const pages = new Map(this.#pages);
    pages.delete(page);
    this.#pages = pages;
  }

  #ask(page: number) {
    return api.Collections.Show({ collection: this.#id, skip: page * pageSize, limit: pageSize });
  }
}
