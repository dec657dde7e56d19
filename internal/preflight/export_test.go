package preflight

import "broadsheet/internal/body"

// UnitText is a unit as the tests see it.
type UnitText struct {
	Block, Text string
	Start       int
}

// UnitsOf takes the texts of a body apart.
func UnitsOf(d *body.Document, language string) []UnitText {
	l := &looking{}
	l.Article.Language, l.Document = language, d
	l.read()
	var out []UnitText
	for _, u := range l.units {
		out = append(out, UnitText{u.block, u.text, u.start})
	}
	return out
}
