import type { MessageKey } from "../../i18n/index.svelte";

/** The query language by examples, for its card and the help. */
export const examples: readonly { text: string; says: MessageKey }[] = [
  { text: "harbour tide", says: "help.search.words" },
  { text: '"central bank"', says: "help.search.phrase" },
  { text: "naviga*", says: "help.search.prefix" },
  { text: "colour~1", says: "help.search.near" },
  { text: "tide -storm", says: "help.search.not" },
  { text: "sail OR steam", says: "help.search.or" },
  { text: "moon NEAR/8 tide", says: "help.search.close" },
  { text: "title:map", says: "help.search.title" },
  { text: "kind:report,analysis", says: "help.search.field" },
  { text: "from:2011-03 to:2011-06", says: "help.search.dates" },
  { text: "P30D", says: "help.search.last" },
  { text: "words>500 has:map", says: "help.search.has" },
  { text: "moon in:captions", says: "help.search.in" },
];
