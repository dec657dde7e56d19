package store_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/news"
	"broadsheet/internal/store"
)

func TestAnImportThatWasCutOffIsMarkedAndCanBeTakenUp(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "library.db")
	open := func() *store.DB {
		t.Helper()
		db, err := store.Open(ctx, store.Options{Path: path, Clock: time.Now})
		if err != nil {
			t.Fatal(err)
		}
		return db
	}
	db := open()
	began := news.Import{ID: "i1", Label: "a", Format: "jsonl", Origin: &news.ImportOrigin{
		Paths: []string{"/a"}, As: "jsonl", Source: "s", Mapping: map[string]string{"a": "b"}, Fetch: true, Private: true, Seal: "x", TimeZone: "Asia/Tehran", Languages: []string{"fa"},
	}}
	if err := db.BeginImport(ctx, began); err != nil {
		t.Fatal(err)
	}
	soFar := began
	soFar.State, soFar.Skipped, soFar.Place = "running", 1, news.ImportPlace{Files: 2, Items: 3}
	soFar.Problems = []news.Problem{{Where: "line 1", Message: "No."}}
	wrong := article("b")
	wrong.Article.Title = ""
	if _, _, err := db.Ingest(ctx, news.Batch{Import: "i1", SoFar: &soFar, Records: []news.Record{article("a"), wrong}}); err != nil {
		t.Fatal(err)
	}
	if len(soFar.Problems) != 1 || soFar.Added != 0 {
		t.Errorf("the record that was handed over was altered: %+v", soFar)
	}
	wantCode(t, db.ResumeImport(ctx, "i1"), news.CodeConflict) // it is running
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}

	db = open()
	defer db.Close()
	held, err := db.Import(ctx, "i1")
	if err != nil {
		t.Fatal(err)
	}
	if held.State != "interrupted" || !held.Resumable() || held.Added+held.Skipped != 3 || held.Place != soFar.Place {
		t.Errorf("held: %+v", held)
	}
	if diff := cmp.Diff(began.Origin, held.Origin); diff != "" {
		t.Error(diff)
	}
	// Taken back and brought again it can still go on; done, it needs its origin no more.
	undone, err := db.UndoImport(ctx, "i1")
	if err != nil || undone.Undone != 1 {
		t.Fatalf("%+v, %v", undone, err)
	}
	wantCode(t, db.ResumeImport(ctx, "i1"), news.CodeConflict)
	history, err := db.History(ctx, 1)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Undo(ctx, history[0].Entry); err != nil {
		t.Fatal(err)
	}
	if err := db.ResumeImport(ctx, "i1"); err != nil {
		t.Fatal(err)
	}
	held.State = "done"
	if err := db.FinishImport(ctx, held); err != nil {
		t.Fatal(err)
	}
	if held, err = db.Import(ctx, "i1"); err != nil || held.Origin != nil || held.Resumable() || held.Added != 1 {
		t.Errorf("done: %+v, %v", held, err)
	}
}
