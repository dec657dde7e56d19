/** How many results are drawn or left out together. */
export const chunk = 25;

/** Results that are drawn, from first up to (and without) last, and the room of those before and behind them. */
export interface Drawn {
  first: number;
  last: number;
  before: number;
  behind: number;
}

/**
 * The results that are in view or near it, of a list whose heights are known where
 * they were drawn once; the others are taken to be as high as those on average.
 */
export function drawn(count: number, heights: ReadonlyMap<number, number>, usual: number, top: number, bottom: number): Drawn {
  const chunks = Math.ceil(count / chunk);
  const known = [...heights.values()];
  const mean = known.length > 0 ? known.reduce((sum, height) => sum + height, 0) / known.length : usual * chunk;
  const high = (at: number) => heights.get(at) ?? mean * (Math.min(chunk, count - at * chunk) / chunk);
  let [first, last, before, behind, at] = [-1, 0, 0, 0, 0];
  for (let i = 0; i < chunks; i++) {
    const end = at + high(i);
    if (end < top && i < chunks - 1 && first < 0) before = end;
    else if (first < 0 || at <= bottom) {
      if (first < 0) first = i;
      last = i + 1;
    } else behind += high(i);
    at = end;
  }
  return { first: Math.max(0, first) * chunk, last: Math.min(count, last * chunk), before, behind };
}
