/**
 * The tabs of the reading room, in their order. Each is one component under
 * features/research, loads when it is opened, reads the rest of its state from
 * the address (`/research?tab=KEY&…`) and tells the router when it stands
 * (`router.arrived()`). A line here gives it its tab, its row in the sidebar and
 * its command.
 */
import type { Component } from "svelte";
import Saved from "@lucide/svelte/icons/bookmark-check";
import Shelf from "@lucide/svelte/icons/folders";
import Concordance from "@lucide/svelte/icons/text-align-center";
import Trends from "@lucide/svelte/icons/chart-line";
import Quotes from "@lucide/svelte/icons/quote";
import Timeline from "@lucide/svelte/icons/chart-gantt";
import Highlighter from "@lucide/svelte/icons/highlighter";
import Footprints from "@lucide/svelte/icons/footprints";
import type { MessageKey } from "./i18n/index.svelte";

export interface ResearchTab {
  /** As in the address. */
  key: string;
  title: MessageKey;
  icon: Component<{ class?: string }>;
  /** It is about a query (`q`), which is taken along from one such tab to another. */
  queried: boolean;
  load: () => Promise<Part>;
}

type Part = { default: Component };
const files = import.meta.glob<Part>("./features/research/*.svelte");

function part(name: string): () => Promise<Part> {
  const load = files[`./features/research/${name}.svelte`];
  return load ?? (() => Promise.reject(new Error(`there is no tab ${name}`)));
}

export const researchTabs: readonly ResearchTab[] = [
  { key: "collections", title: "research.collections", icon: Shelf, queried: false, load: part("Collections") },
  { key: "highlights", title: "research.highlights", icon: Highlighter, queried: false, load: part("Highlights") },
  { key: "saved", title: "research.saved", icon: Saved, queried: false, load: part("SavedSearches") },
  { key: "sessions", title: "research.sessions", icon: Footprints, queried: false, load: part("Sessions") },
  { key: "concordance", title: "research.concordance", icon: Concordance, queried: true, load: part("Concordance") },
  { key: "trends", title: "research.trends", icon: Trends, queried: true, load: part("Trends") },
  { key: "timeline", title: "research.timeline", icon: Timeline, queried: true, load: part("Timeline") },
  { key: "quotations", title: "research.quotations", icon: Quotes, queried: false, load: part("Quotations") },
];

/** The tab of an address; the first where it names none. */
export function researchTab(query: URLSearchParams): ResearchTab {
  const key = query.get("tab");
  return researchTabs.find((tab) => tab.key === key) ?? (researchTabs[0] as ResearchTab); // never empty
}

/** The address of a tab. */
export function researchAddress(key: string): string {
  return `/research?tab=${key}`;
}
