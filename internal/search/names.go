package search

import (
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"

	"broadsheet/internal/lang"
	"broadsheet/internal/news"
	"broadsheet/internal/query"
)

// facetFields are the facets of an answer, in the order of the screen.
var facetFields = []query.Field{query.FieldKind, query.FieldSection, query.FieldTopic, query.FieldTag,
	query.FieldAuthor, query.FieldLang, query.FieldYear}

func facetName(f query.Field) string {
	if f == query.FieldLang {
		return "language"
	}
	return string(f)
}

func hasIDs(f query.Field) bool {
	switch f {
	case query.FieldSection, query.FieldTopic, query.FieldTag, query.FieldAuthor, query.FieldSource:
		return true
	}
	return false
}

// resolve replaces names by what the index holds, and marks by sets of rows.
func (r *run) resolve(tree query.Node) (query.Node, error) {
	var failed error
	r.sets = map[string]query.Rows{}
	out := query.Rewrite(tree, func(n query.Node) query.Node {
		v, ok := n.(query.Values)
		if !ok || failed != nil {
			return n
		}
		n, failed = r.value(v)
		return n
	})
	return out, failed
}

func (r *run) value(v query.Values) (query.Node, error) {
	switch v.Field {
	case query.FieldIs:
		return r.marks(v)
	case query.FieldID:
		return r.ids(v)
	case query.FieldIn:
		return r.places(v)
	case query.FieldHas, query.FieldPlace:
		return nil, r.cannot(v, "“"+string(v.Field)+":” cannot be searched yet, so it is left out")
	}
	ids, err := r.held(v.Field, v.Values)
	if err != nil {
		return nil, err
	}
	return query.Values{Field: v.Field, Values: ids}, nil
}

// held gives what the index holds for names typed, and notes those that nothing
// bears.
func (r *run) held(field query.Field, names []string) ([]string, error) {
	ids := []string{}
	for _, name := range names {
		switch {
		case hasIDs(field):
			found, err := r.Names.Lookup(r.ctx, field, name)
			if err != nil {
				return nil, fmt.Errorf("look up name: %w", err)
			}
			if len(found) == 0 {
				r.note("unknown_name", field, name, "there is no "+string(field)+" “"+name+"”")
			}
			ids = append(ids, found...)
		case field == query.FieldKind:
			ids = append(ids, strings.ToLower(lang.Fold(name)))
		default:
			ids = append(ids, strings.ToLower(name))
		}
	}
	return ids, nil
}

// marks makes is: of readers' marks.
func (r *run) marks(v query.Values) (query.Node, error) {
	var nodes []query.Node
	for _, value := range v.Values {
		mark, negative := news.Mark(""), false
		switch strings.ToLower(value) {
		case "read":
			mark = news.MarkRead
		case "unread":
			mark, negative = news.MarkRead, true
		case "star", "starred":
			mark = news.MarkStar
		case "later":
			mark = news.MarkLater
		default:
			if err := r.cannot(query.Values{Field: v.Field, Values: []string{value}}, "“is:” takes read, unread, starred or later, so this is left out"); err != nil {
				return nil, err
			}
			continue
		}
		key := string(query.FieldIs) + ":" + string(mark)
		if _, ok := r.sets[key]; !ok {
			rows, err := r.Articles.Marked(r.ctx, mark)
			if err != nil {
				return nil, fmt.Errorf("read marks: %w", err)
			}
			r.sets[key] = query.RowsOf(rows)
		}
		var n query.Node = query.Values{Field: query.FieldIs, Values: []string{string(mark)}}
		if negative {
			n = query.Not{Node: n}
		}
		nodes = append(nodes, n)
	}
	return either(nodes), nil
}

func either(nodes []query.Node) query.Node {
	switch len(nodes) {
	case 0:
		return nil
	case 1:
		return nodes[0]
	}
	return query.Or{Nodes: nodes}
}

func (r *run) ids(v query.Values) (query.Node, error) {
	var rows []news.Row
	for _, id := range v.Values {
		row, err := r.Articles.RowOf(r.ctx, id)
		switch {
		case news.CodeOf(err) == news.CodeNotFound:
			r.note("unknown_name", v.Field, id, "there is no article “"+id+"”")
		case err != nil:
			return nil, fmt.Errorf("look up article: %w", err)
		default:
			rows = append(rows, row)
		}
	}
	r.sets["id:"+v.Values[0]] = query.RowsOf(rows)
	return query.Values{Field: v.Field, Values: v.Values[:1]}, nil
}

// places reads in:. Articles are what is searched.
func (r *run) places(v query.Values) (query.Node, error) {
	for _, value := range v.Values {
		if strings.EqualFold(value, "articles") {
			return nil, nil
		}
	}
	return nil, r.cannot(v, "“in:” takes articles only for now, so it is left out")
}

// cannot notes what the search cannot do; strictly it is an error.
func (r *run) cannot(v query.Values, message string) error {
	r.note("unsupported", v.Field, strings.Join(v.Values, ","), message)
	if r.request.Strict {
		return &query.Error{Note: r.more[len(r.more)-1]}
	}
	return nil
}

// note says something about a field and its value, with the place where the
// field stands in the text as far as that can be told.
func (r *run) note(code string, field query.Field, value, message string) {
	start, end := 0, utf8.RuneCountInString(r.request.Text)
	if at := strings.Index(strings.ToLower(r.request.Text), string(field)+":"); at >= 0 && at <= len(r.request.Text) {
		start = utf8.RuneCountInString(r.request.Text[:at])
		end = min(end, start+len(field)+1+utf8.RuneCountInString(value))
	}
	r.more = append(r.more, query.Note{Code: code, Start: start, End: end, Message: fmt.Sprintf("Column %d: %s.", start+1, message)})
}

// filters makes the choices of facets ready for the index, in a fixed order.
func (r *run) filters() ([]query.Values, error) {
	r.chosen = map[query.Field]map[string]string{}
	fields := make([]string, 0, len(r.request.Filters))
	for name := range r.request.Filters {
		fields = append(fields, name)
	}
	sort.Strings(fields)
	var out []query.Values
	for _, name := range fields {
		values := r.request.Filters[name]
		field := query.Field(name)
		if name == "language" {
			field = query.FieldLang
		}
		if len(values) == 0 {
			continue
		}
		switch field {
		case query.FieldKind, query.FieldLang, query.FieldYear:
		default:
			if !hasIDs(field) {
				return nil, news.Errorf(news.CodeInvalid, "filters", "There is no facet %q.", name)
			}
		}
		ids := []string{}
		r.chosen[field] = map[string]string{}
		for _, value := range values {
			found, err := r.held(field, []string{value})
			if err != nil {
				return nil, err
			}
			for _, id := range found {
				r.chosen[field][id] = value
			}
			ids = append(ids, found...)
		}
		out = append(out, query.Values{Field: field, Values: ids})
	}
	return out, nil
}

// facets gives the counted values their names.
func (r *run) facets(found query.Found) ([]Facet, error) {
	var out []Facet
	for _, f := range found.Facets {
		names := map[string]Name{}
		if hasIDs(f.Field) && len(f.Counts) > 0 {
			ids := make([]string, len(f.Counts))
			for i, c := range f.Counts {
				ids[i] = c.Value
			}
			var err error
			if names, err = r.Names.Labels(r.ctx, f.Field, ids); err != nil {
				return nil, fmt.Errorf("read names of facets: %w", err)
			}
		}
		facet := Facet{Field: facetName(f.Field), Values: []Value{}}
		for _, c := range f.Counts {
			v := Value{Value: c.Value, Label: c.Value, Count: c.Count}
			if hasIDs(f.Field) {
				name, ok := names[c.Value]
				if !ok {
					continue // gone since it was indexed
				}
				v.Value, v.Label = name.Slug, name.Name
			}
			if _, ok := r.chosen[f.Field][c.Value]; ok {
				v.Chosen = true
			}
			facet.Values = append(facet.Values, v)
		}
		sort.SliceStable(facet.Values, func(i, j int) bool {
			return facet.Values[i].Chosen && !facet.Values[j].Chosen
		})
		out = append(out, facet)
	}
	return out, nil
}
