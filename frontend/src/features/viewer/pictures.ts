import type { Article, BodyNode, Picture } from "../../api";

/** The stored pictures of a body in their order, with the words of their figures. */
export function bodyPictures(article: Pick<Article, "body" | "media">): Picture[] {
  const facts = new Map(article.media.map((fact) => [fact.src, fact.picture]));
  const found: Picture[] = [];
  const walk = (nodes: readonly BodyNode[], caption: string) => {
    for (const node of nodes) {
      const known = node.t === "img" ? facts.get(node.a?.["src"] ?? "") : undefined;
      if (known?.src) found.push({ ...known, alt: node.a?.["alt"] ?? "", caption });
      const words = node.t === "figure" ? text(node.c?.find((child) => child.t === "figcaption")) : caption;
      walk(node.c ?? [], words);
    }
  };
  walk(article.body, "");
  return found;
}

function text(node: BodyNode | undefined): string {
  return node ? (node.x ?? "") + (node.c ?? []).map(text).join("") : "";
}
