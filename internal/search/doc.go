// Package search answers what someone types into the search box or gives the
// command line: it reads the query, asks the index, and dresses what was found
// with titles, marked snippets, facets with names, and what there is to say
// about the query itself.
//
// Names in a query (topics, tags, sections, authors, sources) become the
// numbers under which the index knows them, and facets the other way round, so
// that renaming a thing never touches the index. What changes with reading
// (is:starred) comes as sets from the store. Snippets are made from the stored
// text of the shown results only, by the same folding and stemming as the
// index; they are text with marked pieces, never HTML.
package search
