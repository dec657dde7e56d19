import { SvelteSet } from "svelte/reactivity";
import { givenDate } from "../../lib/dates";
import { settings } from "../../state/settings.svelte";
import { legend, moments, readShapes, stands, type Entry, type Shape } from "./shapes";
import { Axis, nearest, ordinal } from "./time";

/** A whole play takes about as long as this, however many moments a map has. */
const playTime = 24_000;

/** A map article's map as one looks at it: the moment shown, the place pointed at, the classes left out. */
export class Dated {
  /** The id of the shape that is pointed at; -1: none. */
  chosen = $state(-1);
  /** The classes that are not shown. */
  readonly off = new SvelteSet<string>();
  #at = $state(-1);
  #playing = $state(false);
  readonly all: Shape[];
  readonly entries: Entry[];
  readonly moments: string[];
  readonly axis: Axis;
  readonly sources: string[];

  constructor(map: string) {
    this.all = readShapes(map);
    this.entries = legend(this.all);
    this.moments = moments(this.all);
    this.axis = new Axis(this.moments);
    this.sources = [...new Set(this.all.map((shape) => shape.source).filter(Boolean))];
  }

  /** The shapes of the classes that are shown. */
  readonly shapes = $derived.by(() => (this.off.size === 0 ? this.all : this.all.filter((shape) => !this.off.has(shape.class))));
  /** Those in the order of time. */
  readonly byTime = $derived.by(() => [...this.shapes].sort((a, b) => (ordinal(a.from) || -Infinity) - (ordinal(b.from) || -Infinity)));
  /** The number of the moment that is shown; the last one at first. */
  readonly place = $derived.by(() => (this.#at < 0 ? this.moments.length - 1 : Math.min(this.#at, this.moments.length - 1)));
  readonly moment = $derived.by(() => this.moments[this.place] ?? "");
  readonly standing = $derived.by(() => this.shapes.filter((shape) => stands(shape, this.moment)));
  /** How many of each class stand. */
  readonly counts = $derived.by(() => {
    const counts = new Map<string, number>();
    for (const shape of this.standing) counts.set(shape.class, (counts.get(shape.class) ?? 0) + 1);
    return counts;
  });

  get playing(): boolean {
    return this.#playing;
  }

  /** Shows a moment by its number; ends the play. */
  show(place: number): void {
    this.#playing = false;
    this.#at = Math.max(0, Math.min(this.moments.length - 1, place));
  }
  /** Shows the moment nearest to a share of the axis. */
  showNear(share: number): void {
    this.show(nearest(this.moments, this.axis, share));
  }

  /** Plays from here, or from the first moment at the end; where motion is unwanted it goes one moment on. */
  play(still: boolean): void {
    const atEnd = this.place >= this.moments.length - 1;
    if (still) this.show(atEnd ? 0 : this.place + 1);
    else {
      if (!this.#playing && atEnd) this.#at = 0;
      this.#playing = !this.#playing;
    }
  }

  /** Lets the play run; gives what stops it. */
  run(): () => void {
    const beat = Math.max(100, Math.min(700, playTime / this.moments.length));
    const timer = setInterval(() => {
      if (this.place >= this.moments.length - 1) this.#playing = false;
      else this.#at = this.place + 1;
    }, beat);
    return () => clearInterval(timer);
  }

  toggle(name: string): void {
    if (!this.off.delete(name)) this.off.add(name);
  }
}

/** A date of a map in words. */
export function when(date: string): string {
  return givenDate(date, settings.dates);
}
