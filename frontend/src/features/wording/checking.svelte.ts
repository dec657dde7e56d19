import { api, CallError, lane, type Quotation, type QuotationsRequest, type QuotationsResult, type QuotationVerdict } from "../../api";
import { part } from "../../lib/prefix";

export const states = ["exact", "altered", "absent"] as const;
export type QuoteState = (typeof states)[number];

/** How many quotations are looked for at once: the list grows while the rest is looked for. */
const atOnce = 20;

/** A quotation with what the archive has of it. */
export interface Checked {
  quotation: Quotation;
  verdict: QuotationVerdict;
}

/** The quotations of a text, looked for in the archive one after the other. */
export class Checking {
  #found = $state.raw<QuotationsResult | null>(null);
  #checked = $state.raw<readonly Checked[]>([]);
  #behind = $state(0);
  #error = $state.raw<unknown>(null);
  #busy = $state(false);
  #round = 0;
  /** The text that was typed or pasted; it is kept while the program runs. */
  text = $state("");
  /** Its markup, as long as the text is what was pasted with it. */
  html = "";

  /** What was found in the text; null: nothing was asked yet. */
  get found(): QuotationsResult | null {
    return this.#found;
  }
  /** The quotations that were looked for by now. */
  get checked(): readonly Checked[] {
    return this.#checked;
  }
  /** The changes that the index had not taken in: what they brought may have been missed. */
  get behind(): number {
    return this.#behind;
  }
  get error(): unknown {
    return this.#error;
  }
  get busy(): boolean {
    return this.#busy;
  }

  async begin(request: QuotationsRequest): Promise<void> {
    const round = ++this.#round;
    this.#busy = true;
    try {
      const found = await api.Wording.Quotations({ ...lane("quotations"), ...request });
      if (round !== this.#round) return;
      [this.#found, this.#checked, this.#behind, this.#error] = [found, [], 0, null];
      for (let from = 0; from < found.quotations.length; from += atOnce) {
        const some = found.quotations.slice(from, from + atOnce);
        const { verdicts, behind } = await api.Wording.Check({ ...lane("quotations.check"), quotes: some.map((one) => one.quote), without: found.own });
        if (round !== this.#round) return;
        this.#behind = Math.max(this.#behind, behind);
        this.#checked = [...this.#checked, ...some.flatMap((quotation, i) => (verdicts[i] ? [{ quotation, verdict: verdicts[i] }] : []))];
      }
    } catch (cause) {
      if (round === this.#round && !(cause instanceof CallError && cause.code === "canceled")) this.#error = cause;
    } finally {
      if (round === this.#round) this.#busy = false;
    }
  }

  /** Forgets all. */
  clear(): void {
    this.#round++;
    [this.#found, this.#checked, this.#behind, this.#error, this.#busy] = [null, [], 0, null, false];
    this.text = this.html = "";
  }
}

/** The address of the very words. */
export function placeOf(verdict: QuotationVerdict): string {
  const inBody = verdict.block !== "title" && verdict.block !== "standfirst";
  // A quotation of several paragraphs leads to where it begins.
  const words = verdict.source.split("\n")[0]?.slice(0, 500) ?? "";
  return `/article/${part(verdict.article)}${inBody ? `?at=${part(`b-${verdict.block}`)}&quote=${part(words)}` : ""}`;
}
