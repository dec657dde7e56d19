import { api, type PostedComment } from "../../api";
import { t } from "../../i18n/index.svelte";
import { toasts } from "../../state/toasts.svelte";

export type Status = "pending" | "approved" | "rejected";
export type Verdict = "approve" | "reject";
const becomes: Record<Verdict, Status> = { approve: "approved", reject: "rejected" };
/** How many comments are asked for at once. */
const atOnce = 100;

/** What names a comment: an id is unique on its article alone. */
export function keyOf(comment: PostedComment): string {
  return `${comment.article} ${comment.id}`;
}

/** Comments of one state, read page by page by the cursor of the one before; and what is done with them. */
export class Queue {
  #comments = $state.raw<PostedComment[]>([]);
  #next = $state("");
  #ready = $state(false);
  #error = $state.raw<unknown>(null);
  #current = $state(0);
  #selected = $state.raw<ReadonlySet<string>>(new Set());
  #entries = $state.raw<string[]>([]);
  #said = $state("");
  #status: Status = "pending";
  #round = 0;
  #busy = false;

  get comments(): PostedComment[] {
    return this.#comments;
  }
  /** Whether there are more than those that were read. */
  get more(): boolean {
    return this.#next !== "";
  }
  get ready(): boolean {
    return this.#ready;
  }
  get error(): unknown {
    return this.#error;
  }
  get index(): number {
    return this.#current;
  }
  get current(): PostedComment | undefined {
    return this.#comments[this.#current];
  }
  get selected(): ReadonlySet<string> {
    return this.#selected;
  }
  get canUndo(): boolean {
    return this.#entries.length > 0;
  }
  /** What was done last, for a reader of the screen. */
  get said(): string {
    return this.#said;
  }

  /** Begins a list, or reads as much of it anew as was shown. */
  async begin(status: Status): Promise<void> {
    const round = ++this.#round;
    const same = status === this.#status && this.#ready;
    if (!same) {
      this.#current = 0;
      this.#selected = new Set();
    }
    this.#status = status;
    try {
      const limit = same ? Math.max(atOnce, this.#comments.length) : atOnce;
      const page = await api.Comments.List({ status, limit: Math.min(limit, 10_000) });
      if (round !== this.#round) return;
      const here = this.current && keyOf(this.current);
      this.#comments = page.comments;
      this.#next = page.next;
      this.#ready = true;
      this.#error = null;
      const still = same && here ? this.#comments.findIndex((one) => keyOf(one) === here) : -1;
      this.move(still >= 0 ? still : this.#current);
      const known = new Set(this.#comments.map(keyOf));
      this.#selected = new Set([...this.#selected].filter((key) => known.has(key)));
    } catch (cause) {
      if (round === this.#round) this.#error = cause;
    }
  }

  /** Reads the next page. */
  async extend(): Promise<void> {
    if (!this.#next || this.#busy) return;
    const round = this.#round;
    this.#busy = true;
    try {
      const page = await api.Comments.List({ status: this.#status, limit: atOnce, after: this.#next });
      if (round !== this.#round) return;
      this.#comments = [...this.#comments, ...page.comments];
      this.#next = page.next;
    } catch (cause) {
      toasts.fail(cause);
    } finally {
      this.#busy = false;
    }
  }

  move(to: number): void {
    this.#current = Math.max(0, Math.min(this.#comments.length - 1, to));
  }

  /** Selects the current comment, or takes it out. */
  select(index = this.#current): void {
    const comment = this.#comments[index];
    if (!comment) return;
    const next = new Set(this.#selected);
    if (!next.delete(keyOf(comment))) next.add(keyOf(comment));
    this.#selected = next;
    this.move(index);
  }
  /** Selects comments from one number up to another. */
  selectAll(from: number, to: number): void {
    this.#selected = new Set([...this.#selected, ...this.#comments.slice(from, to).map(keyOf)]);
    this.#said = t("moderation.selected", { count: this.#selected.size });
  }
  clear(): void {
    this.#selected = new Set();
  }

  /** The selected comments, else the current one. */
  meant(): PostedComment[] {
    if (this.#selected.size > 0) return this.#comments.filter((one) => this.#selected.has(keyOf(one)));
    return this.current ? [this.current] : [];
  }

  /** Approves or rejects what is meant, as one act. */
  async judge(verdict: Verdict, reason = ""): Promise<void> {
    const meant = this.meant();
    if (meant.length === 0) return;
    const comments = meant.map(({ article, id }) => ({ article, id }));
    try {
      const done = await api.Comments.Moderate({ comments, status: becomes[verdict], ...(reason ? { reason } : {}) });
      const gone = new Set(meant.map(keyOf));
      const stays = this.#status === becomes[verdict];
      const before = this.#comments.slice(0, this.#current).filter((one) => gone.has(keyOf(one))).length;
      if (stays) this.#comments = this.#comments.map((one) => (gone.has(keyOf(one)) ? { ...one, reason } : one));
      else this.#comments = this.#comments.filter((one) => !gone.has(keyOf(one)));
      this.#selected = new Set();
      this.move(stays ? this.#current : this.#current - before);
      const said = t(`moderation.${verdict}.done`, { count: meant.length });
      if (done.entry) this.#entries = [...this.#entries, done.entry];
      toasts.show(said, done.entry, () => {
        this.#entries = this.#entries.filter((entry) => entry !== done.entry);
        void this.begin(this.#status);
      });
      if (this.#comments.length < atOnce / 2) await this.extend();
    } catch (cause) {
      toasts.fail(cause);
    }
  }

  /** Takes the last act of this screen back. */
  async undo(): Promise<void> {
    const entry = this.#entries.at(-1);
    if (!entry) return;
    this.#entries = this.#entries.slice(0, -1);
    try {
      const done = await api.History.Undo({ entry });
      toasts.show(t("toast.undone", { count: done.undone }));
      await this.begin(this.#status);
    } catch (cause) {
      toasts.fail(cause);
    }
  }
}
