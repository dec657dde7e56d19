package archtest_test

// row says what of ours a package may import, in its own code. Its tests may
// import more (imports_test.go).
type row struct {
	// path is the package below the module; with "/..." the whole tree.
	path string
	// may names packages, trees with "/...", or a group that begins with @.
	may []string
	why string
}

// groups are named sets of packages.
var groups = map[string][]string{
	"@leaves": {
		"internal/atomicfile", "internal/calendar", "internal/lang", "internal/licences", "internal/neardup", "internal/sample", "internal/sheet",
		"internal/tagsoup", "internal/thumbhash",
	},
	"@services": {
		"internal/alike", "internal/annotation", "internal/collection", "internal/desk", "internal/discussion", "internal/front", "internal/mediadesk", "internal/pictures", "internal/publication", "internal/reading", "internal/rules", "internal/search", "internal/standing", "internal/subscription", "internal/topics", "internal/trail", "internal/watch", "internal/wording",
	},
}

// table is who may import whom. ARCHITECTURE.md tells the same as a story.
var table = []row{
	{"", []string{"app", "app/window"}, "the entry is a few lines: all it does stands in app, and under its tag in window"},

	{"internal/atomicfile", nil, leaf},
	{"internal/calendar", nil, leaf},
	{"internal/lang", nil, leaf},
	{"internal/licences", nil, leaf},
	{"internal/neardup", nil, leaf},
	{"internal/opml", []string{"internal/tagsoup"}, "lists of feeds are bytes in, values out; of ours it needs the reader of broken tags alone"},
	{"internal/recovery", []string{"internal/atomicfile"}, "files of drafts are bytes by name; of ours it needs what makes a file whole or not at all"},
	{"internal/redline", []string{"internal/body", "internal/lang", "internal/news"}, "a difference is a pure function of two articles and of the profile that their texts are in"},
	{"internal/sample", nil, leaf},
	{"internal/sheet", nil, leaf},
	{"internal/tagsoup", nil, leaf},
	{"internal/thumbhash", nil, leaf},

	{"internal/news", []string{"@leaves"}, "the vocabulary that everybody speaks may depend on nobody"},
	{"internal/body", []string{"internal/news", "@leaves"}, "the body profile is a pure function of its text"},
	{"internal/cite", []string{"internal/news", "@leaves"}, "a citation is a pure function of what is cited"},
	{"internal/cite/refs", []string{"internal/cite", "@leaves"}, "files of references are bytes in, items out, and back"},
	{"internal/anchor", []string{"internal/news", "internal/body", "@leaves"}, "where words are found again is a pure function of them and of a text"},
	{"internal/paste", []string{"internal/news", "internal/body", "internal/importer", "@leaves"}, "a clip is bytes in, HTML out; a file that is opened is read by the formats that are handed to it"},
	{"internal/preflight", []string{"internal/news", "internal/body", "@leaves"}, "what is to be said of a piece follows from the piece; the archive is asked through an interface"},
	{"internal/query", []string{"internal/news", "@leaves"}, "the query language knows words, not where they are looked up"},

	{"internal/store", append([]string{"internal/anchor"}, adapter...), "store and index meet only in follow, so that either can be replaced"},
	{"internal/index", adapter, "the index is a cache: it may not reach for the store"},
	{"internal/media", adapter, "files by hash need neither the store nor the index"},
	{"internal/ledger", []string{"internal/news", "@leaves"}, "the door to the network writes down who goes through, and knows nothing else"},
	{"internal/fetch", append([]string{"internal/ledger"}, adapter...), "the only way to the network judges addresses, not what is kept"},

	{"internal/job", []string{"internal/news", "@leaves"}, "a job runs a function that it is handed"},
	{"internal/follow", []string{"internal/news", "internal/body", "internal/store", "internal/index", "@leaves"}, "it joins store and index, and is the only one that does while they are in use"},
	{"internal/library", []string{"internal/news", "internal/store", "internal/index", "internal/media", "internal/follow", "internal/job", "@leaves"}, "it opens the parts of a library in order and closes them in reverse"},
	{"internal/upkeep", []string{"internal/news", "internal/body", "internal/store", "internal/index", "internal/media", "internal/follow", "internal/library", "internal/job", "@leaves"}, "check, repair and backup look at every part of a library"},

	{"internal/desk", append([]string{"internal/redline"}, service...), serviceWhy},
	{"internal/alike", service, serviceWhy},
	{"internal/collection", service, serviceWhy},
	{"internal/annotation", append([]string{"internal/anchor"}, service...), serviceWhy},
	{"internal/discussion", service, serviceWhy},
	{"internal/front", service, serviceWhy},
	{"internal/mediadesk", service, serviceWhy},
	{"internal/pictures", service, serviceWhy},
	{"internal/publication", service, serviceWhy},
	{"internal/reading", append([]string{"internal/redline", "internal/cite", "internal/cite/refs"}, service...), serviceWhy},
	{"internal/rules", service, serviceWhy},
	{"internal/search", service, serviceWhy},
	{"internal/subscription", service, serviceWhy},
	{"internal/topics", service, serviceWhy},
	{"internal/trail", service, serviceWhy},
	{"internal/standing", append([]string{"internal/query", "internal/search"}, service...), "it reads its queries and shows what they find as the search does"},
	{"internal/watch", service, serviceWhy},
	{"internal/wording", append([]string{"internal/anchor", "internal/redline"}, service...), "where words stand that are not quite the same is anchor's to find and redline's to tell"},

	{"internal/importer", service, "the host knows no format: formats are handed to it"},
	{"internal/exporter", service, "the host knows no format: formats are handed to it"},
	{"internal/importer/...", append([]string{"internal/importer"}, service...), "formats are pure: bytes in, values out; the host's types are for the self-description"},
	{"internal/importer/mhtml", append([]string{"internal/importer", "internal/importer/page"}, service...), "a web archive is unpacked here and read as the page that it holds"},
	{"internal/importer/opml", append([]string{"internal/importer", "internal/opml"}, service...), "a list is read by the leaf that writes it too, and becomes subscriptions here"},
	{"internal/importer/references", append([]string{"internal/importer", "internal/cite", "internal/cite/refs"}, service...), "references are read by the package that writes them"},
	{"internal/exporter/collection", append([]string{"internal/exporter", "internal/exporter/jsonl"}, service...), "a collection that is handed on holds its articles in the interchange format"},
	{"internal/exporter/epub", append([]string{"internal/exporter", "internal/exporter/chapter"}, service...), "chapters of a book and of a page are printed in one way"},
	{"internal/exporter/html", append([]string{"internal/exporter", "internal/exporter/chapter"}, service...), "chapters of a book and of a page are printed in one way"},
	{"internal/exporter/...", append([]string{"internal/exporter"}, service...), "formats are pure: values in, bytes out; the host's types are for the self-description"},

	{"internal/exporter/references", append([]string{"internal/exporter", "internal/cite", "internal/cite/refs"}, service...), "references are written by the package that writes single ones too"},

	{"internal/newstest", []string{"internal/..."}, "builders for tests may build with anything"},
	{"internal/storetest", []string{"internal/..."}, "the conformance suite of the store needs its builders"},
	{"internal/feedtest", []string{"internal/..."}, "it holds the reader of feeds against the suites of others"},
	{"internal/pagetest", []string{"internal/..."}, "it holds the reader of web pages against the sets of others"},
	{"internal/fieldtest", []string{"internal/..."}, "it holds formats against sets that state every field"},
	{"internal/formattest", []string{"internal/..."}, "the frame of the formats' tests; the formats are handed to it"},
	{"internal/archtest", nil, "it reads the others' source and calls none of it"},

	{"app", []string{"app/bridge", "app/command", "app/server", "internal/...", "frontend"}, "app joins all; the window is handed to it, so that it builds without Wails"},
	{"app/bridge", []string{"@services", "internal/news", "internal/body", "internal/paste", "internal/preflight", "internal/redline", "@leaves"}, "libraries, jobs, upkeep and imports reach the bridge as interfaces that it declares"},
	{"app/command", face, "a face speaks to the bridge alone"},
	{"app/server", face, "a face speaks to the bridge alone"},
	{"app/window", face, "a face speaks to the bridge alone"},
	{"frontend", nil, "the pages are bytes"},

	{"build/bench/...", programs, programsWhy},
	{"build/conformance", programs, programsWhy},
	{"build/crash", programs, programsWhy},
	{"build/generate", programs, programsWhy},
	{"build/icons", nil, "drawing the icon needs nothing of the program"},
	{"build/licences", programs, programsWhy},
	{"build/packages", nil, "what packs the program looks at it from outside"},
	{"build/sample/...", programs, programsWhy},
	{"build/testrun", nil, "what runs the tests may not fail with what they test"},
	{"build/trees", programs, programsWhy},
	{"build/types", programs, programsWhy},
	{"build/windowtest", nil, "tests of the faces drive the window with it, and need nothing else of it"},
}

var (
	adapter  = []string{"internal/news", "internal/body", "internal/query", "@leaves"}
	service  = []string{"internal/news", "internal/body", "internal/query", "@leaves"}
	face     = []string{"app/bridge", "internal/news", "@leaves"}
	programs = []string{"app", "app/bridge", "app/command", "app/server", "internal/...", "frontend", "build/..."}
)

const (
	leaf        = "a leaf does one thing and imports nothing of ours, so that anybody may use it"
	serviceWhy  = "a service says in small interfaces what it needs; app hands it over"
	programsWhy = "programs of the workshop may use anything but main"
)

// forTests are imported by tests and by the programs in build alone.
var forTests = []string{"internal/archtest", "internal/feedtest", "internal/fieldtest", "internal/formattest", "internal/newstest", "internal/pagetest", "internal/storetest"}

// only says which trees alone may import a package (or the tree below it) that
// is not ours. Tests are bound by it too, where testsToo is set.
var only = []struct {
	path     string
	by       []string
	testsToo bool
	why      string
}{
	{"database/sql", []string{"internal/store", "build/bench/..."}, false, "SQL stands in one place, so that the schema can change in one place; the benchmark measures FTS5 beside us"},
	{"modernc.org/sqlite", []string{"internal/store", "app", "build/bench/..."}, false, "the driver is the store's; app asks its version alone; the benchmark measures FTS5 beside us"},
	{"github.com/blevesearch/bleve", []string{"internal/index", "internal/follow", "build/bench/search"}, false, "Bleve is an implementation of internal/index; the benchmark measures its own searchers beside us"},
	{"github.com/wailsapp/wails", []string{"app/window"}, true, "the program has to build without a window, and to survive a change of shell"},
	{"github.com/spf13/cobra", []string{"app/command"}, true, "the command line is one face"},
	{"codeberg.org/readeck/go-readability", []string{"internal/importer/page", "build/bench/..."}, true, "one package finds articles in pages; the others hand it the bytes"},
	// Media and exporter know files by http.DetectContentType, pictures and subscription the numbers of answers; clients are banned by name.
	{"net/http", []string{"app", "app/server", "app/window", "internal/fetch", "internal/ledger", "internal/media", "internal/exporter", "internal/exporter/html", "internal/pictures", "internal/subscription", "build/..."}, false, "inside, nothing knows that there is a web; internal/fetch is the only way out"},
	{"net/http/httputil", nil, true, "a proxy is a way out that internal/fetch does not see"},
	{"net/smtp", nil, true, "Broadsheet sends no mail"},
	{"net/rpc", nil, true, "there is one API: the bridge"},
	{"plugin", nil, true, "the program is one static binary"},
	{"unsafe", nil, true, "no measured need"},
}
