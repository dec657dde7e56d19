/**
 * Between the node tree of a body, which is how it crosses to Go and back, and a
 * document of the editor. Both directions hold what the other says: a body that
 * nobody changes comes back the same, to the byte when Go prints it.
 */
import { Fragment, type Attrs, type Mark, type Node } from "prosemirror-model";
import type { BodyNode } from "../api/types.gen";
import { emptyDoc, isFigure, schema, type } from "./schema";
import { nested } from "./nest";

/** What is wrong with a tree that is not in the profile. */
export class NotInProfile extends Error {}

/** The document of a body. A tree that the profile does not have is refused whole. */
export function fromTree(blocks: readonly BodyNode[]): Node {
  const nodes = blocks.map((block) => readBlock(block));
  if (nodes.length === 0) return emptyDoc();
  if (nodes.length === 1 && nodes[0]?.type.name === "notes") nodes.unshift(type("paragraph").create());
  const doc = type("doc").create(null, nodes);
  try {
    doc.check();
  } catch (cause) {
    throw new NotInProfile(cause instanceof Error ? cause.message : "not in the profile");
  }
  return doc;
}

const containers: Record<string, string> = { blockquote: "quotation", aside: "aside", ul: "bullets", ol: "numbers", thead: "", tbody: "" };

function readBlock(node: BodyNode): Node {
  const attrs = topAttrs(node);
  const kids = node.c ?? [];
  switch (node.t) {
    case "p":
      return type("paragraph").create(attrs, inline(kids));
    case "h2":
    case "h3":
    case "h4":
      return type("heading").create({ ...attrs, level: Number(node.t[1]) }, inline(kids));
    case "pre":
      return type("preformatted").create(attrs, inline(kids));
    case "hr":
      return type("rule").create(attrs);
    case "blockquote":
    case "aside":
      return type(containers[node.t] ?? "").create(attrs, kids.map(readBlock));
    case "ul":
      return type("bullets").create(attrs, kids.map(readItem));
    case "ol":
      if (node.a?.["role"] === "doc-endnotes") return type("notes").create(attrs, kids.map(readNote));
      return type("numbers").create({ ...attrs, start: node.a?.["start"] === undefined ? null : Number(node.a["start"]) }, kids.map(readItem));
    case "table":
      return readTable(node);
    case "figure":
      return readFigure(node);
  }
  throw new NotInProfile(`no block ${node.t ?? "text"}`);
}

function languageAttrs(node: BodyNode): Attrs {
  return { lang: node.a?.["lang"] ?? null, dir: node.a?.["dir"] ?? null };
}

function topAttrs(node: BodyNode): Attrs {
  return { id: node.a?.["id"] ?? null, ...languageAttrs(node) };
}

function readItem(node: BodyNode): Node {
  return type("item").create(languageAttrs(node), flow(node.c ?? []));
}

function readNote(node: BodyNode): Node {
  return type("note").create(topAttrs(node), flow(node.c ?? []));
}

const blockTags = new Set(["p", "ul", "ol", "pre", "blockquote", "h2", "h3", "h4", "hr", "table", "figure", "aside"]);

/** What an item or cell holds: text comes as a paragraph, with the lists behind it. */
function flow(kids: readonly BodyNode[]): Node[] {
  const first = kids.findIndex((kid) => blockTags.has(kid.t ?? ""));
  const words = first < 0 ? kids : kids.slice(0, first);
  const blocks = first < 0 ? [] : kids.slice(first).map(readBlock);
  return words.length > 0 || blocks.length === 0 ? [type("paragraph").create(null, inline(words)), ...blocks] : blocks;
}

function readTable(node: BodyNode): Node {
  const kids = [...(node.c ?? [])];
  const caption = kids[0]?.t === "caption" ? kids.shift() : undefined;
  const rows = kids.flatMap((section) => (section.c ?? []).map((row) => readRow(row, section.t === "thead")));
  return type("table").create(topAttrs(node), [readCaption("caption", caption), type("grid").create(null, rows)]);
}

function readCaption(name: "caption" | "figcaption", node: BodyNode | undefined): Node {
  return type(name).create(node && languageAttrs(node), inline(node?.c ?? []));
}

function readRow(node: BodyNode, head: boolean): Node {
  const cells = (node.c ?? []).map((cell) => {
    const attrs = { ...languageAttrs(cell), colspan: Number(cell.a?.["colspan"] ?? 1), rowspan: Number(cell.a?.["rowspan"] ?? 1) };
    return type(cell.t === "th" ? "headcell" : "cell").create(attrs, flow(cell.c ?? []));
  });
  return type("row").create({ ...languageAttrs(node), head }, cells);
}

function readFigure(node: BodyNode): Node {
  const kind = node.a?.["data-type"] ?? "";
  const kids = [...(node.c ?? [])];
  const caption = kids.at(-1)?.t === "figcaption" ? kids.pop() : undefined;
  const media = kids.find((kid) => kid.t === "img" || kid.t === "video" || kid.t === "audio") ?? null;
  const inner = kids.filter((kid) => kid !== media).map((kid) => {
    if (kid.t !== "blockquote") return readBlock(kid);
    return type("pulled").create(languageAttrs(kid), (kid.c ?? []).map(readBlock));
  });
  const data = Object.fromEntries(Object.entries(node.a ?? {}).filter(([name]) => name.startsWith("data-") && name !== "data-type"));
  const figure = schema.nodes[kind];
  if (!figure?.isInGroup("figure")) throw new NotInProfile(`no figure ${kind}`);
  return figure.create({ ...topAttrs(node), data, media }, [...inner, readCaption("figcaption", caption)]);
}

/** Inline content, with the marks that are around it. */
function inline(kids: readonly BodyNode[], marks: readonly Mark[] = []): Node[] {
  const out: Node[] = [];
  for (const kid of kids) {
    if (kid.t === undefined || kid.t === "") {
      if (kid.x) out.push(schema.text(kid.x, marks));
    } else if (kid.t === "br") {
      out.push(type("break").create(null, null, marks));
    } else if (kid.a?.["role"] === "doc-noteref") {
      out.push(type("noteref").create({ note: (kid.a["href"] ?? "").slice(1) }, null, chain(kid.c ?? [], marks)));
    } else {
      out.push(...inline(kid.c ?? [], added(kid, marks)));
    }
  }
  return out;
}

/** The marks on the number of a reference. */
function chain(kids: readonly BodyNode[], marks: readonly Mark[]): readonly Mark[] {
  const kid = kids[0];
  return kid?.t ? chain(kid.c ?? [], added(kid, marks)) : marks;
}

function added(node: BodyNode, marks: readonly Mark[]): readonly Mark[] {
  const mark = schema.marks[node.t ?? ""];
  if (!mark) throw new NotInProfile(`no mark ${node.t ?? ""}`);
  return mark.create(node.a ?? null).addToSet(marks);
}

/** The body of a document: what is empty in it is left out. */
export function toTree(doc: Node): BodyNode[] {
  return new Trees(doc).blocks();
}

/** Writes one document, and remembers blocks for the next, as long as the numbers of the notes hold. */
export class Trees {
  #doc: Node;
  #numbers: ReadonlyMap<string, number>;
  #kept = new WeakMap<Node, { tree: BodyNode | null }>();

  constructor(doc: Node) {
    this.#doc = doc;
    this.#numbers = writtenNotes(doc);
  }

  /** Goes on to another state of the document. */
  use(doc: Node): this {
    const numbers = writtenNotes(doc);
    if ([...numbers.keys()].join() !== [...this.#numbers.keys()].join()) this.#kept = new WeakMap();
    this.#numbers = numbers;
    this.#doc = doc;
    return this;
  }

  blocks(): BodyNode[] {
    return this.#all(this.#doc);
  }

  /** A top-level block, null where there is nothing to write. */
  block(node: Node): BodyNode | null {
    let kept = this.#kept.get(node);
    if (!kept) this.#kept.set(node, (kept = { tree: this.#write(node) }));
    return kept.tree;
  }

  #all(parent: Node): BodyNode[] {
    const out: BodyNode[] = [];
    parent.forEach((child) => {
      const tree = parent === this.#doc ? this.block(child) : this.#write(child);
      if (tree) out.push(tree);
    });
    return out;
  }

  #write(node: Node): BodyNode | null {
    if (isFigure(node)) return this.#figure(node);
    switch (node.type.name) {
      case "rule":
        return made("hr", node, {}, []);
      case "table":
        return this.#table(node);
      case "heading":
        return filled(`h${node.attrs["level"]}`, node, {}, this.#inline(node));
      case "paragraph":
      case "figcaption":
      case "caption":
      case "preformatted":
        return filled(textTags[node.type.name] ?? "p", node, {}, this.#inline(node));
      case "note":
        return this.#numbers.has(node.attrs["id"] as string) ? filled("li", node, {}, this.#flow(node)) : null;
      case "item":
        return filled("li", node, {}, this.#flow(node));
      case "notes":
        return filled("ol", node, { role: "doc-endnotes" }, this.#all(node));
      case "numbers":
        return filled("ol", node, node.attrs["start"] === null ? {} : { start: String(node.attrs["start"]) }, this.#all(node));
      default:
        return filled(boxTags[node.type.name] ?? "p", node, {}, this.#all(node));
    }
  }

  #inline(node: Node): BodyNode[] {
    return nested(node, this.#numbers);
  }

  /** What stands in an item or cell: the text itself where there is one plain paragraph with nothing but lists behind it. */
  #flow(node: Node): BodyNode[] {
    const kids: { node: Node; tree: BodyNode }[] = [];
    node.forEach((child) => {
      const tree = this.#write(child);
      if (tree) kids.push({ node: child, tree });
    });
    const first = kids[0];
    const plain = first?.node.type.name === "paragraph" && first.tree.a === undefined && kids.slice(1).every((kid) => kid.node.type.isInGroup("list"));
    const trees = kids.map((kid) => kid.tree);
    return plain ? [...(first.tree.c ?? []), ...trees.slice(1)] : trees;
  }

  #table(node: Node): BodyNode | null {
    const sections: BodyNode[] = [];
    node.lastChild?.forEach((row) => {
      const cells: BodyNode[] = [];
      row.forEach((cell) => {
        const spans: Record<string, string> = {};
        for (const name of ["colspan", "rowspan"]) if (cell.attrs[name] > 1) spans[name] = String(cell.attrs[name]);
        cells.push(made(cell.type.name === "headcell" ? "th" : "td", cell, spans, this.#flow(cell)));
      });
      if (cells.length === 0) return;
      const tag = row.attrs["head"] ? "thead" : "tbody";
      const tree = made("tr", row, {}, cells);
      const last = sections.at(-1);
      if (last?.t === tag) last.c?.push(tree);
      else sections.push({ t: tag, c: [tree] });
    });
    if (sections.length === 0) return null;
    const caption = node.firstChild && this.#write(node.firstChild);
    return made("table", node, {}, caption ? [caption, ...sections] : sections);
  }

  #figure(node: Node): BodyNode | null {
    const kids = node.attrs["media"] ? [node.attrs["media"] as BodyNode, ...this.#all(node)] : this.#all(node);
    // A pull quote without words is none; what its caption says is kept.
    if (node.type.name === "pullquote" && kids[0]?.t !== "blockquote") return kids[0] ? { ...kids[0], t: "p" } : null;
    return made("figure", node, { "data-type": node.type.name, ...(node.attrs["data"] as Record<string, string>) }, kids);
  }
}

const textTags: Record<string, string> = { paragraph: "p", figcaption: "figcaption", caption: "caption", preformatted: "pre" };
const boxTags: Record<string, string> = { quotation: "blockquote", pulled: "blockquote", aside: "aside", bullets: "ul" };

function filled(tag: string, node: Node, attrs: Record<string, string>, kids: BodyNode[]): BodyNode | null {
  return kids.length > 0 ? made(tag, node, attrs, kids) : null;
}

function made(tag: string, node: Node, own: Record<string, string>, kids: BodyNode[]): BodyNode {
  const attrs = { ...own };
  for (const name of ["id", "lang", "dir"]) if (node.attrs[name]) attrs[name] = node.attrs[name] as string;
  const out: BodyNode = { t: tag };
  if (Object.keys(attrs).length > 0) out.a = attrs;
  if (kids.length > 0) out.c = kids;
  return out;
}

/** The number of each note, by its id. */
export function noteNumbers(doc: Node): Map<string, number> {
  const numbers = new Map<string, number>();
  const notes = doc.lastChild;
  if (notes?.type.name === "notes") notes.forEach((note, _, i) => numbers.set(note.attrs["id"] as string, i + 1));
  return numbers;
}

/** The number of each note that has words: one that is blank has no place in a body, nor have its references. */
function writtenNotes(doc: Node): Map<string, number> {
  const numbers = new Map<string, number>();
  const notes = doc.lastChild;
  if (notes?.type.name !== "notes") return numbers;
  notes.forEach((note) => {
    if (/[^\s\p{Cf}\p{Zs}]/u.test(note.textContent)) numbers.set(note.attrs["id"] as string, numbers.size + 1);
  });
  return numbers;
}

/** The blocks of a tree as they go into a document that is there already: without ids. */
export function fragmentOf(blocks: readonly BodyNode[]): Fragment {
  const doc = fromTree(blocks);
  const nodes: Node[] = [];
  doc.forEach((node) => nodes.push(node.attrs["id"] && node.type.name !== "notes" ? node.type.create({ ...node.attrs, id: null }, node.content, node.marks) : node));
  return Fragment.from(nodes);
}

