import { api, inWindow, type FileResult } from "../../api";
import { t } from "../../i18n/index.svelte";
import { download } from "../../lib/save";
import { toasts } from "../../state/toasts.svelte";

/** A name for a file out of what somebody asked for. */
export function fileName(asked: string, ending: string): string {
  const name = asked.replace(/[\\/:*?"<>|\p{Cc}]+/gu, " ").replace(/\s+/gu, " ").trim().slice(0, 60).trim();
  return `${name || t("place.research")}.${ending}`;
}

/** Saves a table that the program makes: in a browser where that likes, in the window among the downloads. One that may not hold all is told of with its number of rows. */
export async function saveTable(name: string, make: (name: string, hand: boolean) => Promise<FileResult>): Promise<void> {
  try {
    const hand = !inWindow();
    const made = await make(name, hand);
    if (hand) download(name, "text/csv", made.file);
    toasts.show([t("article.saved", { path: made.path || name }), made.rows > 0 && t("research.csvCut", { count: made.rows })].filter(Boolean).join(" "));
  } catch (cause) {
    toasts.fail(cause);
  }
}

/** Saves a picture that the page drew. */
export async function savePicture(name: string, type: string, base64: string): Promise<void> {
  try {
    let path = name;
    if (inWindow()) path = (await api.Search.SavePicture({ name, file: base64 })).path;
    else download(name, type, base64);
    toasts.show(t("article.saved", { path }));
  } catch (cause) {
    toasts.fail(cause);
  }
}
