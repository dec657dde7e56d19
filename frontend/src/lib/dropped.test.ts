import { describe, expect, it } from "vitest";
import { chosen, dropped } from "./dropped";
import { addressIn } from "./text";

/** A folder as the browser hands it over: its reader gives what is in it in pieces. */
function entry(name: string, inside?: unknown[]): unknown {
  if (!inside) return { name, isFile: true, isDirectory: false, file: (done: (file: File) => void) => done(new File(["x"], name)) };
  const pieces = [inside.slice(0, 1), inside.slice(1), []];
  return { name, isFile: false, isDirectory: true, createReader: () => ({ readEntries: (done: (list: unknown[]) => void) => done(pieces.shift() ?? []) }) };
}
const transfer = (entries: unknown[]) => ({ items: entries.map((one) => ({ webkitGetAsEntry: () => one })), files: [] }) as unknown as DataTransfer;

describe("what is dropped", () => {
  it("comes with its path, out of folders too, without what is hidden", async () => {
    const found = await dropped(transfer([entry("a.md"), entry("notes", [entry("b.md"), entry(".git", [entry("c.md")]), entry("deep", [entry("d.md")])])]));
    expect(found.map((one) => one.path)).toEqual(["a.md", "notes/b.md", "notes/deep/d.md"]);
  });

  it("is a list of files where the browser knows no folders", async () => {
    const list = { items: [], files: [new File(["x"], "a.md")] } as unknown as DataTransfer;
    expect((await dropped(list)).map((one) => one.path)).toEqual(["a.md"]);
    expect(chosen([new File(["x"], "b.md")]).map((one) => one.path)).toEqual(["b.md"]);
  });
});

describe("an address in a text", () => {
  it.each([["https://paper.example/a?b=c", true], [" http://127.0.0.1:80/x ", true], ["www.paper.example/a", true], ["read https://paper.example", false], ["paper", false], ["javascript:alert(1)", false]])("%s: %s", (text, is) => {
    expect(addressIn(text)).toBe(is ? text.trim() : "");
  });
});
