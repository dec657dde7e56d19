/** Builds the editor's page and serves it under the program's own content policy. */
import { readFile, mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { build } from "vite";

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const kinds: Record<string, string> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2" };

export class EditorPage {
  readonly address: string;
  readonly #server: Server;
  readonly #folder: string;

  private constructor(server: Server, folder: string) {
    this.#server = server;
    this.#folder = folder;
    this.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/index.html`;
  }

  static async start(): Promise<EditorPage> {
    const folder = await mkdtemp(join(tmpdir(), "broadsheet-editor-"));
    await build({
      configFile: false, root: import.meta.dirname, base: "./", logLevel: "warn", plugins: [svelte()],
      build: { outDir: folder, emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false }, target: "es2023" },
    });
    const server = createServer((request, response) => {
      const path = normalize(decodeURIComponent(new URL(request.url ?? "/", "http://x").pathname));
      readFile(join(folder, path)).then(
        (text) => response.writeHead(200, { "Content-Type": kinds[extname(path)] ?? "application/octet-stream", "Content-Security-Policy": policy }).end(text),
        () => response.writeHead(path === "/favicon.ico" ? 204 : 404).end(),
      );
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    return new EditorPage(server, folder);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
    await rm(this.#folder, { recursive: true, force: true });
  }
}
