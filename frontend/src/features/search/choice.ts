import type { FieldValues } from "../../api";

/** The fields that results are narrowed by, in the order of the screen. */
export const fields = ["kind", "section", "topic", "tag", "author", "language", "source", "year"] as const;
export const sorts = ["relevance", "newest", "oldest"] as const;
export type Sort = (typeof sorts)[number];

/** What a search asks for, as its address holds it. */
export interface Choice {
  query: string;
  filters: FieldValues[];
  /** A choice of dates: 2011-03..2011-06. */
  within: string;
  sort: Sort;
}

/** Reads a search out of its address. */
export function readChoice(address: URLSearchParams): Choice {
  return {
    query: address.get("q") ?? "",
    filters: fields.map((field) => ({ field, values: address.getAll(field) })).filter((each) => each.values.length > 0),
    within: address.get("within") ?? "",
    sort: sorts.find((sort) => sort === address.get("sort")) ?? "relevance",
  };
}

/** Whether anything is asked for. */
export function asks(choice: Choice): boolean {
  return choice.query.trim() !== "" || choice.filters.length > 0 || choice.within !== "";
}

/** How many choices stand beside the words. */
export function chosen(choice: Choice): number {
  return choice.filters.reduce((sum, each) => sum + each.values.length, choice.within ? 1 : 0);
}

/** The address with a value of a field chosen or not. */
export function withValue(address: URLSearchParams, field: string, value: string, on: boolean): URLSearchParams {
  const next = new URLSearchParams(address);
  const kept = next.getAll(field).filter((each) => each !== value);
  next.delete(field);
  for (const each of on ? [...kept, value] : kept) next.append(field, each);
  return next;
}

/** The address with something set; empty takes it out. */
export function withPart(address: URLSearchParams, name: "q" | "within" | "sort", value: string): URLSearchParams {
  const next = new URLSearchParams(address);
  if (value) next.set(name, value);
  else next.delete(name);
  return next;
}

/** The address without any of the choices; the words and the order stay. */
export function withoutChoices(address: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams(address);
  for (const name of [...fields, "within"]) next.delete(name);
  return next;
}
