// Package corpus makes the articles that search engines are measured on: text of
// a word trigram model over real news, in English (75 of 100), Arabic, Persian
// and Spanish, with Zipfian sections, topics, tags, authors and invented names,
// dated over fourteen years.
//
// An article depends on the model, the seed and its own row and on nothing else,
// so that the first 20,000 of a million are those of a corpus of 20,000. The
// text has letters, digits, spaces and full stops alone: what tokenisers cut
// differently (apostrophes, initials) is not there, so that engines can be held
// to the same totals.
package corpus
