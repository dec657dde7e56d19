import type { MessageKey } from "../i18n/index.svelte";

const named = new Set(["news", "report", "analysis", "interview", "opinion", "note", "factsheet", "photo", "film", "map", "page"]);

/** The name of a kind: by the catalogue for those of the program, else the word that an import brought, set as a name. */
export function kindName(kind: string, say: (key: MessageKey) => string): string {
  if (named.has(kind)) return say(`kind.${kind}` as MessageKey);
  const words = kind.replace(/[-_]+/g, " ").trim();
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}
