package search

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// checks says whether the engines answer alike.
type checks struct {
	TotalsEqual bool     `json:"totals_equal"`
	Compared    int      `json:"compared"`
	Unequal     []string `json:"unequal,omitempty"`
}

// compare asks every question of the program's index, and holds the answer to
// Bleve's with the same stems and to both others' for the words as written. It
// also warms every engine.
func compare(ctx context.Context, engines []named, questions []question) (checks, error) {
	var c checks
	at := slices.IndexFunc(engines, func(e named) bool { return e.name == engineOwn })
	for _, q := range questions {
		if at < 0 {
			break // nothing to hold to
		}
		ours := engines[at]
		stemmed, err := ours.ask(ctx, q)
		if err != nil {
			return c, fmt.Errorf("own, %q: %w", q.text(false), err)
		}
		plain, err := ours.askExactly(ctx, q)
		if err != nil {
			return c, fmt.Errorf("own, %q: %w", q.text(true), err)
		}
		for _, e := range engines {
			if e.name == engineBleve {
				if err := c.hold(ctx, q, stemmed, e.name, e.ask); err != nil {
					return c, err
				}
			}
			if e.name == engineBleve || e.name == engineFTS5 && q.ascii() {
				if err := c.hold(ctx, q, plain, e.name, e.askExactly); err != nil {
					return c, err
				}
			}
		}
	}
	c.TotalsEqual = len(c.Unequal) == 0
	return c, nil
}

func (c *checks) hold(ctx context.Context, q question, ours answer, name string, ask func(context.Context, question) (answer, error)) error {
	theirs, err := ask(ctx, q)
	if errors.Is(err, errUnable) || ours.bounded {
		return nil
	}
	if err != nil {
		return fmt.Errorf("%s, %q: %w", name, q.text(false), err)
	}
	c.Compared++
	if difference := differ(q, ours, theirs); difference != "" {
		c.Unequal = append(c.Unequal, fmt.Sprintf("%s: own against %s, %q: %s", q.Class, name, q.text(false), difference))
	}
	return nil
}

// differ says what two answers do not have in common, of what is exact: totals,
// facet counts, and the page by date.
func differ(q question, ours, theirs answer) string {
	switch {
	case q.Form == formFuzzy:
		return "" // engines mean different things by it (a swap of letters)
	case ours.total != theirs.total && !(q.Snippet && theirs.facets == nil):
		return fmt.Sprintf("%d and %d found", ours.total, theirs.total)
	case q.Newest && !slices.Equal(ours.rows, theirs.rows):
		return fmt.Sprintf("pages %v and %v", ours.rows, theirs.rows)
	}
	for _, name := range facetNames {
		if q.Facets && !q.Snippet && !slices.Equal(ours.facets[name], theirs.facets[name]) {
			return fmt.Sprintf("counts of %s %v and %v", name, ours.facets[name], theirs.facets[name])
		}
	}
	return ""
}
