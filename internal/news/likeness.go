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
