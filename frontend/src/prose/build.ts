/**
 * Builds the elements of an article's body from its node tree. This is the only
 * way in which the text of an article reaches the page: every element and
 * attribute is made by name from the tables below, so that whatever stands in a
 * body, nothing but the HTML profile can come out. No HTML is parsed here.
 */
import type { BodyNode, Picture } from "../api/types.gen";
import { outer } from "../lib/prefix";

/** What a body needs from the page that shows it. */
export interface ProseOptions {
  /** What is known of the pictures in the body, by the address that stands in it. */
  facts: ReadonlyMap<string, Picture>;
  /** Goes before every id, so that none meets one of the page's own. */
  idPrefix: string;
  /** The sentence in place of a picture that is not stored on this machine. */
  missing: (address: string) => string;
  /** How wide pictures are drawn at most, for the choice of a rendition. */
  sizes: string;
}

/** Elements of the profile and the attributes that each may carry beside id, lang and dir. */
const elements: Readonly<Record<string, readonly string[]>> = {
  p: [], h2: [], h3: [], h4: [], blockquote: ["cite"], ul: [], ol: ["start", "reversed", "role"], li: [], hr: [], pre: [], aside: [],
  table: [], caption: [], thead: [], tbody: [], tfoot: [], tr: [], th: ["colspan", "rowspan", "scope"], td: ["colspan", "rowspan"],
  figure: ["data-type", "data-src", "data-alt", "data-title", "data-value"], figcaption: [], img: ["alt"],
  a: ["role"], em: [], strong: [], sub: [], sup: [], s: [], u: [], code: [], br: [], span: [], bdi: [], q: ["cite"],
  cite: [], time: ["datetime"], abbr: ["title"], mark: [], div: [], dl: [], dt: [], dd: [],
};

const shared = ["lang", "dir"] as const;
const roles = new Set(["doc-noteref", "doc-endnotes", "doc-backlink"]);
const schemes = /^(?:https?:|mailto:)/i;

/** Builds a fragment of the given nodes. */
export function buildProse(nodes: readonly BodyNode[], options: ProseOptions): DocumentFragment {
  const fragment = document.createDocumentFragment();
  for (const node of nodes) append(fragment, node, options);
  return fragment;
}

function append(parent: Node, node: BodyNode, options: ProseOptions): void {
  if (!node.t) {
    parent.appendChild(document.createTextNode(node.x ?? ""));
    return;
  }
  if (node.t === "video" || node.t === "audio") {
    parent.appendChild(film(node, options));
    return;
  }
  const allowed = elements[node.t];
  if (!allowed) {
    for (const child of node.c ?? []) append(parent, child, options);
    return;
  }
  if (node.t === "img") {
    parent.appendChild(picture(node, options));
    return;
  }
  const element = document.createElement(node.t);
  copyAttributes(element, node, allowed, options);
  if (node.t === "figure") absent(element, node, options);
  for (const child of node.c ?? []) append(element, child, options);
  parent.appendChild(node.t === "table" ? scrollable(element) : element);
}

function copyAttributes(element: HTMLElement, node: BodyNode, allowed: readonly string[], options: ProseOptions): void {
  const given = node.a ?? {};
  for (const name of [...shared, ...allowed]) {
    const value = given[name];
    if (value === undefined || (name === "role" && !roles.has(value))) continue;
    element.setAttribute(name, value);
  }
  if (given.id !== undefined) element.id = options.idPrefix + given.id;
  if (node.t === "a") link(element, given.href ?? "", options);
}

/** Links lead into the text, to an article of this library, or outside. */
function link(element: HTMLElement, href: string, options: ProseOptions): void {
  if (href.startsWith("#")) {
    element.setAttribute("href", "#" + options.idPrefix + href.slice(1));
  } else if (schemes.test(href)) {
    element.setAttribute("href", href);
    element.setAttribute("rel", "external noopener noreferrer");
    element.setAttribute("target", "_blank");
  } else if (/^\/(?!\/)/.test(href)) {
    // A new tab of the browser goes by the whole address, the program by the screen's own.
    element.setAttribute("href", outer(href));
    element.setAttribute("data-inside", href);
  }
}

function picture(node: BodyNode, options: ProseOptions): HTMLElement {
  const src = node.a?.src ?? "";
  const alt = node.a?.alt ?? "";
  const known = options.facts.get(src);
  if (!known?.src) return placeholder(src, alt, options);
  const image = document.createElement("img");
  image.alt = alt;
  image.loading = "lazy";
  image.decoding = "async";
  if (known.width > 0 && known.height > 0) {
    image.width = known.width;
    image.height = known.height;
  }
  if (known.colour) image.style.backgroundColor = known.colour;
  if (known.renditions.length > 0) {
    image.sizes = options.sizes;
    image.srcset = [...known.renditions, { src: known.src, width: known.width }].map((r) => `${r.src} ${r.width}w`).join(", ");
  }
  image.src = known.src;
  return image;
}

/** What a figure shows that is not on this machine: an embed as a link, all else as a named place. */
function absent(figure: HTMLElement, node: BodyNode, options: ProseOptions): void {
  const address = node.a?.["data-src"] ?? "";
  const alt = node.a?.["data-alt"] ?? "";
  if (!address && !alt) return;
  if (node.a?.["data-type"] !== "embed") {
    figure.appendChild(picture({ t: "img", a: { src: address, alt } }, options)); // it may have been fetched since
    return;
  }
  const mark = document.createElement("a");
  mark.textContent = node.a["data-title"] ?? address;
  link(mark, address, options);
  figure.appendChild(mark);
}

/** Films and sounds have the system's own controls; one that is not stored has none and says so. */
function film(node: BodyNode, options: ProseOptions): HTMLElement {
  const known = options.facts.get(node.a?.src ?? "");
  if (!known?.src) return placeholder(node.a?.src ?? "", "", options);
  const element = document.createElement(node.t === "audio" ? "audio" : "video");
  element.controls = true;
  element.preload = "metadata";
  element.src = known.src;
  const poster = options.facts.get(node.a?.poster ?? "");
  if (element instanceof HTMLVideoElement && poster?.src) element.poster = poster.src;
  for (const child of node.c ?? []) {
    const track = child.t === "track" ? options.facts.get(child.a?.src ?? "") : undefined;
    if (!track?.src) continue;
    const words = document.createElement("track");
    words.src = track.src;
    words.kind = child.a?.kind ?? "captions";
    words.srclang = child.a?.srclang ?? "";
    element.appendChild(words);
  }
  return element;
}

/** A remote picture that is not here is named; the page itself never asks for it. */
function placeholder(address: string, alt: string, options: ProseOptions): HTMLElement {
  const box = document.createElement("span");
  box.className = "prose-missing";
  box.setAttribute("role", "img");
  box.setAttribute("aria-label", alt || options.missing(address));
  const words = document.createElement("span");
  words.textContent = options.missing(address);
  box.appendChild(words);
  return box;
}

/** A wide table scrolls inside its own box, by keyboard too. */
function scrollable(table: HTMLElement): HTMLElement {
  const box = document.createElement("div");
  box.className = "prose-table";
  box.tabIndex = 0;
  box.setAttribute("role", "region");
  const caption = table.querySelector("caption");
  if (caption?.textContent) box.setAttribute("aria-label", caption.textContent);
  box.appendChild(table);
  return box;
}
