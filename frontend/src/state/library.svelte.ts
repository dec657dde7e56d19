import { api, listen, type BridgeEvent, type Format, type Job, type ShellResult } from "../api";
import { settings } from "./settings.svelte";

/** What every screen knows of the open library: its publication, counts and running work. */
class Library {
  #shell = $state.raw<ShellResult | null>(null);
  #jobs = $state.raw<Job[]>([]);
  #formats = $state.raw<Format[]>([]);
  #changes = $state(0);
  #handlers = new Set<(event: BridgeEvent) => void>();

  get shell(): ShellResult | null {
    return this.#shell;
  }
  get name(): string {
    return this.#shell?.name ?? "";
  }
  get articles(): number {
    return this.#shell?.counts.articles ?? 0;
  }
  /** What can be imported. */
  get formats(): Format[] {
    return this.#formats;
  }
  async askFormats(): Promise<void> {
    if (this.#formats.length === 0) this.#formats = (await api.Imports.Formats({})).import;
  }
  get running(): Job[] {
    return this.#jobs.filter((job) => job.state === "running" || job.state === "paused");
  }
  get jobs(): Job[] {
    return this.#jobs;
  }
  /** Rises whenever articles changed: pages that show lists ask again. */
  get changes(): number {
    return this.#changes;
  }

  async start(): Promise<void> {
    await Promise.all([this.refresh(), this.refreshJobs()]);
    let waiting = false;
    listen((event) => {
      for (const handle of this.#handlers) handle(event);
      if (event.event === "job.changed") void this.#follow(event);
      if (event.event !== "articles.changed" && event.event !== "publication.changed" && event.event !== "comments.changed") return;
      if (waiting) return;
      waiting = true;
      // An import sends many; one look a second is enough for the eye.
      setTimeout(() => {
        waiting = false;
        this.#changes++;
        void this.refresh();
      }, 1000);
    });
  }

  /** Tells of events that pages handle themselves. */
  on(handle: (event: BridgeEvent) => void): () => void {
    this.#handlers.add(handle);
    return () => this.#handlers.delete(handle);
  }

  async refresh(): Promise<void> {
    const shell = await api.Library.Shell({});
    settings.timeZone = shell.timeZone;
    this.#shell = shell;
  }

  async refreshJobs(): Promise<void> {
    this.#jobs = (await api.Jobs.List({})).jobs;
  }

  /** Takes in how far a job is; an unknown or ended one is asked for whole. */
  async #follow(event: BridgeEvent): Promise<void> {
    const tip = event.job;
    if (!tip) return;
    const known = this.#jobs.find((job) => job.id === tip.id);
    if (!known || tip.state !== "running") {
      await this.refreshJobs();
      return;
    }
    this.#jobs = this.#jobs.map((job) => (job.id === tip.id ? { ...job, ...tip } : job));
  }
}

export const library = new Library();
