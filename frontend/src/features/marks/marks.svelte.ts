import { api, type AddHighlight, type ChangeHighlights, type Highlight } from "../../api";
import { n, t } from "../../i18n/index.svelte";
import { toasts } from "../../state/toasts.svelte";
import type { Stretch } from "./words";

/** The most marks of an article that are shown. */
const most = 10_000;

/** The marks of one article. */
export class ArticleMarks {
  list = $state.raw<Highlight[]>([]);
  /** The one that is looked at. */
  here = $state("");
  /** The one whose note is being written. */
  writing = $state("");
  /** The colour that was used last. */
  colour = $state(1);
  open = $state(false);
  #article = "";

  get one(): Highlight | undefined {
    return this.list.find((mark) => mark.id === this.here);
  }

  async load(article: string): Promise<void> {
    if (article !== this.#article) {
      this.#article = article;
      this.list = [];
      this.here = "";
      this.writing = "";
    }
    try {
      const { highlights } = await api.Highlights.List({ article, limit: most });
      if (article === this.#article) this.list = highlights;
    } catch (cause) {
      toasts.fail(cause);
    }
  }

  /** Marks a stretch; gives the mark, null where that failed. */
  async add(at: Stretch & { version: number }, colour: number): Promise<Highlight | null> {
    const request: AddHighlight = { article: this.#article, at, colour };
    try {
      const { highlight, entry } = await api.Highlights.Add(request);
      this.colour = colour;
      this.here = highlight.id;
      toasts.show(t("marks.added", { colour: n(colour) }), entry, () => void this.load(this.#article));
      await this.load(this.#article);
      return highlight;
    } catch (cause) {
      toasts.fail(cause);
      return null;
    }
  }

  async change(ids: string[], change: Omit<ChangeHighlights, "ids">, said: string): Promise<void> {
    await toasts.act(() => api.Highlights.Change({ ids, ...change }), said, () => void this.load(this.#article));
  }

  async remove(id: string): Promise<void> {
    if (this.here === id) this.here = "";
    await toasts.act(() => api.Highlights.Remove({ ids: [id] }), t("marks.removed"), () => void this.load(this.#article));
  }

  /** Saves a note without a word: the field shows what is kept. */
  async note(id: string, note: string): Promise<void> {
    try {
      await api.Highlights.Change({ ids: [id], note });
      this.list = this.list.map((mark) => (mark.id === id ? { ...mark, note } : mark));
    } catch (cause) {
      toasts.fail(cause);
    }
  }
}
