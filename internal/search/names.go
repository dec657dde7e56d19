package search

import (
	"fmt"
	"slices"
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
	r.sets, r.comments, r.marked = map[string]query.Rows{}, map[string]query.Rows{}, map[string]query.Rows{}
	if tree, failed = r.among(tree); failed != nil {
		return nil, failed
	}
	out := query.Rewrite(tree, func(n query.Node) query.Node {
		if failed != nil {
			return n
		}
		switch v := n.(type) {
		case query.Values:
			n, failed = r.value(v)
		case query.Word:
			if v.AtLeast > 0 && len(r.things) > 0 {
				v.AtLeast = 0
				n, failed = v, r.cannot(query.Values{Values: []string{v.Text}}, "“atleast” counts in articles only, so the word is searched once")
			}
		}
		return n
	})
	return out, failed
}

// among takes in: out of what is asked for together, and notes which things are
// searched.
func (r *run) among(tree query.Node) (query.Node, error) {
	nodes := []query.Node{tree}
	if and, ok := tree.(query.And); ok {
		nodes = and.Nodes
	}
	var rest []query.Node
	for _, n := range nodes {
		v, ok := n.(query.Values)
		if !ok || v.Field != query.FieldIn {
			rest = append(rest, n)
			continue
		}
		var within []string
		for _, value := range v.Values {
			if ofCollection(value) {
				within = append(within, value)
				continue
			}
			if err := r.thing(v.Field, value); err != nil {
				return nil, err
			}
		}
		if len(within) > 0 {
			rest = append(rest, query.Values{Field: v.Field, Values: within})
		}
	}
	if len(r.things) == 1 && r.things[0] == news.ThingArticle {
		r.things = nil
	}
	switch len(rest) {
	case 0:
		return query.All{}, nil
	case 1:
		return rest[0], nil
	}
	return query.And{Nodes: rest}, nil
}

func (r *run) thing(field query.Field, value string) error {
	switch {
	case value == "articles":
		r.things = append(r.things, news.ThingArticle)
	case value == "captions":
		r.things = append(r.things, news.ThingCaption)
	case value == "comments":
		r.things = append(r.things, news.ThingComment)
	case value == "notes":
		r.things = append(r.things, news.ThingNote)
	default:
		return r.cannot(query.Values{Field: field, Values: []string{value}}, "“in:” takes articles, captions, comments, notes or collection/NAME, so this is left out")
	}
	return nil
}

// inCollection stands before the name of a collection, or its path, as a value of in:.
const inCollection = "collection/"

func ofCollection(value string) bool {
	return len(value) > len(inCollection) && strings.EqualFold(value[:len(inCollection)], inCollection)
}

// collections makes in:collection/NAME sets of rows; of a name that nothing bears, an
// empty one.
func (r *run) collections(v query.Values) (query.Node, error) {
	var known []string
	for _, value := range v.Values {
		if !ofCollection(value) {
			if err := r.cannot(query.Values{Field: v.Field, Values: []string{value}}, "“in:"+value+"” cannot stand in a group, behind OR or a minus sign, so it is left out"); err != nil {
				return nil, err
			}
			continue
		}
		rows, err := r.Articles.Collected(r.ctx, value[len(inCollection):])
		switch code := news.CodeOf(err); {
		case code == news.CodeNotFound || code == news.CodeInvalid:
			r.note("unknown_name", v.Field, value, "there is no one collection “"+value[len(inCollection):]+"”")
		case err != nil:
			return nil, fmt.Errorf("read collection: %w", err)
		}
		if err := r.keep(string(query.FieldIn)+":"+value, rows); err != nil {
			return nil, err
		}
		known = append(known, value)
	}
	if len(known) == 0 {
		return nil, nil
	}
	return query.Values{Field: v.Field, Values: known}, nil
}

func (r *run) value(v query.Values) (query.Node, error) {
	switch v.Field {
	case query.FieldIs, query.FieldID:
		if v.Field == query.FieldIs {
			return r.marks(v)
		}
		return r.ids(v)
	case query.FieldIn:
		return r.collections(v)
	case query.FieldHas:
		return r.holding(v)
	case query.FieldPlace:
		return v, nil
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
			found, err := r.lookup(field, name)
			if err != nil {
				return nil, err
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
		switch value {
		case "read":
			mark = news.MarkRead
		case "unread":
			mark, negative = news.MarkRead, true
		case "starred":
			mark = news.MarkStar
		case "later":
			mark = news.MarkLater
		case "corrected":
			nodes = append(nodes, query.Values{Field: query.FieldHas, Values: []string{"correction"}})
			continue
		default:
			if err := r.cannot(query.Values{Field: v.Field, Values: []string{value}}, "“is:” takes unread, read, starred, later or corrected, so this is left out"); err != nil {
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
			if err := r.keep(key, rows); err != nil {
				return nil, err
			}
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
	return query.Values{Field: v.Field, Values: v.Values[:1]}, r.keep("id:"+v.Values[0], rows)
}

// keep puts articles behind a value, and the comments and notes on them where these
// may be found.
func (r *run) keep(key string, articles []news.Row) error {
	r.sets[key] = query.RowsOf(articles)
	if slices.Contains(r.things, news.ThingComment) {
		comments, err := r.Pieces.CommentsOn(r.ctx, articles)
		if err != nil {
			return fmt.Errorf("read comments on articles: %w", err)
		}
		r.comments[key] = query.RowsOf(comments)
	}
	if slices.Contains(r.things, news.ThingNote) {
		notes, err := r.Pieces.NotesOn(r.ctx, articles)
		if err != nil {
			return fmt.Errorf("read notes on articles: %w", err)
		}
		r.marked[key] = query.RowsOf(notes)
	}
	return nil
}

// holding reads has:, leaving out what it does not take.
func (r *run) holding(v query.Values) (query.Node, error) {
	var known []string
	for _, value := range v.Values {
		if query.Known(v.Field, value) {
			known = append(known, value)
			continue
		}
		var names []string
		for _, n := range query.KnownValues(v.Field, "en") {
			names = append(names, n.English)
		}
		last := len(names) - 1
		err := r.cannot(query.Values{Field: v.Field, Values: []string{value}},
			"“has:” takes "+strings.Join(names[:last], ", ")+" or "+names[last]+", so this is left out")
		if err != nil {
			return nil, err
		}
	}
	if len(known) == 0 {
		return nil, nil
	}
	return query.Values{Field: v.Field, Values: known}, nil
}

// cannot notes what the search cannot do; strictly it is an error.
func (r *run) cannot(v query.Values, message string) error {
	r.note("unsupported", v.Field, strings.Join(v.Values, ","), message)
	if r.request.Strict {
		return &query.Error{Note: r.more[len(r.more)-1]}
	}
	return nil
}

// note says something about a field and its value, with the place of the part
// of the query that holds them.
func (r *run) note(code string, field query.Field, value, message string) {
	start, end := 0, utf8.RuneCountInString(r.request.Text)
	for _, p := range r.query.Parts {
		if holdsValue(p.Node, field, value) {
			start, end = p.Start, p.End
			break
		}
	}
	r.more = append(r.more, query.Note{Code: code, Start: start, End: end, Message: fmt.Sprintf("Column %d: %s.", start+1, message)})
}

func holdsValue(tree query.Node, field query.Field, value string) bool {
	found := false
	query.Walk(tree, func(n query.Node) bool {
		switch n := n.(type) {
		case query.Values:
			found = found || n.Field == field && (slices.Contains(n.Values, value) || strings.Join(n.Values, ",") == value)
		case query.Word:
			found = found || field == query.FieldAny && n.Text == value
		}
		return !found
	})
	return found
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
		if f.Field == query.FieldMonth {
			continue // a histogram, not a choice
		}
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
