/** The comments desk. */
export const moderation = {
  "moderation.name": "Comments",
  "moderation.status": "Show",
  "moderation.pending": "Pending",
  "moderation.approved": "Approved",
  "moderation.rejected": "Rejected",
  "moderation.approve": "Approve",
  "moderation.reject": "Reject…",
  "moderation.approve.of": "Approve the comment of {name} on {title}",
  "moderation.reject.of": "Reject the comment of {name} on {title}",
  "moderation.approve.done": "{count, plural, one {# comment approved} other {# comments approved}}",
  "moderation.reject.done": "{count, plural, one {# comment rejected} other {# comments rejected}}",
  "moderation.empty.pending": "No comment waits",
  "moderation.empty.approved": "No comment was approved yet",
  "moderation.empty.rejected": "No comment was rejected",
  "moderation.empty.text": "What readers write on the publication's own articles comes here first. Nothing is shown to other readers before it is approved.",
} as const;
