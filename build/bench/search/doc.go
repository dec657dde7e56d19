// Package search measures search engines side by side: the program's own index,
// Bleve's searchers on the same files, SQLite's FTS5 through the driver that the
// program ships, and Xapian where its library is installed.
//
// Each engine indexes the same corpus in a process of its own; then all queries
// run interleaved in one process, engine by engine for each query, warm, and
// what counts is the process's CPU time: machines here are shared, so that only
// ratios from one run mean anything. Xapian's program is C++ and asks the same
// queries in a process of its own.
//
// Totals, the order by date and facet counts of the engines are held to each
// other. What differs there fails a run; no timing does.
package search
