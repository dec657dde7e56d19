// Package index finds articles by their words. It is the only user of Bleve:
// scorch keeps an inverted index of immutable segments, this package makes the
// documents, runs queries over the segments and counts facets.
//
// The index holds no text, only which words stand where, and is a cache of the
// store: whatever is in doubt (an unclean end, a damaged file, another library,
// another version of the analysis) is set aside as index.bad-TIME and built
// anew from the store by whoever feeds it. A Watermark written in the same
// batch as the documents says how far it is; package follow decides by it.
//
// Fields: title, lead and body with positions that run on with a gap of 100, in
// folded surface form, and the stem behind the byte 0x01 where it differs,
// without positions; kind, section, topic, tag, author, lang and source as
// keywords that hold the ids of things, never names; date as a keyword in
// sortable base 32. Totals, facets and order are exact unless an answer says
// that it was cut short.
//
// Every call into Bleve runs behind guard: panics and faults in mapped memory
// become errors. Searches end after two seconds with what they have.
package index
