/**
 * Keeps what is typed: after a short pause, and at least every second while typing
 * goes on. One save runs at a time; what was typed meanwhile goes with the next. It
 * says "saved" when the answer came, and the program answers when it is on the disk.
 */
import { CallError } from "../../api";

/** How long typing rests before it is kept, and how long it goes on at most, in milliseconds. */
const pause = 300;
const most = 700;
/** How long a save that failed waits before it is tried again. */
const again = 2000;

export type Keeping = "saved" | "typing" | "saving" | "failed" | "conflict";

interface Sender {
  /** Saves what is there now; throws where that failed. */
  send: (last: boolean) => Promise<void>;
}

export class Keeper {
  #state = $state<Keeping>("saved");
  #error = $state.raw<unknown>(null);
  /** When the first thing was typed that is not kept; null: nothing. */
  #since: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | null = null;
  #sender: Sender;

  constructor(sender: Sender) {
    this.#sender = sender;
  }

  get state(): Keeping {
    return this.#state;
  }
  get error(): unknown {
    return this.#error;
  }
  /** Whether everything that was typed is on the disk. */
  get clean(): boolean {
    return this.#state === "saved";
  }

  /** Something was typed. */
  touch(): void {
    if (this.#state === "conflict") return;
    const now = performance.now();
    this.#since ??= now;
    if (this.#state === "saved") this.#state = "typing";
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#save(false), Math.max(0, Math.min(pause, this.#since + most - now)));
  }

  /** Keeps what is not kept yet, now; last: it is worth a state to come back to. Whether all is kept. */
  async flush(last = false): Promise<boolean> {
    clearTimeout(this.#timer);
    await this.#running;
    if (this.#state === "conflict") return false;
    if (this.#since !== null || last) await this.#save(last);
    await this.#running; // somebody else's
    return this.clean;
  }

  /** Begins anew, as with another text. */
  reset(): void {
    clearTimeout(this.#timer);
    this.#since = null;
    this.#state = "saved";
    this.#error = null;
  }

  async #save(last: boolean): Promise<void> {
    // Several may have waited for the same save; two at once would overwrite each other's stamp.
    while (this.#running) {
      await this.#running;
      if (this.#since === null && !last) return;
    }
    if (this.#state === "conflict") return;
    this.#running = this.#send(last);
    await this.#running;
    this.#running = null;
  }

  async #send(last: boolean): Promise<void> {
    const since = this.#since;
    this.#since = null;
    // What failed stays so until a save succeeded: trying again is no news.
    if (this.#state !== "failed") this.#state = "saving";
    try {
      await this.#sender.send(last);
      this.#error = null;
      this.#state = this.#since !== null ? "typing" : "saved";
    } catch (cause) {
      this.#error = cause;
      this.#since ??= since ?? performance.now();
      if (cause instanceof CallError && cause.code === "conflict") {
        this.#state = "conflict";
        return;
      }
      this.#state = "failed";
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#save(false), again);
    }
  }
}
