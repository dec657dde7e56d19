import { api, CallError } from "../api";
import { t, type MessageKey } from "../i18n/index.svelte";

export interface Toast {
  id: number;
  text: string;
  /** The history's entry that Undo takes back; empty: nothing to undo. */
  entry: string;
  /** Takes back what is no entry of the history. */
  back?: () => Promise<void>;
  /** Called once it was taken back. */
  undone?: () => void;
}

/** How long a toast stays, unless it is hovered or focused. */
const stay = 10_000;

/** One sentence at a time about what was just done, with its undo. */
class Toasts {
  #toast = $state.raw<Toast | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #next = 1;

  get current(): Toast | null {
    return this.#toast;
  }

  show(text: string, entry = "", undone?: () => void): void {
    this.#toast = { id: this.#next++, text, entry, undone };
    this.resume();
  }

  /** Says what was done, and takes it back in a way of its own where that is asked for. */
  showBack(text: string, back: () => Promise<void>): void {
    this.show(text);
    if (this.#toast) this.#toast = { ...this.#toast, back };
  }

  /** Shows an error as people are told it. */
  fail(cause: unknown): void {
    this.show(describe(cause));
  }

  /** Does something that the history can take back, says so, and tells whoever shows it and hears of it no other way. */
  async act(what: () => Promise<{ entry: string }>, text: string, changed?: () => void): Promise<void> {
    try {
      const { entry } = await what();
      this.show(text, entry, changed);
      changed?.();
    } catch (cause) {
      this.fail(cause);
    }
  }

  pause(): void {
    clearTimeout(this.#timer);
  }
  resume(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.close(), stay);
  }
  close(): void {
    clearTimeout(this.#timer);
    this.#toast = null;
  }

  async undo(): Promise<void> {
    const entry = this.#toast?.entry;
    const undone = this.#toast?.undone;
    const back = this.#toast?.back;
    this.close();
    if (!entry && !back) return;
    try {
      if (back) return await back();
      if (!entry) return;
      const done = await api.History.Undo({ entry });
      undone?.();
      this.show(t("toast.undone", { count: done.undone }));
    } catch (cause) {
      this.fail(cause);
    }
  }
}

const sentences: Record<string, MessageKey> = {
  not_found: "error.notFound",
  denied: "error.denied",
  gone: "error.gone",
  full: "error.full",
  read_only: "error.readOnly",
  internal: "error.internal",
};

/** The sentence for an error: by its code where the catalogue has one, else the bridge's own. */
export function describe(cause: unknown): string {
  if (!(cause instanceof CallError)) return t("error.internal");
  const key = sentences[cause.code];
  return key ? t(key) : cause.message || t("error.internal");
}

export const toasts = new Toasts();
