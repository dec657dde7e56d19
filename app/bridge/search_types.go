package bridge

// SearchRequest is a search.
type SearchRequest struct {
	Call
	Query    string        `json:"query"`
	Filters  []FieldValues `json:"filters,omitempty"` // the facets chosen
	Within   string        `json:"within,omitempty"`  // a choice of dates, as after date: (2011-03..2011-06)
	Sort     string        `json:"sort,omitempty"`    // relevance, newest, oldest; empty: relevance
	After    string        `json:"after,omitempty"`   // the next of an earlier answer: the page behind it
	Offset   int           `json:"offset,omitempty"`  // at most 10,000
	Limit    int           `json:"limit,omitempty"`   // 1 to 500; 0: 10
	Facets   bool          `json:"facets,omitempty"`
	Snippets bool          `json:"snippets,omitempty"`
	Strict   bool          `json:"strict,omitempty"`
	Typed    bool          `json:"typed,omitempty"`    // in a field: where hardly anything has three or four words, fewer will do
	Others   bool          `json:"others,omitempty"`   // count captions and comments too
	Remember bool          `json:"remember,omitempty"` // among the recent searches, and as a step of the session that runs
	Record   string        `json:"record,omitempty"`   // a step of the session alone: search, or timeline
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

// Hit is an article that was found, or a caption or comment in it.
type Hit struct {
	Thing   string  `json:"thing"` // article, caption, comment
	Article Row     `json:"article"`
	Score   float64 `json:"score"`
	Title   []Span  `json:"title"`
	Snippet []Span  `json:"snippet"` // of the caption or comment itself
	// Piece is the comment's id, or that of the body's block where a caption
	// stands; empty for articles, lead pictures and galleries.
	Piece string `json:"piece"`
	// Place is where a caption stands that is in no block: lead, or photo-2 and
	// film-1 by their number in the article's gallery and films.
	Place   string   `json:"place"`
	By      string   `json:"by"` // who wrote the comment
	Picture *Picture `json:"picture"`
}

// Chip is a part of a query as it was understood.
type Chip struct {
	Text    string   `json:"text"`  // as typed
	Field   string   `json:"field"` // empty: all text
	Label   string   `json:"label"` // in plain English, with the full names of things
	Kind    string   `json:"kind"`  // word, phrase, near, any, group, value, date, length
	Not     bool     `json:"not"`
	Start   int      `json:"start"` // in Unicode letters of the query
	End     int      `json:"end"`
	Without string   `json:"without"` // the query without it
	Part    ChipPart `json:"part"`
}

// ChipPart says what a part of a query asks for.
type ChipPart struct {
	// Kind is word, prefix, like, close, often, phrase, near, any, all, not, value,
	// date, longer, shorter or everything.
	Kind   string     `json:"kind"`
	Field  string     `json:"field"` // empty: all text
	Text   string     `json:"text"`
	Number int        `json:"number"` // times, words between, words apart, words of an article
	Values []string   `json:"values"` // with the full names of things
	From   string     `json:"from"`   // the first day, 2011-03-25; empty: open
	To     string     `json:"to"`     // and the last
	Parts  []ChipPart `json:"parts"`
}

// Reason is a part of a query or a filter that found nothing together with the
// others, and how much there is without it.
type Reason struct {
	Text    string `json:"text"`
	Field   string `json:"field"`   // of a filter; empty: a part of the query
	Without string `json:"without"` // the query without the part
	Count   int64  `json:"count"`
}

// ThingCount is how much a query finds among things that are no articles.
type ThingCount struct {
	Thing string `json:"thing"` // caption, comment
	Count int64  `json:"count"`
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

// Month is how many articles of a month were found.
type Month struct {
	Month string `json:"month"` // 2011-03
	Count int64  `json:"count"`
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
	Next       string  `json:"next"` // for after; empty: this was the end
	Facets     []Facet `json:"facets"`
	Months     []Month `json:"months"` // of all dates, whatever within chooses; with facets
	Notes      []Note  `json:"notes"`
	Understood string  `json:"understood"` // the query in its canonical form
	Plain      string  `json:"plain"`      // and in plain English
	Chips      []Chip  `json:"chips"`
	// Corrected: nothing was found, and the hits are those of the suggestion.
	Corrected  bool         `json:"corrected"`
	Reasons    []Reason     `json:"reasons"`    // why nothing was found
	Others     []ThingCount `json:"others"`     // beside the articles, where asked for
	Suggestion string       `json:"suggestion"` // did you mean; empty: nothing better
	Partial    bool         `json:"partial"`    // cut short by its deadline
	Behind     int64        `json:"behind"`     // changes that the index has not taken in yet
}

// SuggestRequest asks for completions as one types.
type SuggestRequest struct {
	Call
	Text   string `json:"text"`
	Only   string `json:"only,omitempty"`   // tag or place; empty: articles, topics, tags and authors
	Recent bool   `json:"recent,omitempty"` // searches that were kept, too
}

// Suggestion is something a typed beginning may lead to.
type Suggestion struct {
	Kind      string `json:"kind"` // article, topic, tag, author, place, search
	ID        string `json:"id"`   // an article's id, a slug, the text of a search; of a place its name
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

// CompleteRequest asks what may stand where the caret is.
type CompleteRequest struct {
	Call
	Query    string `json:"query"`
	Caret    int    `json:"caret"`              // in Unicode letters
	Language string `json:"language,omitempty"` // of the interface
}

// Completion is something that may stand there.
type Completion struct {
	Kind  string `json:"kind"`  // field, value
	Field string `json:"field"` // by its English name
	Label string `json:"label"`
	Count int64  `json:"count"` // articles; 0 where that is not known
	Query string `json:"query"` // the whole new query
	Caret int    `json:"caret"`
}

// CompleteResult holds at most ten.
type CompleteResult struct {
	Completions []Completion `json:"completions"`
}

// RecentSearches are the searches that were kept, newest first.
type RecentSearches struct {
	Queries []string `json:"queries"`
	Keep    bool     `json:"keep"` // whether more are kept
}

// RecentChange says what is to become of them.
type RecentChange struct {
	Keep   *bool  `json:"keep,omitempty"` // false forgets them all
	Clear  bool   `json:"clear,omitempty"`
	Remove string `json:"remove,omitempty"`
}
