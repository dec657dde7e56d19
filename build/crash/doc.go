// Package crash kills a program that writes, indexes, merges and searches, at
// random moments and without warning, and looks whether what it had
// acknowledged is there and whether the index comes into step by itself.
//
// A worker process edits a library and says on a pipe what it is about to do
// (TRY) and, once the commit has returned, what it has done (ACK). After each
// kill a verifier, another process, opens the library and compares: every
// article is in the state that was last acknowledged or in one tried after it,
// and the index answers for every article as the store has it. Seeds are
// printed, so that a run can be had again as far as moments can be.
//
// The short form runs with the tests; BROADSHEET_LONG=1 makes it a long one.
package crash
