// @vitest-environment node
// The catalogue holds together: every language says everything, with the same
// arguments; every message is used; no component says words of its own.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { IntlMessageFormat } from "intl-messageformat";
import { parse } from "svelte/compiler";
import { describe, expect, it } from "vitest";
import { ar } from "./ar";
import { en, type MessageKey } from "./en";
import { fa } from "./fa";
import { pseudo } from "./index.svelte";

const languages: Record<string, { locale: string; messages: Record<string, string> }> = {
  en: { locale: "en-GB", messages: en },
  ar: { locale: "ar-EG", messages: ar },
  fa: { locale: "fa-IR", messages: fa },
};
const keys = Object.keys(en) as MessageKey[];
const root = join(import.meta.dirname, "..");

/** Messages whose last part is put together from data. */
const families: Record<string, RegExp> = {
  "kind.": /./, "theme.": /./, "face.": /./, "change.": /./, "facet.": /./, "job.": /./, "settings.calendar.": /./, "search.sort.": /./, "verb.": /./,
  "feeds.every.": /./, "import.format.": /./, "problem.": /./, "columns.": /./, "list.density.": /./, "list.marked.": /./, "list.unmarked.": /./, "command.": /./,
  "search.dates.": /^search\.dates\.(?:from|to)$/, "search.goto.": /./, "search.in.": /./, "rules.field.": /./, "rules.act.": /./, "rules.do.": /./, "search.is.": /./, "search.has.": /./, "search.chip.": /./, "search.note.": /./, "search.offers.": /./,
  "corrections.kind.": /./, "frontdesk.slot.": /./, "frontdesk.rule.": /./, "frontdesk.said.": /./, "frontdesk.width.": /./, "frontdesk.direction.": /./, "frontdesk.which.": /./, "frontdesk.side.": /./,
  "concordance.sort.": /./, "trend.by.": /./, "timeline.by.": /./, "trend.as.": /./, "trend.share.": /./, "trend.articles.": /./, "cite.style.": /./, "collections.format.": /./, "collections.said.": /./,
  "guide.": /./, "room.pane.": /./, "room.short.": /./,
  "quotes.some.": /./, "quotes.state.": /./,
  "marks.colour.": /./, "marks.state.": /./,
  "sessions.kind.": /./, "sessions.state.": /./,
  "moderation.": /^moderation\.(?:approve|reject|pending)/, "moderation.empty.": /./, "mediaDesk.kind.": /./, "mediaDesk.show.": /./, "topicsDesk.": /^topicsDesk\.(?:lifted|moved|dropped|cancelled)$/,
  "editor.kind.": /./, "editor.mark.": /./, "editor.insert.": /./, "editor.table.": /./, "editor.track.kind.": /./,
  "preflight.said.": /./, "preflight.check.": /./, "preflight.field.": /./,
  "state.": /./, "restate.": /./, "public.": /./, "draft.": /^draft\.(?:submit|return|approve|hold|spike|resume)$/, "draft.acted.": /./, "draft.panel.": /./, "clash.": /^clash\.(?:ours|theirs)$/,
  "front.": /^front\.(?:day|week|month)$/,
};
/** Attributes that are seen or heard. */
const spoken = new Set(["aria-label", "title", "placeholder", "alt", "label", "name"]);
/** The languages' own names, which are the same in every language of the interface. */
const same = new Set(["English", "العربية", "فارسی"]);

interface Source {
  path: string;
  text: string;
}
const sources: Source[] = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((path) => /\.(?:svelte|ts)$/.test(path) && !/\.test(?:-env)?\.ts$/.test(path) && !/^i18n[\\/](?:en|ar|fa)[\\/]/.test(path))
  .map((path) => ({ path: relative(root, join(root, path)), text: readFileSync(join(root, path), "utf8") }));

/** The arguments of a message, with what kind each is. */
function argumentsOf(text: string, locale: string): Map<string, "value" | "number"> {
  const found = new Map<string, "value" | "number">();
  const walk = (nodes: ReturnType<IntlMessageFormat["getAst"]>) => {
    for (const node of nodes) {
      if (!("value" in node) || node.type === 0) continue;
      const counted = "options" in node;
      if (node.type === 1) found.set(node.value, found.get(node.value) ?? "value");
      if (!counted) continue;
      found.set(node.value, "number");
      for (const option of Object.values(node.options)) walk(option.value);
    }
  };
  walk(new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }).getAst());
  return found;
}

describe.each(Object.entries(languages))("the messages of %s", (name, { locale, messages }) => {
  it("are the same keys as the English", () => {
    expect(Object.keys(messages).sort()).toEqual([...keys].sort());
  });

  it("take the same arguments as the English", () => {
    const differing = keys.filter((key) => {
      const given = [...argumentsOf(messages[key] ?? "", locale).keys()].sort();
      return given.join() !== [...argumentsOf(en[key], "en-GB").keys()].sort().join();
    });
    expect(differing).toEqual([]);
  });

  it("format with every count, leaving no brace and nothing empty", () => {
    for (const key of keys) {
      const takes = argumentsOf(messages[key] ?? "", locale);
      for (const count of [0, 1, 2, 3, 11, 100, 1234567]) {
        const values = Object.fromEntries([...takes].map(([argument, kind]) => [argument, kind === "number" ? count : "∎"]));
        const said = String(new IntlMessageFormat(messages[key] ?? "", locale, undefined, { ignoreTag: true }).format(values));
        expect(said.trim(), `${name} ${key} ${count}`).not.toBe("");
        expect(said, `${name} ${key} ${count}`).not.toMatch(/[{}]|undefined/);
      }
    }
  });

  it("say a text of their own", () => {
    if (name === "en") return;
    const letters = /\p{Script=Arabic}/u;
    const foreign = keys.filter((key) => /\p{L}/u.test(en[key].replace(/\{[^{}]*\}/g, "")) && !letters.test(messages[key] ?? ""));
    expect(foreign).toEqual([]);
  });
});

describe("Arabic plurals", () => {
  it("have all six forms wherever a thing is counted", () => {
    const lacking = keys.filter((key) => {
      const text = ar[key];
      return /, plural,/.test(text) && !/=\d/.test(text) && !["zero", "one", "two", "few", "many", "other"].every((form) => text.includes(` ${form} {`));
    });
    expect(lacking).toEqual([]);
  });
});

describe("the pseudo-language", () => {
  it("lengthens and keeps arguments", () => {
    const text = pseudo("{count, plural, one {# article} other {# articles}} on {day}");
    expect(text).toContain("{count, plural, one {# article} other {# articles}}");
    expect(text).toContain("{day}");
    expect(text).toMatch(/^⟦.*⟧$/);
  });
});

describe("the sources", () => {
  const all = sources.map((source) => source.text).join("\n");

  it("use every message", () => {
    const unused = keys.filter((key) => !all.includes(`"${key}"`) && !Object.entries(families).some(([family, which]) => key.startsWith(family) && which.test(key) && all.includes(`\`${family}\${`)));
    expect(unused).toEqual([]);
  });

  it("ask only for messages that exist", () => {
    const known = new Set<string>(keys);
    const asked = sources.flatMap(({ path, text }) => [...text.matchAll(/\bt\(\s*"([^"]+)"/g)].map((m) => ({ path, key: m[1] ?? "" })));
    expect(asked.length).toBeGreaterThan(100);
    expect(asked.filter(({ key, path }) => !known.has(key) && !path.startsWith("i18n"))).toEqual([]);
  });

  it("put together only families that are listed", () => {
    const made = sources.flatMap(({ text }) => [...text.matchAll(/\bt\(\s*`([^`$]*)\$\{/g)].map((m) => m[1] ?? ""));
    expect(made.filter((family) => !(family in families))).toEqual([]);
  });
});

interface Node {
  type: string;
  name?: string;
  data?: string;
  value?: unknown;
  [key: string]: unknown;
}

/** A specimen of type is in a language of its own, and hidden from readers of the screen. */
function specimen(node: Node): boolean {
  const names = ((node["attributes"] ?? []) as Node[]).map((one) => one.name);
  return names.includes("aria-hidden") && names.includes("lang");
}

/** Finds words that stand in markup instead of in the catalogue. */
function wordsInMarkup(source: string): string[] {
  const found: string[] = [];
  const say = (text: string) => {
    if (/\p{L}{2,}/u.test(text) && !same.has(text.trim())) found.push(text.trim());
  };
  const attribute = (node: Node, component: boolean) => {
    if (!spoken.has(node.name ?? "") || (node.name === "name" && !component) || !Array.isArray(node.value)) return;
    for (const piece of node.value as Node[]) if (piece.type === "Text") say(piece.data ?? "");
  };
  const walk = (value: unknown) => {
    if (Array.isArray(value)) return value.forEach(walk);
    if (typeof value !== "object" || value === null) return;
    const node = value as Node;
    if (node.type === "Text") return say(node.data ?? "");
    if (node.type === "ExpressionTag") {
      const expression = node["expression"] as Node;
      if (expression.type === "Literal" && typeof expression.value === "string") say(expression.value);
      return;
    }
    if (specimen(node)) return;
    if (Array.isArray(node["attributes"])) for (const one of node["attributes"] as Node[]) attribute(one, node.type === "Component");
    for (const part of ["fragment", "nodes", "consequent", "alternate", "body", "fallback", "pending", "then", "catch"]) walk(node[part]);
  };
  walk((parse(source, { modern: true }) as unknown as { fragment: unknown }).fragment);
  return found;
}

describe("the components", () => {
  it("say no words of their own", () => {
    const said = sources.filter(({ path }) => path.endsWith(".svelte")).flatMap(({ path, text }) => wordsInMarkup(text).map((words) => `${path}: ${words}`));
    expect(said).toEqual([]);
  }, 30_000); // it reads every component

  it("would be caught if they did", () => {
    expect(wordsInMarkup(`<p>Hello {t("x")}</p>{#if a}<b title="Spoken">·</b>{:else}{"Word"}{/if}`)).toEqual(["Hello", "Spoken", "Word"]);
  });
});
