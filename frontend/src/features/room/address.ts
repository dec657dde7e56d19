/** The address of the reading room: what its list is of, which articles are open beside it, and where one is. */
import { roomPath as path } from "../../state/room";
import { fields } from "../search/choice";

/** The panes in their order: the list, the two articles, the notes of the one that is active. */
export const panes = ["list", "a", "b", "notes"] as const;
export type Pane = (typeof panes)[number];
export type Side = "a" | "b";

export interface Room {
  /** The article in the first pane, and the one beside it; empty: none. */
  a: string;
  b: string;
  /** The article that keys are meant for. */
  active: Side;
  /** Where one is. */
  pane: Pane;
  /** The notes are put away. */
  bare: boolean;
  /** The words of the search are not marked in the articles. */
  plain: boolean;
  /** The number of the row that one is at; -1: none. */
  at: number;
}

/** The names that say what a list is of: a search with its choices, a collection, a saved search, single articles, or filters as of the list view. */
const ofSearch = ["q", ...fields, "within", "sort"] as const;
const ofList = ["kind", "section", "topic", "tag", "author", "source", "collection", "story", "from", "to", "is", "lang", "sort"] as const;
const names = new Set<string>([...ofSearch, ...ofList, "c", "saved", "part", "id"]);

/** The most articles that an address names one by one. */
export const most = 60;

/** Reads where one is out of an address. */
export function readRoom(query: URLSearchParams): Room {
  const [a, b] = [query.get("a") ?? "", query.get("b") ?? ""];
  const active = b !== "" && (a === "" || query.get("on") === "b") ? "b" : "a";
  const asked = panes.find((pane) => pane === query.get("pane"));
  const pane = asked === "b" && b === "" ? "a" : (asked ?? (a || b ? active : "list"));
  const at = query.get("at") ?? "";
  return { a, b, active: pane === "a" || pane === "b" ? pane : active, pane, bare: query.get("notes") === "off", plain: query.get("hits") === "off", at: /^\d{1,9}$/.test(at) ? Number(at) : -1 };
}

/** An address with one elsewhere in it; what the list is of stays. */
export function withRoom(query: URLSearchParams, changes: Partial<Room>): URLSearchParams {
  const room = { ...readRoom(query), ...changes };
  const next = listOf(query);
  const put = (name: string, value: string) => value !== "" && next.set(name, value);
  put("a", room.a);
  put("b", room.b);
  put("on", room.active === "b" && room.a !== "" ? "b" : "");
  put("pane", room.pane);
  put("notes", room.bare ? "off" : "");
  put("hits", room.plain ? "off" : "");
  put("at", room.at < 0 ? "" : String(room.at));
  return next;
}

/** The part of an address that says what the list is of. */
export function listOf(query: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams();
  for (const [name, value] of query) if (names.has(name)) next.append(name, value);
  return next;
}

/** The same room with a list of something else. */
export function ofOther(query: URLSearchParams, list: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams(list);
  for (const [name, value] of withRoom(query, { at: -1, plain: false })) if (!names.has(name)) next.append(name, value);
  return next;
}

/** The address of a room, with an article open where one is named. */
export function roomAddress(list: URLSearchParams | Record<string, string>, open: { a?: string; at?: number } = {}): string {
  const query = withRoom(listOf(new URLSearchParams(list)), { a: open.a ?? "", at: open.at ?? -1, active: "a", pane: open.a ? "a" : "list" });
  return `${path}?${query.toString()}`;
}

/**
 * The room of an article: with the list that led to it where that is one of a
 * search, a collection, a saved search or the list view, else with the articles
 * that stood there.
 */
export function roomOf(id: string, from: string, ids: readonly string[]): string {
  const [place, search = ""] = from.split("?");
  const query = new URLSearchParams(search);
  if (place === "/search" || place === "/list") return roomAddress(query, { a: id });
  if (place === "/research" && query.get("c")) return roomAddress({ c: query.get("c") ?? "" }, { a: id });
  if (place === "/research" && query.get("saved")) return roomAddress({ saved: query.get("saved") ?? "" }, { a: id });
  if (place === path) return roomAddress(query, { a: id });
  const at = Math.max(0, ids.indexOf(id));
  const list = new URLSearchParams();
  const near = ids.slice(Math.max(0, at - most / 2), at + most / 2);
  for (const one of near.includes(id) ? near : [id, ...near].slice(0, most)) list.append("id", one);
  return roomAddress(list, { a: id });
}
