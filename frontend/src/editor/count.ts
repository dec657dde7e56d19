/** Words, reading time and headings. Blocks are counted once and remembered, so that a key costs its own block alone. */
import type { Node } from "prosemirror-model";
import type { Measures, OutlineEntry } from "./host";

/** Words a minute, as lang.ReadingMinutes has them: the IReST study of 17 languages (IOVS 53, 2012). */
const rates: Record<string, number> = {
  ar: 138, zh: 255, ja: 357, nl: 202, en: 228, fi: 161, fr: 195, de: 179, he: 187, it: 188, pl: 166, tr: 166, pt: 181, sl: 180, es: 218, sv: 199, ko: 400,
};
const mean = 184;

export class Counter {
  readonly #language: string;
  #kept = new WeakMap<Node, number>();
  #segmenters = new Map<string, Intl.Segmenter>();

  constructor(language: string) {
    this.#language = language;
  }

  measure(doc: Node): Measures {
    let words = 0;
    const outline: OutlineEntry[] = [];
    doc.forEach((block, _, index) => {
      words += this.#of(block);
      if (block.type.name === "heading" && block.content.size > 0) outline.push({ id: (block.attrs["id"] as string | null) ?? "", level: block.attrs["level"] as number, text: block.textContent, block: index + 1 });
    });
    const rate = rates[this.#language.split("-")[0] ?? ""] ?? mean;
    return { words, minutes: words === 0 ? 0 : Math.max(1, Math.round(words / rate)), outline };
  }

  #of(block: Node): number {
    let count = this.#kept.get(block);
    if (count === undefined) this.#kept.set(block, (count = this.#count(block)));
    return count;
  }

  #count(block: Node): number {
    let count = 0;
    const segmenter = this.#segmenter((block.attrs["lang"] as string | null) ?? this.#language);
    const add = (node: Node) => {
      if (!node.isTextblock) return true;
      for (const piece of segmenter.segment(node.textBetween(0, node.content.size, " ", " "))) if (piece.isWordLike) count++;
      return false;
    };
    if (add(block)) block.descendants(add);
    return count;
  }

  #segmenter(lang: string): Intl.Segmenter {
    let made = this.#segmenters.get(lang);
    if (!made) {
      try {
        made = new Intl.Segmenter(lang || undefined, { granularity: "word" });
      } catch {
        made = new Intl.Segmenter(undefined, { granularity: "word" });
      }
      this.#segmenters.set(lang, made);
    }
    return made;
  }
}
