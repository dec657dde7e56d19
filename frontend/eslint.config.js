import svelte from "eslint-plugin-svelte";
import ts from "typescript-eslint";

// What may stand nowhere: an article's text is never parsed as HTML in the page,
// and a Blob as a request's body ends the window's program on Linux.
const forbidden = [
  { selector: "MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe)$/]", message: "No HTML string is ever parsed in the page." },
  { selector: "NewExpression[callee.name=/^(DOMParser|FormData|Blob)$/]", message: "Bodies are text or ArrayBuffer; HTML is never parsed." },
  { selector: "CallExpression[callee.property.name=/^(createContextualFragment|write|writeln)$/][callee.object.name='document']", message: "No HTML string is ever parsed in the page." },
];

// Imports point one way: lib ← i18n ← ui; lib ← api ← state; ui, state ← prose ← editor ← features ← pages.
const layers = {
  lib: ["api", "state", "ui", "prose", "editor", "features", "pages"],
  i18n: ["api", "state", "ui", "prose", "editor", "features", "pages"],
  api: ["state", "ui", "prose", "editor", "features", "pages", "i18n"],
  state: ["ui", "prose", "editor", "features", "pages"],
  prose: ["editor", "features", "pages"],
  ui: ["features", "pages", "prose", "editor"],
  editor: ["features", "pages"],
  features: ["pages"],
};

export default ts.config(
  { ignores: ["src/api/*.gen.ts", "site/", "node_modules/", "test-results/", "playwright-report/"] },
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  { files: ["**/*.svelte", "**/*.svelte.ts"], languageOptions: { parserOptions: { parser: ts.parser } } },
  {
    rules: {
      "no-restricted-syntax": ["error", ...forbidden],
      "svelte/no-at-html-tags": "error",
      "svelte/no-navigation-without-resolve": "off",
      "svelte/prefer-svelte-reactivity": "off",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "no-undef": "off",
    },
  },
  ...Object.entries(layers).map(([layer, above]) => ({
    files: [`src/${layer}/**`],
    ignores: ["**/*.test.ts"],
    rules: {
      "no-restricted-imports": ["error", { patterns: above.map((name) => ({ group: [`**/${name}/**`, `../${name}`, `../../${name}`], message: `${layer} may not import ${name}` })) }],
    },
  })),
);
