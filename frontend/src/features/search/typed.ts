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
