// Package follow keeps the index in step with the store, in the background and
// through any crash of either.
//
// The store logs every change of a thing that is searched: a number that grows
// by one, eight random bytes (the nonce) and the thing. The follower reads the
// changes behind its watermark together with the present state of those things
// in one read transaction, and puts both into the index in one batch: the
// things, and a watermark of the last change applied (Seq), the newest change
// that the read transaction saw (Seen) and that one's nonce.
//
// Because Seen and its nonce are there, an index that is newer than the store
// (which came back from a backup, or lost its last transactions) cannot be
// mistaken for one that fits: the nonce differs or is missing. Because the log
// is trimmed only below what the index has confirmed as written to the disk, an
// index that went back to what it had written before a crash finds every change
// it lacks. Whatever else is found (a gap in the log, no watermark, a fault) is
// no riddle to solve: the index is set aside and built anew from all rows. A
// rebuild is itself resumed after a crash, from the last row written.
//
// The package guarantees that, once Sync returns without error, searches see
// every change that was committed before it was called.
package follow
