package app_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"broadsheet/app"
	"broadsheet/app/bridge"
	"broadsheet/internal/news"
	"broadsheet/internal/publication"
	"broadsheet/internal/store"
)

// A first start that was broken off, by a crash, is done anew the next time.
func TestASampleThatWasBrokenOffComesInWhole(t *testing.T) {
	unraced(t)
	isolate(t)
	ctx, folder := t.Context(), filepath.Join(t.TempDir(), "library")
	program, err := app.Open(ctx, app.Options{Library: folder})
	if err != nil {
		t.Fatal(err)
	}
	program.Close()
	db, err := store.Open(ctx, store.Options{Path: filepath.Join(folder, "library.db"), Clock: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	part := news.Record{Article: &news.Article{ID: "torn", Title: "Of another state of the sample", Language: "en"}}
	for _, step := range []func() error{
		func() error { return db.SetSetting(ctx, "sample.under_way", "yes") },
		func() error { return db.BeginImport(ctx, news.Import{ID: "i", Label: publication.SampleLabel}) },
		func() error {
			_, _, err := db.Ingest(ctx, news.Batch{Import: "i", Source: news.SourceOwn, Records: []news.Record{part}})
			return err
		},
		db.Close,
	} {
		if err := step(); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 { // and not once more
		program, err := app.Open(ctx, app.Options{Library: folder, Sample: true})
		if err != nil {
			t.Fatal(err)
		}
		calls := bridge.NewDispatcher(program.Areas())
		var shell bridge.ShellResult
		call(t, calls, "Library/Shell", bridge.Nothing{}, &shell)
		var list bridge.ListResult
		call(t, calls, "Articles/List", bridge.ListRequest{Limit: 500}, &list)
		var runs bridge.ImportsResult
		call(t, calls, "Imports/List", bridge.Nothing{}, &runs)
		if shell.Origin != "sample" || len(list.Articles) < 61 || len(runs.Imports) != 2 || runs.Imports[0].State != "done" || runs.Imports[1].State != "undone" {
			t.Errorf("%s, %d articles, imports %+v", shell.Origin, len(list.Articles), runs.Imports)
		}
		for _, a := range list.Articles {
			if a.ID == "torn" {
				t.Error("what had come in before the crash is still there")
			}
		}
		program.Close()
	}
}

// The sample publication stands on its front page with all its parts, one of its
// articles with all of theirs, and one call leaves it behind and brings it back.
func TestTheSampleStandsAndCanBeLeft(t *testing.T) {
	isolate(t)
	program, err := app.Open(context.Background(), app.Options{Library: filepath.Join(t.TempDir(), "library"), Sample: true})
	if err != nil {
		t.Fatal(err)
	}
	defer program.Close()
	calls := bridge.NewDispatcher(program.Areas())
	var front bridge.Front
	call(t, calls, "Articles/Front", bridge.FrontRequest{}, &front)
	if front.Lead == nil || len(front.Choice) < 4 || len(front.News) < 3 || len(front.Topics) < 8 || len(front.Maps) == 0 ||
		len(front.Photos) == 0 || len(front.OnThisDay) == 0 || len(front.MostViewed) != 3 || len(front.MostViewed[0].Items) == 0 {
		t.Errorf("front page lacks parts: lead %v, choice %d, days %d, topics %d, maps %d, photos %d, on this day %d",
			front.Lead != nil, len(front.Choice), len(front.News), len(front.Topics), len(front.Maps), len(front.Photos), len(front.OnThisDay))
	}
	var article bridge.Article
	call(t, calls, "Articles/Show", bridge.IDRequest{ID: front.Lead.ID}, &article)
	if len(article.Body) == 0 || len(article.Headings) == 0 || len(article.Discussion) == 0 || len(article.Versions) < 2 ||
		len(article.Related) == 0 || len(article.Tags) == 0 || len(article.Topics) == 0 || len(article.Bylines) == 0 || !article.Origin.Own {
		t.Errorf("article lacks parts: %+v", article.Origin)
	}
	if article.Versions[0].N < article.Versions[len(article.Versions)-1].N {
		t.Error("versions do not begin with the newest")
	}
	var shell bridge.ShellResult
	call(t, calls, "Library/Shell", bridge.Nothing{}, &shell)
	if !shell.FirstRun || shell.Origin != "sample" {
		t.Errorf("first run %v, origin %s", shell.FirstRun, shell.Origin)
	}
	call(t, calls, "Library/FirstRun", bridge.FirstRunRequest{Choice: "empty"}, &bridge.Nothing{})
	call(t, calls, "Library/Shell", bridge.Nothing{}, &shell)
	if shell.Counts.Articles != 0 || shell.Origin != "empty" || len(shell.Sections) != 0 {
		t.Errorf("after leaving: %+v, origin %s", shell.Counts, shell.Origin)
	}
	var acts bridge.HistoryResult
	call(t, calls, "History/List", bridge.HistoryRequest{Limit: 1}, &acts)
	call(t, calls, "History/Undo", bridge.UndoRequest{Entry: acts.History[0].Entry}, &bridge.UndoneResult{})
	call(t, calls, "Library/Shell", bridge.Nothing{}, &shell)
	if shell.Counts.Articles < 61 || shell.Origin != "sample" {
		t.Errorf("after the undo: %d articles, origin %s", shell.Counts.Articles, shell.Origin)
	}
}
