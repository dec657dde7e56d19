/**
 * What the preflight saw, in the words of the interface: the sentence, the name of the
 * check and the field. What comes from the piece stands in isolates, so that a quotation
 * in another direction leaves the sentence whole.
 */
import type { CheckFinding } from "../../api";
import { catalogue, hasMessage, n, t, type MessageKey } from "../../i18n/index.svelte";

/** Arguments that are words of the piece, or names. */
const isolated = new Set(["quote", "title", "instead", "name", "id", "address", "sign", "other", "letter", "block"]);
/** Arguments that are tags of languages. */
const languages = new Set(["language", "said", "guess"]);

/** The sentence of a finding; one that the catalogue does not know is said in English. */
export function sentence(finding: CheckFinding): string {
  const key = `preflight.said.${finding.message}`;
  if (!hasMessage(key)) return finding.sentence;
  const values: Record<string, string> = { quote: isolate(finding.quote), field: fieldName(finding.field) };
  for (const [name, value] of Object.entries(finding.args ?? {})) values[name] = argument(name, value);
  return t(key, values);
}

function argument(name: string, value: string): string {
  if (isolated.has(name)) return isolate(value);
  if (languages.has(name)) return languageName(value);
  return value !== "" && Number.isFinite(Number(value)) ? n(Number(value)) : value;
}

function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames(catalogue.locale, { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

function isolate(text: string): string {
  return text === "" ? "" : `\u2068${text}\u2069`;
}

/** The name of a check. */
export function checkName(check: string): string {
  const key = `preflight.check.${check}`;
  return hasMessage(key) ? t(key) : check;
}

/** The name of a field in a sentence. */
export function fieldName(field: string): string {
  const key = `preflight.field.${field}`;
  return hasMessage(key) ? t(key) : field;
}

/** The heading over findings that are as bad. */
export function severityName(severity: string): string {
  const key: MessageKey = severity === "error" ? "preflight.severity.error" : "preflight.severity.warning";
  return t(key);
}

/** How many further ones there are, "" for none. */
export function further(finding: CheckFinding): string {
  return finding.more > 0 ? t("preflight.more", { count: n(finding.more) }) : "";
}

/** One line for the checks that found nothing, or for a piece of which nothing is to be said. */
export function fine(checks: readonly string[], findings: number): string {
  if (findings === 0) return t("preflight.none");
  return t("preflight.fine", { names: new Intl.ListFormat(catalogue.locale).format(checks.map(checkName)) });
}
