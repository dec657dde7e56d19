/** What toolbar, keys and menu do to blocks and words. Each is a command of ProseMirror: it says whether it can, and does it when given dispatch. */
import { lift, toggleMark, wrapIn } from "prosemirror-commands";
import { liftListItem, wrapInList } from "prosemirror-schema-list";
import { NodeSelection, TextSelection, type Command, type EditorState, type Transaction } from "prosemirror-state";
import { type Attrs, type Node } from "prosemirror-model";
import { markType, type } from "./schema";
import { sortNotes } from "./notes";

/** What a block can be made into; wrappers stand around blocks. */
export const kinds = ["paragraph", "heading2", "heading3", "heading4", "preformatted", "quotation", "aside"] as const;
export type Kind = (typeof kinds)[number];

/** Makes the blocks of the selection into paragraphs, headings or preformatted text, or puts them into a quotation or box. */
export function setKind(kind: Kind): Command {
  if (kind === "quotation" || kind === "aside") return wrap(kind);
  const level = kind.startsWith("heading") ? Number(kind.at(-1)) : null;
  const target = type(level === null ? kind : "heading");
  return (state, dispatch) => {
    // A paragraph asked for inside a quotation is one outside of it, when it is one already.
    const { from, to, $from } = state.selection;
    if (kind === "paragraph" && $from.parent.type === target && around($from, ["quotation", "aside"])) return lift(state, dispatch);
    const own = (node: Node): Attrs => ({ id: node.attrs["id"] ?? null, lang: node.attrs["lang"], dir: node.attrs["dir"], ...(level === null ? {} : { level }) });
    let can = false;
    state.doc.nodesBetween(from, to, (node, pos) => {
      if (!node.isTextblock || node.hasMarkup(target, own(node))) return true;
      const $pos = state.doc.resolve(pos);
      can ||= $pos.parent.canReplaceWith($pos.index(), $pos.index() + 1, target);
      return false;
    });
    if (!can) return false;
    if (!dispatch) return true;
    const tr = state.tr;
    if (level !== null) unbroken(tr, from, to);
    dispatch(tr.setBlockType(tr.mapping.map(from), tr.mapping.map(to), target, own).scrollIntoView());
    return true;
  };
}

/** A heading has no line breaks: they become spaces. */
function unbroken(tr: Transaction, from: number, to: number): void {
  const breaks: number[] = [];
  tr.doc.nodesBetween(from, to, (node, pos, parent) => {
    if (!node.isTextblock || !parent) return;
    node.forEach((child, offset) => {
      if (child.type.name === "break") breaks.unshift(pos + 1 + offset);
    });
  });
  for (const pos of breaks) tr.replaceWith(pos, pos + 1, tr.doc.type.schema.text(" "));
}

/** The depth of the innermost node around a place that has one of those names, 0 for none. */
export function around($pos: EditorState["selection"]["$from"], names: readonly string[]): number {
  for (let depth = $pos.depth; depth > 0; depth--) if (names.includes($pos.node(depth).type.name)) return depth;
  return 0;
}

function wrap(name: "quotation" | "aside"): Command {
  return (state, dispatch) => (around(state.selection.$from, [name]) ? lift(state, dispatch) : wrapIn(type(name))(state, dispatch));
}

/** Makes items of the blocks, changes the sort of their list, or takes them out of it. */
export function toggleList(name: "bullets" | "numbers"): Command {
  return (state, dispatch) => {
    const { $from } = state.selection;
    const depth = around($from, ["bullets", "numbers"]);
    if (depth === 0 || around($from, ["cell", "headcell"]) > depth) return wrapInList(type(name))(state, dispatch);
    const list = $from.node(depth);
    if (list.type.name === name) return liftListItem(type("item"))(state, dispatch);
    dispatch?.(state.tr.setNodeMarkup($from.before(depth), type(name), { id: list.attrs["id"], lang: list.attrs["lang"], dir: list.attrs["dir"] }));
    return true;
  };
}

/** Switches a mark without attributes on or off. */
export function toggle(name: string): Command {
  return toggleMark(markType(name));
}

/** Moves an item within its list, or the block at the caret past its neighbour. */
export function move(by: 1 | -1): Command {
  return (state, dispatch) => {
    const { $from, $to } = state.selection;
    const selected = state.selection instanceof NodeSelection;
    for (let depth = $from.depth + (selected ? 1 : 0); depth > 0; depth--) {
      const parent = $from.node(depth - 1);
      if (depth - 1 > $from.sharedDepth($to.pos) || !["doc", "bullets", "numbers", "gallery"].includes(parent.type.name)) continue;
      const first = $from.index(depth - 1);
      const last = Math.max(first, $to.depth >= depth ? $to.index(depth - 1) : selected ? first : $to.index(depth - 1) - 1);
      const other = by < 0 ? first - 1 : last + 1;
      if (other < 0 || other >= parent.childCount || !swappable(parent, other, first)) continue;
      if (dispatch) dispatch(swapped(state, depth - 1, first, last, by));
      return true;
    }
    return false;
  };
}

function swappable(parent: Node, other: number, own: number): boolean {
  const fixed = (node: Node) => node.type.name === "notes" || node.type.name === "figcaption";
  return !fixed(parent.child(other)) && !fixed(parent.child(own));
}

/** The neighbour goes to the other side, so that the selection stays where it is. */
function swapped(state: EditorState, depth: number, first: number, last: number, by: 1 | -1): Transaction {
  const $from = state.selection.$from;
  const parent = $from.node(depth);
  const neighbour = parent.child(by < 0 ? first - 1 : last + 1);
  const start = $from.posAtIndex(first, depth);
  let end = start;
  for (let i = first; i <= last; i++) end += parent.child(i).nodeSize;
  const tr = state.tr;
  if (by < 0) tr.insert(end, neighbour).delete(start - neighbour.nodeSize, start);
  else tr.delete(end, end + neighbour.nodeSize).insert(start, neighbour);
  if (depth === 0) sortNotes(tr);
  // A place at the very edge would otherwise go along with the neighbour.
  const shift = by < 0 ? -neighbour.nodeSize : neighbour.nodeSize;
  const { selection } = state;
  if (selection instanceof NodeSelection) tr.setSelection(NodeSelection.create(tr.doc, selection.from + shift));
  else if (selection instanceof TextSelection) tr.setSelection(TextSelection.create(tr.doc, selection.anchor + shift, selection.head + shift));
  return tr.scrollIntoView();
}

/** Gives the selected words a language and direction, or the whole block where nothing is selected; null takes it away. */
export function setLanguage(lang: string | null, dir: string | null): Command {
  return (state, dispatch) => {
    const { from, to, empty, $from, $to } = state.selection;
    if (!empty && $from.sameParent($to) && $from.parent.isTextblock) {
      const tr = state.tr.removeMark(from, to, markType("span"));
      if (lang ?? dir) tr.addMark(from, to, markType("span").create({ lang, dir }));
      dispatch?.(tr);
      return true;
    }
    const tr = state.tr;
    state.doc.nodesBetween(from, to, (node, pos, parent) => {
      if (parent === state.doc && "lang" in node.attrs && node.type.name !== "notes") tr.setNodeMarkup(pos, null, { ...node.attrs, lang, dir });
      return false;
    });
    if (inNote($from)) tr.setNodeMarkup($from.before(2), null, { ...$from.node(2).attrs, lang, dir });
    dispatch?.(tr);
    return tr.docChanged;
  };
}

function inNote($from: EditorState["selection"]["$from"]): boolean {
  return $from.depth > 1 && $from.node(2).type.name === "note";
}

/** Puts a block behind the one at the caret, or in its place where that is empty, and leads into it. */
export function insertBlock(block: Node): Command {
  return (state, dispatch) => {
    const { $from } = state.selection;
    const place = placeFor($from, block);
    if (!place) return false;
    if (!dispatch) return true;
    const tr = state.tr;
    const here = place.depth < $from.depth ? $from.node(place.depth + 1) : null;
    const blank = here?.isTextblock && here.content.size === 0 && $from.node(place.depth).canReplaceWith(place.index - 1, place.index, block.type);
    const end = $from.posAtIndex(place.index, place.depth);
    const pos = blank ? end - here.nodeSize : end;
    tr.replaceWith(pos, end, block);
    after(tr, pos, block);
    dispatch(tr.scrollIntoView());
    return true;
  };
}

/** The innermost node around the caret that may hold the block: its depth, and before which of its children. */
function placeFor($from: EditorState["selection"]["$from"], block: Node): { depth: number; index: number } | null {
  for (let depth = $from.depth - ($from.parent.isTextblock ? 1 : 0); depth >= 0; depth--) {
    const node = $from.node(depth);
    if (node.type.name === "notes") continue;
    const index = Math.min($from.indexAfter(depth), node.childCount - (node.lastChild?.type.name === "notes" ? 1 : 0));
    if (node.canReplaceWith(index, index, block.type)) return { depth, index };
  }
  return null;
}

/** Leads to where one writes on: into the block, or behind what holds no words. */
function after(tr: Transaction, pos: number, block: Node): void {
  if (block.type.name === "table") {
    const caption = block.firstChild?.nodeSize ?? 0;
    tr.setSelection(TextSelection.near(tr.doc.resolve(pos + 1 + caption + 1)));
    return;
  }
  if (block.isTextblock || !block.isLeaf) {
    tr.setSelection(TextSelection.near(tr.doc.resolve(pos + 1)));
    return;
  }
  const end = pos + block.nodeSize;
  if (!tr.doc.resolve(end).nodeAfter?.isTextblock) tr.insert(end, type("paragraph").create());
  tr.setSelection(TextSelection.near(tr.doc.resolve(end + 1)));
}

/** A new paragraph behind the whole block at the caret: the way out of tables, figures and boxes. */
export const below: Command = (state, dispatch) => {
  const { $to } = state.selection;
  const index = Math.min($to.indexAfter(0), state.doc.childCount - (state.doc.lastChild?.type.name === "notes" ? 1 : 0));
  const pos = $to.posAtIndex(index, 0);
  const tr = state.tr.insert(pos, type("paragraph").create());
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, pos + 1)).scrollIntoView());
  return true;
};

/** Enter in a caption: out of the figure, or into the table. */
export const leaveCaption: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  const name = $from.parent.type.name;
  if (!empty || (name !== "figcaption" && name !== "caption")) return false;
  if (name === "figcaption") return below(state, dispatch);
  dispatch?.(state.tr.setSelection(TextSelection.near(state.doc.resolve($from.after()))).scrollIntoView());
  return true;
};

/** A line break, in preformatted text a line end. */
export const insertBreak: Command = (state, dispatch) => {
  const { $from } = state.selection;
  if ($from.parent.type.spec.code) {
    dispatch?.(state.tr.insertText("\n").scrollIntoView());
    return true;
  }
  if (!$from.parent.canReplaceWith($from.index(), $from.index(), type("break"))) return false;
  dispatch?.(state.tr.replaceSelectionWith(type("break").create()).scrollIntoView());
  return true;
};

/** The extent of the link at the caret, and its address. */
export function linkAt(state: EditorState): { from: number; to: number; href: string } | null {
  const { $from, empty, from, to } = state.selection;
  const link = markType("a");
  const mark = link.isInSet($from.marks()) ?? link.isInSet($from.nodeAfter?.marks ?? []);
  if (!empty) {
    let href = "";
    state.doc.nodesBetween(from, to, (node) => void (href ||= (link.isInSet(node.marks)?.attrs["href"] as string | undefined) ?? ""));
    return href ? { from, to, href } : null;
  }
  if (!mark) return null;
  const parent = $from.parent;
  let start = $from.start();
  let found: { from: number; to: number; href: string } | null = null;
  for (let i = 0; i < parent.childCount; ) {
    let end = start;
    const linked = mark.isInSet(parent.child(i).marks);
    while (i < parent.childCount && mark.isInSet(parent.child(i).marks) === linked) end += parent.child(i++).nodeSize;
    if (linked && start <= from && from <= end) found = { from: start, to: end, href: mark.attrs["href"] as string };
    start = end;
  }
  return found;
}

/** Links the selected words, or the link at the caret anew; without either the words are put in. "" unlinks. */
export function setLink(href: string, words: string): Command {
  return (state, dispatch) => {
    const { empty } = state.selection;
    const at = linkAt(state) ?? { from: state.selection.from, to: state.selection.to };
    const tr = state.tr;
    if (!href) {
      dispatch?.(tr.removeMark(at.from, at.to, markType("a")));
      return true;
    }
    const mark = markType("a").create({ href });
    if (empty && at.from === at.to) {
      if (!state.selection.$from.parent.inlineContent || !state.selection.$from.parent.type.allowsMarkType(mark.type)) return false;
      tr.insert(at.from, state.schema.text(words || href, mark.addToSet(state.selection.$from.marks())));
      tr.removeStoredMark(mark);
    } else tr.addMark(at.from, at.to, mark);
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}
