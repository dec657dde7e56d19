/** A list that led to articles: their ids in its order, and its address. */
interface Way {
  ids: readonly string[];
  from: string;
}

/** How many lists are remembered: each tab may have come from another. */
const kept = 12;

/**
 * Where one came from: the articles that stood there in their order, so that the
 * next and the previous one are those of that list.
 */
class Trail {
  #ways = $state.raw<readonly Way[]>([]);

  /** The address of the list that led to an article; empty: none did. */
  from(id: string): string {
    return this.#way(id)?.from ?? "";
  }

  /** The articles of the list that led to one, in its order. */
  ids(id: string): readonly string[] {
    return this.#way(id)?.ids ?? [];
  }

  /** Remembers the articles of a screen, in order. */
  lead(ids: readonly string[], from: string): void {
    this.#ways = [{ ids: [...new Set(ids)], from }, ...this.#ways.filter((way) => way.from !== from)].slice(0, kept);
  }

  /** Takes in that a screen with headlines is left for one of its articles. */
  leave(to: string, from: string): void {
    if (!to.startsWith("/article/") || from.startsWith("/article/") || from.startsWith("/list")) return;
    const links = [...document.querySelectorAll<HTMLAnchorElement>("main [data-step]")].map((link) => link.pathname);
    this.lead(links.flatMap((path) => (path.includes("/article/") ? [decodeURIComponent(path.slice(path.lastIndexOf("/") + 1))] : [])), from);
  }

  /** The article that stands by from this one; empty: none. */
  beside(id: string, by: 1 | -1): string {
    const ids = this.#way(id)?.ids ?? [];
    return ids[ids.indexOf(id) + by] ?? "";
  }

  /** The list that led to an article last. */
  #way(id: string): Way | undefined {
    return this.#ways.find((way) => way.ids.includes(id));
  }
}

export const trail = new Trail();
