import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const folder = "src/styles";

// Selectors that a browser may not know void the rule that they stand in, with all that stands beside them.
it("keeps ::highlight apart from what does without it", () => {
  const mixed = readdirSync(folder).filter((name) => name.endsWith(".css")).flatMap((name) => {
    const rules = readFileSync(join(folder, name), "utf8").replace(/\/\*[^]*?\*\//g, "").matchAll(/([^{}]+)\{/g);
    return [...rules].map((rule) => rule[1]?.trim() ?? "").filter((selectors) => selectors.includes("::highlight") && selectors.includes(","));
  });
  expect(mixed).toEqual([]);
});
