package relevance

import (
	"fmt"
	"io"
	"math"
	"strings"
)

// What ranking is to reach, as a mean over the sets and on each.
const (
	reachMean  = 0.912
	reachAbove = 0.02  // FTS5 unicode61, on the mean
	reachBelow = 0.005 // FTS5 unicode61, on no set further below
)

// The rule for a change of ranking (search.md, section e).
const (
	ruleGains = 5     // sets whose even queries gain at least
	ruleLoses = 0.005 // the most that any set's even queries may lose
)

// printTables writes Markdown.
func printTables(w io.Writer, rows []row) {
	for _, table := range []struct {
		name string
		of   func(scores) string
	}{
		{"nDCG@10 (odd, even queries)", func(s scores) string {
			return fmt.Sprintf("%.3f (%.3f, %.3f)", s.All.NDCG, s.Odd.NDCG, s.Even.NDCG)
		}},
		{"MRR@10 (odd, even queries)", func(s scores) string {
			return fmt.Sprintf("%.3f (%.3f, %.3f)", s.All.MRR, s.Odd.MRR, s.Even.MRR)
		}},
	} {
		fmt.Fprintf(w, "| %s | %s |\n|%s\n", table.name, strings.Join(columns, " | "), strings.Repeat(" --- |", len(columns)+1))
		for _, r := range append(rows, meanOf(rows)) {
			fmt.Fprintf(w, "| %s (%d)", r.Set, r.Queries)
			for _, column := range columns {
				fmt.Fprintf(w, " | %s", table.of(r.Scores[column]))
			}
			fmt.Fprintln(w, " |")
		}
		fmt.Fprintln(w)
	}
}

// meanOf counts every set alike, however many queries it has.
func meanOf(rows []row) row {
	mean := row{Set: "mean", Scores: map[string]scores{}}
	for _, column := range columns {
		var sum scores
		for _, r := range rows {
			s := r.Scores[column]
			sum.All.add(s.All)
			sum.Odd.add(s.Odd)
			sum.Even.add(s.Even)
		}
		sum.All.over(len(rows))
		sum.Odd.over(len(rows))
		sum.Even.over(len(rows))
		mean.Scores[column] = sum
	}
	for _, r := range rows {
		mean.Queries += r.Queries
	}
	return mean
}

func printReach(w io.Writer, rows []row) {
	mean := meanOf(rows)
	own, theirs := mean.Scores[columnOurs].All.NDCG, mean.Scores[columnFTS5].All.NDCG
	say(w, own >= reachMean, "mean nDCG@10 %.4f, to reach %.3f", own, reachMean)
	say(w, own >= theirs+reachAbove, "%+.4f against FTS5 unicode61, to reach %+.3f", own-theirs, reachAbove)
	for _, r := range rows {
		if by := r.Scores[columnOurs].All.NDCG - r.Scores[columnFTS5].All.NDCG; by < -reachBelow {
			say(w, false, "%s: %+.4f against FTS5 unicode61, at most %.3f below", r.Set, by, reachBelow)
		}
	}
}

// printRule says whether a change may stay.
func printRule(w io.Writer, before, after []row) {
	gains, worst, where := 0, math.Inf(1), ""
	for i, r := range after {
		if i >= len(before) || before[i].Set != r.Set {
			fmt.Fprintln(w, "the earlier run is of other sets; the rule says nothing")
			return
		}
		by := r.Scores[columnOurs].Even.NDCG - before[i].Scores[columnOurs].Even.NDCG
		fmt.Fprintf(w, "%s, even queries: %+.4f\n", r.Set, by)
		if by > 0 {
			gains++
		}
		if by < worst {
			worst, where = by, r.Set
		}
	}
	say(w, gains >= ruleGains, "the change gains on the even queries of %d of %d sets, to reach %d", gains, len(after), ruleGains)
	say(w, worst >= -ruleLoses, "its worst is %+.4f on %s, at most %.3f lost", worst, where, ruleLoses)
}

func say(w io.Writer, ok bool, format string, args ...any) {
	mark := "reached"
	if !ok {
		mark = "NOT REACHED"
	}
	fmt.Fprintf(w, mark+": "+format+"\n", args...)
}
