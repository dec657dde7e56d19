package main

import (
	"fmt"
	"os"
	"text/tabwriter"

	"broadsheet/internal/feedtest"
	"broadsheet/internal/newstest"
)

// enough is the share of other projects' statements that has to hold.
const enough = 0.98

// feeds prints how much of what other projects' suites state about feeds holds,
// and with -wrong what does not. It tells whether that is enough.
func feeds(wrong bool) (bool, error) {
	folder, there := newstest.DataFolder()
	if !there {
		return true, nil // said already
	}
	lines, err := feedtest.Count(folder)
	if err != nil {
		return false, err
	}
	fmt.Print("## feed\n\n")
	out := tabwriter.NewWriter(os.Stdout, 0, 0, 1, ' ', 0)
	fmt.Fprintln(out, "| set\t| files\t| read\t| checkable\t| right\t| share\t| without a place\t|")
	fmt.Fprintln(out, "| ---\t| ---\t| ---\t| ---\t| ---\t| ---\t| ---\t|")
	good := true
	for _, l := range lines {
		fmt.Fprintf(out, "| %s\t| %d\t| %d\t| %d\t| %d\t| %.2f %%\t| %d\t|\n", l.Set, l.Files, l.Read, l.Checkable, l.Right, 100*l.Share(), l.NoPlace)
		good = good && l.Share() >= enough
	}
	out.Flush()
	fmt.Println()
	for _, l := range lines {
		for _, what := range l.Wrong {
			if wrong {
				fmt.Println(l.Set+":", what)
			}
		}
	}
	return good, nil
}
