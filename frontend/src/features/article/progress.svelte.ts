import { within, type Ground } from "./ground";

/** How long a person has to stay with an article before it counts as read. */
const stays = 10_000;

/** How long a reader rests before the place is kept. */
const rests = 800;

/** Follows the reading of an article: how far, which heading is in view, and that a person stayed with it. */
export class Progress {
  #share = $state(0);
  #heading = $state("");
  #counted = "";
  #on: Ground;
  #onRead: () => void;
  #onPlace: (share: number) => void;
  #placing: ReturnType<typeof setTimeout> | undefined;

  /** onPlace hears where the reader rests, once they do. */
  constructor(on: Ground, onRead: () => void, onPlace: (share: number) => void) {
    this.#on = on;
    this.#onRead = onRead;
    this.#onPlace = onPlace;
  }

  /** From 0 at the top to 1 at the end of the text. */
  get share(): number {
    return this.#share;
  }
  /** The id of the heading in view. */
  get heading(): string {
    return this.#heading;
  }

  /** Follows the page until what it gives is called. */
  follow(id: string): () => void {
    const main = this.#on.scroller();
    if (!main) return () => undefined;
    const rest = () => {
      clearTimeout(this.#placing);
      this.#placing = undefined;
      this.#onPlace(this.#share);
    };
    const look = () => {
      this.#look(main);
      clearTimeout(this.#placing);
      this.#placing = setTimeout(rest, rests);
    };
    main.addEventListener("scroll", look, { passive: true });
    this.#look(main);
    const timer = setTimeout(() => {
      if (this.#counted === id || document.hidden) return;
      this.#counted = id;
      this.#onRead();
    }, stays);
    return () => {
      main.removeEventListener("scroll", look);
      clearTimeout(timer);
      if (this.#placing !== undefined) rest();
    };
  }

  #look(main: HTMLElement): void {
    const text = within(this.#on, "text");
    if (!text) return;
    const top = main.getBoundingClientRect().top;
    // How far one has to scroll to see the end of the text.
    const way = text.getBoundingClientRect().bottom - top + main.scrollTop - main.clientHeight;
    this.#share = way > 0 ? Math.min(1, main.scrollTop / way) : 0;
    let current = "";
    for (const heading of text.querySelectorAll<HTMLElement>("h2, h3, h4")) {
      if (heading.getBoundingClientRect().top > top + main.clientHeight / 3) break;
      current = heading.id.slice(`${this.#on.prefix}b-`.length);
    }
    this.#heading = current;
  }

  /** Goes to where a reader was, by the share of the text. */
  return(share: number): void {
    const main = this.#on.scroller();
    const text = within(this.#on, "text");
    if (!main || !text) return;
    const way = text.getBoundingClientRect().bottom - main.getBoundingClientRect().top + main.scrollTop - main.clientHeight;
    if (way > 0) main.scrollTo({ top: way * share });
  }

  /** Goes to a heading of the text. */
  go(id: string): void {
    const heading = within(this.#on, `b-${id}`);
    if (!heading) return;
    heading.tabIndex = -1;
    heading.scrollIntoView({ block: "start" });
    heading.focus({ preventScroll: true });
  }
}
