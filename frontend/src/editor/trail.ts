/**
 * The trail of a draft: its steps with their inverses, so that undo works after
 * the program was closed. On opening the inverses lead from the document back to
 * where the trail begins, and the steps forward again through a fresh history.
 * What does not fit is no error: then there is just nothing to undo.
 */
import { closeHistory, redo, undo } from "prosemirror-history";
import type { Node } from "prosemirror-model";
import { EditorState, type Plugin, type Transaction } from "prosemirror-state";
import { Step } from "prosemirror-transform";
import { schema } from "./schema";

/** What one act of writing did. */
export interface TrailEntry {
  /** When, in milliseconds: acts in one breath are undone as one. */
  at: number;
  steps: unknown[];
  inverses: unknown[];
  how?: "undo" | "redo" | "silent";
}

/** Entries since the last asking, and what of the document's end a body does not say. */
export interface Trail {
  entries: TrailEntry[];
  end: TrailEnd;
}

/** The blocks that do not come back from a saved body as they are: empty ones, for instance. */
export interface TrailEnd {
  count: number;
  /** Number of the block, the block, and whether the body has nothing of it. */
  odd: [number, unknown, boolean][];
}

/** How far back the trail of a long day is followed on opening: what is before that cannot be undone any more. */
const longest = 1000;

/** As prosemirror-history: what is typed in one breath, letter behind letter, is one. */
const breath = 500;

/** Writes the trail of one editor. */
export class TrailWriter {
  #entries: TrailEntry[] = [];
  /** The last step, and the document before it, as long as letters may join it. */
  #open: { step: Step; before: Node } | null = null;

  add(transactions: readonly Transaction[], how: TrailEntry["how"]): void {
    const entry: TrailEntry = { at: transactions[0]?.time ?? 0, steps: [], inverses: [] };
    if (transactions.length === 1 && !how && this.#joins(transactions[0] as Transaction)) return;
    for (const tr of transactions) {
      tr.steps.forEach((step, i) => {
        entry.steps.push(step.toJSON());
        entry.inverses.push(step.invert(tr.docs[i] as Node).toJSON());
      });
    }
    if (entry.steps.length === 0) return;
    if (how) entry.how = how;
    else if (transactions[0]?.getMeta("addToHistory") === false) entry.how = "silent";
    this.#entries.push(entry);
    const [only] = transactions;
    this.#open = !entry.how && transactions.length === 1 && only?.steps.length === 1 ? { step: only.steps[0] as Step, before: only.before } : null;
  }

  /** A letter typed behind the last one makes its entry longer. */
  #joins(tr: Transaction): boolean {
    const last = this.#entries.at(-1);
    const [step] = tr.steps;
    if (!last || !this.#open || !step || tr.steps.length !== 1 || tr.getMeta("addToHistory") === false || tr.time - last.at > breath) return false;
    const merged = this.#open.step.merge(step);
    if (!merged) return false;
    last.at = tr.time;
    last.steps = [merged.toJSON()];
    last.inverses = [merged.invert(this.#open.before).toJSON()];
    this.#open.step = merged;
    return true;
  }

  /** The entries since the last time. */
  take(): TrailEntry[] {
    const taken = this.#entries;
    this.#entries = [];
    this.#open = null;
    return taken;
  }
}

/** What is to be kept of a document beside its body. even: the block comes back as it is. */
export function endOf(doc: Node, even: (block: Node) => "even" | "odd" | "gone"): TrailEnd {
  const odd: TrailEnd["odd"] = [];
  doc.forEach((block, _, index) => {
    const how = even(block);
    if (how !== "even") odd.push([index, block.toJSON(), how === "gone"]);
  });
  return { count: doc.childCount, odd };
}

/** The document as it was when the trail was taken. */
function endDoc(doc: Node, end: TrailEnd): Node {
  const odd = new Map(end.odd.map(([index, block, gone]) => [index, { block, gone }]));
  const blocks: Node[] = [];
  let from = 0;
  for (let i = 0; i < end.count; i++) {
    const kept = odd.get(i);
    if (!kept?.gone) from++;
    blocks.push(kept ? schema.nodeFromJSON(kept.block) : doc.child(from - 1));
  }
  const whole = schema.topNodeType.create(null, blocks);
  whole.check();
  return whole;
}

/** A state of the document with the history of its trail, or without one where the trail does not fit. */
export function openTrail(doc: Node, plugins: readonly Plugin[], trail: Trail | null): EditorState {
  const fresh = () => EditorState.create({ doc, plugins: [...plugins] });
  if (!trail || trail.entries.length === 0) return fresh();
  try {
    const end = endDoc(doc, trail.end);
    const entries = trail.entries.slice(-longest);
    const start = back(end, entries);
    const state = replayed(start, end, plugins, entries, true) ?? replayed(start, end, plugins, entries, false);
    return state ? joined(state, doc, trail.end) : fresh();
  } catch {
    return fresh();
  }
}

function back(end: Node, entries: readonly TrailEntry[]): Node {
  let doc = end;
  for (const entry of entries.toReversed()) {
    for (const json of entry.inverses.toReversed()) {
      const result = Step.fromJSON(schema, json).apply(doc);
      if (!result.doc) throw new Error(result.failed ?? "a step does not fit");
      doc = result.doc;
    }
  }
  return doc;
}

/** Writes everything again; asHistory: what was undone is undone, else it counts as writing. */
function replayed(start: Node, end: Node, plugins: readonly Plugin[], entries: readonly TrailEntry[], asHistory: boolean): EditorState | null {
  let state = EditorState.create({ doc: start, plugins: [...plugins] });
  for (const entry of entries) {
    const command = asHistory && entry.how === "undo" ? undo : asHistory && entry.how === "redo" ? redo : null;
    if (command) {
      if (!command(state, (tr) => (state = state.apply(tr.setMeta("replay", true))))) return null;
      continue;
    }
    const tr = state.tr.setTime(entry.at).setMeta("replay", true);
    if (entry.how === "silent") tr.setMeta("addToHistory", false);
    for (const json of entry.steps) if (tr.maybeStep(Step.fromJSON(schema, json)).failed) return null;
    state = state.apply(tr);
  }
  return state.doc.eq(end) ? state : null;
}

/**
 * What saving made of the document is no act of the person: it comes under the
 * history, block by block, so that the places of what can be undone hold.
 */
function joined(state: EditorState, doc: Node, end: TrailEnd): EditorState {
  const gone = new Set(end.odd.flatMap(([index, , none]) => (none ? [index] : [])));
  const tr = closeHistory(state.tr).setMeta("replay", true).setMeta("addToHistory", false);
  const pairs: { pos: number; block: Node; saved: Node | null }[] = [];
  let next = 0;
  state.doc.forEach((block, pos, index) => pairs.push({ pos, block, saved: gone.has(index) ? null : doc.maybeChild(next++) }));
  if (next !== doc.childCount) {
    if (next > 0 || doc.childCount !== 1) throw new Error("the trail ends elsewhere");
    const only = pairs[0]; // nothing was written: an empty document has an empty paragraph
    if (only) only.saved = doc.child(0);
  }
  for (const { pos, block, saved } of pairs.toReversed()) matched(tr, pos, block, saved);
  if (!tr.doc.eq(doc)) throw new Error("the trail ends elsewhere");
  return state.apply(tr);
}

function matched(tr: Transaction, pos: number, block: Node, saved: Node | null): void {
  if (saved && block.eq(saved)) return;
  if (!saved) tr.delete(pos, pos + block.nodeSize);
  else if (block.type !== saved.type) tr.replaceWith(pos, pos + block.nodeSize, saved);
  else {
    const from = block.content.findDiffStart(saved.content);
    const to = block.content.findDiffEnd(saved.content);
    if (from !== null && to) {
      const over = Math.max(0, from - Math.min(to.a, to.b));
      tr.replace(pos + 1 + from, pos + 1 + to.a + over, saved.slice(from, to.b + over));
    }
    for (const name of Object.keys(saved.attrs)) if (block.attrs[name] !== saved.attrs[name]) tr.setNodeAttribute(pos, name, saved.attrs[name]);
  }
}
