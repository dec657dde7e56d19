import { api, type Article } from "../../api";
import { Ask } from "../../state/ask.svelte";
import { ArticleMarks } from "../marks/marks.svelte";
import type { Ground } from "./ground";
import { Progress } from "./progress.svelte";

/** The reading of an article: what it says, how far one is in it, and what is marked. */
export class Reader {
  readonly on: Ground;
  readonly progress: Progress;
  readonly marks = new ArticleMarks();
  /** The field to find words in it is open. */
  finding = $state(false);
  #id = $state("");
  /** It is opened, not read anew. */
  #opening = false;
  readonly #ask = new Ask<Article>(() => api.Articles.Show({ id: this.#id, record: this.#opening }));

  /** onRead hears of the article that a person has stayed with. */
  constructor(on: Ground, onRead: (id: string) => void = () => undefined) {
    this.on = on;
    this.progress = new Progress(
      on,
      () => {
        const id = this.article?.id ?? "";
        onRead(id);
        api.Articles.CountRead({ id }).catch(() => undefined);
      },
      (share) => this.article && void api.Articles.KeepPlace({ id: this.article.id, share }).catch(() => undefined),
    );
  }

  /** The id that was asked for; empty: none. */
  get id(): string {
    return this.#id;
  }
  /** The article, once it is there. */
  get article(): Article | null {
    return this.#id === "" ? null : this.#ask.value;
  }
  get error(): unknown {
    return this.#id === "" ? null : this.#ask.error;
  }

  /** Shows another article; what was shown goes at once. */
  async open(id: string): Promise<void> {
    this.#id = id;
    this.finding = false;
    if (id === "") return;
    this.#opening = true;
    const asked = this.#ask.reload();
    this.#opening = false;
    await asked;
  }

  /** Reads the same article anew, in place. */
  async renew(): Promise<void> {
    if (this.#id !== "") await this.#ask.load();
  }

  /** Changes what is shown, for an act whose outcome is known. */
  change(changed: Partial<Article>): void {
    if (this.#ask.value) this.#ask.set({ ...this.#ask.value, ...changed });
  }

  /** Goes to where one stopped reading. */
  goOn(): void {
    if (this.article && this.article.place > 0) this.progress.return(this.article.place);
  }
}
