import { api, type Collection } from "../../api";
import { t } from "../../i18n/index.svelte";
import { exported } from "../../state/jobs";
import { toasts } from "../../state/toasts.svelte";
import { adding } from "./adding.svelte";
import { shelf } from "./shelf.svelte";

// The shelf hears of what acts changed, as of what others did, and reads it once.

/** Makes a collection, in another or at the top, and gives its id; empty where it could not. */
export async function create(name: string, inside = ""): Promise<string> {
  try {
    const made = await api.Collections.Create({ name, collection: inside });
    await shelf.load();
    toasts.show(t("collections.did.made", { name: made.collection.name }), made.entry);
    return made.collection.id;
  } catch (cause) {
    toasts.fail(cause);
    return "";
  }
}

export function rename(one: Collection, name: string): Promise<void> {
  return toasts.act(() => api.Collections.Rename({ collection: one.id, name }), t("collections.did.renamed", { name }));
}

/** Ends when the shelf is without it: what stands there next is shown instead. */
export async function remove(one: Collection): Promise<void> {
  await toasts.act(() => api.Collections.Delete({ id: one.id }), t("collections.did.deleted", { name: one.name }));
  await shelf.load();
}

/** Puts a collection before another, or at the end of the one that it lies in. */
export function place(one: Collection, to: string, before = ""): Promise<void> {
  return toasts.act(() => api.Collections.Move({ ids: [one.id], to, before }), t("collections.did.moved", { count: 1 }));
}

/** Moves a collection by one among those beside it. */
export async function step(one: Collection, by: 1 | -1): Promise<void> {
  const beside = shelf.list.filter((other) => other.parent === one.parent);
  const at = beside.findIndex((other) => other.id === one.id);
  if (at + by < 0 || at + by >= beside.length) return;
  await place(one, one.parent, beside[by < 0 ? at - 1 : at + 2]?.id ?? "");
}

export function nest(one: Collection, at: HTMLElement): void {
  adding.choose({
    name: t("collections.nest"),
    at,
    run: async ({ collection, fresh }) => {
      const into = fresh ? await create(collection) : collection;
      if (into) await place(one, into);
    },
  });
}

export const formats = ["markdown", "html", "epub", "jsonl", "csv", "bibtex", "ris", "csl-json", "collection"] as const;
const endings: Record<(typeof formats)[number], string> = {
  markdown: "zip",
  html: "html",
  epub: "epub",
  jsonl: "jsonl",
  csv: "csv",
  bibtex: "bib",
  ris: "ris",
  "csl-json": "json",
  collection: "broadsheet-collection",
};

/** Writes a collection into a file among the downloads. */
export function give(one: Collection, format: (typeof formats)[number]): Promise<void> {
  return exported({ name: `${one.name}.${endings[format]}`, format, collection: one.id }, ({ path, exported: count }) => t("collections.exported", { path, count }));
}
