// @vitest-environment node
import { history, redo, undo } from "prosemirror-history";
import { EditorState, TextSelection, type Command, type Transaction } from "prosemirror-state";
import { splitBlock } from "prosemirror-commands";
import { describe, expect, it } from "vitest";
import type { BodyNode } from "../api/types.gen";
import { blockIds } from "./blocks";
import { endnotes, insertNote } from "./notes";
import { endOf, openTrail, TrailWriter, type Trail } from "./trail";
import { fromTree, toTree } from "./tree";

const p = (id: string, words: string): BodyNode => ({ t: "p", a: { id }, c: [{ x: words }] });
const plugins = () => [history(), blockIds(), endnotes()];

/** Writes with a trail; a second passes before each act where nothing else is said. */
class Hand {
  state: EditorState;
  readonly trail = new TrailWriter();
  #now = 1_000_000;
  constructor(blocks: BodyNode[], private readonly pause = 1000) {
    this.state = EditorState.create({ doc: fromTree(blocks), plugins: plugins() });
  }
  send(tr: Transaction, how?: "undo" | "redo") {
    const done = this.state.applyTransaction(tr.setTime((this.#now += this.pause)));
    this.trail.add(done.transactions, how);
    this.state = done.state;
  }
  do(command: Command, how?: "undo" | "redo") {
    command(this.state, (tr) => this.send(tr, how));
  }
  type(words: string, at: number) {
    this.send(this.state.tr.insertText(words, at));
  }
  /** What is stored: the body without what is empty, and the trail as JSON. */
  close(): { blocks: BodyNode[]; trail: Trail } {
    const end = endOf(this.state.doc, (block) => (!block.textContent && block.isTextblock ? "gone" : block.attrs["id"] ? "even" : "odd"));
    const blocks = toTree(this.state.doc).map((block, i) => ({ ...block, a: { id: `s${i}`, ...block.a } }));
    return JSON.parse(JSON.stringify({ blocks, trail: { entries: this.trail.take(), end } })) as { blocks: BodyNode[]; trail: Trail };
  }
}

function all(state: EditorState, command: Command): { state: EditorState; times: number } {
  let times = 0;
  while (command(state, (tr) => (state = state.apply(tr)))) times++;
  return { state, times };
}

describe("the trail", () => {
  it("lets everything be undone after a restart, and done again", () => {
    const start = [p("a", "one"), p("b", "two")];
    const hand = new Hand(start);
    hand.type("!", 4);
    hand.type("?", 10);
    hand.do(splitBlock);
    const { blocks, trail } = hand.close();
    const opened = openTrail(fromTree(blocks), plugins(), trail);
    expect(opened.doc.eq(fromTree(blocks))).toBe(true);
    const back = all(opened, undo);
    expect(back.times).toBe(3);
    expect(toTree(back.state.doc)).toEqual(start);
    expect(toTree(all(back.state, redo).state.doc)).toEqual(blocks);
  });

  it("takes what was undone for undone, not for writing", () => {
    const hand = new Hand([p("a", "one")]);
    hand.type("!", 4);
    hand.type("?", 5);
    hand.do(undo, "undo");
    const { blocks, trail } = hand.close();
    const opened = openTrail(fromTree(blocks), plugins(), trail);
    expect(toTree(all(opened, redo).state.doc)).toEqual([p("a", "one!?")]);
    const back = all(opened, undo);
    expect([back.times, toTree(back.state.doc)]).toEqual([1, [p("a", "one")]]);
  });

  it("holds what follows by itself together with its cause", () => {
    const hand = new Hand([p("a", "one")]);
    hand.send(hand.state.tr.setSelection(TextSelection.create(hand.state.doc, 4)));
    hand.do(insertNote);
    hand.send(hand.state.tr.insertText("why"));
    const before = toTree(hand.state.doc);
    hand.send(hand.state.tr.delete(4, 5)); // the reference, and the note with it
    expect(toTree(hand.state.doc)).toEqual([p("a", "one")]);
    const { blocks, trail } = hand.close();
    let opened = openTrail(fromTree(blocks), plugins(), trail);
    undo(opened, (tr) => (opened = opened.apply(tr)));
    expect(toTree(opened.doc).map((block) => block.c)).toEqual(before.map((block) => block.c));
  });

  it("outlives what saving took away: an empty paragraph", () => {
    const hand = new Hand([p("a", "one")]);
    hand.send(hand.state.tr.setSelection(TextSelection.create(hand.state.doc, 4)));
    hand.do(splitBlock);
    const { blocks, trail } = hand.close();
    expect(blocks).toEqual([p("a", "one")]);
    const opened = openTrail(fromTree(blocks), plugins(), trail);
    expect(opened.doc.childCount).toBe(1);
    expect(toTree(all(opened, undo).state.doc)).toEqual([p("a", "one")]);
  });

  it("holds what is typed in one breath as one", () => {
    const hand = new Hand([p("a", "one")], 100);
    for (const [i, letter] of [..." two."].entries()) hand.type(letter, 4 + i);
    const { blocks, trail } = hand.close();
    expect(trail.entries).toHaveLength(1);
    const back = all(openTrail(fromTree(blocks), plugins(), trail), undo);
    expect([back.times, toTree(back.state.doc)]).toEqual([1, [p("a", "one")]]);
  });

  it("goes on over several saves and openings", () => {
    const hand = new Hand([p("a", "one")]);
    hand.type("!", 4);
    const first = hand.close();
    hand.type("?", 5);
    const second = hand.close();
    const opened = openTrail(fromTree(second.blocks), plugins(), { entries: [...first.trail.entries, ...second.trail.entries], end: second.trail.end });
    expect(toTree(all(opened, undo).state.doc)).toEqual([p("a", "one")]);
  });

  it.each<[string, (trail: Trail) => Trail]>([
    ["its beginning is lost", (trail) => ({ ...trail, entries: trail.entries.slice(1) })],
    ["a step is damaged", (trail) => ({ ...trail, entries: trail.entries.map((entry) => ({ ...entry, inverses: [{ stepType: "none" }] })) })],
    ["it is another text's", (trail) => ({ entries: trail.entries.map((entry) => ({ ...entry, inverses: [{ stepType: "replace", from: 900, to: 901 }] })), end: trail.end })],
    ["it is no trail", () => ({ entries: [{}], end: {} }) as unknown as Trail],
  ])("opens the text even where %s", (_, spoil) => {
    const hand = new Hand([p("a", "one")]);
    hand.type("!", 4);
    hand.type("?", 5);
    const { blocks, trail } = hand.close();
    const opened = openTrail(fromTree(blocks), plugins(), spoil(trail));
    expect(toTree(opened.doc)).toEqual(blocks);
  });
});
