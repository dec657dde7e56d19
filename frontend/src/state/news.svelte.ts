import { api } from "../api";
import { library } from "./library.svelte";

/** How many articles are new in the saved searches together, and watched ones that changed, for the sidebar. */
class News {
  #found = $state(0);
  #changed = $state(0);
  #begun = false;

  get count(): number {
    if (!this.#begun) {
      this.#begun = true;
      queueMicrotask(() => {
        void this.#askSaved();
        void this.#askWatching();
      });
      library.on((event) => {
        // What articles change in saved searches is told when it was counted.
        if (event.event === "saved.changed") void this.#askSaved();
        if (event.event === "saved.changed" || event.event === "articles.changed") void this.#askWatching();
      });
    }
    return this.#found + this.#changed;
  }

  // Where one of them fails, the screen of saved searches tells what is wrong.
  async #askSaved(): Promise<void> {
    this.#found = await api.Saved.List({ brief: true }).then((answer) => answer.new, () => this.#found);
  }
  async #askWatching(): Promise<void> {
    this.#changed = await api.Articles.Watching({ brief: true }).then((answer) => answer.changed, () => this.#changed);
  }
}

export const news = new News();
