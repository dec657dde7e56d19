/** The marks of an article as its panel shows them. */
import type { Highlight } from "../../api";
import { inText } from "./painter";

export interface Sorted {
  /** The colours and tags that are there to choose from. */
  colours: readonly number[];
  tags: readonly string[];
  /** What is chosen: in the text, of the whole article, and without its words. */
  placed: readonly Highlight[];
  whole: readonly Highlight[];
  detached: readonly Highlight[];
  /** The ids of all whose words are gone, chosen or not. */
  gone: string;
}

/** Goes over the marks once; colour and tag choose among them, empty: all. */
export function sorted(marks: readonly Highlight[], colour: string, tag: string): Sorted {
  const colours = new Set<number>();
  const tags = new Set<string>();
  const [placed, whole, detached]: [Highlight[], Highlight[], Highlight[]] = [[], [], []];
  const gone: string[] = [];
  for (const mark of marks) {
    colours.add(mark.colour);
    for (const one of mark.tags) tags.add(one);
    if (mark.state === "detached") gone.push(mark.id);
    if ((colour !== "" && mark.colour !== Number(colour)) || (tag !== "" && !mark.tags.includes(tag))) continue;
    if (inText(mark)) placed.push(mark);
    else if (mark.state === "article") whole.push(mark);
    else if (mark.state === "detached") detached.push(mark);
  }
  return { colours: [...colours].sort(), tags: [...tags].sort(), placed, whole, detached, gone: gone.join() };
}
