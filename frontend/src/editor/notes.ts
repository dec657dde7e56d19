/**
 * Endnotes. A reference is an atom that knows the id of its note; its number is
 * the note's place in the list. Taking the last reference away takes its note
 * along and the other way round, in the same step of the history; a reference
 * that comes back by cutting and pasting brings its note.
 */
import { Plugin, PluginKey, TextSelection, type Command, type EditorState, type Transaction } from "prosemirror-state";
import type { EditorView, NodeView } from "prosemirror-view";
import { Fragment, type Node } from "prosemirror-model";
import { type } from "./schema";
import { noteNumbers } from "./tree";

const key = new PluginKey<Held>("notes");

/** Notes that were taken away in this session, by their ids, for references that come back. */
interface Held {
  lost: ReadonlyMap<string, Node>;
}

export function endnotes(): Plugin {
  const views = new Set<Reference>();
  return new Plugin<Held>({
    key,
    state: {
      init: () => ({ lost: new Map() }),
      apply(tr, held) {
        const gone = tr.getMeta(key) as Map<string, Node> | undefined;
        return gone ? { lost: new Map([...held.lost, ...gone]) } : held;
      },
    },
    props: { nodeViews: { noteref: (node) => new Reference(node, views) } },
    view: (view) => {
      let shown: readonly string[] = [];
      const renew = () => {
        const numbers = noteNumbers(view.state.doc);
        shown = [...numbers.keys()];
        for (const reference of views) reference.number(numbers);
      };
      renew();
      return {
        update: (_, before) => {
          const notes = view.state.doc.lastChild;
          if (notes === before.doc.lastChild && ![...views].some((one) => one.fresh)) return;
          if (notes?.type.name === "notes" || shown.length > 0) renew();
        },
      };
    },
    appendTransaction(transactions, before, after) {
      if (!transactions.some((tr) => tr.docChanged) || transactions.some((tr) => tr.getMeta("replay"))) return null;
      return balanced(transactions, before, after);
    },
  });
}

/** A reference on the page. */
class Reference implements NodeView {
  readonly dom = document.createElement("a");
  readonly #views: Set<Reference>;
  readonly #note: string;
  fresh = true;

  constructor(node: Node, views: Set<Reference>) {
    this.dom.setAttribute("role", "doc-noteref");
    this.dom.className = "editor-noteref";
    this.#note = node.attrs["note"] as string;
    this.dom.dataset["note"] = this.#note;
    this.#views = views;
    views.add(this);
  }
  number(numbers: ReadonlyMap<string, number>): void {
    this.fresh = false;
    const text = String(numbers.get(this.#note) ?? "");
    if (this.dom.textContent !== text) this.dom.textContent = text;
  }
  destroy(): void {
    this.#views.delete(this);
  }
  ignoreMutation(): boolean {
    return true;
  }
}

/** What a change took out or brought in that has to do with notes. */
function balanced(transactions: readonly Transaction[], before: EditorState, after: EditorState): Transaction | null {
  const went = touched(before.doc, transactions, false);
  const came = touched(after.doc, transactions, true);
  if (went.refs.size + went.notes.size + came.refs.size === 0) return null;
  const refs = references(after.doc);
  const numbers = noteNumbers(after.doc);
  const orphans = [...went.refs].filter((id) => !refs.has(id) && numbers.has(id));
  const loose = [...went.notes.keys()].filter((id) => refs.has(id) && !numbers.has(id));
  const back = [...came.refs].filter((id) => !numbers.has(id) && !loose.includes(id) && (key.getState(after)?.lost.has(id) || went.notes.has(id)));
  if (orphans.length + loose.length + back.length === 0) return null;
  const tr = after.tr;
  const lost = new Map(went.notes);
  for (const id of orphans) {
    const at = noteAt(tr.doc, id);
    if (at) lost.set(id, at.node);
    removeNote(tr, id);
  }
  for (const id of loose) removeReferences(tr, id);
  for (const id of back) {
    const note = key.getState(after)?.lost.get(id) ?? went.notes.get(id);
    if (note) addNote(tr, note, noteOrder(tr.doc, id));
  }
  return tr.setMeta(key, lost);
}

/** The references and notes in the parts of a document that transactions changed. */
function touched(doc: Node, transactions: readonly Transaction[], later: boolean): { refs: Set<string>; notes: Map<string, Node> } {
  const refs = new Set<string>();
  const notes = new Map<string, Node>();
  const steps = transactions.flatMap((tr) => tr.steps);
  steps.forEach((step, i) => {
    step.getMap().forEach((oldFrom, oldTo, newFrom, newTo) => {
      // The places of this step, carried to the document that is looked at.
      let [from, to] = later ? [newFrom, newTo] : [oldFrom, oldTo];
      const rest = later ? steps.slice(i + 1) : steps.slice(0, i).reverse();
      for (const other of rest) {
        const map = later ? other.getMap() : other.getMap().invert();
        [from, to] = [map.map(from, -1), map.map(to, 1)];
      }
      doc.nodesBetween(Math.max(0, from), Math.min(doc.content.size, to), (node) => {
        if (node.type.name === "noteref") refs.add(node.attrs["note"] as string);
        if (node.type.name === "note") notes.set(node.attrs["id"] as string, node);
      });
    });
  });
  return { refs, notes };
}

/** The notes that are referred to, in the order of their first references. */
export function references(doc: Node): Set<string> {
  const found = new Set<string>();
  doc.descendants((node) => {
    if (node.type.name === "noteref") found.add(node.attrs["note"] as string);
    return node.type.name !== "notes";
  });
  return found;
}

/** Where a note stands. */
export function noteAt(doc: Node, id: string): { node: Node; pos: number } | null {
  const notes = doc.lastChild;
  if (notes?.type.name !== "notes") return null;
  let found: { node: Node; pos: number } | null = null;
  const start = doc.content.size - notes.nodeSize + 1;
  notes.forEach((node, offset) => {
    if (node.attrs["id"] === id) found = { node, pos: start + offset };
  });
  return found;
}

function removeNote(tr: Transaction, id: string): void {
  const at = noteAt(tr.doc, id);
  if (!at) return;
  const notes = tr.doc.lastChild as Node;
  if (notes.childCount === 1) tr.delete(tr.doc.content.size - notes.nodeSize, tr.doc.content.size);
  else tr.delete(at.pos, at.pos + at.node.nodeSize);
}

function removeReferences(tr: Transaction, id: string): void {
  const places: number[] = [];
  tr.doc.descendants((node, pos) => {
    if (node.type.name === "noteref" && node.attrs["note"] === id) places.unshift(pos);
  });
  for (const pos of places) tr.delete(pos, pos + 1);
}

/** The place in the list that a note has by its first reference: behind those of the references before it. */
function noteOrder(doc: Node, id: string): number {
  const numbers = noteNumbers(doc);
  let order = 0;
  for (const other of references(doc)) {
    if (other === id) break;
    order = Math.max(order, numbers.get(other) ?? 0);
  }
  return order;
}

/** Puts a note into the list, which is made where there is none. */
export function addNote(tr: Transaction, note: Node, order: number): void {
  const notes = tr.doc.lastChild;
  if (notes?.type.name !== "notes") {
    tr.insert(tr.doc.content.size, type("notes").create(null, note));
    return;
  }
  let pos = tr.doc.content.size - notes.nodeSize + 1;
  for (let i = 0; i < Math.min(order, notes.childCount); i++) pos += notes.child(i).nodeSize;
  tr.insert(pos, note);
}

/** An id that no note has. */
export function freeNoteId(doc: Node, taken: ReadonlySet<string> = new Set()): string {
  const numbers = noteNumbers(doc);
  for (let n = numbers.size + 1; ; n++) if (!numbers.has(`fn-${n}`) && !taken.has(`fn-${n}`)) return `fn-${n}`;
}

/** Sorts the notes by their first references, after blocks have changed places. */
export function sortNotes(tr: Transaction): void {
  const notes = tr.doc.lastChild;
  if (notes?.type.name !== "notes") return;
  const order = [...references(tr.doc)];
  const place = (note: Node) => {
    const at = order.indexOf(note.attrs["id"] as string);
    return at < 0 ? order.length : at;
  };
  const sorted = notes.content.content.slice().sort((a, b) => place(a) - place(b));
  if (sorted.every((note, i) => note === notes.child(i))) return;
  const start = tr.doc.content.size - notes.nodeSize + 1;
  tr.replaceWith(start, start + notes.content.size, Fragment.from(sorted));
}

/** Puts a reference behind the selection and leads into its new note. */
export const insertNote: Command = (state, dispatch) => {
  const { $to } = state.selection;
  const at = $to.index();
  if (inNotes(state) || !$to.parent.isTextblock || !$to.parent.canReplaceWith(at, at, type("noteref"))) return false;
  if (!dispatch) return true;
  const id = freeNoteId(state.doc, new Set(key.getState(state)?.lost.keys()));
  const tr = state.tr.insert($to.pos, type("noteref").create({ note: id }, null, $to.marks().filter((mark) => mark.type.name === "strong" || mark.type.name === "em")));
  addNote(tr, type("note").create({ id }, type("paragraph").create()), noteOrder(tr.doc, id));
  const note = noteAt(tr.doc, id);
  if (note) tr.setSelection(TextSelection.near(tr.doc.resolve(note.pos + 2)));
  dispatch(tr.scrollIntoView());
  return true;
};

/** Whether the caret is in a note. */
export function inNotes(state: EditorState): boolean {
  return state.selection.$from.node(1)?.type.name === "notes";
}

/** From a reference at the caret to its note, and from a note to its first reference. */
export const followNote: Command = (state, dispatch) => {
  const to = inNotes(state) ? firstReference(state) : referredNote(state);
  if (to === null) return false;
  dispatch?.(state.tr.setSelection(TextSelection.near(state.doc.resolve(to), -1)).scrollIntoView());
  return true;
};

function firstReference(state: EditorState): number | null {
  const id = state.selection.$from.node(2)?.attrs["id"] as string | undefined;
  let found: number | null = null;
  state.doc.descendants((node, pos) => {
    if (node.type.name === "noteref" && node.attrs["note"] === id) found ??= pos + 1;
    return found === null;
  });
  return found;
}

function referredNote(state: EditorState): number | null {
  const { $from, $to } = state.selection;
  const near = [$from.nodeAfter, $to.nodeBefore, $from.nodeBefore].find((node) => node?.type.name === "noteref");
  const note = near && noteAt(state.doc, near.attrs["note"] as string);
  return note ? note.pos + note.node.nodeSize - 2 : null;
}

/** A double click on a reference leads to its note. */
export function followClick(view: EditorView, _pos: number, node: Node): boolean {
  if (node.type.name !== "noteref") return false;
  const note = noteAt(view.state.doc, node.attrs["note"] as string);
  if (!note) return false;
  view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(note.pos + note.node.nodeSize - 2), -1)).scrollIntoView());
  return true;
}
