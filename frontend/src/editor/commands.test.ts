// @vitest-environment node
import type { Node } from "prosemirror-model";
import { history, undo } from "prosemirror-history";
import { EditorState, NodeSelection, TextSelection, type Command } from "prosemirror-state";
import { CellSelection, tableEditing } from "prosemirror-tables";
import { describe, expect, it } from "vitest";
import type { BodyNode } from "../api/types.gen";
import { blockIds } from "./blocks";
import { below, insertBreak, leaveCaption, linkAt, move, setKind, setLanguage, setLink, toggle, toggleList } from "./commands";
import { insertTree } from "./insert";
import { endnotes, followNote, insertNote } from "./notes";
import { nextCell, tableActs } from "./tables";
import { fromTree, toTree } from "./tree";
import { splitBlock } from "prosemirror-commands";

const p = (id: string, ...c: (BodyNode | string)[]): BodyNode => ({ t: "p", ...(id ? { a: { id } } : {}), c: c.map((one) => (typeof one === "string" ? { x: one } : one)) });
const ref = (note: string, number: string): BodyNode => ({ t: "a", a: { href: `#${note}`, role: "doc-noteref" }, c: [{ x: number }] });
const notes = (...ids: string[]): BodyNode => ({ t: "ol", a: { id: "notes", role: "doc-endnotes" }, c: ids.map((id) => ({ t: "li", a: { id }, c: [{ x: `note ${id}` }] })) });

/** A document with its plugins, and a hand that writes in it. */
class Desk {
  state: EditorState;
  constructor(...blocks: BodyNode[]) {
    this.state = EditorState.create({ doc: fromTree(blocks), plugins: [history(), blockIds(), endnotes(), tableEditing()] });
  }
  /** Selects words where they first stand; without to the caret stands behind them. */
  at(words: string, whole = false): this {
    let found = -1;
    this.state.doc.descendants((node, pos) => {
      const i = node.isText && found < 0 ? (node.text ?? "").indexOf(words) : -1;
      if (i >= 0) found = pos + i;
    });
    if (found < 0) throw new Error(`no ${words}`);
    const { doc, tr } = this.state;
    this.state = this.state.apply(tr.setSelection(TextSelection.create(doc, whole ? found : found + words.length, found + words.length)));
    return this;
  }
  select(name: string): this {
    let found = -1;
    this.state.doc.descendants((node: Node, pos) => {
      if (node.type.name === name && found < 0) found = pos;
    });
    this.state = this.state.apply(this.state.tr.setSelection(NodeSelection.create(this.state.doc, found)));
    return this;
  }
  do(command: Command): boolean {
    return command(this.state, (tr) => (this.state = this.state.apply(tr)));
  }
  type(words: string): this {
    this.state = this.state.apply(this.state.tr.insertText(words));
    return this;
  }
  erase(): this {
    this.state = this.state.apply(this.state.tr.deleteSelection());
    return this;
  }
  get tree(): BodyNode[] {
    return toTree(this.state.doc);
  }
  get ids(): (string | undefined)[] {
    return this.tree.map((block) => block.a?.["id"]);
  }
}

describe("ids of blocks", () => {
  it("stay with the first part of what is split", () => {
    const desk = new Desk(p("a", "one two"), p("b", "three")).at("one");
    desk.do(splitBlock);
    expect(desk.tree).toEqual([p("a", "one"), { ...p("", " two") }, p("b", "three")]);
  });
  it("go with the words where a block is split at its beginning", () => {
    const desk = new Desk(p("a", "one"));
    desk.state = desk.state.apply(desk.state.tr.setSelection(TextSelection.create(desk.state.doc, 1)));
    desk.do(splitBlock);
    expect(desk.tree).toEqual([p("a", "one")]);
  });
  it("stay on edit, and when the kind changes", () => {
    const desk = new Desk(p("a", "one")).at("one").type("!");
    desk.do(setKind("heading3"));
    expect(desk.tree).toEqual([{ t: "h3", a: { id: "a" }, c: [{ x: "one!" }] }]);
  });
  it("go over to what is put around a block", () => {
    const desk = new Desk(p("a", "one"), p("b", "two")).at("one");
    desk.do(setKind("quotation"));
    expect(desk.tree).toEqual([{ t: "blockquote", a: { id: "a" }, c: [p("", "one")] }, p("b", "two")]);
  });
  it("are undone with the rest", () => {
    const desk = new Desk(p("a", "one two")).at("one");
    const before = desk.tree;
    desk.do(splitBlock);
    desk.do(undo);
    expect(desk.tree).toEqual(before);
  });
});

describe("kinds and lists", () => {
  it("make a heading of a paragraph with a break, with a space for it", () => {
    const desk = new Desk(p("a", "one", { t: "br" }, "two")).at("one");
    desk.do(setKind("heading2"));
    expect(desk.tree[0]).toEqual({ t: "h2", a: { id: "a" }, c: [{ x: "one two" }] });
  });
  it("lift a paragraph out of a quotation", () => {
    const desk = new Desk({ t: "blockquote", a: { id: "q" }, c: [p("", "one")] }).at("one");
    desk.do(setKind("paragraph"));
    expect(desk.tree[0]?.t).toBe("p");
  });
  it("make a list, change its sort, and take it away", () => {
    const desk = new Desk(p("a", "one")).at("one");
    desk.do(toggleList("bullets"));
    expect(desk.tree[0]).toEqual({ t: "ul", a: { id: "a" }, c: [{ t: "li", c: [{ x: "one" }] }] });
    desk.do(toggleList("numbers"));
    expect(desk.tree[0]?.t).toBe("ol");
    desk.do(toggleList("numbers"));
    expect(desk.tree[0]?.t).toBe("p");
  });
  it("do not put a heading into an item", () => {
    expect(new Desk({ t: "ul", a: { id: "u" }, c: [{ t: "li", c: [{ x: "one" }] }] }).at("one").do(setKind("heading2"))).toBe(false);
  });
  it("break lines, in preformatted text by a line end", () => {
    const desk = new Desk(p("a", "one"), { t: "pre", a: { id: "b" }, c: [{ x: "two" }] });
    desk.at("on").do(insertBreak);
    desk.at("tw").do(insertBreak);
    expect(desk.tree).toEqual([p("a", "on", { t: "br" }, "e"), { t: "pre", a: { id: "b" }, c: [{ x: "tw\no" }] }]);
  });
});

describe("the way out", () => {
  const picture = (): BodyNode => ({ t: "figure", a: { "data-type": "image", "data-src": "https://example.org/x", id: "f" }, c: [{ t: "figcaption", c: [{ x: "caption" }] }] });
  it("of a caption is Enter, before the notes", () => {
    const desk = new Desk(picture(), p("a", "one", ref("fn-1", "1")), notes("fn-1")).at("caption");
    desk.do(leaveCaption);
    desk.type("behind");
    expect(desk.tree.map((block) => block.c?.[0]?.x)).toEqual([undefined, "behind", "one", undefined]);
  });
  it("of the last block leads before the notes too", () => {
    const desk = new Desk(p("a", "one", ref("fn-1", "1")), picture(), notes("fn-1")).at("caption");
    desk.do(below);
    desk.type("behind");
    expect(desk.tree[2]?.c).toEqual([{ x: "behind" }]);
  });
});

describe("moving", () => {
  const three = () => new Desk(p("a", "one"), p("b", "two"), p("c", "three"), notes("fn-x"));
  it("swaps a block with its neighbour and keeps the selection", () => {
    const desk = three().at("two", true);
    desk.do(move(-1));
    expect(desk.ids.slice(0, 3)).toEqual(["b", "a", "c"]);
    expect(desk.state.doc.textBetween(desk.state.selection.from, desk.state.selection.to)).toBe("two");
    desk.do(move(1));
    desk.do(move(1));
    expect(desk.ids.slice(0, 3)).toEqual(["a", "c", "b"]);
  });
  it("moves nothing past the edge or behind the notes", () => {
    expect(three().at("one").do(move(-1))).toBe(false);
    expect(three().at("three").do(move(1))).toBe(false);
  });
  it("moves an item within its list first, then the list", () => {
    const item = (words: string): BodyNode => ({ t: "li", c: [{ x: words }] });
    const desk = new Desk(p("a", "zero"), { t: "ul", a: { id: "u" }, c: [item("one"), item("two")] }).at("two");
    desk.do(move(-1));
    expect(desk.tree[1]?.c).toEqual([item("two"), item("one")]);
    desk.do(move(-1));
    expect(desk.ids).toEqual(["u", "a"]);
  });
  it("moves a selected figure", () => {
    const figure: BodyNode = { t: "figure", a: { "data-type": "image", "data-src": "https://example.org/x", id: "f" } };
    const desk = new Desk(p("a", "one"), figure).select("image");
    desk.do(move(-1));
    expect(desk.ids).toEqual(["f", "a"]);
  });
  it("puts notes into the order of their references", () => {
    const desk = new Desk(p("a", "one", ref("fn-1", "1")), p("b", "two", ref("fn-2", "2")), notes("fn-1", "fn-2")).at("two");
    desk.do(move(-1));
    expect(desk.tree).toEqual([p("b", "two", ref("fn-2", "1")), p("a", "one", ref("fn-1", "2")), notes("fn-2", "fn-1")]);
  });
});

describe("links, marks and languages", () => {
  it("link words, change and take away a link at the caret", () => {
    const desk = new Desk(p("a", "one two")).at("two", true);
    desk.do(setLink("https://example.org/1", ""));
    desk.at("tw");
    expect(linkAt(desk.state)?.href).toBe("https://example.org/1");
    desk.do(setLink("/article/7", ""));
    expect(desk.tree[0]?.c?.[1]).toEqual({ t: "a", a: { href: "/article/7" }, c: [{ x: "two" }] });
    desk.do(setLink("", ""));
    expect(desk.tree).toEqual([p("a", "one two")]);
  });
  it("put words in where nothing is selected", () => {
    const desk = new Desk(p("a", "one ")).at("one ");
    desk.do(setLink("https://example.org", "there"));
    expect(desk.tree[0]?.c?.[1]?.c).toEqual([{ x: "there" }]);
  });
  it("mark selected words", () => {
    const desk = new Desk(p("a", "one two")).at("two", true);
    desk.do(toggle("strong"));
    expect(desk.tree[0]?.c?.[1]).toEqual({ t: "strong", c: [{ x: "two" }] });
  });
  it("give words a span and blocks their attributes", () => {
    const desk = new Desk(p("a", "one two"), p("b", "three")).at("two", true);
    desk.do(setLanguage("ar", "rtl"));
    desk.at("three").do(setLanguage("fa", "rtl"));
    expect(desk.tree).toEqual([p("a", "one ", { t: "span", a: { lang: "ar", dir: "rtl" }, c: [{ x: "two" }] }), { t: "p", a: { id: "b", lang: "fa", dir: "rtl" }, c: [{ x: "three" }] }]);
    desk.do(setLanguage(null, null));
    expect(desk.tree[1]).toEqual(p("b", "three"));
  });
});

describe("endnotes", () => {
  const two = () => new Desk(p("a", "one", ref("fn-1", "1"), " two", ref("fn-2", "2")), notes("fn-1", "fn-2"));

  it("come into the list where their reference stands", () => {
    const desk = two().at(" tw");
    desk.do(insertNote);
    desk.type("new");
    expect(desk.tree[0]?.c?.[3]).toEqual(ref("fn-3", "2"));
    expect(desk.tree[1]?.c?.map((note) => note.a?.["id"])).toEqual(["fn-1", "fn-3", "fn-2"]);
    expect(desk.state.doc.textContent).toContain("new");
  });
  it("begin the list where there is none, and lead back", () => {
    const desk = new Desk(p("a", "one")).at("one");
    desk.do(insertNote);
    desk.type("why");
    desk.do(followNote);
    expect(desk.state.selection.$from.parent.textContent).toBe("one");
    desk.do(followNote);
    expect(desk.state.selection.$from.parent.textContent).toBe("why");
    expect(desk.tree[1]?.a?.["role"]).toBe("doc-endnotes");
  });
  it("go with their last reference, and come back by undoing", () => {
    const desk = two();
    const before = desk.tree;
    desk.at(" two", true);
    const from = desk.state.selection.from;
    desk.state = desk.state.apply(desk.state.tr.delete(from - 1, from));
    expect(desk.tree).toEqual([p("a", "one two", ref("fn-2", "1")), notes("fn-2")]);
    desk.do(undo);
    expect(desk.tree).toEqual(before);
  });
  it("stay while another reference is there", () => {
    const desk = new Desk(p("a", "one", ref("fn-1", "1")), p("b", "two", ref("fn-1", "1")), notes("fn-1"));
    desk.at("two", true);
    desk.state = desk.state.apply(desk.state.tr.delete(desk.state.selection.to, desk.state.selection.to + 1));
    expect(desk.tree[2]).toEqual(notes("fn-1"));
  });
  it("take their references along", () => {
    const desk = two();
    let at = -1;
    desk.state.doc.descendants((node, pos) => void (node.attrs["id"] === "fn-1" && (at = pos)));
    desk.state = desk.state.apply(desk.state.tr.delete(at, at + (desk.state.doc.nodeAt(at)?.nodeSize ?? 0)));
    expect(desk.tree).toEqual([p("a", "one two", ref("fn-2", "1")), notes("fn-2")]);
  });
  it("come back with a reference that was cut and is put elsewhere", () => {
    const desk = new Desk(p("a", "one", ref("fn-1", "1")), p("b", "two"), notes("fn-1"));
    desk.at("one", true);
    const { from, to } = desk.state.selection;
    const slice = desk.state.doc.slice(from, to + 1);
    desk.state = desk.state.apply(desk.state.tr.delete(from, to + 1));
    expect(desk.tree).toEqual([p("b", "two")]);
    desk.at("two");
    desk.state = desk.state.apply(desk.state.tr.replaceSelection(slice));
    expect(desk.tree).toEqual([p("b", "twoone", ref("fn-1", "1")), { ...notes("fn-1"), a: { role: "doc-endnotes" } }]);
  });
  it("are not made in notes", () => {
    expect(two().at("note fn-1").do(insertNote)).toBe(false);
  });
});

describe("tables", () => {
  const cell = (words: string, t = "td"): BodyNode => ({ t, c: [{ x: words }] });
  const table = (): BodyNode => ({ t: "table", a: { id: "t" }, c: [{ t: "thead", c: [{ t: "tr", c: [cell("h1", "th"), cell("h2", "th")] }] }, { t: "tbody", c: [{ t: "tr", c: [cell("a"), cell("b")] }] }] });
  const shape = (desk: Desk) => desk.tree[0]?.c?.map((section) => `${section.t}: ${section.c?.map((row) => row.c?.map((one) => `${one.t}${one.a?.["colspan"] ?? ""}`).join(" ")).join(", ")}`);

  it("grow by rows and columns", () => {
    const desk = new Desk(table()).at("a");
    desk.do(tableActs.rowAfter);
    desk.do(tableActs.columnBefore);
    expect(shape(desk)).toEqual(["thead: th th th", "tbody: td td td, td td td"]);
  });
  it("keep their head on top", () => {
    const before = new Desk(table()).at("h1");
    before.do(tableActs.rowBefore);
    expect(shape(before)).toEqual(["thead: th th, th th", "tbody: td td"]);
    const behind = new Desk(table()).at("h1");
    behind.do(tableActs.rowAfter);
    expect(shape(behind)).toEqual(["thead: th th", "tbody: td td, td td"]);
  });
  it("lose and get their head", () => {
    const desk = new Desk(table()).at("h1");
    desk.do(tableActs.head);
    expect(shape(desk)).toEqual(["tbody: td td, td td"]);
    desk.do(tableActs.head);
    expect(shape(desk)).toEqual(["thead: th th", "tbody: td td"]);
  });
  it("merge and split cells", () => {
    const desk = new Desk(table()).at("a");
    const row: number[] = [];
    desk.state.doc.descendants((node, pos) => void (node.type.name === "cell" && row.push(pos)));
    desk.state = desk.state.apply(desk.state.tr.setSelection(CellSelection.create(desk.state.doc, row[0] ?? 0, row[1])));
    desk.do(tableActs.merge);
    expect(shape(desk)).toEqual(["thead: th th", "tbody: td2"]);
    desk.do(tableActs.split);
    expect(shape(desk)).toEqual(["thead: th th", "tbody: td td"]);
  });
  it("lose rows, columns and themselves", () => {
    const desk = new Desk(table(), p("b", "behind")).at("a");
    desk.do(tableActs.deleteColumn);
    expect(shape(desk)).toEqual(["thead: th", "tbody: td"]);
    desk.do(tableActs.deleteRow);
    expect(shape(desk)).toEqual(["thead: th"]);
    desk.at("h2").do(tableActs.remove);
    expect(desk.ids).toEqual(["b"]);
  });
  it("keep the caret when its row goes", () => {
    const desk = new Desk(table(), p("b", "behind")).at("a");
    desk.do(tableActs.deleteRow);
    expect(desk.state.selection.$from.parent.textContent).toBe("h1");
  });
  it("lead on by Tab", () => {
    const desk = new Desk(table()).at("a");
    desk.do(nextCell);
    expect(desk.state.selection.$from.parent.textContent).toBe("b");
  });
});

describe("blocks from elsewhere", () => {
  it("join the text around them and lose their ids", () => {
    const desk = new Desk(p("a", "one two")).at("one");
    const { from, to } = desk.state.selection;
    desk.state = desk.state.apply(insertTree(desk.state.tr, from, to, [p("x", " and")]));
    expect(desk.tree).toEqual([p("a", "one and two")]);
    desk.state = desk.state.apply(insertTree(desk.state.tr, 4, 4, [p("x", "X"), { t: "h2", a: { id: "a" }, c: [{ x: "H" }] }, p("y", "Y")]));
    expect(desk.tree).toEqual([p("a", "oneX"), { t: "h2", c: [{ x: "H" }] }, p("", "Y and two")]);
  });
  it("bring their notes under ids of their own", () => {
    const desk = new Desk(p("a", "one", ref("fn-1", "1")), notes("fn-1")).at("one");
    desk.state = desk.state.apply(insertTree(desk.state.tr, 1, 1, [p("x", "zero", ref("fn-1", "1")), notes("fn-1")]));
    expect(desk.tree[0]).toEqual(p("a", "zero", ref("fn-2", "2"), "one", ref("fn-1", "1")));
    expect(desk.tree[1]?.c?.map((note) => note.a?.["id"])).toEqual(["fn-1", "fn-2"]);
  });
});
