import { SvelteMap } from "svelte/reactivity";
import { api, type AddHighlight, type ChangeHighlights, type Highlight, type LostWords } from "../../api";
import { n, t } from "../../i18n/index.svelte";
import { Heights } from "../../lib/heights";
import { toasts } from "../../state/toasts.svelte";
import type { Stretch } from "./words";

/** The most marks of an article that are shown. */
const most = 10_000;

/** How long nothing is typed before a note is saved, in milliseconds. */
const rest = 500;

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
  /** The one that is in view where one reads. */
  seen = $state("");
  /** Where one scrolls: the other side follows. */
  leads = $state<"text" | "panel">("text");
  /** With which versions the words of detached ones went; null: not asked yet. */
  lost = $state.raw<ReadonlyMap<string, LostWords> | null>(null);
  /** How high they are in the panel, as far as they were in view there. */
  readonly heights = new Heights(58);
  #article = "";
  #round = 0;
  /** What was typed into notes and is not kept yet, by mark. */
  #drafts = new SvelteMap<string, string>();
  #timers = new Map<string, ReturnType<typeof setTimeout>>();

  get one(): Highlight | undefined {
    return this.list.find((mark) => mark.id === this.here);
  }

  async load(article: string): Promise<void> {
    if (article !== this.#article) {
      this.#article = article;
      this.list = [];
      this.here = "";
      this.writing = "";
      this.seen = "";
      this.lost = null;
    }
    const mine = ++this.#round;
    try {
      const { highlights } = await api.Highlights.List({ article, limit: most });
      if (mine === this.#round) this.list = highlights;
    } catch (cause) {
      if (mine === this.#round) toasts.fail(cause);
    }
  }

  /** Asks what happened to the words that are gone; where that fails, nothing is said of them. */
  async tellLost(): Promise<void> {
    const article = this.#article;
    const { lost } = await api.Highlights.Lost({ article }).catch(() => ({ lost: [] }));
    if (article === this.#article) this.lost = new Map(lost.map((one) => [one.id, one]));
  }

  // What acts changed is loaded by whoever hears the library's event of it, once.

  /** Marks a stretch; gives the mark, null where that failed. */
  async add(at: Stretch & { version: number }, colour: number): Promise<Highlight | null> {
    const request: AddHighlight = { article: this.#article, at, colour };
    try {
      const { highlight, entry } = await api.Highlights.Add(request);
      this.colour = colour;
      if (highlight.article === this.#article && !this.list.some((mark) => mark.id === highlight.id)) this.list = [...this.list, highlight];
      this.here = highlight.id;
      toasts.show(t("marks.added", { colour: n(colour) }), entry);
      return highlight;
    } catch (cause) {
      toasts.fail(cause);
      return null;
    }
  }

  async change(ids: string[], change: Omit<ChangeHighlights, "ids">, said: string): Promise<void> {
    await toasts.act(() => api.Highlights.Change({ ids, ...change }), said);
  }

  async remove(id: string): Promise<void> {
    if (this.here === id) this.here = "";
    await toasts.act(() => api.Highlights.Remove({ ids: [id] }), t("marks.removed"));
  }

  /** The note of a mark as it is written: what is not saved yet goes before what is kept. */
  noteOf(mark: Highlight): string {
    return this.#drafts.get(mark.id) ?? mark.note;
  }

  /** Takes in what was typed, and saves it when the hand rests. */
  type(id: string, note: string): void {
    this.#drafts.set(id, note);
    clearTimeout(this.#timers.get(id));
    this.#timers.set(id, setTimeout(() => void this.save(id), rest));
  }

  /** Saves a note without a word: the field shows what is kept. Where that fails, what was typed stays. */
  async save(id: string): Promise<void> {
    clearTimeout(this.#timers.get(id));
    const note = this.#drafts.get(id);
    if (note === undefined) return;
    try {
      await api.Highlights.Change({ ids: [id], note });
      this.list = this.list.map((mark) => (mark.id === id ? { ...mark, note } : mark));
      // What was typed meanwhile has its own saving before it.
      if (this.#drafts.get(id) === note) this.#drafts.delete(id);
    } catch (cause) {
      toasts.fail(cause);
    }
  }
}
