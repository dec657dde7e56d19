/** The screens and their addresses (the first that matches); each page loads when it is opened. */
import type { Component } from "svelte";
import type { MessageKey } from "./i18n/index.svelte";

/** The parts of an address that a page is about. */
export type Params = Record<string, string>;

export interface Route {
  pattern: string;
  title: MessageKey;
  /** Which item of the sidebar is current. */
  place: string;
  load: () => Promise<{ default: Component<{ params: Params }> }>;
}

type Page = { default: Component<{ params: Params }> };
// Each page is a part of its own that loads when it is opened; a test holds that
// every route has its file.
const files = import.meta.glob<Page>("./pages/*/*.svelte");

function page(name: string): () => Promise<Page> {
  const load = files[`./pages/${name}.svelte`];
  return load ?? (() => Promise.reject(new Error(`there is no page ${name}`)));
}

export const routes: readonly Route[] = [
  { pattern: "/", title: "place.front", place: "front", load: page("front/Front") },
  { pattern: "/news", title: "place.news", place: "news", load: page("stream/Stream") },
  { pattern: "/kind/:kind", title: "place.news", place: "kind", load: page("stream/Stream") },
  { pattern: "/section/:section", title: "place.news", place: "section", load: page("stream/Stream") },
  { pattern: "/author/:author", title: "place.news", place: "news", load: page("stream/Stream") },
  { pattern: "/day/:day", title: "place.news", place: "news", load: page("stream/Stream") },
  { pattern: "/list", title: "place.list", place: "list", load: page("list/List") },
  { pattern: "/maps", title: "place.maps", place: "maps", load: page("stream/Stream") },
  { pattern: "/map/:id", title: "place.maps", place: "maps", load: page("map/Map") },
  { pattern: "/gallery", title: "place.gallery", place: "gallery", load: page("gallery/Gallery") },
  { pattern: "/gallery/:id", title: "place.gallery", place: "gallery", load: page("gallery/Set") },
  { pattern: "/article/:id", title: "place.article", place: "news", load: page("article/Article") },
  { pattern: "/article/:id/versions", title: "place.versions", place: "news", load: page("versions/Versions") },
  { pattern: "/compare", title: "compare.name", place: "news", load: page("compare/Compare") },
  { pattern: "/most-viewed", title: "place.mostViewed", place: "most-viewed", load: page("most-viewed/MostViewed") },
  { pattern: "/topics", title: "place.topics", place: "topics", load: page("topics/Topics") },
  { pattern: "/topic/:slug", title: "place.topics", place: "topics", load: page("topic/Topic") },
  { pattern: "/tags", title: "place.tags", place: "tags", load: page("tags/Tags") },
  { pattern: "/tag/:slug", title: "place.tags", place: "tags", load: page("tag/Tag") },
  { pattern: "/search", title: "place.search", place: "search", load: page("search/Search") },
  { pattern: "/research", title: "place.research", place: "research", load: page("research/Research") },
  { pattern: "/research/read", title: "place.room", place: "room", load: page("research/Room") },
  { pattern: "/library", title: "place.library", place: "library", load: page("library/Library") },
  { pattern: "/settings", title: "place.settings", place: "settings", load: page("settings/Settings") },
  { pattern: "/settings/publication", title: "place.settings", place: "settings", load: page("settings/Publication") },
  { pattern: "/outbox", title: "place.outbox", place: "library", load: page("outbox/Outbox") },
  { pattern: "/network", title: "place.network", place: "settings", load: page("network/Network") },
  { pattern: "/corrections", title: "place.corrections", place: "news", load: page("corrections/Corrections") },
  { pattern: "/desk", title: "place.drafts", place: "desk", load: page("desk/Drafts") },
  { pattern: "/desk/draft/:id", title: "place.draft", place: "desk", load: page("desk/Draft") },
  { pattern: "/desk/front", title: "place.deskFront", place: "desk-front", load: page("desk/Front") },
  { pattern: "/desk/topics", title: "topicsDesk.name", place: "desk-topics", load: page("desk/Topics") },
  { pattern: "/desk/tags", title: "tagsDesk.name", place: "desk-tags", load: page("desk/Tags") },
  { pattern: "/desk/media", title: "mediaDesk.name", place: "desk-media", load: page("desk/Media") },
  { pattern: "/desk/comments", title: "place.deskComments", place: "desk-comments", load: page("desk/Comments") },
  { pattern: "/help", title: "place.help", place: "help", load: page("help/Help") },
  { pattern: "/help/licences", title: "licences.name", place: "help", load: page("help/Licences") },
];

/** Finds the screen of a path; its parts come decoded. */
export function match(path: string): { route: Route; params: Params } | null {
  const given = path.replace(/\/+$/, "").split("/");
  for (const route of routes) {
    const wanted = route.pattern.replace(/\/+$/, "").split("/");
    if (wanted.length !== given.length) continue;
    const params: Params = {};
    const fits = wanted.every((piece, i) => {
      if (!piece.startsWith(":")) return piece === given[i];
      params[piece.slice(1)] = decode(given[i] ?? "");
      return params[piece.slice(1)] !== "";
    });
    if (fits) return { route, params };
  }
  return null;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
