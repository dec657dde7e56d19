import type { Article, BodyNode, Picture } from "../../api";

/** The stored pictures of a body in their order, with the words of their figures. */
export function bodyPictures(article: Pick<Article, "body" | "media">): Picture[] {
  const facts = new Map(article.media.map((fact) => [fact.src, fact.picture]));
  const found: Picture[] = [];
  const walk = (nodes: readonly BodyNode[], caption: string) => {
    for (const node of nodes) {
      const words = node.t === "figure" ? text(node.c?.find((child) => child.t === "figcaption")) : caption;
      // A figure whose picture was fetched later has it by its address of the web.
      const [src, alt] = node.t === "figure" ? ["data-src", "data-alt"] : ["src", "alt"];
      const known = node.t === "img" || node.t === "figure" ? facts.get(node.a?.[src] ?? "") : undefined;
      if (known?.src) found.push({ ...known, alt: node.a?.[alt] ?? "", focus: node.a?.["data-focus"] ?? "", caption: words });
      walk(node.c ?? [], words);
    }
  };
  walk(article.body, "");
  return found;
}

function text(node: BodyNode | undefined): string {
  return node ? (node.x ?? "") + (node.c ?? []).map(text).join("") : "";
}
