/** Saved searches. */
export const saved = {
  "verb.search.saved": "Search saved",
  "verb.search.renamed": "Saved search renamed",
  "verb.search.removed": "Saved search removed",
} as const;
