import { api, type Session } from "../api";
import { library } from "./library.svelte";

/** The session that runs: it takes down what is searched, opened and marked. */
class Sessions {
  #running = $state.raw<Session | null>(null);

  /** Null: none runs. */
  get running(): Session | null {
    return this.#running;
  }

  /** Follows what runs; gives what ends it. */
  follow(): () => void {
    void this.look();
    return library.on((event) => void (event.event === "sessions.changed" && this.look()));
  }

  async look(): Promise<void> {
    try {
      this.#running = (await api.Sessions.Running({})).session ?? null;
    } catch {
      this.#running = null; // the tab of sessions says what is wrong
    }
  }

  /** Begins a session, or goes on with the one of that name: then it is true. */
  async start(name: string): Promise<boolean> {
    const { session, resumed } = await api.Sessions.Start({ session: name });
    this.#running = session;
    return resumed;
  }

  async stop(): Promise<Session> {
    const stopped = await api.Sessions.Stop({});
    this.#running = null;
    return stopped;
  }
}

export const sessions = new Sessions();
