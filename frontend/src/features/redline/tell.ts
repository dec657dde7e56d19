import type { ChangedBlock } from "../../api";

/** A run of words; of what changed, the number of its change, from 1. */
export interface Piece {
  op: string;
  text: string;
  change: number;
}

/** A block with its changes numbered. */
export interface Told {
  block: ChangedBlock;
  pieces: Piece[];
  /** The number of a change that is in no word: another picture, a rule that came; 0: none. */
  change: number;
}

/** Blocks in a row that all changed or all stayed. */
export interface Stretch {
  folded: boolean;
  blocks: Told[];
}

/** So many unchanged blocks in a row are folded into a line. */
const foldFrom = 3;

/** Numbers the changes, and folds what stayed: words that went and what came for them are one change. */
export function tell(blocks: readonly ChangedBlock[]): { stretches: Stretch[]; changes: number } {
  let changes = 0;
  const stretches: Stretch[] = [];
  let stayed: Told[] = [];
  const put = (folded: boolean, list: Told[]) => {
    const last = stretches.at(-1);
    if (last && !last.folded && !folded) last.blocks.push(...list);
    else if (list.length > 0) stretches.push({ folded, blocks: list });
  };
  for (const block of blocks) {
    const pieces = block.words.map((word, i): Piece => {
      if (word.op === "equal") return { ...word, change: 0 };
      if (i === 0 || block.words[i - 1]?.op === "equal") changes++;
      return { ...word, change: changes };
    });
    const wordless = block.op !== "equal" && pieces.every((piece) => piece.change === 0);
    const told: Told = { block, pieces, change: wordless ? ++changes : 0 };
    if (block.op === "equal") {
      stayed.push(told);
      continue;
    }
    put(stayed.length >= foldFrom, stayed);
    stayed = [];
    put(false, [told]);
  }
  put(stayed.length >= foldFrom, stayed);
  return { stretches, changes };
}
