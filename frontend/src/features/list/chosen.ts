import type { ListRequest, Named } from "../../api";

/** Something that a list is narrowed to beside what its filters show. */
export interface Choice {
  name: "section" | "topic" | "tag" | "author" | "source" | "collection" | "story" | "from";
  /** What a person calls it. */
  value: string;
  /** The names in the address that it comes from. */
  names: string[];
}

/** The list's heading is the name of the first of these that is asked for. */
const special = ["collection", "tag", "topic", "author", "section"] as const;

/** What of an address its chips show; from and to are one. */
export function chosen(request: ListRequest, heading: string, sections: readonly Named[]): Choice[] {
  const headed = special.find((name) => request[name]);
  const found: Choice[] = [];
  for (const name of ["section", "topic", "tag", "author", "source", "collection"] as const) {
    const slug = request[name];
    if (!slug) continue;
    const known = name === "section" ? sections.find((section) => section.slug === slug)?.name : undefined;
    found.push({ name, value: (name === headed && heading) || known || slug, names: [name] });
  }
  if (request.story) found.push({ name: "story", value: request.story, names: ["story"] });
  const { from, to } = request;
  if (from || to) found.push({ name: "from", value: from === to ? (from ?? "") : `${from ?? ""} – ${to ?? ""}`.trim(), names: ["from", "to"] });
  return found;
}
