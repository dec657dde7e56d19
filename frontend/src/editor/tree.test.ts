// @vitest-environment node
import type { Mark, Node } from "prosemirror-model";
import { describe, expect, it } from "vitest";
import type { BodyNode } from "../api/types.gen";
import { markType, schema, type } from "./schema";
import { fromTree, NotInProfile, toTree, Trees } from "./tree";

const p = (...c: BodyNode[]): BodyNode => ({ t: "p", c });
const x = (text: string): BodyNode => ({ x: text });

describe("toTree", () => {
  const doc = (...blocks: Node[]) => type("doc").create(null, blocks);
  const para = (...inline: Node[]) => type("paragraph").create(null, inline);
  const text = (words: string, ...marks: Mark[]) => schema.text(words, marks);

  it("leaves out what is empty", () => {
    const empty = doc(para(), type("bullets").create(null, type("item").create(null, para())), para(text("x")), type("quotation").create(null, para()));
    expect(toTree(empty)).toEqual([p(x("x"))]);
    expect(toTree(fromTree([]))).toEqual([]);
  });

  it("puts the mark that reaches furthest outside, of equal ones the first in order", () => {
    const [strong, em, a] = [markType("strong").create(), markType("em").create(), markType("a").create({ href: "https://example.org" })];
    const tree = toTree(doc(para(text("a", em, strong), text("b", em), text("c", a, strong))));
    expect(tree).toEqual([p({ t: "em", c: [{ t: "strong", c: [x("a")] }, x("b")] }, { t: "a", a: { href: "https://example.org" }, c: [{ t: "strong", c: [x("c")] }] })]);
  });

  it("gives references the number of their note, and leaves out those without one", () => {
    const ref = (note: string) => type("noteref").create({ note });
    const note = (id: string) => type("note").create({ id }, para(text(id)));
    const tree = toTree(doc(para(ref("fn-b"), ref("fn-none"), text("x")), type("notes").create(null, [note("fn-a"), note("fn-b")])));
    expect(tree[0]?.c).toEqual([{ t: "a", a: { href: "#fn-b", role: "doc-noteref" }, c: [x("2")] }, x("x")]);
  });

  it("leaves out blank notes with their references, and joins the text around those", () => {
    const ref = (note: string) => type("noteref").create({ note });
    const note = (id: string, ...inline: Node[]) => type("note").create({ id }, para(...inline));
    const tree = toTree(doc(para(text("a"), ref("fn-a"), text("b"), ref("fn-b")), type("notes").create(null, [note("fn-a"), note("fn-b", text("n"))])));
    expect(tree).toEqual([p(x("ab"), { t: "a", a: { href: "#fn-b", role: "doc-noteref" }, c: [x("1")] }), { t: "ol", a: { role: "doc-endnotes" }, c: [{ t: "li", a: { id: "fn-b" }, c: [x("n")] }] }]);
  });

  it("keeps blocks that are the same, and writes them anew when notes change places", () => {
    const block = para(text("x"));
    const trees = new Trees(doc(block));
    const first = trees.block(block);
    expect(trees.use(doc(block, para(text("y")))).block(block)).toBe(first);
    expect(trees.use(doc(block, type("notes").create(null, type("note").create({ id: "fn-1" }, para(text("n")))))).block(block)).not.toBe(first);
  });
});

describe("fromTree", () => {
  it.each<[string, BodyNode]>([
    ["an element that is none", { t: "script", c: [x("x")] }],
    ["text at the top", x("x")],
    ["a figure of no kind", { t: "figure", a: { "data-type": "game" } }],
    ["a mark that is none", p({ t: "blink", c: [x("x")] })],
    ["a figure in a quotation", { t: "blockquote", c: [{ t: "figure", a: { "data-type": "image" } }] }],
    ["an empty list", { t: "ul" }],
    ["a gallery of one", { t: "figure", a: { "data-type": "gallery" }, c: [{ t: "figure", a: { "data-type": "image" } }] }],
  ])("refuses %s", (_, node) => {
    expect(() => fromTree([node])).toThrow(NotInProfile);
  });
});

/** Numbers that are the same every time (mulberry32). */
function chance(seed: number): (below: number) => number {
  return (below) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** A document with anything in it that the schema has, as a body would be read. */
class Random {
  readonly #next: (below: number) => number;
  readonly #notes: string[];
  constructor(seed: number) {
    this.#next = chance(seed);
    this.#notes = Array.from({ length: this.#next(4) }, (_, i) => `fn-${i + 1}`);
  }
  #one<T>(of: readonly T[]): T {
    return of[this.#next(of.length)] as T;
  }
  #some<T>(least: number, most: number, make: (i: number) => T): T[] {
    return Array.from({ length: least + this.#next(most - least + 1) }, (_, i) => make(i));
  }
  #words() {
    return this.#next(6) === 0 ? { lang: this.#one(["ar", "fr"]), dir: this.#one(["rtl", "ltr", null]) } : {};
  }
  #marks(): readonly Mark[] {
    let set: readonly Mark[] = [];
    for (let i = this.#next(4); i > 0; i--) {
      const name = this.#one(Object.keys(schema.marks));
      const value = this.#one(["https://example.org/1", "https://example.org/2"]);
      const attrs = { a: { href: value }, abbr: { title: value }, time: { datetime: "2026" }, span: { lang: "ar", dir: "rtl" }, bdi: { dir: this.#one([null, "rtl"]) } }[name] ?? null;
      set = markType(name).create(attrs).addToSet(set);
    }
    return set;
  }
  #inline(breaks = true): Node[] {
    const words = this.#some(1, 6, (i) => {
      const kind = this.#next(8);
      if (kind === 0 && breaks && i > 0) return type("break").create(null, null, this.#marks());
      if (kind === 1 && this.#notes.length > 0) return type("noteref").create({ note: this.#one(this.#notes) }, null, this.#marks().filter((m) => ["mark", "strong", "em"].includes(m.type.name)));
      return schema.text(this.#one(["one ", "two", "ساعة", "&<>\""]), this.#marks());
    });
    return type("paragraph").create(null, words).content.content.slice(); // neighbours that are the same are one
  }
  #para(plain = false): Node {
    return type("paragraph").create(plain ? null : this.#words(), this.#inline());
  }
  #block(depth: number, kinds: readonly string[]): Node {
    const kind = this.#one(kinds.filter((name) => depth < 3 || ["paragraph", "preformatted", "rule", "heading"].includes(name)));
    const words = this.#words();
    switch (kind) {
      case "heading":
        return type(kind).create({ ...words, level: 2 + this.#next(3) }, this.#inline(false));
      case "preformatted":
        return type(kind).create(words, schema.text("one\n  two"));
      case "rule":
        return type(kind).create();
      case "quotation":
      case "aside":
        return type(kind).create(words, this.#some(1, 3, () => this.#block(depth + 1, quotable)));
      case "bullets":
      case "numbers":
        return type(kind).create(kind === "numbers" ? { ...words, start: this.#one([null, 0, 7]) } : words, this.#some(1, 3, () => type("item").create(this.#words(), this.#some(1, 3, () => this.#block(depth + 1, inItem)))));
      case "table":
        return this.#table(depth);
      case "gallery":
        return type(kind).create(words, [...this.#some(2, 3, () => this.#media("image")), this.#caption("figcaption")]);
      case "pullquote":
        return type(kind).create(words, [type("pulled").create(this.#words(), this.#some(1, 2, () => this.#para())), this.#caption("figcaption")]);
      case "chart":
        return type(kind).create({ ...words, data: { "data-value": "{}" } }, [...(this.#next(2) ? [this.#table(depth)] : []), this.#caption("figcaption")]);
      case "image":
      case "film":
      case "audio":
      case "map":
      case "embed":
        return this.#media(kind);
    }
    return this.#para();
  }
  #media(kind: string): Node {
    const tag = kind === "film" ? "video" : kind === "audio" ? "audio" : "img";
    const stored = this.#next(2) === 0;
    const media = stored ? { t: tag, a: { src: "/media/1" } } : null;
    return type(kind).create({ ...this.#words(), media, data: stored ? {} : { "data-src": "https://example.org/x" } }, this.#caption("figcaption"));
  }
  #caption(name: string): Node {
    return this.#next(2) ? type(name).create(this.#words(), this.#inline()) : type(name).create();
  }
  #table(depth: number): Node {
    const heads = this.#next(2);
    const rows = this.#some(1, 3, (i) => type("row").create({ ...this.#words(), head: i < heads }, this.#some(1, 3, () => {
      const content = this.#next(4) === 0 ? [type("paragraph").create()] : this.#some(1, 2, () => this.#block(depth + 2, inCell));
      return type(this.#one(["cell", "headcell"])).create({ ...this.#words(), colspan: this.#one([1, 1, 2]), rowspan: this.#one([1, 1, 3]) }, content);
    })));
    return type("table").create(this.#words(), [this.#caption("caption"), type("grid").create(null, rows)]);
  }
  document(): Node {
    const blocks = this.#some(1, 6, (i) => {
      const block = this.#block(0, atTop);
      return block.type.create({ ...block.attrs, id: `b${i}` }, block.content);
    });
    if (this.#notes.length > 0) blocks.push(type("notes").create({ id: "notes" }, this.#notes.map((id) => type("note").create({ id, ...this.#words() }, [type("paragraph").create(null, schema.text("note")), ...this.#some(0, 2, () => this.#block(2, inItem))]))));
    return type("doc").create(null, blocks);
  }
}
const inItem = ["paragraph", "bullets", "numbers", "preformatted", "quotation"];
const inCell = inItem.slice(0, 4);
const quotable = [...inItem, "heading", "table", "rule"];
const atTop = [...quotable, "aside", "image", "gallery", "film", "audio", "map", "chart", "pullquote", "embed"];

describe("any document of the schema", () => {
  it("is the same after the tree and back", () => {
    for (let seed = 0; seed < 1500; seed++) {
      const doc = new Random(seed).document();
      doc.check();
      const back = fromTree(toTree(doc));
      if (!back.eq(doc)) expect(back.toJSON(), `seed ${seed}`).toEqual(doc.toJSON());
    }
  });
});
