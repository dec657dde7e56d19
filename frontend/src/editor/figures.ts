/**
 * Figures on the page: what is shown, which ProseMirror leaves alone, and the
 * caption, which is written in. The picture is drawn by prose/build.ts, as for
 * readers.
 */
import { Plugin } from "prosemirror-state";
import type { EditorView, NodeView } from "prosemirror-view";
import type { Node } from "prosemirror-model";
import type { BodyNode, Picture } from "../api/types.gen";
import { t } from "../i18n/index.svelte";
import { buildProse } from "../prose/build";
import type { ChosenMedia, MediaKind } from "./host";
import { schema, type } from "./schema";

export interface FigureOptions {
  facts: ReadonlyMap<string, Picture>;
  /** Opens the form of the figure there. */
  edit: (pos: number) => void;
}

export function figureViews(options: FigureOptions): Plugin {
  const names = Object.keys(schema.nodes).filter((name) => schema.nodes[name]?.isInGroup("figure") && name !== "pullquote");
  const make = (node: Node, view: EditorView, getPos: () => number | undefined) => new FigureView(node, view, getPos, options);
  return new Plugin({ props: { nodeViews: Object.fromEntries(names.map((name) => [name, make])) } });
}

class FigureView implements NodeView {
  readonly dom = document.createElement("figure");
  readonly contentDOM = document.createElement("div");
  readonly #shown = document.createElement("div");
  readonly #options: FigureOptions;
  readonly #edit: () => void;
  #node: Node;

  constructor(node: Node, _view: EditorView, getPos: () => number | undefined, options: FigureOptions) {
    this.#node = node;
    this.#options = options;
    this.#edit = () => {
      const pos = getPos();
      if (pos !== undefined) options.edit(pos);
    };
    this.dom.dataset["type"] = node.type.name;
    this.#shown.className = "editor-media";
    this.#shown.contentEditable = "false";
    this.contentDOM.className = "editor-inside";
    this.dom.append(this.#shown, this.contentDOM);
    this.#draw();
  }

  #draw(): void {
    const { lang, dir } = this.#node.attrs;
    for (const [name, value] of [["lang", lang], ["dir", dir]] as const) {
      if (value) this.dom.setAttribute(name, value as string);
      else this.dom.removeAttribute(name);
    }
    const edit = document.createElement("button");
    edit.type = "button";
    edit.tabIndex = -1; // by keyboard: Enter where the figure is selected, or the toolbar
    edit.textContent = t("editor.figure.edit");
    edit.addEventListener("click", this.#edit);
    this.#shown.replaceChildren(...this.#media(), edit);
  }

  #media(): globalThis.Node[] {
    if (this.#node.type.name === "gallery") return [];
    const drawn = buildProse([figureTree(this.#node)], { facts: this.#options.facts, idPrefix: "draft-", missing: (address) => t("picture.missing", { address }), sizes: "640px" });
    const inside = [...(drawn.firstElementChild?.childNodes ?? [])];
    if (inside.length > 0 || this.#node.firstChild?.type.name === "table") return inside;
    const words = document.createElement("p");
    words.textContent = described(this.#node);
    return [words];
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false;
    const before = this.#node;
    this.#node = node;
    const table = before.firstChild?.type !== node.firstChild?.type; // a chart has one, or has none any more
    if (table || ["media", "data", "lang", "dir"].some((name) => before.attrs[name] !== node.attrs[name])) this.#draw();
    return true;
  }
  selectNode(): void {
    this.dom.classList.add("ProseMirror-selectednode");
  }
  deselectNode(): void {
    this.dom.classList.remove("ProseMirror-selectednode");
  }
  stopEvent(event: Event): boolean {
    return event.target instanceof Element && event.target.closest(".editor-media :is(button, video, audio)") !== null;
  }
  ignoreMutation(mutation: { target: globalThis.Node; type: string }): boolean {
    return mutation.type !== "selection" && !this.contentDOM.contains(mutation.target);
  }
}

/** What of a figure is shown above its caption. */
function figureTree(node: Node): BodyNode {
  const media = node.attrs["media"] as BodyNode | null;
  return { t: "figure", a: { "data-type": node.type.name, ...(node.attrs["data"] as Record<string, string>) }, ...(media ? { c: [media] } : {}) };
}

/** What stands for a figure that has nothing to show. */
function described(node: Node): string {
  if (node.type.name === "map") return t("editor.map.places", { count: readPlaces(node).length });
  return t("editor.figure.empty");
}

/** A figure of a chosen file, with its caption. */
export function mediaFigure(kind: MediaKind, chosen: ChosenMedia): Node {
  const words = chosen.caption ? schema.text(chosen.caption) : null;
  return type(kind).create({ media: mediaNode(kind, chosen) }, type("figcaption").create(null, words));
}

/** The element of a chosen file. */
export function mediaNode(kind: MediaKind, chosen: ChosenMedia): BodyNode {
  const size: Record<string, string> = chosen.width && chosen.height ? { width: String(chosen.width), height: String(chosen.height) } : {};
  if (kind === "audio") return { t: "audio", a: { src: chosen.src } };
  if (kind === "film") return { t: "video", a: { src: chosen.src, ...size } };
  return { t: "img", a: { alt: chosen.alt ?? "", src: chosen.src, ...size } };
}

/** A place of a map: GeoJSON has the longitude first. */
export interface Place {
  name: string;
  lat: number;
  lon: number;
}

interface Feature {
  properties?: { name?: unknown } | null;
  geometry?: { type?: unknown; coordinates?: unknown } | null;
}

/** The points of a map's data. */
export function readPlaces(node: Node): Place[] {
  let features: Feature[];
  try {
    features = (JSON.parse((node.attrs["data"] as Record<string, string>)["data-value"] ?? "{}") as { features?: Feature[] }).features ?? [];
  } catch {
    return [];
  }
  return features.flatMap(({ properties, geometry }) => {
    const [lon, lat] = Array.isArray(geometry?.coordinates) ? (geometry.coordinates as unknown[]) : [];
    if (geometry?.type !== "Point" || typeof lon !== "number" || typeof lat !== "number") return [];
    return [{ name: typeof properties?.name === "string" ? properties.name : "", lat, lon }];
  });
}

/** The data of a map of points. What else stood in the data, lines and areas, stays. */
export function writePlaces(node: Node | null, places: readonly Place[]): Record<string, string> {
  let others: Feature[] = [];
  if (node) {
    const data = JSON.parse((node.attrs["data"] as Record<string, string>)["data-value"] ?? "{}") as { features?: Feature[] };
    others = (data.features ?? []).filter((feature) => feature.geometry?.type !== "Point");
  }
  const points = places.map(({ name, lat, lon }) => ({ type: "Feature", properties: { name }, geometry: { type: "Point", coordinates: [lon, lat] } }));
  return { "data-value": JSON.stringify({ type: "FeatureCollection", features: [...points, ...others] }) };
}

/** Places as one writes them: a line each, "name, latitude, longitude". */
export function placesText(places: readonly Place[]): string {
  return places.map(({ name, lat, lon }) => `${name}, ${lat}, ${lon}`).join("\n");
}

/** The places of such lines; a line that is none is left out. */
export function placesOf(text: string): Place[] {
  return text.split("\n").flatMap((line) => {
    const found = /^(.*?)[,،;]?\s*(-?\d+(?:\.\d+)?)\s*[,،;]\s*(-?\d+(?:\.\d+)?)\s*$/u.exec(line.trim());
    const [lat, lon] = [Number(found?.[2]), Number(found?.[3])];
    return found && Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? [{ name: (found[1] ?? "").trim(), lat, lon }] : [];
  });
}
