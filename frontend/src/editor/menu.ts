/** What can be inserted, in the order of the menu, and what each does. */
import type { Kind } from "./commands";
import { shownKeys } from "./shownkeys";
import type { Writing } from "./writing.svelte";

export const insertions = [
  "paragraph", "heading2", "heading3", "heading4", "bullets", "numbers", "quotation", "quote", "table", "image", "gallery", "film", "audio", "map", "chart", "pullquote", "note", "aside", "rule", "preformatted", "embed", "link", "language",
] as const;
export type Insertion = (typeof insertions)[number];

const asKinds: ReadonlySet<string> = new Set<Kind>(["paragraph", "heading2", "heading3", "heading4", "quotation", "aside", "preformatted"]);

/** Whether the catalogue has the name of an insertion among the kinds of blocks. */
export function isKind(name: string): name is Kind {
  return asKinds.has(name);
}

/** The keys that do the same, "" for none. */
export function keysOf(name: Insertion): string {
  return (shownKeys as Record<string, string>)[name] ?? "";
}

export function insert(writing: Writing, name: Insertion): void {
  const { editor } = writing;
  if (isKind(name)) return void editor.setKind(name);
  switch (name) {
    case "bullets":
    case "numbers":
      return void editor.toggleList(name);
    case "rule":
      return void editor.insertRule();
    case "table":
      return void editor.insertTable();
    case "pullquote":
      return void editor.insertPullQuote();
    case "note":
      return void editor.insertNote();
    case "image":
    case "film":
    case "audio":
      return void editor.insertMedia(name);
    case "gallery":
      return void editor.insertGallery();
    case "chart":
      return writing.want({ what: "newChart" });
    case "map":
    case "embed":
      return writing.want({ what: "newFigure", kind: name });
    case "quote":
    case "link":
    case "language":
      return writing.want({ what: name });
  }
}
