import type { MessageKey } from "../i18n/index.svelte";

const named = new Set([
  "articles.imported", "articles.removed", "articles.marked_read", "articles.marked_unread", "articles.starred", "articles.unstarred",
  "articles.kept_for_later", "articles.taken_from_later", "comment.added", "comment.changed", "comment.removed", "comment.sent", "comment.approved", "comment.rejected", "front.changed", "front.arranged", "front.scheduled", "front.unscheduled", "front.discarded", "publication.changed", "tag.changed", "tag.renamed", "tags.merged", "topic.changed", "topic.created", "topic.deleted", "topics.merged", "topics.ordered",
  "subscription.added", "subscription.changed", "subscription.removed", "pictures.fetched", "rule.added", "rule.changed", "rule.removed", "folder.watched", "folder.paused", "folder.resumed", "folder.unwatched", "entry.undone",
  "draft.made", "draft.submitted", "draft.returned", "draft.approved", "draft.held", "draft.spiked", "draft.resumed", "draft.discarded", "draft.unscheduled", "articles.published", "articles.scheduled",
  "collection.created", "collection.renamed", "collection.deleted", "collection.added", "collection.removed", "collection.moved", "collection.noted",
  "article.withdrawn", "article.retracted", "note.added", "note.resolved", "note.reopened", "note.removed",
  "search.saved", "search.renamed", "search.removed",
  "session.renamed", "session.removed", "session.step_removed",
  "highlight.added", "highlight.changed", "highlight.kept", "highlight.placed", "highlight.removed",
]);

/** What was done, in words: by the catalogue for the acts of the program, else as it is written. */
export function verbName(verb: string, say: (key: MessageKey) => string): string {
  return named.has(verb) ? say(`verb.${verb}` as MessageKey) : verb;
}
