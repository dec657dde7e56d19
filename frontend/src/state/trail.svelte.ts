/**
 * Where one came from: the articles that stood there in their order, so that the
 * next and the previous one are those of that list.
 */
class Trail {
  #ids = $state.raw<readonly string[]>([]);
  #from = $state("");

  /** The address of the list; empty: none led here. */
  get from(): string {
    return this.#from;
  }

  /** Remembers the articles of a screen, in order. */
  lead(ids: readonly string[], from: string): void {
    this.#ids = [...new Set(ids)];
    this.#from = from;
  }

  /** Takes in that a screen with headlines is left for one of its articles. */
  leave(to: string, from: string): void {
    if (!to.startsWith("/article/") || from.startsWith("/article/") || from.startsWith("/list")) return;
    const links = [...document.querySelectorAll<HTMLAnchorElement>("main [data-step]")].map((link) => link.pathname);
    this.lead(links.flatMap((path) => (path.includes("/article/") ? [decodeURIComponent(path.slice(path.lastIndexOf("/") + 1))] : [])), from);
  }

  /** The article that stands by from this one; empty: none. */
  beside(id: string, by: 1 | -1): string {
    const here = this.#ids.indexOf(id);
    return here < 0 ? "" : (this.#ids[here + by] ?? "");
  }
}

export const trail = new Trail();
