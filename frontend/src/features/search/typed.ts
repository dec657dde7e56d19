/** How a piece of a query looks: a word, a sign of the query language, or what is to be left out. */
export type Look = "word" | "sign" | "not";

/** A piece of a query as it was typed; `wrong` where a note is about it. */
export interface TypedPiece {
  text: string;
  look: Look;
  wrong: boolean;
}

/** A place in Unicode letters. */
export interface Place {
  start: number;
  end: number;
}

// What is left out reaches to the end of its word or phrase; a field's name to its colon.
const signs = /(?<not>(?<=^|[\s(])(?:[-−]|(?:NOT|بدون)\s+)(?:\p{L}+:)?(?:["«“„][^"»”]*["»”]?|[^\s()"]+))|(?<quoted>["«“„][^"»”]*["»”]?)|(?<sign>(?<=^|[\s(])(?:OR|AND|NOT|NEAR(?:\/\d+)?|یا|أو|\|)(?=$|[\s)])|(?<=^|[\s(])\p{L}+\d*(?::(?=\S)|[<>])|[()])/gu;

/** Parts a query into what is drawn alike; joined they give the query again. */
export function typedPieces(query: string, wrong: readonly Place[] = []): TypedPiece[] {
  const looks: { text: string; look: Look }[] = [];
  let from = 0;
  const put = (text: string, look: Look) => text && looks.push({ text, look });
  for (const found of query.matchAll(signs)) {
    const { not, sign } = found.groups ?? {};
    put(query.slice(from, found.index), "word");
    put(found[0], not ? "not" : sign ? "sign" : "word");
    from = found.index + found[0].length;
  }
  put(query.slice(from), "word");
  return wrong.length === 0 ? looks.map((piece) => ({ ...piece, wrong: false })) : underlined(looks, wrong);
}

/** Parts the pieces once more where something is wrong. */
function underlined(looks: { text: string; look: Look }[], wrong: readonly Place[]): TypedPiece[] {
  const pieces: TypedPiece[] = [];
  let at = 0;
  for (const { text, look } of looks) {
    let last: TypedPiece | undefined;
    for (const letter of text) {
      const is = wrong.some((place) => at >= place.start && at < place.end);
      if (last && last.wrong === is) last.text += letter;
      else pieces.push((last = { text: letter, look, wrong: is }));
      at++;
    }
  }
  return pieces;
}

/** How many letters are shown beside what is wrong. */
const beside = 16;

/** The pieces that a line has room for: what is wrong, and a little of what stands between and around. */
export function around(pieces: readonly TypedPiece[]): TypedPiece[] {
  const first = pieces.findIndex((piece) => piece.wrong);
  const last = pieces.findLastIndex((piece) => piece.wrong);
  const right = (text: string) => ([...text].length > beside ? "…" + [...text].slice(-beside).join("") : text);
  const left = (text: string) => ([...text].length > beside ? [...text].slice(0, beside).join("") + "…" : text);
  const plain = (from: number, to?: number) => pieces.slice(from, to).map((piece) => piece.text).join("");
  if (first < 0) return [...pieces];
  const context = (text: string): TypedPiece[] => (text ? [{ text, look: "word", wrong: false }] : []);
  const middle = pieces.slice(first, last + 1).flatMap((piece) => {
    if (piece.wrong || [...piece.text].length <= 2 * beside) return [piece];
    const letters = [...piece.text];
    return [{ ...piece, text: letters.slice(0, beside).join("") + "…" + letters.slice(-beside).join("") }];
  });
  return [...context(right(plain(0, first))), ...middle, ...context(left(plain(last + 1)))];
}
