// Package bridge is the one list of calls that a face of Broadsheet (the
// window, the browser, the command line) may make.
//
// Each area is a small struct whose exported methods take one request and give
// one result and an error. Areas hold no logic of their own: they turn requests
// into calls on services and answers into the types that cross, which are made
// for JSON in both directions: times are RFC 3339 strings, ids are strings, no
// slice is null, no number is NaN. Every call recovers from a panic, ends when
// the program ends or a newer call of its lane arrives, and gives its error as
// an *Error. There is no Wails and no HTTP here.
package bridge
