import type { ComparedArticle, ComparedSentence } from "../../api";

/** A block of a side: its sentences in a row. */
export interface SideBlock {
  block: string;
  heading: boolean;
  sentences: ComparedSentence[];
}

/** The sentences of a side, block by block. */
export function blocksOf(side: ComparedArticle): SideBlock[] {
  const out: SideBlock[] = [];
  for (const sentence of side.sentences) {
    const last = out.at(-1);
    if (last?.block === sentence.block) last.sentences.push(sentence);
    else out.push({ block: sentence.block, heading: /^h[2-4]$/.test(sentence.tag), sentences: [sentence] });
  }
  return out;
}

/** What stands behind a sentence: a space, but in a script without them. */
export function between(text: string): string {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]$/u.test(text) ? "" : " ";
}
