/**
 * Inline content as elements inside each other, by the profile's rule (nest in
 * internal/body/inline.go): of the marks that begin at one place the one that
 * reaches furthest stands outside, of equal ones the first in order.
 */
import type { Mark, Node } from "prosemirror-model";
import type { BodyNode } from "../api/types.gen";

/** The inline content of a text block; references to notes that are not there are left out. */
export function nested(block: Node, numbers: ReadonlyMap<string, number>): BodyNode[] {
  const runs: Node[] = [];
  block.forEach((node) => {
    if (node.type.name !== "noteref" || numbers.has(node.attrs["note"] as string)) runs.push(node);
  });
  return nest(runs, [], numbers);
}

function nest(runs: readonly Node[], open: readonly Mark[], numbers: ReadonlyMap<string, number>): BodyNode[] {
  const out: BodyNode[] = [];
  for (let i = 0; i < runs.length; ) {
    const run = runs[i] as Node;
    const reference = run.type.name === "noteref";
    let best: Mark | null = null;
    let reach = reference ? 1 : 0; // a reference is a link of its own, and the first of all marks
    for (const mark of marksOf(run)) {
      if (mark.isInSet(open)) continue;
      let n = 1;
      while (i + n < runs.length && mark.isInSet(marksOf(runs[i + n] as Node))) n++;
      if (n > reach) [best, reach] = [mark, n];
    }
    if (best) {
      out.push({ t: best.type.name, ...attributes(best), c: nest(runs.slice(i, i + reach), [...open, best], numbers) });
      i += reach;
      continue;
    }
    const last = out.at(-1);
    if (run.isText && last?.t === undefined && last?.x) out[out.length - 1] = { x: last.x + (run.text ?? "") }; // between them was a reference that is left out
    else out.push(reference ? link(run, open, numbers) : leaf(run));
    i++;
  }
  return out;
}

/** A reference bears only some marks, as in a body: it stands in no link but its own. */
function marksOf(run: Node): readonly Mark[] {
  return run.type.name === "noteref" ? run.marks.filter((mark) => ["mark", "strong", "em"].includes(mark.type.name)) : run.marks;
}

function leaf(run: Node): BodyNode {
  return run.isText ? { x: run.text ?? "" } : { t: "br" };
}

function link(run: Node, open: readonly Mark[], numbers: ReadonlyMap<string, number>): BodyNode {
  const note = run.attrs["note"] as string;
  let inner: BodyNode = { x: String(numbers.get(note) ?? 0) };
  for (const mark of marksOf(run).filter((mark) => !mark.isInSet(open)).reverse()) inner = { t: mark.type.name, ...attributes(mark), c: [inner] };
  return { t: "a", a: { href: `#${note}`, role: "doc-noteref" }, c: [inner] };
}

function attributes(mark: Mark): { a?: Record<string, string> } {
  const given = Object.entries(mark.attrs).filter((entry): entry is [string, string] => typeof entry[1] === "string" && entry[1] !== "");
  return given.length > 0 ? { a: Object.fromEntries(given) } : {};
}
