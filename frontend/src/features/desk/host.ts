/** What the editor asks of the desk: clean text, files, articles to link to and to quote from. */
import { api, chooseImport, inWindow, offerFiles, type OfferedResult } from "../../api";
import type { ChosenMedia, EditorHost, FoundArticle, MediaKind } from "../../editor/host";
import { n, t } from "../../i18n/index.svelte";
import { toasts } from "../../state/toasts.svelte";
import { download } from "../../lib/save";
import type { OpenDraft } from "./draft.svelte";
import { textOf } from "./notes";

const accepted: Record<MediaKind, string> = { image: "image/*", film: "video/*", audio: "audio/*" };

/** Lets a person choose a file of this machine with the browser's own dialog; null: they thought better of it. */
async function chooseFile(accept: string): Promise<File | null> {
  return (await chooseFiles(accept, false))[0] ?? null;
}

function chooseFiles(accept: string, multiple: boolean): Promise<File[]> {
  return new Promise((resolve) => {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = accept;
    input.multiple = multiple;
    input.addEventListener("change", () => resolve([...(input.files ?? [])]));
    input.addEventListener("cancel", () => resolve([]));
    input.click();
  });
}

/** Takes a file in as media. */
export async function takeFile(file: File): Promise<ChosenMedia | null> {
  const offered = await offerFiles([{ path: file.name, file }]);
  return offered ? taken(offered.token) : null;
}

/** Lets a person choose a file of captions or subtitles and takes it in. */
async function chooseTrack(): Promise<ChosenMedia | null> {
  try {
    const file = inWindow() ? null : await chooseFile(".vtt,text/vtt");
    const offered = inWindow() ? await chooseImport() : file && (await offerFiles([{ path: file.name, file }]));
    if (!offered) return null;
    const [first] = (await api.Media.Take({ token: offered.token })).media;
    if (first?.kind !== "track") {
      toasts.show(t("editor.track.none"));
      return null;
    }
    return { src: first.src, picture: first.picture };
  } catch (cause) {
    toasts.fail(cause);
    return null;
  }
}

async function taken(token: string): Promise<ChosenMedia | null> {
  const [first] = (await api.Media.Take({ token })).media;
  if (!first) return null;
  return { src: first.src, picture: first.picture, ...(first.picture.width > 0 ? { width: first.picture.width, height: first.picture.height } : {}) };
}

const texts = ".md,.markdown,.html,.htm,.txt,text/markdown,text/html,text/plain";

/** Lets a person choose a text, in a browser with its pictures where they are wanted; null: they chose none. */
export async function offerText(pictures = false): Promise<OfferedResult | null> {
  if (inWindow()) return chooseImport();
  const files = await chooseFiles(pictures ? `${texts},image/*,video/*,audio/*,.vtt` : texts, pictures);
  return files.length > 0 ? offerFiles(files.map((file) => ({ path: file.name, file }))) : null;
}

/**
 * Lets a person choose a text of another program and begins a draft with it; its id,
 * or null. The window knows where the file lies, and its pictures are taken from
 * beside it; in a browser they are chosen together with it.
 */
export async function openFile(): Promise<string | null> {
  const offered = await offerText(true);
  if (!offered) return null;
  const { draft, problems } = await api.Drafts.Open({ token: offered.token });
  const [first, ...others] = problems ?? [];
  if (first) toasts.show(others.length > 0 ? t("desk.open.problems", { first, count: n(others.length) }) : first);
  return draft;
}

/** Lets a person choose a file of this machine and takes it in. */
export async function chooseMedia(kind: MediaKind): Promise<ChosenMedia | null> {
  try {
    if (inWindow()) {
      const offered = await chooseImport();
      return offered ? await taken(offered.token) : null;
    }
    const file = await chooseFile(accepted[kind]);
    return file ? await takeFile(file) : null;
  } catch (cause) {
    toasts.fail(cause);
    return null;
  }
}

/** The articles whose headlines begin so. */
export async function foundArticles(query: string): Promise<FoundArticle[]> {
  const found = await api.Search.Suggest({ text: query });
  return found.suggestions.filter((one) => one.kind === "article").map((one) => ({ id: one.id, title: one.name, about: one.of }));
}

function kindOf(file: File): MediaKind {
  if (file.type.startsWith("video/")) return "film";
  return file.type.startsWith("audio/") ? "audio" : "image";
}

/** The host of an editor: say tells a reader of the screen, language is that of the draft, pick lets a person choose media. */
export function deskHost(say: (text: string) => void, language: () => string, pick: (kind: MediaKind) => Promise<ChosenMedia | null>): EditorHost {
  return {
    clean: async (html, text) => {
      const { body, media } = await api.Drafts.Clean({ html, text, language: language() });
      return { blocks: body, media };
    },
    picture: pick,
    track: chooseTrack,
    take: async (files) => {
      const media: (ChosenMedia & { kind: MediaKind })[] = [];
      for (const file of files) {
        const chosen = await takeFile(file).catch((cause: unknown) => void toasts.fail(cause));
        if (chosen) media.push({ ...chosen, kind: kindOf(file) });
      }
      return media;
    },
    articles: foundArticles,
    passages: async (id) => {
      const article = await api.Articles.Show({ id });
      return article.body.flatMap((block) => {
        const text = textOf(block).trim();
        return text && block.a?.id && (block.t === "p" || block.t === "blockquote") ? [{ block: block.a.id, text, lang: block.a.lang ?? article.language, dir: (block.a.dir ?? article.dir) as "ltr" | "rtl" }] : [];
      });
    },
    say,
  };
}

/** Puts a text that could not be kept into a file of the person's own: the window among the downloads, a browser where it likes. */
export async function saveElsewhere(draft: OpenDraft): Promise<void> {
  try {
    const hand = !inWindow();
    const file = await api.Drafts.Elsewhere({ id: draft.id, title: draft.fields.title, body: draft.writing.editor.blocks(), hand });
    if (hand) download(`${draft.id}.html`, "text/html", file.file);
    toasts.show(t("article.saved", { path: file.path || `${draft.id}.html` }));
  } catch (cause) {
    toasts.fail(cause);
  }
}
