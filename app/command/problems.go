package command

import (
	"fmt"
	"slices"

	"broadsheet/app/bridge"
	"broadsheet/internal/news"
)

// problemNames are what groups of problems are called.
var problemNames = map[news.ProblemKind]string{
	news.ProblemFile:         "Files that could not be read",
	news.ProblemRefused:      "Set aside",
	news.ProblemPicture:      "Pictures not found",
	news.ProblemPictureTaken: "Pictures that could not be taken in",
	news.ProblemDate:         "Dates not understood",
	news.ProblemCut:          "Too long and cut",
	news.ProblemAltered:      "Altered",
	news.ProblemNote:         "Notes",
}

// Of a group of problems all are printed up to printWhole, of a larger one the
// first printFirst.
const (
	printWhole = 10
	printFirst = 3
)

// printProblems prints problems in groups, the gravest first, on standard error.
func (s *session) printProblems(problems []bridge.ImportProblem, counts []bridge.ProblemCount) {
	for _, kind := range append(news.ProblemKinds(), "") {
		at := slices.IndexFunc(counts, func(c bridge.ProblemCount) bool { return c.Kind == string(kind) })
		if at < 0 {
			continue
		}
		name, named := problemNames[kind]
		if !named {
			name = "Problems"
		}
		s.printGroup(name, counts[at].Count, slices.DeleteFunc(slices.Clone(problems), func(p bridge.ImportProblem) bool { return p.Kind != string(kind) }))
	}
}

func (s *session) printGroup(name string, count int, listed []bridge.ImportProblem) {
	fmt.Fprintf(s.Err, "%s: %d\n", name, count)
	if count > printWhole {
		listed = listed[:min(len(listed), printFirst)]
	}
	for _, p := range listed {
		fmt.Fprintf(s.Err, "  %s: %s\n", p.Where, p.Message)
	}
	if more := count - len(listed); more > 0 {
		fmt.Fprintf(s.Err, "  … and %d more; --json lists the first 1,000 problems.\n", more)
	}
}
