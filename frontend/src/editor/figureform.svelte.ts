/** What the form of a figure holds, read from the text and written back in one step. */
import type { BodyNode, Picture } from "../api/types.gen";
import { t } from "../i18n/index.svelte";
import { addressOf } from "./address";
import { mediaNode, placesOf, placesText, readPlaces, writePlaces } from "./figures";
import type { MediaKind } from "./host";
import type { Writing } from "./writing.svelte";

type FormField = "alt" | "address" | "title" | "places";
type Kind = "image" | "gallery" | "film" | "audio" | "map" | "chart" | "embed";

export class FigureForm {
  readonly kind: Kind;
  /** The figure is a file that can be changed for another. */
  readonly file: boolean;
  /** The figure can have a picture that stands for it. */
  readonly poster: boolean;
  alt = $state("");
  /** The point of the picture that no crop cuts away. */
  focus = $state("");
  address = $state("");
  title = $state("");
  places = $state("");
  error = $state("");
  #media = $state.raw<BodyNode | null>(null);
  #data: Record<string, string> = {};
  readonly #writing: Writing;
  readonly #pos: number;

  constructor(writing: Writing, pos: number, kind: "" | "map" | "embed") {
    this.#writing = writing;
    this.#pos = pos;
    const node = pos >= 0 ? writing.editor.figureAt(pos) : null;
    this.kind = (node?.type.name ?? (kind || "image")) as Kind;
    this.#media = (node?.attrs["media"] as BodyNode | null | undefined) ?? null;
    this.#data = { ...(node?.attrs["data"] as Record<string, string> | undefined) };
    this.alt = this.#media?.a?.["alt"] ?? this.#data["data-alt"] ?? "";
    this.focus = this.#media?.a?.["data-focus"] ?? "";
    this.address = this.#data["data-src"] ?? "";
    this.title = this.#data["data-title"] ?? "";
    this.places = node ? placesText(readPlaces(node)) : "";
    this.file = this.kind === "image" || this.kind === "film" || this.kind === "audio";
    this.poster = this.kind === "map" || this.kind === "embed" || this.kind === "chart";
  }

  /** The stored picture of the figure, where it is one. */
  get picture(): Picture | undefined {
    return this.#media?.t === "img" ? this.#writing.editor.shown(this.#media.a?.["src"] ?? "") : undefined;
  }

  has(field: FormField): boolean {
    switch (field) {
      case "alt":
        return this.#media ? this.#media.t === "img" : this.file;
      case "address":
      case "title":
        return this.kind === "embed";
      case "places":
        return this.kind === "map";
    }
  }

  /** Another file, or a picture for what has none of its own. */
  async choose(): Promise<void> {
    const kind: MediaKind = this.kind === "film" || this.kind === "audio" ? this.kind : "image";
    const chosen = await this.#writing.options.host.picture(kind);
    if (!chosen) return;
    this.#media = mediaNode(kind, this.#writing.editor.know(chosen));
    this.focus = "";
    if (kind === "image") this.alt = chosen.alt ?? this.alt;
    if (this.file) for (const name of ["data-src", "data-alt"]) delete this.#data[name];
  }

  async add(): Promise<void> {
    const chosen = await this.#writing.options.host.picture("image");
    if (chosen) this.#writing.editor.addToGallery(this.#pos, chosen);
  }

  /** The picture with what the form says of it. */
  #described(media: BodyNode): BodyNode {
    const a: Record<string, string> = { ...media.a, alt: this.alt.trim() };
    if (this.focus) a["data-focus"] = this.focus;
    else delete a["data-focus"];
    return { ...media, a };
  }

  /** Writes the figure; false where something is not right yet. */
  save(): boolean {
    if (this.kind === "embed") {
      const address = addressOf(this.address);
      if (!/^https?:/iu.test(address) && !this.#data["data-value"]) {
        this.error = t("editor.link.wrong");
        return false;
      }
      this.#data = { ...this.#data, ...(address ? { "data-src": address } : {}), "data-title": this.title.trim() };
    }
    const { editor } = this.#writing;
    if (this.kind === "map") this.#data = { ...this.#data, ...writePlaces(this.#pos >= 0 ? editor.figureAt(this.#pos) : null, placesOf(this.places)) };
    const stored = this.#media?.t === "img";
    if (!stored && this.file && this.alt !== (this.#data["data-alt"] ?? "")) this.#data["data-alt"] = this.alt;
    const media = stored && this.#media ? this.#described(this.#media) : this.#media;
    const data = Object.fromEntries(Object.entries(this.#data).filter(([, value]) => value !== ""));
    if (this.#pos >= 0) editor.setFigure(this.#pos, { media, data });
    else editor.insertFigure(this.kind, { media, data });
    return true;
  }
}
