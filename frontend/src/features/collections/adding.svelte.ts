import { api, type Collection, type CollectionAdd } from "../../api";
import { t } from "../../i18n/index.svelte";
import { toasts } from "../../state/toasts.svelte";

/** What is to be done with the collection that one chooses. */
export interface Wish {
  name: string;
  at: HTMLElement;
  run: (choice: { collection: string; fresh: boolean }) => Promise<void>;
}

/** Which articles are meant. */
export type Meant = Pick<CollectionAdd, "ids" | "list" | "query" | "filters" | "within" | "forgiving"> & { count: number };

/** The choice of a collection, opened from any screen by one key. */
class Adding {
  #wish = $state.raw<Wish | null>(null);
  #source: (() => Meant | null) | null = null;

  get wish(): Wish | null {
    return this.#wish;
  }

  /** A screen says which articles its key means; gives what takes that away. */
  offer(source: () => Meant | null): () => void {
    this.#source = source;
    return () => {
      if (this.#source === source) this.#source = null;
    };
  }

  /** The key: what the screen means, else the article that has the focus or the page. */
  begin(): void {
    const meant = this.#source?.() ?? here();
    if (meant) this.add(meant);
    else toasts.show(t("collections.nothing"));
  }

  add(meant: Meant, at: HTMLElement = focused()): void {
    const { count, ...articles } = meant;
    this.choose({ name: count > 1 ? t("collections.addCount", { count }) : t("collections.add"), at, run: (choice) => add(articles, choice) });
  }

  choose(wish: Wish): void {
    this.#wish = wish;
  }

  close(): void {
    this.#wish = null;
  }
}

async function add(articles: Omit<Meant, "count">, choice: { collection: string; fresh: boolean }): Promise<void> {
  try {
    const done = await api.Collections.Add({ ...articles, collection: choice.collection, new: choice.fresh });
    toasts.show(told(done.collection, done.added, done.there), done.entry);
  } catch (cause) {
    toasts.fail(cause);
  }
}

function told({ name }: Collection, count: number, there: number): string {
  if (count === 0) return t("collections.there", { name });
  return there > 0 ? t("collections.addedSome", { name, count, there }) : t("collections.added", { name, count });
}

/** What has the focus: of a listbox the row that it is at. */
function focused(): HTMLElement {
  const active = document.activeElement;
  const row = document.getElementById(active?.getAttribute("aria-activedescendant") ?? "");
  return row ?? (active instanceof HTMLElement && active !== document.body ? active : (document.querySelector<HTMLElement>("main") ?? document.body));
}

const articleAddress = /\/article\/([^/?#]+)/;

/** The article whose link has the focus, else that of the page, else that of the card or row with the focus. */
function here(): Meant | null {
  const active = document.activeElement;
  const addresses = [
    active?.closest("a[href*='/article/']")?.getAttribute("href"),
    location.pathname,
    active?.closest("li, article")?.querySelector("a[href*='/article/']")?.getAttribute("href"),
  ];
  for (const address of addresses) {
    const id = articleAddress.exec(address ?? "")?.[1];
    if (id) return { ids: [decodeURIComponent(id)], count: 1 };
  }
  return null;
}

export const adding = new Adding();
