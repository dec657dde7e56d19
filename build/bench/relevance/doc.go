// Package relevance measures how well results are ranked: the program's search
// and SQLite's FTS5 on collections that people have judged, by nDCG@10 and
// MRR@10, over all queries and over the odd and the even ones apart, so that
// what was tuned on one half is judged on the other.
package relevance
