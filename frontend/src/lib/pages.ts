/** How many pages of a list are kept: a list of a million is never held whole. */
const pagesKept = 40;

/** The pages of a list with one more; of more than are kept those furthest from it are let go. */
export function withPage<T>(pages: ReadonlyMap<number, readonly T[]>, number: number, rows: readonly T[]): ReadonlyMap<number, readonly T[]> {
  const all = new Map(pages).set(number, rows);
  const far = [...all.keys()].sort((a, b) => Math.abs(b - number) - Math.abs(a - number));
  for (const one of far.slice(0, Math.max(0, all.size - pagesKept))) all.delete(one);
  return all;
}
