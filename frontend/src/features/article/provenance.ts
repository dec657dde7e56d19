import type { Article } from "../../api";
import { n, t, type MessageKey } from "../../i18n/index.svelte";
import { dateAndTime } from "../../lib/dates";
import { settings } from "../../state/settings.svelte";

/** One fact about where an article came from. */
export interface Fact {
  name: string;
  value: string;
  /** An id, an address or a sum: written from left to right in any language. */
  technical?: boolean;
}

/** A published version, as it is told. */
export interface Told {
  n: string;
  date: string;
  change: string;
  note: string;
  /** SHA-256 of the version, or empty. */
  sum: string;
}

const changes = new Set(["minor", "update", "correction", "clarification", "withdrawal", "retraction"]);

/** What kind of change a version was, in words. */
export function changeName(change: string): string {
  return changes.has(change) ? t(`change.${change}` as MessageKey) : t("versions.first");
}

/** A date with its time, as this screen shows them; empty: none. */
export function moment(iso: string): string {
  return dateAndTime(iso, settings.dates);
}

/** Where an article came from, fact by fact; what is not known is left out. */
export function factsOf(article: Article): Fact[] {
  const { origin } = article;
  const facts: Fact[] = [
    { name: t("provenance.source"), value: origin.own ? t("article.source.own") : origin.source },
    { name: t("provenance.id"), value: article.id, technical: true },
    { name: t("provenance.address"), value: origin.address, technical: true },
    { name: t("provenance.published"), value: moment(article.published) },
    { name: t("provenance.stored"), value: moment(origin.imported) },
    { name: t("provenance.label"), value: origin.label },
    { name: t("provenance.import"), value: origin.import, technical: true },
  ];
  return facts.filter((fact) => fact.value !== "");
}

/** The published versions, newest first. */
export function versionsOf(article: Pick<Article, "versions">): Told[] {
  return article.versions.map((v) => ({ n: n(v.n), date: moment(v.published), change: changeName(v.change), note: v.note, sum: v.sha256 && `SHA-256 ${v.sha256}` }));
}

/** All of it as text, for a file or a letter. */
export function provenanceText(article: Article): string {
  const facts = factsOf(article).map((fact) => `${fact.name}: ${fact.value}`);
  const versions = versionsOf(article).map((v) => [t("versions.number", { n: v.n }), v.date, v.change, v.note, v.sum].filter(Boolean).join(" · "));
  return [article.title, "", ...facts, "", ...versions].join("\n") + "\n";
}
