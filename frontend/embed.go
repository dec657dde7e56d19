// Package frontend takes the built pages into the program. It holds the Svelte
// source beside the one Go file that embeds what Vite makes of it; where nothing
// was built there is only a page that says how.
package frontend

import (
	"embed"
	"io/fs"
)

// all: takes in files whose names begin with an underscore, as Vite may write.
//
//go:embed all:site
var site embed.FS

// Site gives the files: site/placeholder.html always, site/dist/index.html and
// its assets where the pages were built.
func Site() fs.FS { return site }
