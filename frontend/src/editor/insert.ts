/** Brings blocks from elsewhere into the document: what was pasted, dropped, quoted or handed over by the page. */
import { Fragment, Slice, type Node } from "prosemirror-model";
import { Selection, type EditorState, type Transaction } from "prosemirror-state";
import type { BodyNode } from "../api/types.gen";
import { blockAt } from "./blocks";
import { addNote, freeNoteId } from "./notes";
import { type } from "./schema";
import { fragmentOf } from "./tree";

/** Puts blocks in place of a range; their endnotes join those that are there, under ids of their own. */
export function insertTree(tr: Transaction, from: number, to: number, blocks: readonly BodyNode[]): Transaction {
  const nodes = fragmentOf(blocks).content.slice();
  const notes = nodes.at(-1)?.type.name === "notes" ? (nodes.pop() as Node) : null;
  const names = new Map<string, string>();
  notes?.forEach((note) => names.set(note.attrs["id"] as string, freeNoteId(tr.doc, new Set(names.values()))));
  const content = renamed(Fragment.from(nodes), names);
  if (content.size > 0) place(tr, from, to, content);
  let order = tr.doc.lastChild?.type.name === "notes" ? tr.doc.lastChild.childCount : 0;
  notes?.forEach((note) => addNote(tr, type("note").create({ ...note.attrs, id: names.get(note.attrs["id"] as string) }, note.content), order++));
  return tr;
}

/** The same for a state: where the range cannot hold the blocks, they come behind its last one. */
export function inserted(state: EditorState, from: number, to: number, blocks: readonly BodyNode[]): Transaction {
  try {
    return insertTree(state.tr, from, to, blocks);
  } catch {
    const at = blockAt(state.doc, to);
    const behind = at && at.node.type.name !== "notes" ? at.pos + at.node.nodeSize : 0;
    return insertTree(state.tr, behind, behind, blocks);
  }
}

/** A paragraph at either end joins the text around it. */
function place(tr: Transaction, from: number, to: number, content: Fragment): void {
  const open = (node: Node | null) => (node?.type.name === "paragraph" && !node.attrs["lang"] ? 1 : 0);
  const single = content.childCount === 1;
  const slice = new Slice(content, open(content.firstChild), open(content.lastChild));
  const before = tr.steps.length;
  if (single && open(content.firstChild)) tr.replace(from, to, slice);
  else tr.replaceRange(from, to, slice);
  const end = tr.mapping.slice(before).map(to);
  tr.setSelection(Selection.near(tr.doc.resolve(end), -1));
}

function renamed(content: Fragment, names: ReadonlyMap<string, string>): Fragment {
  const out: Node[] = [];
  content.forEach((node) => {
    const name = node.type.name === "noteref" ? names.get(node.attrs["note"] as string) : undefined;
    if (name) out.push(node.type.create({ note: name }, null, node.marks));
    else out.push(node.isText || node.isLeaf ? node : node.copy(renamed(node.content, names)));
  });
  return Fragment.from(out);
}

/** Text without marks as paragraphs, for when nobody could make more of it. */
export function plainBlocks(text: string): BodyNode[] {
  return text.split(/\r?\n\s*\r?\n|\r?\n/u).map((line) => line.trim()).filter(Boolean).map((line) => ({ t: "p", c: [{ x: line }] }));
}

/** A copy of nodes that may stand beside the originals: without ids. */
export function withoutIds(slice: Slice): Slice {
  const strip = (content: Fragment): Fragment => {
    const out: Node[] = [];
    content.forEach((node) => {
      const bare = node.attrs["id"] && node.type.name !== "note" ? node.type.create({ ...node.attrs, id: null }, node.content, node.marks) : node;
      out.push(bare.isLeaf ? bare : bare.copy(strip(bare.content)));
    });
    return Fragment.from(out);
  };
  return new Slice(strip(slice.content), slice.openStart, slice.openEnd);
}
