import { writeFileSync } from "node:fs";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** Daily work: `broadsheet serve --addr 127.0.0.1:4780` beside `npm run dev`; sign in with the token of its address. */
const serve = "http://127.0.0.1:4780";

/** Writes down which packages are really inside the pages, for the list of licences (build/licences). */
function packagesInside(): Plugin {
  return {
    name: "packages-inside",
    apply: "build",
    generateBundle(_, bundle) {
      const names = Object.values(bundle).flatMap((file) =>
        (file.type === "chunk" ? file.moduleIds : file.originalFileNames).flatMap(
          (path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? [],
        ),
      );
      const inside = [...new Set(names)].sort();
      writeFileSync("site/packages.json", `${JSON.stringify(inside, null, 2)}\n`);
    },
  };
}

export default defineConfig({
  plugins: [svelte(), packagesInside()],
  // Relative addresses: Go writes the prefix into the page when it serves it.
  base: "./",
  build: {
    outDir: "site/dist",
    emptyOutDir: true,
    // Which file brings which: size_test.go adds them up.
    manifest: true,
    // The policy allows no data: fonts, and no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2023",
    sourcemap: false,
  },
  server: {
    proxy: Object.fromEntries(
      ["/api", "/media", "/events", "/offer"].map((path) => [path, { target: serve, changeOrigin: true, headers: { origin: serve } }]),
    ),
  },
  resolve: process.env["VITEST"] ? { conditions: ["browser"] } : {},
  test: { include: ["src/**/*.test.ts"], environment: "happy-dom", setupFiles: ["src/setup.test-env.ts"], testTimeout: 20_000 },
});
