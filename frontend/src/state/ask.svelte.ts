/** An answer that a page waits for: loading, ready or failed. Late answers of older questions are dropped. */
export class Ask<Value> {
  #value = $state.raw<Value | null>(null);
  #error = $state.raw<unknown>(null);
  #number = 0;
  #question: () => Promise<Value>;

  constructor(question: () => Promise<Value>) {
    this.#question = question;
  }

  get value(): Value | null {
    return this.#value;
  }
  get error(): unknown {
    return this.#error;
  }
  get loading(): boolean {
    return this.#value === null && this.#error === null;
  }

  /** Asks; what is shown stays until the answer is there. */
  async load(): Promise<void> {
    const number = ++this.#number;
    try {
      const value = await this.#question();
      if (number !== this.#number) return;
      this.#value = value;
      this.#error = null;
    } catch (cause) {
      if (number !== this.#number) return;
      this.#error = cause;
    }
  }

  /** Forgets what was shown and asks anew. */
  async reload(): Promise<void> {
    this.#value = null;
    this.#error = null;
    await this.load();
  }

  /** Changes what is shown, for an act that the page already knows the outcome of. */
  set(value: Value): void {
    this.#value = value;
  }
}
