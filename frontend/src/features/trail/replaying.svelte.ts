import { api, CallError, lane, type SessionAgain } from "../../api";

/** How many steps are run again with one call: enough to be quick, few enough to be stopped soon. */
const atOnce = 20;

/** A session that is run again, part behind part. */
export class Replaying {
  #states = $state.raw<ReadonlyMap<number, SessionAgain>>(new Map());
  #fingerprint = $state("");
  #was = $state("");
  #busy = $state(false);
  #error = $state.raw<unknown>(null);
  #round = 0;

  /** What came of steps, by their numbers. */
  get states(): ReadonlyMap<number, SessionAgain> {
    return this.#states;
  }
  get busy(): boolean {
    return this.#busy;
  }
  get error(): unknown {
    return this.#error;
  }
  /** The library's now; empty: nothing was run yet. */
  get fingerprint(): string {
    return this.#fingerprint;
  }
  /** Whether the library is as it was. */
  get same(): boolean {
    return this.#fingerprint === this.#was;
  }
  /** How many steps gave something else. */
  get differing(): number {
    return [...this.#states.values()].filter((again) => again.state !== "same").length;
  }

  async run(session: string): Promise<void> {
    const round = ++this.#round;
    this.#states = new Map();
    this.#fingerprint = "";
    this.#error = null;
    this.#busy = true;
    try {
      for (let after = 0; ; ) {
        const page = await api.Sessions.Replay({ session, after, limit: atOnce, ...lane("replay") });
        if (round !== this.#round) return;
        this.#fingerprint ||= page.fingerprint;
        this.#was = page.session.fingerprint;
        this.#states = new Map([...this.#states, ...page.steps.map((again) => [again.step.number, again] as const)]);
        after = page.next;
        if (after === 0) break;
      }
    } catch (cause) {
      if (round === this.#round && !(cause instanceof CallError && cause.code === "canceled")) this.#error = cause;
    } finally {
      if (round === this.#round) this.#busy = false;
    }
  }

  /** Ends it: what was run stays. */
  end(): void {
    this.#round++;
    this.#busy = false;
  }
}
