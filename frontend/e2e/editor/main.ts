/** The editor alone on a page, with a page around it that answers from memory: for tests and for looking. Nothing of it is shipped. */
import "../../src/styles/fonts.css";
import "../../src/styles/tokens.css";
import "../../src/styles/themes.css";
import "../../src/styles/base.css";
import "../../src/styles/prose.css";
import { mount, unmount } from "svelte";
import type { BodyNode } from "../../src/api/types.gen";
import type { EditorHost } from "../../src/editor/host";
import type { Trail } from "../../src/editor/trail";
import { Writing } from "../../src/editor/writing.svelte";
import { catalogue, type InterfaceLanguage } from "../../src/i18n/index.svelte";
import Page from "./Page.svelte";

const asked = new URLSearchParams(location.search);
const language = asked.get("language") ?? "en";
const said: string[] = [];

const host: EditorHost = {
  clean: (html, text) => Promise.resolve({ blocks: [{ t: "p", c: [{ x: (html ? "cleaned: " : "") + text }] }] }),
  picture: () => Promise.resolve({ src: `/media/${"1".padStart(64, "0")}`, alt: "A quay", caption: "At dusk. Photo: nobody" }),
  track: () => Promise.resolve({ src: `/media/${"2".padStart(64, "0")}` }),
  articles: (words) => Promise.resolve([{ id: "a-1", title: `The tide and ${words}`, about: "Science · 23 Nov 2026" }]),
  passages: () => Promise.resolve([{ block: "p1", text: "The first sheet had two columns." }]),
  say: (text) => said.push(text),
};

declare global {
  interface Window {
    desk: { writing: Writing; said: string[]; open(blocks: BodyNode[], trail?: Trail | null): Promise<void> };
  }
}

const long = Number(asked.get("words") ?? 0);

function words(count: number): BodyNode[] {
  const sentence = "The first sheet had two columns because the bed had room for two and readers who had never folded a page learned to fold it twice ";
  const each = sentence.trim().split(" ").length * 2;
  return Array.from({ length: Math.ceil(count / each) }, (_, i): BodyNode => {
    const id = `b${i}`;
    if (i % 12 === 0) return { t: "h2", a: { id }, c: [{ x: `The column number ${i}` }] };
    return { t: "p", a: { id }, c: [{ x: sentence }, { t: "em", c: [{ x: sentence.trim() }] }, { x: "." }] };
  });
}

let shown: Record<string, unknown> | null = null;
async function open(blocks: BodyNode[], trail: Trail | null = null): Promise<void> {
  if (shown) await unmount(shown);
  const dir = ["ar", "fa", "he", "ur"].includes(language) ? "rtl" : "ltr";
  const writing = new Writing({ blocks, language, dir, host, trail, changed: () => undefined });
  shown = mount(Page, { target: document.body, props: { writing } });
  window.desk = { writing, said, open };
}

async function start(): Promise<void> {
  const face = (asked.get("interface") ?? "en") as InterfaceLanguage;
  document.documentElement.lang = face;
  document.documentElement.dataset["theme"] = asked.get("theme") ?? "light";
  await catalogue.use(face);
  document.documentElement.dir = catalogue.dir;
  await open(long > 0 ? words(long) : []);
}
void start();
