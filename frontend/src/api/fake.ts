/** A client that answers from a table; used by tests only. */
import { clientOver, type Client } from "./index";
import { CallError } from "./transport";
import type { Article, Front, Hit, Picture, Row, SearchResult, ShellResult, TopicCard } from "./types.gen";

/** Answers by area and method; each gets the request and may fail with a `CallError`. */
export type Answers = {
  [Area in keyof Client]?: {
    [Method in keyof Client[Area]]?: Client[Area][Method] extends (request: infer Request) => Promise<infer Result> ? (request: NonNullable<Request>) => Result | Promise<Result> : never;
  };
};

/** A call that was made, in order. */
export interface Made {
  call: string;
  request: unknown;
}

/** Makes a client over a table of answers; what is not in it was not found. `made` collects the calls. */
export function fakeClient(answers: Answers, made: Made[] = []): Client {
  const table = answers as Record<string, Record<string, ((request: unknown) => unknown) | undefined> | undefined>;
  return clientOver(async (area, method, request) => {
    made.push({ call: `${area}.${method}`, request });
    const answer = table[area]?.[method];
    if (!answer) throw new CallError({ code: "not_found", message: `${area}.${method}` });
    return await answer(request);
  });
}

const named = (name: string) => ({ slug: name.toLowerCase(), name, count: 1 });

export function fakePicture(changes: Partial<Picture> = {}): Picture {
  return { src: "/media/a.jpg", remote: "", alt: "A mole at dusk", caption: "", credit: "", focus: "", width: 800, height: 600, colour: "#345", thumb: "", renditions: [], ...changes };
}

export function fakeRow(id: string, changes: Partial<Row> = {}): Row {
  return {
    id, kind: "news", section: named("World"), language: "en", dir: "ltr", kicker: "", title: `Headline ${id}`, frontTitle: "", standfirst: "", authors: [], published: "2026-11-23T18:20:00Z",
    updated: "", day: "2026-11-23", minutes: 4, words: 900, picture: null, mediaCount: 0, comments: 0, change: "", read: false, changedSinceRead: false, starred: false, later: false, source: "test", feed: "", tellings: 0, folded: false, ...changes,
  };
}

export function fakeTopic(slug: string, changes: Partial<TopicCard> = {}): TopicCard {
  return { slug, name: `Topic ${slug}`, description: "What it is about.", picture: null, count: 3, language: "en", dir: "ltr", ...changes };
}

export function fakeFront(changes: Partial<Front> = {}): Front {
  return {
    today: "2026-11-23", isToday: true, lead: fakeRow("1", { kind: "report", standfirst: "A line below.", picture: fakePicture() }), choice: [fakeRow("2"), fakeRow("3")],
    news: [{ day: "2026-11-23", articles: [fakeRow("4"), fakeRow("5", { language: "fa", dir: "rtl", title: "تنگه‌ای میان دو باد" })] }],
    mostViewed: [
      { window: "day", whose: "came", from: "2026-11-23", to: "2026-11-23", items: [{ article: fakeRow("6"), reads: 9 }] },
      { window: "week", whose: "came", from: "2026-11-17", to: "2026-11-23", items: [{ article: fakeRow("7"), reads: 90 }] },
      { window: "month", whose: "came", from: "2026-10-24", to: "2026-11-23", items: [] },
    ],
    continue: [], onThisDay: [fakeRow("8", { day: "2019-11-23" })], topics: [fakeTopic("tides")], topicCount: 1, maps: [fakeRow("9", { kind: "map", picture: fakePicture() })], mapCount: 1,
    photos: [fakeRow("10", { kind: "photo", mediaCount: 3, picture: fakePicture() })], films: [], articles: 10, tags: 7, oldest: "2019-11-23", newest: "2026-11-23", ...changes,
  };
}

export function fakeArticle(id: string, changes: Partial<Article> = {}): Article {
  return {
    ...fakeRow(id), slug: "", url: "", dateline: "", body: [{ t: "h2", a: { id: "one" }, c: [{ x: "First" }] }, { t: "p", a: { id: "two" }, c: [{ x: "The text itself." }] }],
    headings: [{ id: "one", level: 2, text: "First" }], bylines: [named("Mara")], gallery: [], films: [], media: [], missing: 0, tags: [named("Tides")], topics: [fakeTopic("tides")], places: [], map: "", place: 0,
    related: [fakeRow("77")], relatedStale: false, alsoIn: [], discussion: [], readVersion: 0, versions: [{ n: 1, published: "2026-11-23T18:20:00Z", change: "", note: "", sha256: "" }], translations: [],
    origin: { source: "test", address: "", label: "", import: "", imported: "", own: true }, state: "published", watched: false, commentsGo: "moderation", ...changes,
  };
}

export function fakeShell(changes: Partial<ShellResult> = {}): ShellResult {
  return {
    id: "lib", name: "The Meridian Review", tagline: "Seas and roads", languages: ["en"], timeZone: "UTC", origin: "", sections: [named("World")], kinds: [],
    counts: { articles: 10, topics: 1, tags: 7, media: 3, comments: 0, unread: 0, starred: 0, later: 0, pending: 0 }, readOnly: false, warnings: [], firstRun: false, window: false, version: "test", requests: 0,
    index: { applied: 1, latest: 1, rebuilding: false }, ...changes,
  };
}

export function fakeHit(id: string, changes: Partial<Hit> = {}): Hit {
  return { thing: "article", article: fakeRow(id), score: 1, title: [{ text: `Headline ${id}`, mark: false }], snippet: [{ text: "the ", mark: false }, { text: "tide", mark: true }], piece: "", place: "", by: "", picture: null, ...changes };
}

export function fakeFound(changes: Partial<SearchResult> = {}): SearchResult {
  return {
    total: 0, tookMs: 1, hits: [], next: "", facets: [], months: [], notes: [], understood: "", plain: "", chips: [], corrected: false, reasons: [], others: [], suggestion: "", partial: false, behind: 0,
    ...changes,
  };
}
