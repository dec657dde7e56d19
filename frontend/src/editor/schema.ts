/**
 * The HTML profile (internal/body/doc.go) as a schema of ProseMirror: a document
 * can hold nothing that a body cannot. Three things are laid out otherwise, so
 * that they can be edited, and tree.ts translates: an item or cell always holds
 * blocks, a table holds its rows in a grid beside its caption, and captions are
 * always there, empty ones too.
 */
import { Schema, type Attrs, type DOMOutputSpec, type MarkSpec, type Node, type NodeSpec } from "prosemirror-model";

const text = "string|null";
const words = { lang: { default: null, validate: text }, dir: { default: null, validate: text } };
const top = { id: { default: null, validate: text }, ...words };

/** The attributes of an element: those that say something. */
function shown(attrs: Attrs): Record<string, string> {
  const out: Record<string, string> = {};
  if (attrs["lang"]) out["lang"] = attrs["lang"];
  if (attrs["dir"]) out["dir"] = attrs["dir"];
  return out;
}

/** What the page's own HTML is read by, when the browser has changed it. */
function language(element: HTMLElement): Attrs {
  return { lang: element.getAttribute("lang"), dir: element.getAttribute("dir") };
}

function element(tag: string, spec: NodeSpec): NodeSpec {
  return {
    parseDOM: [{ tag, getAttrs: language }],
    toDOM: (node): DOMOutputSpec => [tag, shown(node.attrs), 0],
    ...spec,
  };
}

/** A figure: what its tag and its medium say, and an editable caption. */
function figure(kind: string, content: string): NodeSpec {
  return {
    group: "block figure",
    content,
    attrs: { ...top, data: { default: {} }, media: { default: null } },
    isolating: true,
    draggable: true,
    toDOM: (node): DOMOutputSpec => ["figure", { "data-type": kind, ...shown(node.attrs) }, 0],
  };
}

const nodes: Record<string, NodeSpec> = {
  doc: { content: "block+ notes?" },
  paragraph: element("p", { group: "block quotable itemblock cellblock", content: "inline*", attrs: top }),
  heading: {
    group: "block quotable",
    content: "(text | noteref)*",
    attrs: { ...top, level: { default: 2, validate: "number" } },
    defining: true,
    parseDOM: [2, 3, 4].map((level) => ({ tag: `h${level}`, getAttrs: (dom: HTMLElement) => ({ level, ...language(dom) }) })),
    toDOM: (node) => [`h${node.attrs["level"]}`, shown(node.attrs), 0],
  },
  quotation: element("blockquote", { group: "block quotable itemblock", content: "quotable+", attrs: top, defining: true }),
  aside: element("aside", { group: "block", content: "quotable+", attrs: top, defining: true }),
  bullets: element("ul", { group: "block quotable itemblock cellblock list", content: "item+", attrs: top }),
  numbers: element("ol", {
    group: "block quotable itemblock cellblock list",
    content: "item+",
    attrs: { ...top, start: { default: null, validate: "number|null" } },
    toDOM: (node) => ["ol", { ...shown(node.attrs), ...(node.attrs["start"] === null ? {} : { start: String(node.attrs["start"]) }) }, 0],
  }),
  item: element("li", { content: "itemblock+", attrs: words, defining: true }),
  table: {
    group: "block quotable",
    content: "caption grid",
    attrs: top,
    isolating: true,
    toDOM: (node) => ["div", { class: "prose-table", ...shown(node.attrs) }, 0],
  },
  caption: { content: "inline*", attrs: words, isolating: true, toDOM: (node) => ["div", { class: "editor-caption", ...shown(node.attrs) }, 0] },
  grid: { content: "row+", tableRole: "table", isolating: true, toDOM: () => ["table", ["tbody", 0]] },
  row: {
    content: "(cell | headcell)*",
    tableRole: "row",
    attrs: { ...words, head: { default: false, validate: "boolean" } },
    parseDOM: [{ tag: "tr", getAttrs: language }],
    toDOM: (node) => ["tr", { ...shown(node.attrs), ...(node.attrs["head"] ? { "data-head": "" } : {}) }, 0],
  },
  cell: cell("td", "cell"),
  headcell: cell("th", "header_cell"),
  preformatted: element("pre", {
    group: "block quotable itemblock cellblock", content: "text*", marks: "", attrs: top, code: true, defining: true,
    parseDOM: [{ tag: "pre", preserveWhitespace: "full", getAttrs: language }],
  }),
  rule: { group: "block quotable", attrs: top, parseDOM: [{ tag: "hr" }], toDOM: () => ["hr"] },
  image: figure("image", "figcaption"),
  gallery: figure("gallery", "image image+ figcaption"),
  film: figure("film", "figcaption"),
  audio: figure("audio", "figcaption"),
  map: figure("map", "figcaption"),
  chart: figure("chart", "table? figcaption"),
  pullquote: figure("pullquote", "pulled figcaption"),
  embed: figure("embed", "figcaption"),
  pulled: element("blockquote", { content: "paragraph+", attrs: words, parseDOM: [] }),
  figcaption: element("figcaption", { content: "inline*", attrs: words, isolating: true }),
  notes: {
    content: "note+", attrs: top, isolating: true, selectable: false,
    toDOM: (node) => ["ol", { role: "doc-endnotes", ...shown(node.attrs) }, 0],
  },
  note: { content: "itemblock+", attrs: { id: { default: null, validate: text }, ...words }, isolating: true, defining: true, toDOM: (node) => ["li", shown(node.attrs), 0] },
  text: { group: "inline" },
  break: { group: "inline", inline: true, selectable: false, linebreakReplacement: true, parseDOM: [{ tag: "br" }], toDOM: () => ["br"] },
  noteref: {
    group: "inline", inline: true, atom: true, draggable: false,
    attrs: { note: { validate: "string" } },
    toDOM: () => ["a", { role: "doc-noteref" }],
  },
};

/** How many columns and rows a cell takes, as its element says. */
function tableAt(cell: HTMLElement): Attrs {
  const count = (name: string) => Math.max(1, Math.min(100, Number(cell.getAttribute(name)) || 1));
  return { colspan: count("colspan"), rowspan: count("rowspan") };
}

function cell(tag: string, role: string): NodeSpec {
  const span = { default: 1, validate: "number" };
  return {
    content: "cellblock+",
    tableRole: role,
    isolating: true,
    attrs: { ...words, colspan: span, rowspan: span },
    parseDOM: [{ tag, getAttrs: (dom) => ({ ...language(dom), ...tableAt(dom) }) }],
    toDOM: (node) => {
      const { colspan, rowspan } = node.attrs;
      return [tag, { ...shown(node.attrs), ...(colspan > 1 ? { colspan } : {}), ...(rowspan > 1 ? { rowspan } : {}) }, 0];
    },
  };
}

function mark(tag: string, spec: MarkSpec = {}): MarkSpec {
  return { parseDOM: [{ tag }], toDOM: () => [tag, 0], ...spec };
}

/** A mark with one attribute that it cannot be without. */
function named(tag: string, attribute: string): MarkSpec {
  return {
    attrs: { [attribute]: { validate: "string" } },
    inclusive: false,
    parseDOM: [{ tag: `${tag}[${attribute}]`, getAttrs: (dom) => ({ [attribute]: dom.getAttribute(attribute) }) }],
    toDOM: (m) => [tag, { [attribute]: m.attrs[attribute] }, 0],
  };
}

/** In the order of the profile: of two marks with the same extent the first stands outside. */
const marks: Record<string, MarkSpec> = {
  // Without an address of its own, so that a click sets the caret and leads nowhere.
  a: { ...named("a", "href"), parseDOM: [{ tag: "a[data-href]", getAttrs: (dom) => ({ href: dom.getAttribute("data-href") }) }], toDOM: (m) => ["a", { "data-href": m.attrs["href"], title: m.attrs["href"] }, 0] },
  span: { attrs: words, parseDOM: [{ tag: "span[lang], span[dir]", getAttrs: language }], toDOM: (m) => ["span", shown(m.attrs), 0] },
  bdi: { attrs: { dir: words.dir }, parseDOM: [{ tag: "bdi", getAttrs: (dom) => ({ dir: dom.getAttribute("dir") }) }], toDOM: (m) => ["bdi", shown(m.attrs), 0] },
  q: mark("q"),
  cite: mark("cite"),
  abbr: named("abbr", "title"),
  time: named("time", "datetime"),
  mark: mark("mark"),
  strong: mark("strong", { parseDOM: [{ tag: "strong" }, { tag: "b" }] }),
  em: mark("em", { parseDOM: [{ tag: "em" }, { tag: "i" }] }),
  u: mark("u"),
  s: mark("s"),
  code: mark("code", { code: true }),
  sub: mark("sub"),
  sup: mark("sup"),
};

export const schema = new Schema({ nodes, marks });

/** A node of the schema by its name, which the type checker cannot know of. */
export function type(name: string) {
  const found = schema.nodes[name];
  if (!found) throw new Error(`the schema has no node ${name}`);
  return found;
}

/** A mark of the schema by its name. */
export function markType(name: string) {
  const found = schema.marks[name];
  if (!found) throw new Error(`the schema has no mark ${name}`);
  return found;
}

/** Whether a node is a figure of the profile. */
export function isFigure(node: Node): boolean {
  return node.type.isInGroup("figure");
}

/** An empty document: a paragraph to write in. */
export function emptyDoc(): Node {
  return type("doc").create(null, type("paragraph").create());
}
