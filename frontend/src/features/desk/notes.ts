/** Notes of reviewers in threads, and where the words stand that they are anchored to. */
import type { BodyNode, DraftNote } from "../../api";

export interface Thread {
  note: DraftNote;
  answers: DraftNote[];
}

/** The threads, oldest first; an answer whose beginning was taken away begins one itself. */
export function threads(notes: readonly DraftNote[]): Thread[] {
  const found = new Map<string, Thread>();
  const roots = new Map<string, string>();
  for (const note of notes) {
    const root = roots.get(note.parent);
    if (root) {
      found.get(root)?.answers.push(note);
      roots.set(note.id, root);
    } else {
      found.set(note.id, { note, answers: [] });
      roots.set(note.id, note.id);
    }
  }
  return [...found.values()];
}

/** The text of a block as anchors count in it: no numbers of notes, a line end for each break. */
export function textOf(node: BodyNode): string {
  if (!node.t) return node.x ?? "";
  if (node.t === "br") return "\n";
  if (node.a?.role === "doc-noteref") return "";
  return (node.c ?? []).map(textOf).join("");
}

/** How many letters around the words are kept with them. */
const around = 32;

/** The anchor of words in a block, from the letter at which they begin. */
export function anchorOf(text: string, quote: string, start: number): Pick<DraftNote, "quote" | "prefix" | "suffix" | "start"> {
  return { quote, prefix: text.slice(Math.max(0, start - around), start), suffix: text.slice(start + quote.length, start + quote.length + around), start: [...text.slice(0, start)].length };
}

/**
 * Where the words of a note stand now: in their own block, of several places the one
 * with what stood around them, then the nearest; else in another block. null: nowhere.
 */
export function placeOf(note: DraftNote, blocks: readonly BodyNode[]): { block: string; at: number } | null {
  if (!note.quote) return null;
  const own = blocks.find((block) => block.a?.id === note.block);
  for (const block of own ? [own, ...blocks.filter((one) => one !== own)] : blocks) {
    const text = textOf(block);
    let best = -1;
    let worth = -Infinity;
    for (let at = text.indexOf(note.quote); at >= 0; at = text.indexOf(note.quote, at + 1)) {
      const context = Number(text.slice(0, at).endsWith(note.prefix)) + Number(text.startsWith(note.suffix, at + note.quote.length));
      const value = context * 1e6 - Math.abs(at - note.start);
      if (value > worth) [best, worth] = [at, value];
    }
    if (best >= 0 && block.a?.id) return { block: block.a.id, at: best };
  }
  return null;
}
