import { api } from "../api";
import { catalogue } from "../i18n/index.svelte";

/** The library's names of a field that begin as typed. They are a convenience: that they cannot be had is no error. */
export async function namesLike(field: string, typed: string): Promise<string[]> {
  const query = `${field}:"${typed.replaceAll('"', "")}`;
  const found = await api.Search.Complete({ query, caret: [...query].length, language: catalogue.language }).catch(() => null);
  return found?.completions.filter((one) => one.kind === "value").map((one) => one.label) ?? [];
}
