import type { ImportReport } from "../../api";
import { t } from "../../i18n/index.svelte";

/** What an import added, in words: a list of another reader's feeds brings subscriptions, all else articles. */
export function added(report: ImportReport): string {
  return t(report.format === "opml" ? "import.newFeeds" : "import.new", { count: report.added });
}
