import type { Chip } from "../../api";
import { catalogue, n, t, year, type MessageKey } from "../../i18n/index.svelte";
import { kindName } from "../../lib/kinds";
import { shortMonth, type DateStyle } from "../../lib/dates";

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
  if (field === "in" && (bare === "captions" || bare === "comments" || bare === "articles")) return t(`search.in.${bare}`);
  return bare;
}

/** What a part of a query was understood as. The service says it in English; other languages say it by its kind and field. */
export function chipName(chip: Chip): string {
  const listed = chip.kind === "value" && (chip.field === "kind" || chip.field === "lang" || chip.field === "in");
  if (catalogue.language === "en" && !listed) return chip.label.charAt(0).toLocaleUpperCase("en") + chip.label.slice(1);
  const bare = chip.not ? chip.text.replace(/^(?:[-−]|\p{L}+\s+)/u, "") : chip.text;
  const after = bare.slice(bare.search(/[:<>]/u) + 1);
  let text = bare;
  if (chip.kind === "value") text = t("search.chip.value", { field: fieldName(chip.field), value: after.split(/[,،](?=(?:[^"]*"[^"]*")*[^"]*$)/u).map((value) => typedValue(chip.field, value)).join(t("search.chip.comma")) });
  else if (chip.kind === "date") text = t("search.chip.value", { field: fieldName(chip.field), value: after });
  else if (chip.kind === "length") text = t("search.chip.value", { field: fieldName("words"), value: bare.replace(/^\P{N}*?(?=[<>])/u, "") });
  else if (chip.field) text = t("search.chip.value", { field: fieldName(chip.field), value: after });
  return chip.not ? t("search.chip.not", { text }) : text;
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
