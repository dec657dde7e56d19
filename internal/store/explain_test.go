package store

import (
	"database/sql"
	"fmt"
	"math/bits"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"broadsheet/internal/news"
)

// These tests are about the plans behind the methods, so they look inside.

func openForPlans(t testing.TB) *DB {
	t.Helper()
	db, err := Open(t.Context(), Options{Path: filepath.Join(t.TempDir(), "library.db"), Clock: func() time.Time { return time.Unix(1_700_000_000, 0) }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	if err := db.BeginImport(t.Context(), news.Import{ID: "i"}); err != nil {
		t.Fatal(err)
	}
	a := news.Article{ID: "a", Kind: "report", Section: "S", Language: "en", Title: "T",
		Body:    "<p id=\"aaaaaaaa\">Twelve words are the least that a text must have to be compared at all.</p>\n",
		Authors: []news.Author{{Name: "N"}}, Tags: []string{"tag"}, Topics: []string{"topic"}, Published: time.Unix(1_600_000_000, 0)}
	if _, _, err := db.Ingest(t.Context(), news.Batch{Import: "i", Source: "src", Records: []news.Record{{Article: &a}}}); err != nil {
		t.Fatal(err)
	}
	if _, _, err := db.CreateCollection(t.Context(), "C", ""); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Collect(t.Context(), "C", []news.Row{1}, "", ""); err != nil {
		t.Fatal(err)
	}
	return db
}

// plan gives the steps of a query's plan.
func plan(t *testing.T, db *DB, query string) []string {
	t.Helper()
	var lastErr error
	for n := range 50 { // as many arguments as it takes; their values do not matter
		rows, err := db.readers.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+query, make([]any, n)...)
		steps, err := collect(rows, err, func(rows *sql.Rows) (string, error) {
			var id, parent, unused int
			var detail string
			return detail, rows.Scan(&id, &parent, &unused, &detail)
		})
		if err == nil {
			return steps // none for a plain INSERT
		}
		lastErr = err
	}
	t.Fatalf("%s: %v", query, lastErr)
	return nil
}

var (
	sorts = regexp.MustCompile(`USE TEMP B-TREE FOR (.*)ORDER BY`)
	// walks is a scan of a table that grows with the library. SCAN … USING
	// INDEX with INDEXED BY and a partial index holds the listed articles in
	// order: a page reads its beginning.
	walks = regexp.MustCompile(`^SCAN (a|articles|j|v|versions|reads|changes|comments|marks|places|article_\w+|media_use|import_items|sketches|sketch_keys|stories|related_found|pictures|picture_use|merged|g|i|collection_items|collection_articles|session_steps)( |$)`)
)

func TestEveryListWalksAnIndex(t *testing.T) {
	db := openForPlans(t)
	fields := []func(*news.Filter){
		func(f *news.Filter) { f.Kind = "report" }, func(f *news.Filter) { f.Section = "s" },
		func(f *news.Filter) { f.Topic = "topic" }, func(f *news.Filter) { f.Tag = "tag" },
		func(f *news.Filter) { f.Author = "n" }, func(f *news.Filter) { f.Language = "en" },
		func(f *news.Filter) { f.Source = "src" }, func(f *news.Filter) { f.Collection = "C" },
		func(f *news.Filter) { f.From = time.Unix(1, 0) }, func(f *news.Filter) { f.To = time.Unix(1_800_000_000, 0) },
		func(f *news.Filter) { f.Is = "unread" }, func(f *news.Filter) { f.Is = "starred" }, func(f *news.Filter) { f.Is = "later" },
		func(f *news.Filter) { f.Oldest = true }, func(f *news.Filter) { f.After = "1.1" },
	}
	seen := map[string]bool{}
	for set := range 1 << len(fields) {
		if bits.OnesCount(uint(set)) > 3 {
			continue // any three conditions and directions together
		}
		var f news.Filter
		for i, field := range fields {
			if set&(1<<i) != 0 {
				field(&f)
			}
		}
		tests, err := db.testsOf(t.Context(), f)
		if err != nil {
			t.Fatal(err)
		}
		// Whichever condition turns out to be the rarest, its walk must be good.
		for rarest := -1; rarest < len(tests); rarest++ {
			for i := range tests {
				tests[i].count = 10
			}
			if rarest >= 0 {
				tests[rarest].count = 1
			}
			query, _, err := listQuery(f, tests)
			if err != nil {
				t.Fatal(err)
			}
			if seen[query] {
				continue
			}
			seen[query] = true
			steps := plan(t, db, query)
			if sorts.MatchString(strings.Join(steps, "\n")) {
				t.Fatalf("%+v sorts:\n%s\n%s", f, query, strings.Join(steps, "\n"))
			}
			if first := steps[0]; !strings.HasPrefix(first, "SEARCH ") && first != "SCAN a USING INDEX articles_all" &&
				!strings.HasPrefix(first, "SCAN a USING INDEX articles_") {
				t.Fatalf("%+v: %s\n%s", f, first, query)
			}
			for _, step := range steps[1:] {
				if walks.MatchString(step) {
					t.Fatalf("%+v: %s\n%s", f, step, query)
				}
			}
		}
	}
	t.Logf("%d queries", len(seen))
}

// TestJumpsReadKeysAlone holds that entering a list of one condition in its
// middle reads an index and no article.
func TestJumpsReadKeysAlone(t *testing.T) {
	db := openForPlans(t)
	for _, f := range []news.Filter{{}, {Kind: "report"}, {Section: "s"}, {Topic: "topic"}, {Tag: "tag"}, {Author: "n"}, {Language: "en"},
		{Source: "src"}, {Is: "unread"}, {Is: "starred"}, {Is: "later"}} {
		tests, err := db.testsOf(t.Context(), f)
		if err != nil {
			t.Fatal(err)
		}
		w, err := walkOf(f, tests)
		if err != nil {
			t.Fatal(err)
		}
		steps := plan(t, db, keyQuery(w))
		if len(steps) != 1 || !strings.Contains(steps[0], "COVERING INDEX") && !strings.Contains(steps[0], "USING PRIMARY KEY") {
			t.Errorf("%+v: %v\n%s", f, steps, keyQuery(w))
		}
	}
}

// TestNoReadWalksTheLibrary looks at the plan of every query that the reading
// methods prepare.
func TestNoReadWalksTheLibrary(t *testing.T) {
	db := openForPlans(t)
	ctx := t.Context()
	row := []news.Row{1}
	calls := map[string]func() error{
		"Publication":  func() error { _, err := db.Publication(ctx); return err },
		"Setting":      func() error { _, err := db.Setting(ctx, "x"); return err },
		"Counts":       func() error { _, err := db.Counts(ctx); return err },
		"Count":        func() error { _, err := db.Count(ctx, news.Filter{}); return err },
		"Sections":     func() error { _, err := db.Sections(ctx); return err },
		"Kinds":        func() error { _, err := db.Kinds(ctx); return err },
		"Languages":    func() error { _, err := db.Languages(ctx); return err },
		"Sources":      func() error { _, err := db.Sources(ctx); return err },
		"Authors":      func() error { _, _, err := db.Authors(ctx, "", 0); return err },
		"Section":      func() error { _, err := db.Section(ctx, "s"); return err },
		"Author":       func() error { _, err := db.Author(ctx, "n"); return err },
		"Topics":       func() error { _, err := db.Topics(ctx); return err },
		"Topic":        func() error { _, err := db.Topic(ctx, "topic"); return err },
		"Timeline":     func() error { _, err := db.TopicTimeline(ctx, "topic"); return err },
		"Places":       func() error { _, err := db.TopicPlaces(ctx, "topic", 0); return err },
		"Tags":         func() error { _, _, err := db.Tags(ctx, news.TagQuery{Prefix: "t"}); return err },
		"TagsByCount":  func() error { _, _, err := db.Tags(ctx, news.TagQuery{ByCount: true}); return err },
		"Tag":          func() error { _, err := db.Tag(ctx, "tag"); return err },
		"TagTwins":     func() error { _, _, err := db.TagTwins(ctx, ""); return err },
		"TagsBeside":   func() error { _, err := db.TagsBeside(ctx, "tag", 0); return err },
		"Article":      func() error { _, err := db.Article(ctx, "a"); return err },
		"Record":       func() error { _, err := db.Record(ctx, "a"); return err },
		"Body":         func() error { _, err := db.Body(ctx, "src", "a"); return err },
		"Labels":       func() error { _, err := db.Labels(ctx, "a"); return err },
		"Resolve":      func() error { _, err := db.Resolve(ctx, "a"); return err },
		"PublicIDs":    func() error { _, err := db.PublicIDs(ctx, row); return err },
		"Versions":     func() error { _, err := db.Versions(ctx, "a"); return err },
		"Version":      func() error { _, err := db.Version(ctx, "a", 1); return err },
		"ReadVersion":  func() error { _, err := db.ReadVersion(ctx, "a"); return err },
		"Translations": func() error { _, err := db.Translations(ctx, "a"); return err },
		"Provenance":   func() error { _, err := db.Provenance(ctx, "a"); return err },
		"Related":      func() error { _, err := db.Related(ctx, "a", 5); return err },
		"RelatedStale": func() error { _, err := db.RelatedStale(ctx, "a"); return err },
		"Published":    func() error { _, err := db.Published(ctx, "a"); return err },
		"Like":         func() error { _, err := db.Like(ctx, "a", 0); return err },
		"GroupsOfOne":  func() error { _, err := db.Groups(ctx, "a"); return err },
		"BlockTexts":   func() error { _, err := db.BlockTexts(ctx, row); return err },
		"Summaries":    func() error { _, err := db.Summaries(ctx, row); return err },
		"Texts":        func() error { _, err := db.Texts(ctx, row); return err },
		"Front":        func() error { _, err := db.Front(ctx, time.Time{}); return err },
		"MostViewed":   func() error { _, err := db.MostViewed(ctx, 7, 10, news.ViewsCame, ""); return err },
		"OnThisDay":    func() error { _, err := db.OnThisDay(ctx, "2024-09-13", 5); return err },
		"Days":         func() error { _, err := db.Days(ctx, "2020-01-01", "2020-12-31"); return err },
		"Comments":     func() error { _, err := db.Comments(ctx, "a"); return err },
		"Jump":         func() error { _, err := db.List(ctx, news.Filter{Skip: 5}); return err },
		"FrontHistory": func() error { _, err := db.FrontHistory(ctx, 0, 5); return err },
		"Folded": func() error {
			_, err := db.List(ctx, news.Filter{Fold: true, Topic: "topic", Is: "unread"})
			return err
		},
		"Story":       func() error { _, err := db.List(ctx, news.Filter{Story: "a", Skip: 1}); return err },
		"JumpOldest":  func() error { _, err := db.List(ctx, news.Filter{Skip: 5, Oldest: true}); return err },
		"CommentList": func() error { _, err := db.CommentList(ctx, news.CommentFilter{After: "9"}); return err },
		"Pending":     func() error { _, err := db.PendingComments(ctx, 10); return err },
		"FrontCopy":   func() error { _, err := db.FrontCopy(ctx); return err },
		"Corrections": func() error { _, err := db.Corrections(ctx, news.CorrectionFilter{}); return err },
		"Requests":    func() error { _, _, err := db.Requests(ctx, 0); return err },
		"Marked":      func() error { _, err := db.Marked(ctx, news.MarkRead); return err },
		"Saved":       func() error { _, err := db.SavedSearches(ctx); return err },
		"SavedSeen": func() error {
			if _, _, err := db.SavedSeen(ctx, "s-1"); news.CodeOf(err) != news.CodeNotFound {
				return err
			}
			return nil
		},
		"ChangedSince": func() error { _, _, _, err := db.ChangedArticles(ctx, 0); return err },
		"Changes":      func() error { _, err := db.Changes(ctx, 0, 10); return err },
		"Rows":         func() error { _, err := db.Rows(ctx, 0, 10); return err },
		"Log":          func() error { _, _, err := db.Log(ctx); return err },
		"Nonce":        func() error { _, _, err := db.Nonce(ctx, 1); return err },
		"Media":        func() error { _, err := db.MediaOf(ctx, []string{fmt.Sprintf("%064x", 1)}); return err },
		"MediaUse":     func() error { _, err := db.MediaUse(ctx, fmt.Sprintf("%064x", 1), 0); return err },
		"Fetched":      func() error { _, err := db.FetchedOf(ctx, []string{"https://a.example/"}); return err },
		"CountMissing": func() error { _, err := db.CountMissing(ctx); return err },
		"ReadPictures": func() error { _, err := db.ReadPictures(ctx); return err },
		"Missing": func() error {
			for _, s := range []news.PictureScope{{}, {Import: "i"}, {Source: "src"}, {IDs: []string{"a"}}} {
				for _, err := range db.MissingPictures(ctx, s, time.Unix(1_700_000_000, 0), true) {
					if err != nil {
						return err
					}
				}
			}
			return nil
		},
		"LoadJobs": func() error { _, err := db.LoadJobs(ctx, 0); return err },
		"History":  func() error { _, err := db.History(ctx, 0); return err },
		"Imports":  func() error { _, err := db.Imports(ctx); return err },
		"Import":   func() error { _, err := db.Import(ctx, "i"); return err },
		"Lookup":   func() error { _, err := db.Lookup(ctx, FieldTopic, "topic"); return err },
		"CompleteIn": func() error {
			for _, field := range []Field{FieldTopic, FieldTag, FieldAuthor, FieldSection, FieldSource, FieldKind, FieldLang} {
				if _, err := db.CompleteIn(ctx, field, "t", 5); err != nil {
					return err
				}
			}
			return nil
		},
		"Captions":      func() error { _, err := db.Captions(ctx, []news.Row{news.CaptionRow(1, 0)}); return err },
		"FoundComments": func() error { _, err := db.FoundComments(ctx, row); return err },
		"CommentRows":   func() error { _, err := db.CommentRows(ctx, row); return err },
		"Retold":        func() error { _, err := db.Retold(ctx, "i"); return err },
		"Terms":         func() error { _, err := db.Terms(ctx, FieldTag, []int64{1}); return err },
		"Export": func() error {
			for _, err := range db.ExportRecords(ctx, ExportFilter{}) {
				if err != nil {
					return err
				}
			}
			return nil
		},
	}
	for kind, queries := range noticeWalks {
		for i, index := range []string{"v USING INDEX versions_noticed (change=? AND <expr><?)", "a USING INDEX articles_taken (state=? AND <expr><?)"}[:len(queries)] {
			if steps := plan(t, db, queries[i]); steps[0] != "SEARCH "+index || sorts.MatchString(strings.Join(steps, "\n")) {
				t.Errorf("%s: %v", kind, steps)
			}
		}
	}
	if steps := plan(t, db, missingAll); !strings.HasPrefix(steps[0], "SEARCH p USING INDEX pictures_missing") || sorts.MatchString(strings.Join(steps, "\n")) {
		t.Errorf("missing pictures: %v", steps)
	}
	for name, call := range calls {
		db.prepared.Clear()
		if err := call(); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		db.prepared.Range(func(query, _ any) bool {
			for _, step := range plan(t, db, query.(string)) {
				if walks.MatchString(step) && !strings.Contains(step, " INDEX articles_all") &&
					!strings.HasSuffix(query.(string), "LIMIT 1") { // the end of a table, by its row

					t.Errorf("%s: %s\n%s", name, step, query)
				}
			}
			return true
		})
	}
}

// TestNoWriteWalksTheLibrary does a bit of everything, forth and back, and looks
// at the plan of every statement that this prepared.
func TestNoWriteWalksTheLibrary(t *testing.T) {
	db := openForPlans(t)
	ctx := t.Context()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(db.BeginImport(ctx, news.Import{ID: "j"}))
	a := news.Article{ID: "a", Title: "Changed", Language: "en", Lead: &news.Picture{Src: "https://a.example/a.jpg"}, TranslationOf: "b", Related: []string{"b"}, Places: []news.Place{{Name: "P"}},
		Topics: []string{"topic"}, Views: map[news.Day]int64{"2026-01-01": 1}, EditorsChoice: 1,
		Comments: []news.Comment{{ID: "c", Text: "t", Email: "e@example.org"}}}
	b := news.Article{ID: "b", Title: "Second", Language: "en", URL: "https://example.org/b"}
	c := news.Article{Title: "Without an id", Language: "en", URL: "https://example.org/b"}
	_, _, err := db.Ingest(ctx, news.Batch{Import: "j", Source: "src", Records: []news.Record{{Article: &a}, {Article: &b}, {Article: &c},
		{Tag: &news.Tag{Name: "tag", Aliases: []string{"alias"}}}, {Topic: &news.Topic{Name: "topic"}}, {Publication: &news.Publication{Name: "P", TimeZone: "Asia/Tehran"}}}})
	must(err)
	_, _, err = db.Mark(ctx, []string{"a"}, news.MarkStar, true)
	must(err)
	_, _, err = db.Mark(ctx, []string{"a"}, news.MarkStar, false)
	must(err)
	must(db.CountRead(ctx, "a", "2026-01-01"))
	_, err = db.AddComment(ctx, "a", news.Comment{Text: "x", Parent: "c", Email: "e@example.org", Status: news.CommentApproved})
	must(err)
	waiting, err := db.AddComment(ctx, "a", news.Comment{Text: "x", Status: news.CommentOutbox})
	must(err)
	_, err = db.PostedComment(ctx, "a", waiting.ID)
	must(err)
	text, now := "y", time.Unix(1_700_000_000, 0)
	for _, change := range []news.CommentChange{{Text: &text}, {Sent: &now, Way: news.WayMail}, {Removed: true}} {
		_, err = db.ChangeComment(ctx, "a", waiting.ID, change)
		must(err)
	}
	request, err := db.BeginRequest(ctx, news.NetworkRequest{At: now, Host: "example.org"})
	must(err)
	must(db.EndRequest(ctx, request, 1, "200"))
	_, err = db.Remove(ctx, []string{"b"})
	must(err)
	_, err = db.SetSlot(ctx, news.SlotLead, []news.SlotItem{{ID: "a"}})
	must(err)
	_, err = db.RestoreFront(ctx, 1)
	must(err)
	must(db.SaveJob(ctx, "x", []byte("{}")))
	inside, _, err := db.CreateCollection(ctx, "D", "C")
	must(err)
	_, note, err := db.AddCollectionNote(ctx, "C", "n", "a")
	must(err)
	_, err = db.MoveCollected(ctx, news.CollectionItems{In: "C", IDs: []string{"a"}}, "C/D", "")
	must(err)
	_, err = db.NoteCollected(ctx, news.CollectionItems{In: "C/D", IDs: []string{"a"}}, "n")
	must(err)
	_, err = db.RenameCollection(ctx, inside.ID, "E")
	must(err)
	_, err = db.RemoveCollected(ctx, news.CollectionItems{In: "C/E", IDs: []string{"a"}})
	must(err)
	_, err = db.DeleteCollection(ctx, inside.ID)
	must(err)
	_, err = db.Undo(ctx, note)
	must(err)
	must(db.Trim(ctx, 2))
	_, err = db.KeySketches(ctx)
	must(err)
	must(db.KeepRelated(ctx, 1, 2, []news.Row{2}))
	for list, err := range db.MissingPictures(ctx, news.PictureScope{}, now, true) {
		must(err)
		_, err := db.KeepPictures(ctx, news.PictureRun{}, []news.PictureAnswer{{RemotePicture: list[0]}, {RemotePicture: list[0], Media: &news.Media{SHA256: fmt.Sprintf("%064x", 1)}}})
		must(err)
	}
	for { // all of it back, the last undo forth again
		if _, err := db.Undo(ctx, 0); err != nil {
			break
		}
	}
	history, err := db.History(ctx, 1)
	must(err)
	_, err = db.Undo(ctx, history[0].Entry)
	must(err)

	versions := ""
	must(db.conn.QueryRowContext(ctx, `SELECT rootpage FROM sqlite_schema WHERE name = 'versions'`).Scan(&versions))
	for query := range db.stmts {
		word, _, _ := strings.Cut(strings.TrimSpace(query), " ")
		switch word {
		case "SELECT", "UPDATE", "DELETE", "INSERT", "WITH":
		default:
			continue
		}
		if strings.HasPrefix(query, "DELETE FROM changes") { // from its beginning, a bounded number
			continue
		}
		if strings.Contains(query, "DELETE FROM days") || strings.Contains(query, "published > ?") || strings.Contains(query, "topic_months`") {
			continue // a new time zone counts all days anew
		}
		for _, step := range plan(t, db, query) {
			if walks.MatchString(step) && !strings.HasSuffix(query, "LIMIT 1") {
				t.Errorf("%s\n%s", step, query)
			}
		}
		if strings.HasPrefix(query, "UPDATE articles") && opens(t, db, query, versions) {
			t.Errorf("looks through the versions, since it names the key:\n%s", query)
		}
	}
}

// opens tells whether a statement opens the table at a root page: checks of
// foreign keys stand in its program, not in its plan.
func opens(t *testing.T, db *DB, query, root string) bool {
	t.Helper()
	for n := range 50 {
		rows, err := db.conn.QueryContext(t.Context(), "EXPLAIN "+query, make([]any, n)...)
		ops, err := collect(rows, err, func(rows *sql.Rows) (string, error) {
			var addr, opcode, p1, p2 string
			var p3, p4, p5, comment any
			return opcode + " " + p2, rows.Scan(&addr, &opcode, &p1, &p2, &p3, &p4, &p5, &comment)
		})
		if err != nil || len(ops) == 0 {
			continue
		}
		for _, op := range ops {
			if op == "OpenRead "+root {
				return true
			}
		}
		return false
	}
	t.Fatal("no program of", query)
	return false
}

// TestTheMediaDeskWalksAnIndex holds that a page of files is a walk of an index in
// its order, and that entering and counting a list read keys alone.
func TestTheMediaDeskWalksAnIndex(t *testing.T) {
	db := openForPlans(t)
	for _, q := range []news.MediaQuery{{}, {Kind: "film"}, {Bare: true}, {Unused: true}, {Unused: true, Kind: "picture"}, {Bare: true, Unused: true, Kind: "picture"}} {
		where, index, err := deskFilter(q)
		if err != nil {
			t.Fatal(err)
		}
		page, start, count := deskQuery(where, index)
		for _, query := range []string{page, start, page[:strings.Index(page, "WHERE")] + "WHERE " + where + deskWords} {
			steps := strings.Join(plan(t, db, query), "\n")
			if sorts.MatchString(steps) || strings.Contains(steps, "SCAN m") || strings.Contains(steps, "SCAN s") {
				t.Errorf("%+v\n%s\n%s", q, query, steps)
			}
		}
		if steps := plan(t, db, count); len(steps) != 1 {
			t.Errorf("%+v\n%v", q, steps)
		}
	}
	for _, query := range []string{remoteMedia, shownCount} {
		if steps := strings.Join(plan(t, db, query), "\n"); strings.Contains(steps, "SCAN media") || sorts.MatchString(steps) {
			t.Errorf("%s\n%s", query, steps)
		}
	}
}

// TestMergingReadsItsArticlesAlone holds that a merge, and taking it back, walk
// the articles of the name and no others.
func TestMergingReadsItsArticlesAlone(t *testing.T) {
	db := openForPlans(t)
	for _, field := range []Field{FieldTag, FieldTopic} {
		f := borneOf(field)
		for _, query := range []string{f.listed, f.returning(), baseQuery, ledQuery, f.fallsUnder()} {
			steps := plan(t, db, query)
			all := strings.Join(steps, "\n")
			if strings.Contains(all, "SCAN") || sorts.MatchString(all) && query != ledQuery {
				t.Errorf("%s\n%s", query, all)
			}
		}
	}
}

func TestDraftsAreListedInOrderOfAnIndex(t *testing.T) {
	db := openForPlans(t)
	for _, f := range []news.DraftFilter{{}, {State: news.DraftApproved}, {Article: "a"}, {After: "2026|1"}, {State: news.DraftApproved, After: "2026|1"}} {
		query, _, err := draftList(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, step := range plan(t, db, query) {
			if sorts.MatchString(step) {
				t.Errorf("%+v: %s", f, step)
			}
		}
	}
}

func TestWatchedArticlesAreReadByTheirMarks(t *testing.T) {
	db := openForPlans(t)
	for _, query := range []string{watchingQuery, watchingChangedQuery} {
		for _, step := range plan(t, db, query) {
			if strings.HasPrefix(step, "SCAN ") {
				t.Errorf("%s\n%s", step, query)
			}
		}
	}
}
