import type { Chip, ChipPart } from "../../api";
import { catalogue, hasMessage, n, t, year, type MessageKey } from "../../i18n/index.svelte";
import { kindName } from "../../lib/kinds";
import { dayRange, plainDay, shortMonth, type DateStyle } from "../../lib/dates";

/** The name of a facet's value in the interface's language. */
export function valueName(field: string, value: string, given: string): string {
  if (field === "kind") return kindName(value, t);
  if (field === "language") return languageName(value);
  if (field === "year") return year(Number(value));
  return given || value;
}

function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames([catalogue.language], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag; // not a language's tag
  }
}

/** Fields of the query language that have a name in the catalogue, by that of a facet where there is one. */
const named: Record<string, MessageKey> = {
  title: "search.field.title", lead: "search.field.lead", body: "search.field.body", exact: "search.field.exact", has: "search.field.has", is: "search.field.is", in: "search.field.in", place: "search.field.place",
  id: "search.field.id", from: "search.field.from", to: "search.field.to", date: "search.field.date", words: "search.field.words",
  kind: "facet.kind", section: "facet.section", topic: "facet.topic", tag: "facet.tag", author: "facet.author", lang: "facet.language", source: "facet.source",
};

/** The name of a field of the query language. */
export function fieldName(field: string): string {
  const key = named[field];
  return key ? t(key) : field;
}

/** A value as it stands behind its field's name in a query, in the interface's words. */
function typedValue(field: string, value: string): string {
  const bare = value.replace(/^["«“„]|["»”]$/gu, "");
  if (field === "kind") return kindName(bare, t);
  if (field === "lang") return languageName(bare);
  const key = field === "in" ? `search.in.${bare}` : field === "is" ? `search.is.${bare}` : field === "has" ? `search.has.${bare}` : "";
  return hasMessage(key) ? t(key) : bare;
}

/** What a part of a query was understood as, in words of the interface's language. */
export function chipName(chip: Chip, style: DateStyle): string {
  const name = partName(chip.part, style);
  return name.charAt(0).toLocaleUpperCase(catalogue.language) + name.slice(1);
}

const joined = (parts: readonly ChipPart[], between: MessageKey, style: DateStyle) => parts.map((part) => partName(part, style)).join(t(between));

function partName(part: ChipPart, style: DateStyle): string {
  const { kind, text, number } = part;
  if (kind === "word" || kind === "prefix" || kind === "like" || kind === "close" || kind === "often") return inField(part, t(`search.chip.${kind}`, { text, count: number }));
  if (kind === "phrase") return inField(part, t(number > 0 ? "search.chip.loose" : "search.chip.word", { text, count: number }));
  if (kind === "near") return t("search.chip.near", { text: joined(part.parts, "search.chip.and", style), count: number });
  if (kind === "any" || kind === "all") return joined(part.parts, kind === "any" ? "search.chip.or" : "search.chip.and", style);
  if (kind === "not") return t("search.chip.not", { text: joined(part.parts, "search.chip.and", style) });
  if (kind === "value") return t("search.chip.value", { field: fieldName(part.field), value: part.values.map((value) => typedValue(part.field, value)).join(t("search.chip.comma")) });
  if (kind === "date") return part.from && part.to ? dayRange(part.from, part.to, style) : t(part.from ? "search.range.from" : "search.range.to", { date: plainDay(part.from || part.to, style) });
  if (kind === "longer" || kind === "shorter") return t(`search.chip.${kind}`, { count: number });
  return t("search.chip.everything");
}

/** What stands in one field alone names it. */
function inField(part: ChipPart, text: string): string {
  return part.field ? t("search.chip.value", { field: fieldName(part.field), value: text }) : text;
}

/** A choice of dates in words: Mar 2011 – Jun 2011. */
export function rangeName(within: string, style: DateStyle): string {
  const name = (date: string) => (/^\d{4}$/.test(date) ? year(Number(date)) : /^\d{4}-\d\d$/.test(date) ? shortMonth(date, style) : date);
  const [from = "", to] = within.split("..");
  if (to === undefined) return name(from);
  if (!from || !to) return t(from ? "search.range.from" : "search.range.to", { date: name(from || to) });
  return t("search.range", { from: name(from), to: name(to) });
}

/** The time that a search took: whole milliseconds are enough for anybody. */
export function took(ms: number): string {
  return n(ms < 1 ? Math.round(ms * 10) / 10 : Math.round(ms));
}

/** What a value is called that may be put behind its field's name; what is put in is what the query language knows. */
export function typedName(field: string, value: string): string {
  const name = field === "kind" || field === "lang" ? typedValue(field, value) : value;
  return name === value ? value : `${name} (${value})`;
}
