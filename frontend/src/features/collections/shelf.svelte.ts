import { api, type Collection } from "../../api";
import { library } from "../../state/library.svelte";

/** All collections, as the tree and the choice of one need them. */
class Shelf {
  #list = $state.raw<readonly Collection[]>([]);
  #error = $state.raw<unknown>(null);
  #ready = $state(false);
  #changes = $state(0);
  #heard = 0;
  #round = 0;
  #shown = 0;
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
   * How often something was told to have changed in them, here or elsewhere, as of the
   * list that is here: it rises when that was read, or what shows one that was deleted
   * would still ask for it.
   */
  get changes(): number {
    return this.#changes;
  }
  /** How often that was told by now. */
  get heard(): number {
    return this.#heard;
  }

  find(id: string): Collection | undefined {
    return this.#list.find((one) => one.id === id);
  }

  async load(): Promise<void> {
    if (!this.#listens) {
      this.#listens = true;
      library.on((event) => {
        if (event.event !== "collections.changed") return;
        this.#heard++;
        void this.load();
      });
    }
    const [round, heard] = [++this.#round, this.#heard];
    try {
      const { collections } = await api.Collections.List({});
      if (round < this.#shown) return; // a later one is here
      this.#shown = round;
      this.#list = collections;
      this.#error = null;
      this.#ready = true;
      this.#changes = heard;
    } catch (cause) {
      if (round === this.#round) this.#error = cause;
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
