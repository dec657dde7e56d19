/** The keys of the editor as people see them: Keys.svelte draws them. They are bound in keys.ts. */
import type { MessageKey } from "../i18n/index.svelte";

export const shownKeys = {
  strong: "Mod+B", em: "Mod+I", link: "Mod+K", note: "Mod+Alt+F", bullets: "Mod+Shift+8", numbers: "Mod+Shift+7", quotation: "Mod+Shift+9",
  paragraph: "Mod+Alt+1", heading2: "Mod+Alt+2", heading3: "Mod+Alt+3", heading4: "Mod+Alt+4", language: "Mod+Alt+L", up: "Alt+ArrowUp", down: "Alt+ArrowDown",
  undo: "Mod+Z", redo: "Mod+Shift+Z", insert: "/",
} as const;

/** All of them with their names, for the help page. */
export const writingKeys: readonly { id: string; name: MessageKey; keys: string }[] = [
  { id: "insert", name: "editor.insert.find", keys: shownKeys.insert },
  { id: "strong", name: "editor.mark.strong", keys: shownKeys.strong },
  { id: "em", name: "editor.mark.em", keys: shownKeys.em },
  { id: "link", name: "editor.insert.link", keys: shownKeys.link },
  { id: "note", name: "editor.keys.note", keys: shownKeys.note },
  { id: "paragraph", name: "editor.kind.paragraph", keys: shownKeys.paragraph },
  { id: "heading2", name: "editor.kind.heading2", keys: shownKeys.heading2 },
  { id: "heading3", name: "editor.kind.heading3", keys: shownKeys.heading3 },
  { id: "heading4", name: "editor.kind.heading4", keys: shownKeys.heading4 },
  { id: "quotation", name: "editor.kind.quotation", keys: shownKeys.quotation },
  { id: "bullets", name: "editor.insert.bullets", keys: shownKeys.bullets },
  { id: "numbers", name: "editor.insert.numbers", keys: shownKeys.numbers },
  { id: "language", name: "editor.insert.language", keys: shownKeys.language },
  { id: "up", name: "editor.keys.up", keys: shownKeys.up },
  { id: "down", name: "editor.keys.down", keys: shownKeys.down },
  { id: "below", name: "editor.keys.below", keys: "Mod+Enter" },
  { id: "figure", name: "editor.keys.figure", keys: "Enter" },
  { id: "toolbar", name: "editor.keys.toolbar", keys: "Alt+F10" },
  { id: "undo", name: "editor.undo", keys: shownKeys.undo },
  { id: "redo", name: "editor.redo", keys: shownKeys.redo },
];
