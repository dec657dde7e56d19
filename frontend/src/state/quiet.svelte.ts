/** Focus mode: the window shows the article and nothing else. */
class Quiet {
  #on = $state(false);

  get on(): boolean {
    return this.#on;
  }
  set(on: boolean): void {
    this.#on = on;
  }
}

export const quiet = new Quiet();
