import type { Choice } from "../search/choice";

const quoted = (value: string) => `"${value.replaceAll('"', "")}"`;

/** A whole search as one query: the words as they were understood, and the choices beside them. */
export function wholeQuery(choice: Choice, understood: string): string {
  const parts = choice.filters.map(({ field, values }) =>
    field === "year"
      ? `(${values.map((year) => `date:${year}`).join(" OR ")})`
      : `${field === "language" ? "lang" : field}:${values.map(quoted).join(",")}`,
  );
  if (choice.within) parts.push(`date:${choice.within}`);
  if (parts.length === 0) return understood;
  return [understood && `(${understood})`, ...parts].filter(Boolean).join(" ");
}
