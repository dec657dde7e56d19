package news

import "slices"

// MaxProblems is how many problems of an import are kept.
const MaxProblems = 1000

// ProblemsShown is how many of each kind are kept at least.
const ProblemsShown = 3

// Problem counts a problem, and keeps it while there is room.
func (i *Import) Problem(p Problem) {
	at := slices.IndexFunc(i.Kinds, func(c ProblemCount) bool { return c.Kind == p.Kind })
	if at < 0 {
		at = len(i.Kinds)
		i.Kinds = append(i.Kinds, ProblemCount{Kind: p.Kind})
	}
	i.Kinds[at].Count++
	// What comes late finds room beside many of another kind.
	forOthers := ProblemsShown * len(ProblemKinds())
	if len(i.Problems) < MaxProblems-forOthers || i.Kinds[at].Count <= ProblemsShown && len(i.Problems) < MaxProblems {
		i.Problems = append(i.Problems, p)
	}
}

// ProblemKind says what sort of thing went wrong with an item, so that many of
// one sort can be told as one.
type ProblemKind string

// The kinds of problems. What was written before there were kinds has none.
const (
	ProblemRefused      ProblemKind = "refused"         // it could not be read as what it is, and was left out
	ProblemFile         ProblemKind = "file"            // a file that could not be read, or not to its end
	ProblemPicture      ProblemKind = "picture"         // a picture is not where it is said to be
	ProblemPictureTaken ProblemKind = "picture_refused" // a picture could not be taken in
	ProblemDate         ProblemKind = "date"            // a date that cannot be read
	ProblemCut          ProblemKind = "cut"             // it was too long, and the original is kept
	ProblemAltered      ProblemKind = "altered"         // anything else that was changed or left out of an item
	ProblemNote         ProblemKind = "note"            // said of the whole, or of what the source itself had put aside
)

// ProblemKinds lists the kinds, the gravest first.
func ProblemKinds() []ProblemKind {
	return []ProblemKind{ProblemFile, ProblemRefused, ProblemPicture, ProblemPictureTaken, ProblemDate, ProblemCut, ProblemAltered, ProblemNote}
}

// ProblemCount is how many problems of a kind there were.
type ProblemCount struct {
	Kind  ProblemKind
	Count int
}

// Problem is an item that was refused or altered, and why.
type Problem struct {
	Kind    ProblemKind
	Where   string // "line 14", "chapter 3", a file's name
	Message string // one sentence
}
