/** Keeps the tabs of the router with the reader's settings, one set a library, so that they survive a reload. */
import { api } from "../api";
import { unpack } from "../lib/tabs";
import { router } from "../router.svelte";
import { library } from "./library.svelte";
import { settings } from "./settings.svelte";

/** How long the tabs rest before they are kept, in milliseconds. */
const rests = 500;

/** Takes up the tabs that were kept and keeps them from now on. To be called once settings and library are there. */
export function keepTabs(): void {
  const name = `tabs:${library.shell?.id ?? ""}`;
  router.opensTabs = library.shell?.window ?? false;
  const before = settings.kept(name);
  // A page of a single tab leaves alone what another page kept of several: one may come back to that.
  let others = !router.restore(before, router.opensTabs && router.address === "/") && (unpack(before)?.set.tabs.length ?? 0) > 1;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const keep = () => {
    clearTimeout(waiting);
    waiting = undefined;
    if (others && router.tabs.length === 1) return;
    others = false;
    // Tabs that could not be kept are open all the same.
    api.Settings.Set({ values: { [name]: router.pack() } }).catch(() => undefined);
  };
  router.onChange(() => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, rests);
  });
  addEventListener("pagehide", () => waiting !== undefined && keep());
}
