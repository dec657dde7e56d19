// Broadsheet keeps, reads and researches a news-and-analysis publication on
// one's own machine, with no network. With a command it is a command line;
// without one it opens its window, where it was built with one.
package main

import (
	"os"
	_ "time/tzdata" // Windows brings no time zones of its own

	"broadsheet/app"
)

// version and commit are set by the build.
var (
	version = "0.1.0"
	commit  = "unknown"
)

func main() {
	os.Exit(app.Main(app.Entry{Version: version, Commit: commit, Args: os.Args[1:], Window: openWindow}))
}
