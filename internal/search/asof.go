package search

import (
	"time"

	"broadsheet/internal/query"
)

// AsOf gives a service that answers from the same library as if it were then: dates
// that are counted from today are counted from that day.
func (s *Service) AsOf(then time.Time) *Service {
	o := s.Options
	o.Clock = func() time.Time { return then }
	return New(o)
}

// OfReader tells whether what a query finds depends on what is a reader's own: marks,
// reads, notes, collections.
func (s *Service) OfReader(text string) bool {
	q, err := query.Parse(text, s.options(false))
	if err != nil {
		return false
	}
	own := false
	query.Walk(q.Tree, func(n query.Node) bool {
		v, ok := n.(query.Values)
		if !ok {
			return true
		}
		for _, value := range v.Values {
			switch v.Field {
			case query.FieldIs:
				own = own || value != "corrected"
			case query.FieldIn:
				own = own || value == "notes" || ofCollection(value)
			}
		}
		return true
	})
	return own
}
