/**
 * The rich editor of a draft's body: ProseMirror with the profile as its schema,
 * wired. It knows the text and the page's answers (EditorHost), nothing of
 * drafts, saving or the bridge. Editor.svelte puts toolbar and dialogs around it.
 */
import { dropCursor } from "prosemirror-dropcursor";
import { gapCursor } from "prosemirror-gapcursor";
import { history, isHistoryTransaction, redo, undo, undoDepth } from "prosemirror-history";
import type { Node } from "prosemirror-model";
import { NodeSelection, TextSelection, type Command, type EditorState, type Plugin, type Transaction } from "prosemirror-state";
import { tableEditing } from "prosemirror-tables";
import { EditorView } from "prosemirror-view";
import type { BodyNode, MediaFact, Picture } from "../api/types.gen";
import { t } from "../i18n/index.svelte";
import { blockAt, blockIds, blockWithId } from "./blocks";
import { insertBlock, setKind, setLanguage, setLink, toggle, toggleList, type Kind } from "./commands";
import { writeChart, type ChartData } from "./chart";
import { Counter } from "./count";
import { figureViews, mediaFigure } from "./figures";
import { gridOrder } from "./grid";
import type { ChosenMedia, EditorHost, Measures, MediaKind, Standing, Wanted } from "./host";
import { inserted } from "./insert";
import { keys } from "./keys";
import { endnotes, followClick, followNote, insertNote } from "./notes";
import { clipboard } from "./paste";
import { markdown } from "./rules";
import { isFigure, type } from "./schema";
import { show, spotAt, spots, wordsIn, type Spot } from "./spots";
import { standing } from "./standing";
import { newTable, tableActs, type TableAct } from "./tables";
import { endOf, openTrail, TrailWriter, type Trail } from "./trail";
import { fromTree, Trees } from "./tree";

export interface EditorOptions {
  blocks: readonly BodyNode[];
  /** The article's language and direction. */
  language: string;
  dir: "ltr" | "rtl";
  media?: readonly MediaFact[];
  host: EditorHost;
  trail?: Trail | null;
  /** The accessible name: "Body". */
  name: string;
  /** The text is another than it was. */
  changed: () => void;
  /** The caret or what is around it is another. */
  moved: (standing: Standing) => void;
  /** Words, minutes and headings, a moment after the keys rest. */
  measured: (measures: Measures) => void;
  want: (wanted: Wanted) => void;
  toolbar: () => void;
  /** A place that the page had shown was clicked. */
  spot?: (id: string) => void;
}

/** On what gives blocks their ids: it is no writing, and nothing to save. */
const adopted = "adopted";

/** How long the keys rest before the whole text is looked at. */
const rest = 300;

export class Editor {
  readonly #options: EditorOptions;
  readonly #facts: Map<string, Picture>;
  readonly #trail = new TrailWriter();
  readonly #trees: Trees;
  readonly #counter: Counter;
  readonly #view: EditorView;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #evenness = new WeakMap<Node, "even" | "odd" | "gone">();
  #shown = "";

  constructor(place: HTMLElement, options: EditorOptions) {
    this.#options = options;
    this.#facts = new Map((options.media ?? []).map((fact) => [fact.src, fact.picture]));
    this.#counter = new Counter(options.language);
    const state = openTrail(fromTree(options.blocks), this.#plugins(), options.trail ?? null);
    this.#trees = new Trees(state.doc);
    this.#view = new EditorView(place, {
      state,
      attributes: this.#attributes(options.language, options.dir),
      dispatchTransaction: (tr) => this.#dispatch(tr),
      handleDoubleClickOn: (view, pos, node) => followClick(view, pos, node),
    });
    this.#hint("--editor-hint-text", t("editor.hint.text"));
    this.#hint("--editor-hint-caption", t("editor.hint.caption"));
    this.#tell();
    this.#measure();
  }

  #attributes(language: string, dir: "ltr" | "rtl"): Record<string, string> {
    return { role: "textbox", "aria-multiline": "true", "aria-label": this.#options.name, class: "prose editor", spellcheck: "true", ...(language ? { lang: language } : {}), dir };
  }

  /** The article is in another language than it was. */
  speaks(language: string, dir: "ltr" | "rtl"): void {
    this.#view.setProps({ attributes: this.#attributes(language, dir) });
  }

  /** Words that the sheet shows where there are none yet. */
  #hint(name: string, text: string): void {
    this.#view.dom.style.setProperty(name, JSON.stringify(text));
  }

  #plugins(): Plugin[] {
    const { host, want, toolbar } = this.#options;
    return [
      markdown(),
      ...keys({ want, toolbar, moved: () => this.#sayPlace() }),
      history({ depth: 500 }),
      blockIds(),
      endnotes(),
      clipboard({ clean: (html, text) => this.#clean(html, text), files: (files) => this.#take(files) }, (how) => host.say(t(how === "plain" ? "editor.pasted.plain" : "editor.pasted"))),
      figureViews({ facts: this.#facts, edit: (pos) => want({ what: "figure", pos }) }),
      spots((id) => this.#options.spot?.(id)),
      gridOrder(),
      tableEditing(),
      dropCursor({ color: false, class: "editor-drop" }),
      gapCursor(),
    ];
  }

  async #clean(html: string, text: string): Promise<BodyNode[]> {
    const { blocks, media = [] } = await this.#options.host.clean(html, text);
    for (const fact of media) this.#facts.set(fact.src, fact.picture);
    return blocks;
  }

  /** Files that were pasted or dropped: figures at that place. null: there is nobody to take them. */
  #take(files: readonly File[]): ((place: () => number) => Promise<void>) | null {
    const take = this.#options.host.take?.bind(this.#options.host);
    const shown = files.filter((file) => /^(?:image|video|audio)\//u.test(file.type));
    if (!take || shown.length === 0) return null;
    return async (place) => {
      for (const { kind, ...chosen } of await take(shown)) {
        const figure = mediaFigure(kind, this.know(chosen));
        this.#view.dispatch(this.#view.state.tr.setSelection(TextSelection.near(this.#view.state.doc.resolve(place()))));
        this.run(insertBlock(figure));
      }
    };
  }

  #dispatch(tr: Transaction): void {
    const before = this.#view.state;
    const { state, transactions } = before.applyTransaction(tr);
    const how = isHistoryTransaction(tr) ? (undoDepth(state) < undoDepth(before) ? "undo" : "redo") : undefined;
    this.#trail.add(transactions, how);
    this.#view.updateState(state);
    if (state.doc !== before.doc) {
      if (!tr.getMeta(adopted)) this.#options.changed();
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#measure(), rest);
    }
    this.#tell();
  }

  #tell(): void {
    const now = standing(this.#view.state);
    const text = JSON.stringify(now);
    if (text === this.#shown) return;
    this.#shown = text;
    this.#options.moved(now);
  }

  #measure(): void {
    this.#options.measured(this.#counter.measure(this.#view.state.doc));
  }

  #sayPlace(): void {
    const { block, blocks } = standing(this.#view.state);
    this.#options.host.say(t("editor.moved", { block, blocks }));
  }

  /** Does what a command of ProseMirror does, and whether it could. */
  run(command: Command): boolean {
    const done = command(this.#view.state, (tr) => this.#view.dispatch(tr), this.#view);
    this.#view.focus();
    return done;
  }

  setKind(kind: Kind): boolean {
    return this.run(setKind(kind));
  }
  toggleMark(name: string): boolean {
    return this.run(toggle(name));
  }
  toggleList(name: "bullets" | "numbers"): boolean {
    return this.run(toggleList(name));
  }
  setLink(href: string, words: string): boolean {
    return this.run(setLink(href, words));
  }
  setLanguage(lang: string | null, dir: string | null): boolean {
    return this.run(setLanguage(lang, dir));
  }
  insertNote(): boolean {
    return this.run(insertNote) || this.run(followNote);
  }
  insertTable(): boolean {
    return this.run(insertBlock(newTable(3, 3)));
  }
  insertRule(): boolean {
    return this.run(insertBlock(type("rule").create()));
  }
  insertPullQuote(): boolean {
    return this.run(insertBlock(type("pullquote").create(null, [type("pulled").create(null, type("paragraph").create()), type("figcaption").create()])));
  }
  insertFigure(kind: string, attrs: { media?: BodyNode | null; data?: Record<string, string> }): boolean {
    return this.run(insertBlock(type(kind).create(attrs, type("figcaption").create())));
  }
  /** Puts a chart in, or in place of the one at pos; what is no different is left alone. */
  putChart(pos: number, chart: ChartData): void {
    const before = pos < 0 ? null : this.figureAt(pos);
    const next = writeChart(before, chart);
    if (!before) this.run(insertBlock(next));
    else if (!next.eq(before)) this.#view.dispatch(this.#view.state.tr.replaceWith(pos, pos + before.nodeSize, next));
    this.focus();
  }
  table(act: TableAct): boolean {
    return this.run(tableActs[act]);
  }
  undo(): boolean {
    return this.run(undo);
  }
  redo(): boolean {
    return this.run(redo);
  }

  /** Asks the page for a file and puts it in as a figure. */
  async insertMedia(kind: MediaKind): Promise<void> {
    const chosen = await this.#options.host.picture(kind);
    if (chosen) this.run(insertBlock(mediaFigure(kind, this.know(chosen))));
    else this.focus();
  }

  /** Asks for pictures until there are no more; one alone is a picture and no gallery. */
  async insertGallery(): Promise<void> {
    const pictures: Node[] = [];
    for (let chosen = await this.#options.host.picture("image"); chosen; chosen = await this.#options.host.picture("image")) pictures.push(mediaFigure("image", this.know(chosen)));
    const [first] = pictures;
    if (pictures.length > 1) this.run(insertBlock(type("gallery").create(null, [...pictures, type("figcaption").create()])));
    else if (first) this.run(insertBlock(first));
    else this.focus();
  }

  /** How a file of the text is shown, where that is known. */
  shown(src: string): Picture | undefined {
    return this.#facts.get(src);
  }

  /** Remembers how a file is shown. */
  know(chosen: ChosenMedia): ChosenMedia {
    if (chosen.picture) this.#facts.set(chosen.src, chosen.picture);
    return chosen;
  }

  /** The figure at a place, for its form. */
  figureAt(pos: number): Node | null {
    const node = this.#view.state.doc.nodeAt(pos);
    return node && isFigure(node) ? node : null;
  }

  /** Where the figure begins that is selected or around the caret. */
  figureHere(): number | null {
    const { selection } = this.#view.state;
    if (selection instanceof NodeSelection && isFigure(selection.node)) return selection.from;
    for (let depth = selection.$from.depth; depth > 0; depth--) if (isFigure(selection.$from.node(depth))) return selection.$from.before(depth);
    return null;
  }

  /** Says anew what a figure shows. */
  setFigure(pos: number, attrs: { media?: BodyNode | null; data?: Record<string, string> }): void {
    const node = this.figureAt(pos);
    if (node) this.#view.dispatch(this.#view.state.tr.setNodeMarkup(pos, null, { ...node.attrs, ...attrs }));
    this.focus();
  }

  /** Adds a picture to a gallery. */
  addToGallery(pos: number, chosen: ChosenMedia): void {
    const node = this.figureAt(pos);
    if (node?.type.name !== "gallery") return;
    const end = pos + node.nodeSize - 1 - (node.lastChild?.nodeSize ?? 0);
    this.#view.dispatch(this.#view.state.tr.insert(end, mediaFigure("image", this.know(chosen))));
  }

  get state(): EditorState {
    return this.#view.state;
  }

  /** The body as it is now. */
  blocks(): BodyNode[] {
    return this.#trees.use(this.#view.state.doc).blocks();
  }

  /** What was written since the last asking, for the page to keep with the save it makes now. */
  takeSteps(): Trail {
    const trees = this.#trees.use(this.#view.state.doc);
    return { entries: this.#trail.take(), end: endOf(this.#view.state.doc, (block) => this.#even(block, trees)) };
  }

  #even(block: Node, trees: Trees): "even" | "odd" | "gone" {
    const known = this.#evenness.get(block);
    if (known) return known;
    const tree = trees.block(block);
    const how = !tree ? "gone" : block.attrs["id"] && tidy(block) && !emptyInside(block) ? "even" : "odd";
    this.#evenness.set(block, how);
    return how;
  }

  /** Gives new blocks the ids that saving gave them: those of the blocks of the last blocks(), in their order. */
  adopt(ids: readonly string[], of: readonly BodyNode[]): void {
    if (ids.length !== of.length) return; // saving made other blocks of some: whose the ids are is not known
    const { doc, tr } = this.#view.state;
    const named = new Map(of.map((tree, i) => [tree, ids[i]]));
    doc.forEach((block, pos) => {
      const tree = block.attrs["id"] ? null : this.#trees.block(block);
      const id = tree && named.get(tree);
      if (id && !blockWithId(tr.doc, id)) tr.setNodeAttribute(pos, "id", id);
    });
    if (tr.docChanged) this.#view.dispatch(tr.setMeta("addToHistory", false).setMeta("replay", true).setMeta(adopted, true));
  }

  focus(): void {
    this.#view.focus();
  }

  /** Leads to a block by its id, or by its number from 1. */
  focusBlock(which: string | number): boolean {
    const { doc } = this.#view.state;
    const at = typeof which === "string" ? blockWithId(doc, which) : numbered(doc, which);
    if (!at) return false;
    this.#select(TextSelection.near(doc.resolve(at.pos + (at.node.isLeaf ? 0 : 1))));
    return true;
  }

  /** Selects words of a block: the place of them nearest to the given letter. */
  selectWords(block: string, words: string, near = 0): boolean {
    const { doc } = this.#view.state;
    const at = blockWithId(doc, block);
    const range = at && wordsIn(at.node, words, near);
    if (!at || !range) return false;
    this.#select(TextSelection.create(doc, at.pos + 1 + range.from, at.pos + 1 + range.to));
    return true;
  }

  #select(selection: TextSelection | ReturnType<typeof TextSelection.near>): void {
    this.#view.dispatch(this.#view.state.tr.setSelection(selection).scrollIntoView());
    this.#view.focus();
  }

  /** Shows these places in the text and no others; the answer names those whose words are not there. */
  show(list: readonly Spot[]): string[] {
    const { tr, lost } = show(this.#view.state, list);
    this.#view.dispatch(tr);
    return lost;
  }

  /** Leads to a place that is shown. */
  focusSpot(id: string): boolean {
    const at = spotAt(this.#view.state, id);
    if (at) this.#select(TextSelection.create(this.#view.state.doc, at.from, at.to));
    return at !== null;
  }

  /** The selected words, and the block they stand in. */
  selected(): { block: string; words: string; start: number } | null {
    const { selection, doc } = this.#view.state;
    const at = blockAt(doc, selection.from);
    if (selection.empty || !at) return null;
    return { block: (at.node.attrs["id"] as string | null) ?? "", words: doc.textBetween(selection.from, selection.to, "\n"), start: doc.textBetween(at.pos + 1, selection.from, "\n").length };
  }

  /** Puts blocks in at the caret. */
  insert(blocks: readonly BodyNode[]): void {
    const { from, to } = this.#view.state.selection;
    this.#view.dispatch(inserted(this.#view.state, from, to, blocks).scrollIntoView());
    this.#view.focus();
  }

  /** Takes another body in, as when a revision is restored: one step that can be undone. */
  replace(blocks: readonly BodyNode[], media: readonly MediaFact[] = []): void {
    for (const fact of media) this.#facts.set(fact.src, fact.picture);
    const { doc, tr } = this.#view.state;
    const next = fromTree(blocks);
    const from = doc.content.findDiffStart(next.content);
    const to = doc.content.findDiffEnd(next.content);
    if (from === null || !to) return;
    const over = Math.max(0, from - Math.min(to.a, to.b));
    this.#view.dispatch(tr.replace(from, to.a + over, next.slice(from, to.b + over)).setMeta("replay", true));
  }

  /** What is written at the caret when something is typed that opened a menu and was no wish for it. */
  type(text: string): void {
    this.#view.dispatch(this.#view.state.tr.insertText(text).scrollIntoView());
    this.#view.focus();
  }

  /** Where the caret is drawn, for what opens beside it. */
  caret(): { left: number; right: number; top: number; bottom: number } {
    return this.#view.coordsAtPos(this.#view.state.selection.head);
  }

  destroy(): void {
    clearTimeout(this.#timer);
    this.#view.destroy();
  }
}

function numbered(doc: Node, number: number): { node: Node; pos: number } | null {
  let found: { node: Node; pos: number } | null = null;
  doc.forEach((node, pos, index) => {
    if (index === number - 1) found = { node, pos };
  });
  return found;
}

/** Whether saving leaves the words as they are: no white space that it would take away. */
function tidy(block: Node): boolean {
  let good = true;
  const look = (node: Node) => {
    if (node.isTextblock && !node.type.spec.code) good &&= !/^[\s\u00a0]|[\s\u00a0]$| {2}|[\t\n]/u.test(node.textBetween(0, node.content.size, "", "x"));
    return good && !node.isTextblock;
  };
  if (look(block)) block.descendants(look);
  return good;
}

/** Whether a block has something empty inside that a body leaves out; captions come back by themselves. */
function emptyInside(block: Node): boolean {
  let empty = false;
  block.descendants((node, _, parent) => {
    empty ||= node.isTextblock && node.content.size === 0 && !/caption$/.test(node.type.name) && !((parent?.type.name === "cell" || parent?.type.name === "headcell") && parent.childCount === 1);
    return !empty;
  });
  return empty;
}
