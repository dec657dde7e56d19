package page

// precise takes off what surrounds the article.
func (e *extraction) precise() {}
