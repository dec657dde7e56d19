// Package archtest holds the architecture: its tests read the import graph, with
// and without the window, and the syntax of every Go file, and fail with the
// reason for the rule that was broken. It holds nothing else, and nothing
// imports it.
//
// A new package is named in the table of table_test.go, with what it may import
// and why; until then the tests fail. The rules on single constructs (clocks,
// environment, network, parsers by address, size of files) keep their exceptions
// beside them, each with its reason.
package archtest
