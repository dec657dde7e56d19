/** The reading room. */
export const research = {
  "place.research": "Research",
  "research.concordance": "Concordance",
  "concordance.query": "Words",
  "concordance.help": "A word, a phrase or a whole query.",
  "concordance.sort": "Sort by",
  "concordance.sort.position": "Place",
  "concordance.sort.left": "Words before",
  "concordance.sort.right": "Words after",
  "concordance.sort.date": "Newest",
  "concordance.empty": "Every place where a word stands",
  "concordance.empty.text": "Name a word, a phrase or a whole query: each occurrence comes as a line, aligned on the word.",
  "concordance.none": "No occurrence",
  "concordance.none.text": "These words stand in no headline and in no text of this library.",
} as const;
