/** What happens to a row that is being moved, for whoever announces it. */
export type Moved = "lifted" | "moved" | "dropped" | "cancelled";

/**
 * Moving a row of a list by hand or by keyboard: it is lifted, stands somewhere
 * else for a while, and is dropped there or goes back. Pointer events are used,
 * not the system's drag and drop, which the window has not on every system.
 */
export class Reorder {
  #from = $state(-1);
  #to = $state(-1);
  #drop: (from: number, to: number) => void;
  #tell: (what: Moved, at: number) => void;

  constructor(drop: (from: number, to: number) => void, tell: (what: Moved, at: number) => void) {
    this.#drop = drop;
    this.#tell = tell;
  }

  /** The number of the row that is lifted, as the list has it; -1: none. */
  get from(): number {
    return this.#from;
  }
  /** Where it stands for now. */
  get to(): number {
    return this.#to;
  }

  /** The list as it shows while a row is moved. */
  shown<Item>(list: readonly Item[]): readonly Item[] {
    return moved(list, this.#from, this.#to);
  }

  lift(at: number): void {
    this.#from = this.#to = at;
    this.#tell("lifted", at);
  }

  move(to: number, length: number): void {
    const at = Math.max(0, Math.min(length - 1, to));
    if (this.#from < 0 || at === this.#to) return;
    this.#to = at;
    this.#tell("moved", at);
  }

  drop(): void {
    const [from, to] = [this.#from, this.#to];
    this.#from = this.#to = -1;
    if (from < 0) return;
    this.#tell("dropped", to);
    if (from !== to) this.#drop(from, to);
  }

  cancel(): void {
    const from = this.#from;
    this.#from = this.#to = -1;
    if (from >= 0) this.#tell("cancelled", from);
  }

  /** Takes a key on the handle of a row; tells whether it meant something. */
  key(name: string, at: number, length: number): boolean {
    if (this.#from < 0) {
      if (name !== " ") return false;
      this.lift(at);
      return true;
    }
    const steps: Record<string, number> = { ArrowUp: this.#to - 1, ArrowDown: this.#to + 1, Home: 0, End: length - 1 };
    const step = steps[name];
    if (step !== undefined) this.move(step, length);
    else if (name === " " || name === "Enter") this.drop();
    else if (name === "Escape") this.cancel();
    else return false;
    return true;
  }
}

/** A list with one item in another place. */
export function moved<Item>(list: readonly Item[], from: number, to: number): readonly Item[] {
  const item = list[from];
  if (from === to || item === undefined) return list;
  const rest = list.filter((_, i) => i !== from);
  return [...rest.slice(0, to), item, ...rest.slice(to)];
}

/** The row that a point of the screen lies on, by the rows' edges from top to bottom. */
export function rowAt(edges: readonly { top: number; bottom: number }[], y: number): number {
  const at = edges.findIndex((edge) => y < edge.bottom);
  return at < 0 ? edges.length - 1 : at;
}
