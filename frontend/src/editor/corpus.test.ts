// @vitest-environment node
// Every body comes out of the editor's document as it went in. Which ones:
// build/trees writes them; without it only the article of internal/body is taken.
import { createReadStream, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";
import type { BodyNode } from "../api/types.gen";
import { fromTree, toTree } from "./tree";

const file = process.env["BROADSHEET_TREES"];
const article = join(import.meta.dirname, "../../../internal/body/testdata/article.json");

describe("a body", () => {
  it("comes back the same: the article of the profile's own tests", () => {
    const nodes = JSON.parse(readFileSync(article, "utf8")) as BodyNode[];
    expect(toTree(fromTree(nodes))).toEqual(nodes);
  });

  it.skipIf(!file)(
    "comes back the same: every article of the corpus",
    async () => {
      let count = 0;
      for await (const line of createInterface({ input: createReadStream(file ?? "") })) {
        const { name, nodes } = JSON.parse(line) as { name: string; nodes: BodyNode[] };
        let back: BodyNode[];
        try {
          back = toTree(fromTree(nodes));
        } catch (cause) {
          throw new Error(`${name}: ${String(cause)}`, { cause });
        }
        if (sorted(back) !== sorted(nodes)) expect(back, name).toEqual(nodes);
        count++;
      }
      expect(count).toBeGreaterThan(10);
    },
    600_000,
  );
});

/** The tree as text, its attributes in one order. */
function sorted(nodes: BodyNode[]): string {
  return JSON.stringify(nodes, (_, value: unknown) =>
    value && typeof value === "object" && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value,
  );
}
