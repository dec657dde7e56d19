/** The kinds that a draft may be of: those of the program, and the one that it has. */
const own = ["", "news", "report", "analysis", "interview", "opinion", "note", "factsheet", "photo", "film", "map", "page"];

export function kindsToWrite(held: string): string[] {
  return own.includes(held) ? own : [...own, held];
}
