// Package anchor says where a piece of a text is, and finds it again after the
// text has changed. A Selector is what the W3C Web Annotation Data Model calls a
// TextQuoteSelector (the words with those before and behind them) and a
// TextPositionSelector (where they begin), the latter within a block whose id the
// profile of bodies carries from version to version. It reads no store, keeps no
// state and never touches a text.
//
// # How words are found again
//
// The exact words with their neighbours, in their block or anywhere else, are
// them. So are the exact words where they stand once and are many enough to be no
// coincidence. Otherwise the words with their neighbours are aligned to the likeliest
// stretches of the text (local alignment with affine gaps, Smith and Waterman 1981,
// Gotoh 1982; a word weighs the more the rarer it is in the text). The stretches
// are those that share words at one distance from each other. White space is no
// word, so that blocks may be parted and joined; words are compared as lang.Fold
// has them. What is left of the words is the place, if it weighs at least half of
// what they weighed (Similar), and if enough is alike with its neighbours.
//
// # Guarantees
//
// The answer depends on the selector and the text alone: the same text gives the
// same place, whatever came between. A place begins and ends at a word of the
// quotation and in blocks of the text. The time is bounded by maxCells, whatever
// the texts.
package anchor
