/**
 * One text being written, for the page around it: the page makes it, hands it to
 * Toolbar.svelte and Text.svelte, shows what stands here, and asks the editor.
 */
import type { BodyNode, MediaFact } from "../api/types.gen";
import { t } from "../i18n/index.svelte";
import { Editor } from "./editor";
import type { EditorHost, Measures, Standing, Wanted } from "./host";
import type { Trail } from "./trail";

export interface WritingOptions {
  blocks: readonly BodyNode[];
  language: string;
  dir: "ltr" | "rtl";
  media?: readonly MediaFact[];
  trail?: Trail | null;
  host: EditorHost;
  changed: () => void;
  /** A place that the page had shown was clicked. */
  spot?: (id: string) => void;
}

const nowhere: Standing = { kind: "paragraph", marks: [], href: "", list: "", table: false, figure: "", note: false, lang: "", dir: "", selected: false, undo: false, redo: false, block: 1, blocks: 1, id: "" };

export class Writing {
  readonly options: WritingOptions;
  #standing = $state.raw<Standing>(nowhere);
  #measures = $state.raw<Measures>({ words: 0, minutes: 0, outline: [] });
  #wanted = $state.raw<Wanted | null>(null);
  #editor: Editor | null = null;
  #bar: HTMLElement | null = null;

  constructor(options: WritingOptions) {
    this.options = options;
  }

  get standing(): Standing {
    return this.#standing;
  }
  get measures(): Measures {
    return this.#measures;
  }
  /** The dialog that is asked for. */
  get wanted(): Wanted | null {
    return this.#wanted;
  }
  /** The editor, from when the text stands on the page. */
  get editor(): Editor {
    if (!this.#editor) throw new Error("the text is not on the page");
    return this.#editor;
  }

  /** The article is in another language than it was. */
  speaks(language: string, dir: "ltr" | "rtl"): void {
    this.#editor?.speaks(language, dir);
  }

  want(wanted: Wanted | null): void {
    this.#wanted = wanted;
    if (!wanted) queueMicrotask(() => this.#editor?.focus());
  }

  /** The element of the toolbar, which Alt+F10 leads to. */
  bar(element: HTMLElement): () => void {
    this.#bar = element;
    return () => (this.#bar = null);
  }

  /** Puts the text on the page; the answer takes it away. */
  mount(place: HTMLElement): () => void {
    const editor = new Editor(place, {
      ...this.options,
      name: t("editor.body"),
      moved: (standing) => (this.#standing = standing),
      measured: (measures) => (this.#measures = measures),
      want: (wanted) => (this.#wanted = wanted),
      toolbar: () => this.#bar?.querySelector<HTMLElement>('[tabindex="0"]')?.focus(),
    });
    this.#editor = editor;
    return () => {
      editor.destroy();
      this.#editor = null;
    };
  }
}
