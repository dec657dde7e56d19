/** Sessions: the trail of what was searched, read and marked. */
export const sessions = {
  "verb.session.renamed": "Session renamed",
  "verb.session.removed": "Session removed",
  "verb.session.step_removed": "Step of a session removed",
} as const;
