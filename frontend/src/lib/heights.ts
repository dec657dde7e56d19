/** Heights of the rows of a long list, of which only those in view are drawn: measured where they were seen, guessed elsewhere. */
export class Heights {
  #guess: number;
  #learnt = false;
  #known = new Map<string, number>();
  #ids: readonly string[] = [];
  /** Where each row begins, and behind them the end of the last; null: to be worked out when it is asked for. */
  #laid: Float64Array | null = null;

  constructor(guess: number) {
    this.#guess = guess;
  }

  /** The rows, in their order; what was measured of those that were here before is kept. */
  set rows(ids: readonly string[]) {
    this.#ids = ids;
    this.#laid = null;
  }

  get total(): number {
    return this.#edges[this.#ids.length] ?? 0;
  }

  /** Where a row begins. */
  top(row: number): number {
    return this.#edges[row] ?? 0;
  }

  /** Takes in how high a row is; tells by how much more than it was held to be. */
  measure(id: string, height: number): number {
    const before = this.#known.get(id) ?? this.#guess;
    if (before === height) return 0;
    this.#known.set(id, height);
    this.#laid = null;
    return height - before;
  }

  /** Once rows were seen, the others are held to be as high as most of those; later ones do not change that. Tells whether it was now. */
  learn(): boolean {
    if (this.#learnt || this.#known.size === 0) return false;
    this.#learnt = true;
    this.#guess = [...this.#known.values()].sort((a, b) => a - b)[this.#known.size >> 1] ?? this.#guess;
    this.#laid = null;
    return true;
  }

  /** The rows that stand between two heights: the first, and the one behind the last. */
  between(from: number, to: number): [number, number] {
    return [Math.max(0, this.#at(from)), Math.min(this.#ids.length, this.#at(to) + 1)];
  }

  /** The row at a height. */
  #at(y: number): number {
    let low = 0;
    let high = this.#ids.length;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if (this.top(middle) <= y) low = middle;
      else high = middle;
    }
    return low;
  }

  get #edges(): Float64Array {
    if (this.#laid) return this.#laid;
    const edges = new Float64Array(this.#ids.length + 1);
    let sum = 0;
    this.#ids.forEach((id, i) => {
      edges[i] = sum;
      sum += this.#known.get(id) ?? this.#guess;
    });
    edges[this.#ids.length] = sum;
    this.#laid = edges;
    return edges;
  }
}
