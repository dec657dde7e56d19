/** A place of a text, in UTF-16 units. */
export interface Span {
  start: number;
  end: number;
}

/** Letters that are one to a person who looks for a word: case, marks, and the two yehs and kafs. */
const same: Record<string, string> = { "ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "أ": "ا", "إ": "ا", "آ": "ا", "ё": "е", "’": "'", "‘": "'", "“": '"', "”": '"' };

/** A text as it is looked through, and for each letter where it stood. */
function fold(text: string): { letters: string; from: number[] } {
  let letters = "";
  const from: number[] = [];
  let at = 0;
  for (const letter of text) {
    const plain = letter.normalize("NFKD").replace(/[\p{M}\u200c\u200d\u00ad\u0640]/gu, "").toLowerCase();
    for (const piece of plain) {
      const put = same[piece] ?? piece;
      letters += put;
      for (let i = 0; i < put.length; i++) from.push(at);
    }
    at += letter.length;
  }
  from.push(at);
  return { letters, from };
}

/** Where a text holds another, without regard to case and marks; they do not overlap. */
export function findAll(text: string, wanted: string): Span[] {
  const needle = fold(wanted).letters;
  if (needle.trim() === "") return [];
  const { letters, from } = fold(text);
  const spans: Span[] = [];
  for (let at = letters.indexOf(needle); at >= 0; at = letters.indexOf(needle, at + needle.length)) {
    const start = from[at] ?? 0;
    let end = from[at + needle.length] ?? text.length;
    // Marks belong to the letter before them.
    while (end < text.length && /[\p{M}\u200c\u200d]/u.test(text[end] ?? "")) end++;
    spans.push({ start, end });
  }
  return spans;
}
