import { api } from "../../api";
import { asks, type Choice } from "./choice";
import { pageSize } from "./found.svelte";

/**
 * Says that a search was meant, not only typed on the way to another: it is kept among
 * the recent ones, and taken down in the session that runs, with what it showed.
 */
export function meant(choice: Choice): void {
  if (asks(choice)) api.Search.Query({ ...choice, typed: true, limit: pageSize, remember: true }).catch(() => undefined);
}
