/** What a thread is made of. */
interface Answering {
  id: string;
  /** The id of what it answers; empty: nothing. */
  parent: string;
}

/** A comment that began a thread, and all that answer it or its answers, in their order. */
export interface Thread<Comment extends Answering> {
  comment: Comment;
  replies: Comment[];
}

/**
 * Parts comments into threads. One whose parent is not here begins a thread,
 * and so does the first of a ring of comments that answer each other: imported
 * ones may say anything.
 */
export function threadsOf<Comment extends Answering>(comments: readonly Comment[]): Thread<Comment>[] {
  const known = new Map(comments.map((comment) => [comment.id, comment]));
  const place = new Map(comments.map((comment, i) => [comment.id, i]));
  const rootOf = (comment: Comment): Comment => {
    const seen = new Set<Comment>();
    let at = comment;
    for (let up = known.get(at.parent); up && !seen.has(at); up = known.get(at.parent)) {
      seen.add(at);
      at = up;
    }
    if (!seen.has(at)) return at;
    // A ring: every way into it leads to the same one.
    const ring = [at];
    for (let up = known.get(at.parent); up && up !== at; up = known.get(up.parent)) ring.push(up);
    return ring.reduce((one, other) => ((place.get(other.id) ?? 0) < (place.get(one.id) ?? 0) ? other : one));
  };
  const threads = new Map<Comment, Comment[]>();
  const roots = comments.map(rootOf);
  for (const root of roots) threads.set(root, threads.get(root) ?? []);
  comments.forEach((comment, i) => {
    const root = roots[i];
    if (root && root !== comment) threads.get(root)?.push(comment);
  });
  return [...threads].map(([comment, replies]) => ({ comment, replies }));
}
