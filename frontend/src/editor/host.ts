/** What the editor asks of the page around it. The page answers; the editor calls no bridge. */
import type { BodyNode, MediaFact, Picture } from "../api/types.gen";

/** The kinds of file that a figure can show. */
export type MediaKind = "image" | "film" | "audio";

/** A file that was chosen or brought in for a figure. */
export interface ChosenMedia {
  /** The address that goes into the body: "/media/" and 64 hex digits. */
  src: string;
  alt?: string;
  /** Caption with its credit, as plain text. */
  caption?: string;
  width?: number;
  height?: number;
  /** How the page shows it. */
  picture?: Picture;
}

/** An article that a link can lead to or a quotation can come from. */
export interface FoundArticle {
  id: string;
  title: string;
  /** Section, date and the like, in one line. */
  about: string;
}

/** A paragraph of an article, to be quoted. */
export interface Passage {
  /** The id of its block. */
  block: string;
  text: string;
  lang?: string;
  dir?: "ltr" | "rtl";
}

/** What was made of a paste: blocks, and how the pictures in them are shown. */
export interface Cleaned {
  blocks: BodyNode[];
  media?: readonly MediaFact[];
}

export interface EditorHost {
  /** Makes blocks of the profile of what was pasted or dropped. */
  clean(html: string, text: string): Promise<Cleaned>;
  /** Lets a person choose a file or bring one in; null: they thought better of it. */
  picture(kind: MediaKind): Promise<ChosenMedia | null>;
  /** Lets a person choose a file of captions or subtitles (WebVTT) and takes it in. */
  track?(): Promise<ChosenMedia | null>;
  /** Takes in pictures, films and sounds that were pasted or dropped into the text; without it they are left alone. */
  take?(files: readonly File[]): Promise<(ChosenMedia & { kind: MediaKind })[]>;
  articles(query: string): Promise<FoundArticle[]>;
  passages(article: string): Promise<Passage[]>;
  /** Tells a reader of the screen what happened. */
  say(text: string): void;
}

/** Which of its dialogs the editor wants shown. */
export type Wanted =
  | { what: "insert"; typed: boolean }
  | { what: "link" }
  | { what: "language" }
  | { what: "quote" }
  /** The form of a figure; without a place it is a new one. */
  | { what: "figure"; pos: number }
  | { what: "newFigure"; kind: "map" | "embed" }
  | { what: "newChart" }
  /** The captions and subtitles of a film or sound. */
  | { what: "tracks"; pos: number };

/** Where the caret stands, for the toolbar. */
export interface Standing {
  /** The kind of the block at the caret: paragraph, heading2 …, preformatted, or what is around it: quotation, aside. */
  kind: string;
  marks: readonly string[];
  /** The address of the link at the caret. */
  href: string;
  list: "" | "bullets" | "numbers";
  table: boolean;
  /** The figure at the caret or that is selected: its kind. */
  figure: string;
  note: boolean;
  /** What the block at the caret says of itself, "" for what is the article's. */
  lang: string;
  dir: string;
  selected: boolean;
  undo: boolean;
  redo: boolean;
  /** Number of the block, from 1, of how many, and its id ("" for a new one). */
  block: number;
  blocks: number;
  id: string;
}

/** A heading of the text. */
export interface OutlineEntry {
  id: string;
  level: number;
  text: string;
  /** Number of its block, from 1. */
  block: number;
}

/** What follows from the whole text; worked out when the keys rest. */
export interface Measures {
  words: number;
  minutes: number;
  outline: readonly OutlineEntry[];
}
