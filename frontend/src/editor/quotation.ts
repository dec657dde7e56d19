/** A quotation from the archive, as blocks of the profile. */
import type { BodyNode } from "../api/types.gen";
import { articleAddress } from "./address";
import type { FoundArticle, Passage } from "./host";

/** The words, and below them the source, which links to the very paragraph. */
export function quotation(source: Pick<FoundArticle, "id" | "title">, passage: Passage): BodyNode {
  const language: Record<string, string> = {};
  if (passage.lang) language["lang"] = passage.lang;
  if (passage.dir) language["dir"] = passage.dir;
  return {
    t: "blockquote",
    ...(Object.keys(language).length > 0 ? { a: language } : {}),
    c: [
      { t: "p", c: [{ x: passage.text }] },
      { t: "p", c: [{ t: "a", a: { href: articleAddress(source.id, passage.block) }, c: [{ t: "cite", c: [{ x: source.title }] }] }] },
    ],
  };
}
