/**
 * Places that the page wants shown in the text: words that a note is about, or
 * that preflight found. They keep up with what is written and are no part of it.
 */
import { Plugin, PluginKey, type EditorState, type Transaction } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import type { Node } from "prosemirror-model";
import { blockWithId } from "./blocks";

export interface Spot {
  id: string;
  /** The block's id, the words in it, and the letter of its text that they stand nearest to. */
  block: string;
  words: string;
  near: number;
  look: "note" | "mend" | "look";
}

interface Shown {
  id: string;
  class: string;
}

const key = new PluginKey<DecorationSet>("spots");

export function spots(clicked: (id: string) => void): Plugin {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (tr, set) => (tr.getMeta(key) as DecorationSet | undefined) ?? (tr.docChanged ? set.map(tr.mapping, tr.doc) : set),
    },
    props: {
      decorations: (state) => key.getState(state),
      handleClick: (view, pos) => {
        const [found] = key.getState(view.state)?.find(pos, pos) ?? [];
        if (found) clicked((found.spec as Shown).id);
        return false;
      },
    },
  });
}

/** Shows these places and no others. The answer names those whose words are not there. */
export function show(state: EditorState, list: readonly Spot[]): { tr: Transaction; lost: string[] } {
  const lost: string[] = [];
  const found = list.flatMap((spot) => {
    const at = blockWithId(state.doc, spot.block);
    const range = at && wordsIn(at.node, spot.words, spot.near);
    if (!at || !range) {
      lost.push(spot.id);
      return [];
    }
    return [Decoration.inline(at.pos + 1 + range.from, at.pos + 1 + range.to, { class: `editor-spot editor-spot-${spot.look}` }, { id: spot.id })];
  });
  return { tr: state.tr.setMeta(key, DecorationSet.create(state.doc, found)).setMeta("addToHistory", false), lost };
}

/** Where a shown place is now: positions in the document; null once its words are gone. */
export function spotAt(state: EditorState, id: string): { from: number; to: number } | null {
  const [found] = key.getState(state)?.find(undefined, undefined, (spec) => (spec as Shown).id === id) ?? [];
  return found && found.from < found.to ? { from: found.from, to: found.to } : null;
}

/** The place of words in a block, by positions inside it: the one nearest to a letter of its text. */
export function wordsIn(block: Node, words: string, near: number): { from: number; to: number } | null {
  let text = "";
  const places: number[] = [];
  const add = (node: Node, pos: number) => {
    const here = node.type.name === "break" ? "\n" : (node.text ?? "");
    for (let i = 0; i < here.length; i++) places.push(pos + i);
    text += here;
  };
  block.descendants((node, pos) => add(node, pos));
  let best = -1;
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) if (best < 0 || Math.abs(at - near) < Math.abs(best - near)) best = at;
  const [from, to] = [places[best], places[best + words.length - 1]];
  return words && from !== undefined && to !== undefined ? { from, to: to + 1 } : null;
}
