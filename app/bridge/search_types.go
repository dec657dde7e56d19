package bridge

// SearchRequest is a search.
type SearchRequest struct {
	Call
	Query    string        `json:"query"`
	Filters  []FieldValues `json:"filters,omitempty"` // the facets chosen
	Sort     string        `json:"sort,omitempty"`    // relevance, newest, oldest; empty: relevance
	Offset   int           `json:"offset,omitempty"`  // at most 10,000
	Limit    int           `json:"limit,omitempty"`   // 1 to 500; 0: 10
	Facets   bool          `json:"facets,omitempty"`
	Snippets bool          `json:"snippets,omitempty"`
	Strict   bool          `json:"strict,omitempty"`
}

// FieldValues are the chosen values of a field.
type FieldValues struct {
	Field  string   `json:"field"` // kind, section, topic, tag, author, language, year
	Values []string `json:"values"`
}

// Span is a piece of text that is marked as a hit or is not.
type Span struct {
	Text string `json:"text"`
	Mark bool   `json:"mark"`
}

// Hit is an article that was found.
type Hit struct {
	Article Row     `json:"article"`
	Score   float64 `json:"score"`
	Title   []Span  `json:"title"`
	Snippet []Span  `json:"snippet"`
}

// FacetValue is a value of a facet: what it would leave if it were chosen.
type FacetValue struct {
	Value  string `json:"value"` // what a filter takes: a slug, a language tag, a year
	Label  string `json:"label"`
	Count  int64  `json:"count"`
	Chosen bool   `json:"chosen"`
}

// Facet is a field and its values, chosen ones first, then by count.
type Facet struct {
	Field  string       `json:"field"`
	Values []FacetValue `json:"values"`
}

// Note is something about the query: what was mended, what cut the answer short.
type Note struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Start   int    `json:"start"` // in Unicode letters of the query
	End     int    `json:"end"`
}

// SearchResult is the answer to a search.
type SearchResult struct {
	Total      int64   `json:"total"` // exact unless Partial
	TookMS     float64 `json:"tookMs"`
	Hits       []Hit   `json:"hits"`
	Facets     []Facet `json:"facets"`
	Notes      []Note  `json:"notes"`
	Understood string  `json:"understood"` // the query in its canonical form
	Suggestion string  `json:"suggestion"` // did you mean; empty: nothing better
	Partial    bool    `json:"partial"`    // cut short by its deadline
	Behind     int64   `json:"behind"`     // changes that the index has not taken in yet
}

// SuggestRequest asks for completions as one types.
type SuggestRequest struct {
	Call
	Text string `json:"text"`
	Only string `json:"only,omitempty"` // tag or place; empty: articles, topics, tags and authors
}

// Suggestion is something a typed beginning may lead to.
type Suggestion struct {
	Kind      string `json:"kind"` // article, topic, tag, author, place
	ID        string `json:"id"`   // an article's id, also of one that names a place; else a slug
	Name      string `json:"name"`
	Dir       string `json:"dir"`
	Of        string `json:"of"`        // an article's kind
	Published string `json:"published"` // of an article
	Count     int64  `json:"count"`     // articles, of what is none itself
}

// SuggestResult holds at most ten.
type SuggestResult struct {
	Suggestions []Suggestion `json:"suggestions"`
}
