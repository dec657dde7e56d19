import type { SessionStep } from "../../api";
import { part } from "../../lib/prefix";
import { researchAddress } from "../../research";

/** Where a step leads to: the search once more, the article, the mark, the collection. */
export function addressOf(step: SessionStep): string {
  const query = new URLSearchParams();
  switch (step.kind) {
    case "search":
      if (step.query) query.set("q", step.query);
      for (const { field, values } of step.filters) for (const value of values) query.append(field, value);
      if (step.within) query.set("within", step.within);
      if (step.sort && step.sort !== "relevance") query.set("sort", step.sort);
      return `/search?${query}`;
    case "timeline":
      query.set("q", step.query);
      if (step.within) query.set("within", step.within);
      return `${researchAddress("timeline")}&${query}`;
    case "concordance":
      query.set("q", step.query);
      if (step.sort) query.set("sort", step.sort);
      if (step.width) query.set("width", String(step.width));
      return `${researchAddress("concordance")}&${query}`;
    case "trend":
      for (const text of step.queries) query.append("q", text);
      if (step.by) query.set("by", step.by);
      return `${researchAddress("trends")}&${query}`;
    case "save":
      return `${researchAddress("saved")}&saved=${part(step.thing)}`;
    case "collect":
      return `${researchAddress("collections")}&c=${part(step.thing)}`;
    case "mark":
    case "note":
      return `/article/${part(step.article)}?mark=${part(step.mark)}`;
    case "cite":
      if (step.block) query.set("at", `b-${step.block}`);
      if (step.quote) query.set("quote", step.quote.slice(0, 300));
      return `/article/${part(step.article)}${query.size > 0 ? `?${query}` : ""}`;
    case "read":
      return `/article/${part(step.article)}`;
  }
  return "";
}

/** What stands for a step on its line: the words that were looked for, the headline, the marked words. */
export function titleOf(step: SessionStep): string {
  switch (step.kind) {
    case "trend":
      return step.queries.join(", ");
    case "save":
    case "collect":
      return step.name;
    case "mark":
    case "note":
      return beginning(step.quote);
    case "cite":
      return beginning(step.text) || step.article;
    case "read":
      return step.title || step.article;
  }
  return step.query;
}

/** As much of a longer text as tells it from others. */
function beginning(text: string, letters = 240): string {
  const all = [...text];
  return all.length > letters ? `${all.slice(0, letters).join("").trimEnd()}…` : text;
}

/** Kinds whose answer is a number of articles. */
export const counted: ReadonlySet<string> = new Set(["search", "timeline", "save", "collect"]);
