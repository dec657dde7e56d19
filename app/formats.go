package app

import (
	"broadsheet/internal/importer"
	importbookmarks "broadsheet/internal/importer/bookmarks"
	importjsonl "broadsheet/internal/importer/jsonl"
	importmarkdown "broadsheet/internal/importer/markdown"
	importwxr "broadsheet/internal/importer/wxr"
)

// importFormats are the formats that a person may bring in. Of two that think
// the same of a file the earlier one reads it: those with a mark of their own
// stand before those that take much for theirs.
func importFormats() []importer.Format {
	return []importer.Format{
		importjsonl.Format{},
		importwxr.Format{},
		importbookmarks.Format{},
		importmarkdown.Format{},
	}
}
