/** Scripts that are written from right to left, as `lang.Direction` of the program has them. */
const rightToLeft = new Set(["Arab", "Aran", "Hebr", "Syrc", "Syre", "Syrj", "Syrn", "Thaa", "Nkoo", "Mand", "Samr", "Adlm", "Rohg", "Mend", "Avst", "Phnx", "Armi"]);
const directions = new Map<string, "ltr" | "rtl">();

/** The direction of a language (BCP 47): that of its script, named (az-Arab) or likely; what is unknown runs from left to right. */
export function directionOf(language: string): "ltr" | "rtl" {
  const known = directions.get(language);
  if (known) return known;
  let script = "";
  try {
    script = new Intl.Locale(language).maximize().script ?? "";
  } catch {
    // It is no language.
  }
  const dir = rightToLeft.has(script) ? "rtl" : "ltr";
  directions.set(language, dir);
  return dir;
}

/** A name that keeps its own direction in a line, and leaves what stands beside it in place; nothing of nothing. */
export function isolated(name: string): string {
  return name ? `\u2068${name}\u2069` : "";
}

/** The host of an address of the web, also of one that lacks its scheme; without a name and a password. */
export function hostOf(address: string): string {
  return address.replace(/^\w+:\/\/(?:[^/]*@)?/u, "").replace(/[/?#].*$/u, "");
}

/** The address of the web that a text is; nothing where it is none. */
export function addressIn(text: string): string {
  const given = text.trim();
  return /^(?:https?:\/\/|www\.)[^\s/]+\.\S+$/iu.test(given) || /^https?:\/\/\S+$/iu.test(given) ? given : "";
}

/** The first letter of a name as people see letters, in upper case. */
export function initial(name: string): string {
  const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
  const first = segmenter.segment(name.trim())[Symbol.iterator]().next();
  return first.done ? "" : first.value.segment.toLocaleUpperCase();
}

/** A piece of a text, marked or not. */
export interface Piece {
  text: string;
  mark: boolean;
}

/** Parts a text where another stands in it, without regard to case. */
export function marked(text: string, wanted: string): Piece[] {
  const [low, find] = [text.toLocaleLowerCase(), wanted.toLocaleLowerCase()];
  // Some letters change their length with their case: then nothing is marked.
  if (find === "" || low.length !== text.length) return [{ text, mark: false }];
  const pieces: Piece[] = [];
  let from = 0;
  for (let at = low.indexOf(find); at >= 0; at = low.indexOf(find, from)) {
    if (at > from) pieces.push({ text: text.slice(from, at), mark: false });
    pieces.push({ text: text.slice(at, at + find.length), mark: true });
    from = at + find.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), mark: false });
  return pieces;
}

/** What stands before and behind a hit, cut at whole words, with an ellipsis where it was cut. */
export function wholeWords(left: string, right: string, width: number): { left: string; right: string } {
  const cut = (text: string) => [...text].length >= width && /\s/u.test(text.trim());
  return { left: cut(left) ? left.replace(/^\S*\s+/u, "… ") : left, right: cut(right) ? right.replace(/\s+\S*$/u, " …") : right };
}
