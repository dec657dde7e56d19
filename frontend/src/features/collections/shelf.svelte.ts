import { api, type Collection } from "../../api";
import { library } from "../../state/library.svelte";

/** All collections, as the tree and the choice of one need them. */
class Shelf {
  #list = $state.raw<readonly Collection[]>([]);
  #error = $state.raw<unknown>(null);
  #ready = $state(false);
  #changes = $state(0);
  #listens = false;

  /** Each before those inside it, in their order. */
  get list(): readonly Collection[] {
    return this.#list;
  }
  get error(): unknown {
    return this.#error;
  }
  get ready(): boolean {
    return this.#ready;
  }
  /**
   * Rises when the list was read after something changed in them, here or elsewhere:
   * not before, or what shows one that was deleted would still ask for it.
   */
  get changes(): number {
    return this.#changes;
  }

  find(id: string): Collection | undefined {
    return this.#list.find((one) => one.id === id);
  }

  async load(): Promise<void> {
    if (!this.#listens) {
      this.#listens = true;
      library.on((event) => {
        if (event.event === "collections.changed") void this.load();
      });
    }
    try {
      this.#list = (await api.Collections.List({})).collections;
      this.#error = null;
      this.#ready = true;
      this.#changes++;
    } catch (cause) {
      this.#error = cause;
    }
  }
}

export const shelf = new Shelf();

/** Those whose path holds what was typed; the last used first, and those that begin with it before the others. */
export function matching(list: readonly Collection[], typed: string): Collection[] {
  const low = typed.trim().toLocaleLowerCase();
  const begins = (one: Collection) => low !== "" && one.name.toLocaleLowerCase().startsWith(low);
  return list
    .filter((one) => one.path.toLocaleLowerCase().includes(low))
    .sort((a, b) => Number(begins(b)) - Number(begins(a)) || b.used.localeCompare(a.used));
}
