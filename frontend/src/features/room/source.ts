/** Where the rows of the reading room's list come from, by what its address says the list is of. */
import { api, type ListRequest, type Row } from "../../api";
import type { Part, RowsPage } from "../../state/rows.svelte";
import { readChoice, type Choice } from "../search/choice";
import { marking } from "../search/address";

export interface Source {
  read: (part: Part) => Promise<RowsPage>;
  /** The words of it that are marked in an article; known with the first page. */
  words: () => string;
}

/** How far a search is entered by number alone. */
const farthest = 10_000;

/** The source of a list. */
export function sourceOf(list: URLSearchParams): Source {
  const q = (list.get("q") ?? "").trim();
  const [collection, saved, ids] = [list.get("c"), list.get("saved"), list.getAll("id")];
  if (collection) return q ? searched({ ...plain(q), query: `in:collection/${quoted(collection)} (${q})` }, q) : collected(collection);
  if (saved) return q ? narrowed(saved, q) : kept(saved, list.get("part") ?? "");
  if (ids.length > 0) return named(ids, q);
  if (q || list.has("q") || list.has("within")) return searched(readChoice(list), q);
  return listed(list);
}

const quoted = (text: string) => `"${text.replaceAll('"', "")}"`;
const plain = (query: string): Choice => ({ query, filters: [], within: "", sort: "relevance" });
const none = () => "";

/** What the list view shows with the same filters. */
export function filtersOf(list: URLSearchParams): ListRequest {
  const request: ListRequest = {};
  for (const name of ["kind", "section", "topic", "tag", "author", "source", "collection", "story", "from", "to", "is"] as const) {
    const value = list.get(name);
    if (value) request[name] = value;
  }
  const language = list.get("lang");
  if (language) request.language = language;
  if (list.get("sort") === "oldest") request.oldest = true;
  return request;
}

function listed(list: URLSearchParams): Source {
  const request = filtersOf(list);
  return { words: none, read: (part) => api.Articles.List({ ...request, ...part }) };
}

/** A collection in its own order; what is no article in it has no row. */
function collected(collection: string): Source {
  return {
    words: none,
    read: async (part) => {
      const page = await api.Collections.Show({ collection, ...part });
      return { heading: page.collection.name, total: page.total, next: page.next, articles: page.items.map((item) => item.article ?? nothing) };
    },
  };
}

/** A row without height: a place of the list that is no article. */
const nothing: Row = {
  id: "", kind: "", section: { slug: "", name: "", count: 0 }, language: "", dir: "ltr", kicker: "", title: "", frontTitle: "", standfirst: "", authors: [], published: "", updated: "", day: "", minutes: 0, words: 0,
  picture: null, mediaCount: 0, comments: 0, change: "", read: true, changedSinceRead: false, starred: false, later: false, source: "", feed: "", tellings: 0, folded: true,
};

/** What a search finds, in its order. */
function searched(choice: Choice, asked: string): Source {
  let words = "";
  const after = new After();
  return {
    words: () => words,
    read: async (part) => {
      const from = part.skip <= farthest ? { offset: part.skip } : { after: await after.before(part, (begin) => api.Search.Query({ ...choice, typed: true, ...begin })) };
      const page = await api.Search.Query({ ...choice, typed: true, limit: part.limit, ...from });
      after.note(part, page.next);
      if (part.skip === 0) words = page.corrected ? page.suggestion : asked && asked !== choice.query ? asked : marking(choice.query, page.chips);
      return { heading: "", articles: page.hits.map((hit) => hit.article), total: page.total, next: page.next };
    },
  };
}

/** What a saved search finds, the newest first. */
function kept(saved: string, which: string): Source {
  let words = "";
  const after = new After();
  const ask = (begin: Begin) => api.Saved.Show({ saved, part: which, ...begin });
  return {
    words: () => words,
    read: async (part) => {
      const page = await ask({ limit: part.limit, after: await after.before(part, ask) });
      after.note(part, page.next);
      words = page.saved.query;
      return { heading: page.saved.name, articles: page.hits.map((hit) => hit.article), total: page.total, next: page.next };
    },
  };
}

/** What a saved search finds with more words. */
function narrowed(saved: string, q: string): Source {
  let source: Source | null = null;
  let heading = "";
  return {
    words: () => source?.words() ?? "",
    read: async (part) => {
      if (!source) {
        const { saved: one } = await api.Saved.Show({ saved, limit: 1 });
        heading = one.name;
        source = searched({ ...plain(q), query: `(${one.query}) (${q})` }, q);
      }
      return { ...(await source.read(part)), heading };
    },
  };
}

/** Single articles in the order in which they are named. */
function named(ids: readonly string[], q: string): Source {
  const one = `id:${ids.map(quoted).join(",")}`;
  return {
    words: () => q,
    read: async () => {
      const { hits } = await api.Search.Query({ query: q ? `${one} (${q})` : one, limit: Math.max(1, ids.length) });
      const found = new Map(hits.map((hit) => [hit.article.id, hit.article]));
      const articles = ids.flatMap((id) => found.get(id) ?? []);
      return { heading: "", articles, total: articles.length, next: "" };
    },
  };
}

interface Begin {
  limit: number;
  after: string;
}

/** The cursors of a list that is read in order: a page further on is reached through those before it. */
class After {
  #next = new Map<number, string>([[0, ""]]);

  note(part: Part, next: string): void {
    this.#next.set(part.skip + part.limit, next);
  }

  /** The cursor before a part. */
  async before(part: Part, ask: (begin: Begin) => Promise<{ next: string }>): Promise<string> {
    let at = part.skip;
    while (!this.#next.has(at) && at > 0) at -= part.limit;
    for (; at < part.skip; at += part.limit) {
      const { next } = await ask({ limit: part.limit, after: this.#next.get(at) ?? "" });
      this.#next.set(at + part.limit, next);
      if (next === "") break;
    }
    return this.#next.get(part.skip) ?? "";
  }
}
