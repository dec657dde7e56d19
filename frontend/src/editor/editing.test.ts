// @vitest-environment node
// Whatever is done to a text, in whatever order: the document stays one of the
// schema, and what would be saved of it comes back the same.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chainCommands, createParagraphNear, deleteSelection, joinBackward, liftEmptyBlock, selectNodeBackward, splitBlock } from "prosemirror-commands";
import { history, redo, undo } from "prosemirror-history";
import { liftListItem, sinkListItem, splitListItem } from "prosemirror-schema-list";
import { EditorState, NodeSelection, TextSelection, type Command, type Selection } from "prosemirror-state";
import { tableEditing } from "prosemirror-tables";
import { describe, expect, it } from "vitest";
import type { BodyNode } from "../api/types.gen";
import { blockIds } from "./blocks";
import { insertBlock, insertBreak, kinds, move, setKind, setLanguage, setLink, toggle, toggleList } from "./commands";
import { gridOrder } from "./grid";
import { inserted } from "./insert";
import { endnotes, insertNote } from "./notes";
import { type } from "./schema";
import { newTable, nextCell, tableActs } from "./tables";
import { fromTree, toTree } from "./tree";

const article = JSON.parse(readFileSync(join(import.meta.dirname, "../../../internal/body/testdata/article.json"), "utf8")) as BodyNode[];
const item = type("item");
const words = (text: string): Command => (state, dispatch) => {
  dispatch?.(state.tr.insertText(text));
  return true;
};
const commands: Command[] = [
  ...kinds.map(setKind), toggleList("bullets"), toggleList("numbers"), toggle("strong"), toggle("em"), toggle("code"), move(1), move(-1),
  setLanguage("ar", "rtl"), setLanguage(null, null), insertBreak, setLink("https://example.org", "x"), insertNote, insertNote,
  chainCommands(splitListItem(item), createParagraphNear, liftEmptyBlock, splitBlock), chainCommands(deleteSelection, joinBackward, selectNodeBackward),
  sinkListItem(item), liftListItem(item), nextCell, ...Object.values(tableActs), (state, dispatch) => insertBlock(newTable(2, 2))(state, dispatch),
  (state, dispatch) => insertBlock(type("rule").create())(state, dispatch), undo, redo, words("a"), words(" "), words("x y"), words("é"),
  (state, dispatch) => {
    dispatch?.(inserted(state, state.selection.from, state.selection.to, [...article.slice(2, 6), ...article.slice(-1)]));
    return true;
  },
];

/** Numbers that are the same every time. */
function dice(seed: number): (below: number) => number {
  return (below) => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    return (seed >>> 8) % below;
  };
}

describe("any editing", () => {
  it("leaves a document whose body comes back the same", () => {
    const [short, long] = [article.slice(0, 4), article];
    for (let run = 0; run < 250; run++) {
      const roll = dice(run + 1);
      let state = EditorState.create({ doc: fromTree(run % 2 ? long : [...short, ...article.slice(-1)]), plugins: [history(), blockIds(), endnotes(), gridOrder(), tableEditing()] });
      const done: string[] = [];
      try {
        for (let i = 0; i < 25; i++) {
          state = state.apply(state.tr.setSelection(anywhere(state, roll)));
          const which = roll(commands.length);
          done.push(`${which} at ${state.selection.from}–${state.selection.to}`);
          commands[which]?.(state, (tr) => (state = state.apply(tr)));
          state.doc.check();
        }
        const tree = toTree(state.doc);
        expect(toTree(fromTree(tree))).toEqual(tree);
        const ids = tree.map((block) => block.a?.["id"]).filter(Boolean);
        expect(new Set(ids).size).toBe(ids.length);
      } catch (cause) {
        throw new Error(`run ${run}: ${done.join(", ")}`, { cause });
      }
    }
  });
});

/** A caret, a few words, or a node. */
function anywhere(state: EditorState, roll: (below: number) => number): Selection {
  const at = state.doc.resolve(roll(state.doc.content.size));
  const node = state.doc.nodeAt(at.pos);
  if (node && !node.isText && roll(5) === 0 && NodeSelection.isSelectable(node)) return NodeSelection.create(state.doc, at.pos);
  const start = TextSelection.near(at);
  return roll(3) === 0 ? TextSelection.create(state.doc, start.from, Math.min(start.$from.end(), start.from + roll(20))) : start;
}
