import { api } from "../api";
import { library } from "./library.svelte";

/** How many articles are new in the saved searches together, and watched ones that changed, for the sidebar. */
class News {
  #count = $state(0);
  #begun = false;

  get count(): number {
    if (!this.#begun) {
      this.#begun = true;
      queueMicrotask(() => void this.#ask());
      library.on((event) => void ((event.event === "saved.changed" || event.event === "articles.changed") && this.#ask()));
    }
    return this.#count;
  }

  async #ask(): Promise<void> {
    try {
      const [saved, watching] = await Promise.all([api.Saved.List({ brief: true }), api.Articles.Watching({ brief: true })]);
      this.#count = saved.new + watching.changed;
    } catch {
      // The screen of saved searches tells what is wrong.
    }
  }
}

export const news = new News();
