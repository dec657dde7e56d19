// Package preflight looks a piece over before it is published: one list of
// findings, the same in the window and on the command line. A finding says what
// was seen, how bad it is and where it stands, so that a key can lead there; its
// message has a name and arguments, so that a screen words it in its own language,
// and Sentence says it in English.
//
// It changes nothing, reads no store and guesses no more than it has to: what is
// right in one house's style and wrong in another's is left alone, and the words
// of a text that are marked as being in another language are judged by that
// language's rules. How often each check speaks over articles that were published
// as they are is counted in docs/preflight.md; a check that speaks of sound text is
// worse than none.
//
// # Severities
//
// Mend: it must not be published like this: no headline, a picture without
// alternative text, an inside link that leads nowhere, a body that is larger than
// a body may be. Look: a person should look and may well leave it.
//
// # Guarantees
//
// The findings depend on the arguments alone and stand in the order of the piece:
// its fields, then its blocks. Of one message at most Most are listed; the last of
// them says how many more there were. The time is linear in the text; 20,000 words
// take some milliseconds.
package preflight
