/** The kinds that a draft may be of, and the line above its headline. */
import type { DraftFields } from "../../api";
import { t } from "../../i18n/index.svelte";
import { kindName } from "../../lib/kinds";

const own = ["", "news", "report", "analysis", "interview", "opinion", "note", "factsheet", "photo", "film", "map", "page"];

/** Those of the program, and the one that it has. */
export function kindsToWrite(held: string): string[] {
  return own.includes(held) ? own : [...own, held];
}

/** Its kicker, else its kind and section, as readers see them. */
export function kickerOf(fields: DraftFields): string {
  return fields.kicker || [fields.kind && kindName(fields.kind, t), fields.section].filter(Boolean).join(" · ");
}
