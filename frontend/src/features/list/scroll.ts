/** The tallest that a scrolled element may be: browsers cap it near 17 to 33 million pixels. */
export const tallest = 8_000_000;

/**
 * Maps between where an element is scrolled and where one is in a list that may
 * be taller than elements can be. Small steps move as they are; far ones go by
 * the share of the way.
 */
export class Scroll {
  #offset = 0;
  #last = 0;

  constructor(
    private whole: number,
    private view: number,
  ) {}

  /** The height of the element, in pixels. */
  get height(): number {
    return Math.min(this.whole, tallest);
  }
  /** How far one is in the list, in pixels. */
  get offset(): number {
    return this.#offset;
  }

  /** Another number of rows, or another window; the place stays. */
  resize(whole: number, view: number): void {
    this.whole = whole;
    this.view = view;
    this.#offset = this.#within(this.#offset);
  }

  /** Takes in that the element was scrolled. */
  scrolled(top: number): void {
    const by = top - this.#last;
    this.#last = top;
    if (this.whole <= tallest) this.#offset = top;
    else if (top <= 0) this.#offset = 0;
    else if (top >= this.height - this.view) this.#offset = this.whole - this.view;
    else if (Math.abs(by) <= this.view) this.#offset += by;
    else this.#offset = (top / (this.height - this.view)) * (this.whole - this.view);
    this.#offset = this.#within(this.#offset);
  }

  /** Goes to a place of the list; gives where to scroll the element. */
  go(offset: number): number {
    this.#offset = this.#within(offset);
    this.#last = this.whole <= tallest ? this.#offset : (this.#offset / (this.whole - this.view)) * (this.height - this.view);
    return this.#last;
  }

  #within(offset: number): number {
    return Math.max(0, Math.min(offset, this.whole - this.view));
  }
}
