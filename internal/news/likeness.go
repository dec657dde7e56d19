package news

// Likeness is an article whose text is nearly that of another.
type Likeness struct {
	Article Summary
	Share   float64 // of the two texts that both have, estimated; 1: word for word
	Copy    bool    // so much that it is a copy and not a version
}

// Group is a number of articles whose texts are nearly the same, each like at
// least one other of them.
type Group struct {
	Articles []string // public ids, in the order in which they came
	Links    []Link
	Share    float64 // the least of the links
}

// Link ties two articles of a group.
type Link struct {
	A, B  string
	Share float64
}

// Overlap is an article that shares words with a text that is being written.
type Overlap struct {
	Article  Summary
	Share    float64 // of the text's words that the article has in the same order, 0 to 1
	Words    int     // how many those are
	Passages []Passage
}

// Passage is a run of words that a text and an article have in common.
type Passage struct {
	Block      string // of the text
	Start, End int    // in runes, in the block's text
	Quote      string // as it stands in the text, shortened
	Words      int
	Other      string // the block of the article
}
