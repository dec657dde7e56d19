/**
 * One open draft: what it holds, where it stands, and what can be done with it. The
 * words are the editor's, the fields are here; both are kept together.
 */
import { api, CallError, type Draft, type DraftFields, type DraftRow, type Picture } from "../../api";
import type { EditorHost } from "../../editor/host";
import { Writing } from "../../editor/writing.svelte";
import { t, type MessageKey } from "../../i18n/index.svelte";
import { router } from "../../router.svelte";
import { toasts } from "../../state/toasts.svelte";
import { part } from "../../lib/prefix";
import { directionOf } from "../../lib/text";
import { Keeper } from "./keeper.svelte";
import { endOfSteps, trailOf } from "./trail";

export type DraftAct = "submit" | "return" | "approve" | "hold" | "spike" | "resume";

export class OpenDraft {
  readonly id: string;
  readonly keeper = new Keeper({ send: (last) => this.#send(last) });
  /** As it was loaded; its words are the editor's from then on. */
  readonly loaded: Draft;
  fields = $state() as DraftFields;
  #row = $state.raw() as DraftRow;
  #saved = $state("");
  #badAddress = $state(false);
  readonly writing: Writing;
  /** What is known of pictures, by the address that stands in the draft. */
  readonly facts: Map<string, Picture>;
  /** Steps that are not kept yet. */
  #steps: string[] = [];
  /** Rises when panels should look again: an act, a save that is a revision, words of another window. */
  #seen = $state(0);

  constructor(draft: Draft, host: EditorHost) {
    this.id = draft.draft;
    this.facts = new Map(draft.media.map((fact) => [fact.src, fact.picture]));
    this.writing = new Writing({
      blocks: draft.body, language: draft.fields.language, dir: draft.dir, media: draft.media, trail: trailOf(draft.trail), host, changed: () => this.touch(),
    });
    this.loaded = draft;
    this.fields = draft.fields;
    this.#row = draft;
  }

  get row(): DraftRow {
    return this.#row;
  }
  /** When it was kept last in this window, as the program said; empty: not yet. */
  get saved(): string {
    return this.#saved;
  }
  /** Whether the last part of its address that stands here can be none; all else was kept, with the one before. */
  get badAddress(): boolean {
    return this.#badAddress;
  }
  get dir(): "ltr" | "rtl" {
    return directionOf(this.fields.language);
  }
  get seen(): number {
    return this.#seen;
  }

  /** Something was typed. */
  touch(): void {
    this.keeper.touch();
  }

  async #send(last: boolean): Promise<void> {
    const editor = this.writing.editor;
    const body = editor.blocks();
    const { entries, end } = editor.takeSteps();
    this.#steps.push(...entries.map((entry) => JSON.stringify(entry)));
    const sent = this.#steps.length;
    const saved = await api.Drafts.Save({ id: this.id, stamp: this.#row.stamp, fields: $state.snapshot(this.fields), body, keep: last, trail: [...this.#steps, endOfSteps(end)] });
    this.#steps.splice(0, sent);
    this.#row = saved;
    editor.adopt(saved.ids, body);
    this.#badAddress = Boolean(saved.slug);
    // It is in the library under its new stamp, yet called saved only when both copies are on the disk.
    if (saved.uncopied) throw new CallError({ code: "full", message: saved.uncopied });
    this.#saved = saved.saved;
  }

  /** Keeps what was typed, does an act on the way through review, and says so. */
  async act(act: DraftAct, note = ""): Promise<void> {
    if (!(await this.keeper.flush())) return;
    await toasts.act(
      async () => {
        const row = await api.Drafts.Act({ id: this.id, act, note, hash: this.#row.hash });
        this.#row = row;
        this.#seen++;
        return row;
      },
      t(`draft.acted.${act}` as MessageKey),
      () => void this.look(),
    );
  }

  /**
   * Looks how it stands now; its words are taken over where somebody else changed them
   * and nothing is unsaved here. What was asked before a save of this window is old news.
   */
  async look(): Promise<void> {
    const list = await api.Drafts.List({ article: this.#row.article });
    const now = list.drafts.find((row) => row.draft === this.id) ?? (await api.Drafts.Show({ id: this.id }));
    if (now.stamp === this.#row.stamp) {
      this.#row = now;
      this.#seen++;
      return;
    }
    if (now.stamp < this.#row.stamp || !this.keeper.clean) return;
    const draft = await api.Drafts.Show({ id: this.id });
    if (draft.stamp > this.#row.stamp && this.keeper.clean) this.take(draft);
  }

  /** Takes a draft's words and fields over in place of what is here. */
  take(draft: Draft): void {
    this.keeper.reset();
    this.#steps = [];
    this.#badAddress = false;
    this.#row = draft;
    this.fields = draft.fields;
    for (const fact of draft.media) this.facts.set(fact.src, fact.picture);
    this.writing.editor.replace(draft.body, draft.media);
    this.writing.editor.takeSteps();
    this.#seen++;
  }

  async takeOver(): Promise<void> {
    this.take(await api.Drafts.Show({ id: this.id }));
  }

  /** Makes another draft of what stands here, and goes there. */
  async keepCopy(): Promise<void> {
    const made = await api.Drafts.New({ title: this.fields.title });
    await api.Drafts.Save({ id: made.draft, stamp: made.stamp, fields: { ...$state.snapshot(this.fields), slug: "" }, body: this.writing.editor.blocks(), keep: true });
    this.keeper.reset();
    router.go(`/desk/draft/${part(made.draft)}`);
  }

  /** Takes it off the desk with all that was typed, so that undo brings that back. */
  async discard(): Promise<void> {
    await this.keeper.flush();
    this.keeper.reset();
    return toasts.act(() => api.Drafts.Discard({ id: this.id }), t("draft.discarded"), () => router.go("/desk"));
  }

  unschedule(): Promise<void> {
    return toasts.act(() => api.Drafts.Unschedule({ id: this.id }), t("draft.unscheduled"), () => void this.look());
  }

  async name(name: string): Promise<void> {
    if (!(await this.keeper.flush())) return;
    try {
      this.#row = await api.Drafts.Name({ id: this.id, name });
      this.#seen++;
      toasts.show(t("draft.revision.named"));
    } catch (cause) {
      toasts.fail(cause);
    }
  }

  async restore(revision: number): Promise<void> {
    if (!(await this.keeper.flush())) return;
    await api.Drafts.Restore({ id: this.id, revision });
    await this.takeOver();
    toasts.show(t("draft.revision.restored", { n: revision }));
  }
}
