package news

// TagQuery asks for a page of the tags.
type TagQuery struct {
	Prefix  string // folded beginning of the name; empty: all
	ByCount bool   // most used first instead of by name
	After   string // cursor of the page before
	Skip    int    // tags left out before the page, to enter the list in its middle
	Limit   int
}

// MonthCount is how many published articles a month holds.
type MonthCount struct {
	Month string // YYYY-MM in the publication's time zone
	Count int64
}

// ArticlePlace is a place and the article that names it.
type ArticlePlace struct {
	Place   Place
	Article string // public id
	Title   string
}

// TagPair are two tags that may be one; Into has more articles.
type TagPair struct {
	Into Tag
	From Tag
}
