import { api, CallError, type ImportReport, type ImportRequest, type Job } from "../../api";
import { finished } from "../../state/jobs";

/** An import on its way: looked through first, while its counts grow, and brought in when the person says so. */
export class Intake {
  #report = $state.raw<ImportReport | null>(null);
  #job = $state.raw<Job | null>(null);
  /** Rises with each run: what an older one still tells is not heard. */
  #turn = 0;

  /** What came of it, or would, by now. */
  get report(): ImportReport | null {
    return this.#report;
  }
  get job(): Job | null {
    return this.#job;
  }

  /** Runs one, in place of the one before, and gives its report; null where another took its place meanwhile. */
  async run(request: ImportRequest): Promise<ImportReport | null> {
    const turn = await this.#next();
    try {
      const begun = await api.Imports.Start(request);
      if (turn !== this.#turn) {
        await api.Jobs.Cancel({ id: begun.job });
        return null;
      }
      const report = await finished<ImportReport>(begun.job, (now) => this.#hear(turn, now));
      if (turn !== this.#turn) return null;
      this.#report = report;
      return report;
    } catch (cause) {
      if (turn !== this.#turn) return null;
      throw cause;
    }
  }

  #hear(turn: number, now: Job): void {
    if (turn !== this.#turn) return;
    this.#job = now;
    if (now.result) this.#report = JSON.parse(now.result) as ImportReport;
  }

  async #next(): Promise<number> {
    const turn = ++this.#turn;
    const before = this.#job;
    this.#job = null;
    if (before?.state === "running" || before?.state === "paused") await this.#cancel(before);
    return turn;
  }

  async #cancel(job: Job): Promise<void> {
    try {
      await api.Jobs.Cancel({ id: job.id });
    } catch (cause) {
      if (!(cause instanceof CallError && cause.code === "not_found")) throw cause; // it has ended long ago
    }
  }

  /** Stops what runs; its end is still told. */
  async stop(): Promise<void> {
    if (this.#job) await this.#cancel(this.#job);
  }

  /** Stops what runs, and hears no more of it. */
  async leave(): Promise<void> {
    await this.#next();
  }
}
