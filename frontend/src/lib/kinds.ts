import type { MessageKey } from "../i18n/index.svelte";

const named = new Set(["news", "report", "analysis", "interview", "opinion", "note", "factsheet", "photo", "film", "map"]);

/** The name of a kind: by the catalogue for those of the program, else as it is written. */
export function kindName(kind: string, say: (key: MessageKey) => string): string {
  return named.has(kind) ? say(`kind.${kind}` as MessageKey) : kind;
}
