import type { ComparedArticle, ComparedSentence } from "../../api";
import { part } from "../../lib/prefix";

/** A block of a side: its sentences in a row. */
export interface SideBlock {
  block: string;
  heading: boolean;
  sentences: ComparedSentence[];
}

/** The address of two sides: articles by their ids, or with @N behind one a version of it. */
export const compareAddress = (a: string, b: string): string => `/compare?a=${part(a)}&b=${part(b)}`;

/** How an address names a version of an article; of the newest its id does. */
export function sideName(side: Pick<ComparedArticle, "id" | "versions">, version: number): string {
  return version === side.versions[0]?.n ? side.id : `${side.id}@${version}`;
}

/** The id in the name of a side. */
export const idOf = (name: string): string => name.replace(/@\d+$/, "");

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
