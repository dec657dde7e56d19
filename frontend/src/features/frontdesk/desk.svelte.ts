import { api, CallError, type DeskItem, type Front, type FrontDesk as Held, type FrontRevision } from "../../api";
import { n, t } from "../../i18n/index.svelte";
import { givenTime } from "../../lib/dates";
import { settings } from "../../state/settings.svelte";
import { toasts } from "../../state/toasts.svelte";
import { among, brief, find, fits, pageOf, put, spotOf, step, titleOf, wire, without, type Page, type Spot } from "./arrange";

/** Words of an item are kept this long after the last letter, in milliseconds. */
const rest = 500;
type Words = Partial<Pick<DeskItem, "title" | "kicker" | "picture" | "own">>;

/**
 * The front page under an editor's hand: its working copy, kept in the library with
 * every act; what is picked up; and what the page looks like with it.
 */
export class FrontDesk {
  #held = $state.raw<Held | null>(null);
  #page = $state.raw<Page>(pageOf([]));
  #front = $state.raw<Front | null>(null);
  #error = $state.raw<unknown>(null);
  #chosen = $state.raw<{ slot: Spot["slot"]; id: string } | null>(null);
  #picked = $state.raw<{ before: Page; from: Spot | null } | null>(null);
  #old = $state.raw<FrontRevision | null>(null);
  #said = $state("");
  #saved = $state("");
  #waits = $state(false);
  #entries = $state.raw<string[]>([]);
  #looks = 0;
  #chain: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #again: ((page: Page) => Page) | null = null;

  get held(): Held | null {
    return this.#held;
  }
  get page(): Page {
    return this.#page;
  }
  /** What readers would see. */
  get front(): Front | null {
    return this.#front;
  }
  get error(): unknown {
    return this.#error;
  }
  /** Where the item stands that the panel is about. */
  get chosen(): Spot | null {
    return this.#chosen && find(this.#page, this.#chosen.slot, this.#chosen.id);
  }
  get picked(): boolean {
    return this.#picked !== null;
  }
  /** The state of before that is shown instead; null: the copy. */
  get old(): FrontRevision | null {
    return this.#old;
  }
  /** What was said last, for the foot. */
  get said(): string {
    return this.#said;
  }
  /** When the copy was last on disk, RFC 3339; empty: not since this screen was opened. */
  get saved(): string {
    return this.#saved;
  }
  /** Whether something is not on disk yet. */
  get waits(): boolean {
    return this.#waits;
  }
  get canUndo(): boolean {
    return this.#entries.length > 0;
  }

  itemAt(spot: Spot | null): DeskItem | null {
    return spot ? (this.#page[spot.slot][spot.index] ?? null) : null;
  }

  /** Reads the desk, with the steps that can be gone back. */
  async load(): Promise<void> {
    if (this.#picked || this.#waits) return;
    try {
      const [held, history] = await Promise.all([api.Desk.Front({}), api.History.List({ limit: 100 })]);
      if (this.#picked || this.#waits) return;
      this.#take(held);
      const steps: string[] = [];
      for (const entry of history.history) {
        if (entry.verb === "front.changed" || entry.verb === "front.discarded") break;
        if (["front.arranged", "front.scheduled", "front.unscheduled"].includes(entry.verb) && entry.undoable && !entry.undone) steps.unshift(entry.entry);
      }
      this.#entries = held.mark ? steps : [];
      await this.look();
    } catch (cause) {
      this.#error = cause;
    }
  }

  #take(held: Held): void {
    this.#held = held;
    this.#page = pageOf(held.slots);
    this.#error = null;
  }

  /** Asks what readers would see; late answers to older questions are dropped. */
  async look(): Promise<void> {
    const number = ++this.#looks;
    try {
      const front = await api.Articles.Front(this.#old ? { revision: this.#old.revision } : { slots: wire(this.#page) });
      if (number === this.#looks) this.#front = front;
    } catch (cause) {
      if (number === this.#looks) this.#error = cause;
    }
  }

  /** Shows a state of before; null: the copy again. */
  async recall(revision: FrontRevision | null): Promise<void> {
    this.#old = revision;
    await this.look();
  }

  choose(spot: Spot | null): void {
    const item = this.itemAt(spot);
    this.#chosen = spot && item ? { slot: spot.slot, id: item.id } : null;
  }

  /** Picks up what stands at a spot. */
  pick(spot: Spot): void {
    this.#picked = { before: this.#page, from: spot };
    this.choose(spot);
    this.#tell("picked", spot);
  }

  /** Picks up an article or a topic that is not on the page, at the head of where it may stand. */
  take(item: DeskItem): Spot {
    const there = spotOf(this.#page, item);
    if (there) {
      this.pick(there);
      return there;
    }
    const spot: Spot = { slot: item.topic ? "in-focus" : "editors-choice", index: 0 };
    this.#picked = { before: this.#page, from: null };
    this.#show(put(this.#page, item, spot), spot);
    this.#tell("picked", spot);
    return spot;
  }

  /** Moves what is picked up by one place. */
  move(by: 1 | -1): void {
    const spot = this.chosen;
    if (!this.#picked || !spot) return;
    const done = step(this.#page, spot, by);
    if (!done) {
      this.#tell("end", spot);
      return;
    }
    this.#show(done.page, done.spot);
    this.#tell("moved", done.spot);
  }

  async drop(): Promise<void> {
    const spot = this.chosen;
    if (!this.#picked || !spot) return;
    const changed = this.#picked.before !== this.#page;
    this.#picked = null;
    this.#tell("dropped", spot);
    if (changed) await this.#save();
  }

  /** Puts what is picked up back where it was; whether it stands on the page still. */
  putBack(): boolean {
    const picked = this.#picked;
    const title = this.#title(this.chosen);
    if (!picked) return false;
    this.#picked = null;
    this.#show(picked.before, picked.from);
    this.#said = t("frontdesk.said.back", { title });
    return picked.from !== null;
  }

  /** Puts an item at a spot at once, as the pointer does. */
  async putAt(item: DeskItem, spot: Spot): Promise<void> {
    const from = spotOf(this.#page, item);
    if (!fits(spot.slot, item, from?.slot)) return;
    const before = from?.slot === spot.slot && from.index < spot.index ? spot.index - 1 : spot.index;
    const next = put(this.#page, item, { slot: spot.slot, index: before });
    const there = find(next, spot.slot, item.id);
    if (JSON.stringify(wire(next)) === JSON.stringify(wire(this.#page))) return;
    this.#show(next, there);
    if (there) this.#tell("dropped", there);
    await this.#save();
  }

  async remove(spot: Spot): Promise<void> {
    const title = this.#title(spot);
    const next = without(this.#page, spot);
    const left = next[spot.slot].length;
    this.#show(next, left > 0 ? { slot: spot.slot, index: Math.min(spot.index, left - 1) } : null);
    this.#said = t("frontdesk.said.removed", { title, slot: t(`frontdesk.slot.${spot.slot}`) });
    await this.#save();
  }

  /** Gives the chosen item words of its own, kept when the hand rests. */
  word(words: Words): void {
    const chosen = this.#chosen;
    if (!chosen) return;
    const change = (page: Page): Page => ({ ...page, [chosen.slot]: page[chosen.slot].map((item) => (item.id === chosen.id ? { ...item, ...words } : item)) });
    const before = this.#again;
    this.#again = before ? (page) => change(before(page)) : change;
    this.#page = change(this.#page);
    this.#waits = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.settle(), rest);
    void this.look();
  }

  /** Keeps what was typed now. */
  async settle(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#waits) await this.#save();
    else await this.#chain;
  }

  async publish(): Promise<void> {
    await this.settle();
    const live = this.#held?.live ?? 0;
    await this.#act(() => api.Desk.PublishFront({ live }), t("frontdesk.published"));
  }

  /** Has the copy published at a time, YYYY-MM-DDTHH:MM on the publication's clock. */
  async schedule(at: string): Promise<void> {
    await this.settle();
    const live = this.#held?.live ?? 0;
    await this.#act(() => api.Desk.PublishFront({ live, at }), t("publish.scheduled", { date: givenTime(at, settings.dates) }));
  }

  async unschedule(): Promise<void> {
    await this.settle();
    await this.#act(() => api.Desk.UnscheduleFront({}), t("frontdesk.unscheduled"));
  }

  async discard(): Promise<void> {
    await this.settle();
    await this.#act(() => api.Desk.DiscardFront({}), t("frontdesk.discarded"));
  }

  /** Brings a state of before back to readers. */
  async restore(revision: number): Promise<void> {
    this.#old = null;
    await this.#act(() => api.Desk.RestoreFront({ revision }), t("frontdesk.restored"));
  }

  /** Goes the last step back. */
  async undo(): Promise<void> {
    await this.settle();
    const entry = this.#entries.at(-1);
    if (!entry) return;
    this.#entries = this.#entries.slice(0, -1);
    try {
      await api.History.Undo({ entry });
      this.#said = t("frontdesk.said.undone");
      await this.load();
    } catch (cause) {
      toasts.fail(cause);
    }
  }

  async #act(what: () => Promise<{ entry: string }>, text: string): Promise<void> {
    await toasts.act(what, text, () => void this.load());
    await this.load();
  }

  #show(page: Page, spot: Spot | null): void {
    this.#page = page;
    this.choose(spot);
    void this.look();
  }

  /** Writes the copy; acts follow each other. Where it was changed elsewhere, words are put into what stands there now. */
  #save(): Promise<void> {
    clearTimeout(this.#timer);
    const page = this.#page;
    const again = this.#again;
    this.#again = null;
    this.#waits = true;
    this.#chain = this.#chain.then(() => this.#write(page, again));
    return this.#chain;
  }

  async #write(page: Page, again: ((page: Page) => Page) | null): Promise<void> {
    try {
      const done = await api.Desk.Arrange({ slots: wire(page), mark: this.#held?.mark ?? "" });
      this.#held = done.desk;
      if (done.entry) this.#entries = [...this.#entries, done.entry];
      this.#saved = new Date().toISOString();
      if (this.#page === page) {
        this.#page = pageOf(done.desk.slots);
        this.#waits = false;
      }
    } catch (cause) {
      toasts.fail(cause);
      const conflict = cause instanceof CallError && cause.code === "conflict";
      this.#waits = false;
      const held = await api.Desk.Front({}).catch(() => null);
      if (held) this.#take(held);
      await this.look();
      if (conflict && again) {
        this.#page = again(this.#page);
        await this.#write(this.#page, null);
      }
    }
  }

  #title(spot: Spot | null): string {
    const item = this.itemAt(spot);
    return item ? brief(titleOf(item), 40) : "";
  }

  /** Says where something stands, with its neighbours. */
  #tell(what: "picked" | "moved" | "dropped" | "end", spot: Spot): void {
    const { position, of, before, after } = among(this.#page, spot);
    const where = before && after ? "between" : before ? "last" : after ? "first" : "alone";
    this.#said = t(`frontdesk.said.${what}`, { title: this.#title(spot), place: t("frontdesk.said.place", { slot: t(`frontdesk.slot.${spot.slot}`), position: n(position), of: n(of), where, before, after }) });
  }
}
