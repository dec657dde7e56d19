package store_test

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/news"
	"broadsheet/internal/store"
)

// openNow opens a library whose clock says what now holds.
func openNow(t *testing.T) (*store.DB, *time.Time) {
	t.Helper()
	now := time.Date(2026, 5, 6, 12, 0, 0, 0, time.UTC)
	db, err := store.Open(t.Context(), store.Options{Path: filepath.Join(t.TempDir(), "library.db"), Clock: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db, &now
}

func piece(title, text string) news.Article {
	return news.Article{Title: title, Language: "en", Kind: "report", Tags: []string{"harbour"}, Body: `<p id="aaaaaaaa">` + text + "</p>\n"}
}

// draft makes a draft and takes it through review.
func draft(t *testing.T, db *store.DB, a news.Article, from string, n int) news.Draft {
	t.Helper()
	d, _, err := db.CreateDraft(t.Context(), a, news.DraftWriting, from, n)
	if err != nil {
		t.Fatal(err)
	}
	return approve(t, db, d.ID)
}

func approve(t *testing.T, db *store.DB, id string) news.Draft {
	t.Helper()
	for _, act := range []news.DraftAct{news.ActSubmit, news.ActApprove} {
		if _, _, err := db.MoveDraft(t.Context(), id, act, "", ""); err != nil {
			t.Fatal(err)
		}
	}
	return must[news.Draft](t)(db.Draft(t.Context(), id))
}

func publishing(d news.Draft, rel news.Release) news.Publishing {
	a := d.Article
	a.Row, a.ID, a.Source, a.Public = 0, "", "", ""
	rel.Draft = d.ID
	if a.Published.IsZero() {
		a.Published = time.Date(2026, 5, 6, 12, 0, 0, 0, time.UTC)
	}
	return news.Publishing{Release: rel, Hash: d.Hash, Onto: d.Newest, Article: a}
}

func TestWhatIsPublishedCanBeTakenBackAndPublishedAgain(t *testing.T) {
	db, _ := openNow(t)
	empty := exported(t, db)
	d := draft(t, db, piece("The wall", "It was built."), "", 0)
	out, entry, err := db.Publish(t.Context(), []news.Publishing{publishing(d, news.Release{})})
	if err != nil || len(out) != 1 || out[0].N != 1 || out[0].Article != d.Article.Public {
		t.Fatal(out, err)
	}
	first := exported(t, db)
	if !strings.Contains(first, "It was built.") {
		t.Fatal(first)
	}
	sound(t, db)

	// A correction, and back.
	copied := draft(t, db, piece("The wall", "It was built twice."), d.Article.Public, 1)
	if _, _, err := db.Publish(t.Context(), []news.Publishing{publishing(copied, news.Release{Change: news.ChangeCorrection, Note: "Twice."})}); err != nil {
		t.Fatal(err)
	}
	if state := must[news.State](t)(db.PublicState(t.Context(), d.Article.Public)); state != news.StateCorrected {
		t.Errorf("it is %s", state)
	}
	sound(t, db)
	if undone := undoLast(t, db); len(undone.Kept) > 0 {
		t.Fatal(undone)
	}
	if diff := cmp.Diff(first, exported(t, db)); diff != "" {
		t.Error(diff)
	}
	if held := must[news.Draft](t)(db.Draft(t.Context(), copied.ID)); held.State != news.DraftApproved || held.Closed != "" {
		t.Errorf("the draft is %s, %q", held.State, held.Closed)
	}

	// The first version, and back; then out again under the same id.
	undone, err := db.Undo(t.Context(), entry)
	if err != nil || len(undone.Kept) > 0 {
		t.Fatal(undone, err)
	}
	if diff := cmp.Diff(empty, exported(t, db)); diff != "" {
		t.Error(diff)
	}
	d = must[news.Draft](t)(db.Draft(t.Context(), d.ID))
	if d.State != news.DraftApproved || d.Public != news.StateUnpublished || d.Newest != 0 {
		t.Fatalf("%+v", d)
	}
	if page := must[news.DraftPage](t)(db.Drafts(t.Context(), news.DraftFilter{})); len(page.Drafts) != 1 || page.Counts[news.DraftApproved] != 1 {
		t.Errorf("on the desk are %+v", page)
	}
	if page := must[news.DraftPage](t)(db.Drafts(t.Context(), news.DraftFilter{Article: d.Article.Public})); len(page.Drafts) != 1 || page.Counts != nil {
		t.Errorf("all drafts were counted for one article's: %+v", page)
	}
	again, _, err := db.Publish(t.Context(), []news.Publishing{publishing(d, news.Release{})})
	if err != nil || again[0].Article != out[0].Article {
		t.Fatal(again, err)
	}
	if diff := cmp.Diff(first, exported(t, db)); diff != "" {
		t.Error(diff)
	}
	sound(t, db)
}

func TestAReleaseIsWholeOrNot(t *testing.T) {
	db, _ := openNow(t)
	good := draft(t, db, piece("Good", "Words."), "", 0)
	other := draft(t, db, piece("Other", "Words."), "", 0)
	bad := must3(t)(db.CreateDraft(t.Context(), piece("Bad", "Words."), news.DraftWriting, "", 0))
	before := exported(t, db)
	for name, test := range map[string]struct {
		second news.Publishing
		code   news.Code
	}{
		"not approved":      {publishing(bad, news.Release{}), news.CodeInvalid},
		"other words":       {func() news.Publishing { p := publishing(other, news.Release{}); p.Hash = "00"; return p }(), news.CodeConflict},
		"no headline":       {func() news.Publishing { p := publishing(other, news.Release{}); p.Article.Title = " "; return p }(), news.CodeInvalid},
		"a draft not there": {news.Publishing{Release: news.Release{Draft: "nobody"}, Article: piece("X", "Y.")}, news.CodeNotFound},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := db.Publish(t.Context(), []news.Publishing{publishing(good, news.Release{}), test.second})
			if news.CodeOf(err) != test.code {
				t.Errorf("%v", err)
			}
			if diff := cmp.Diff(before, exported(t, db)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func must3(t *testing.T) func(news.Draft, int64, error) news.Draft {
	return func(d news.Draft, _ int64, err error) news.Draft {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
}

func TestAnApprovalIsForTheWordsThatWereRead(t *testing.T) {
	db, _ := openNow(t)
	d := must3(t)(db.CreateDraft(t.Context(), piece("The wall", "One."), news.DraftWriting, "", 0))
	read := d.Hash
	if _, _, err := db.MoveDraft(t.Context(), d.ID, news.ActSubmit, "", ""); err != nil {
		t.Fatal(err)
	}
	save := func(stamp int64, text string) (news.Draft, error) {
		return db.SaveDraft(t.Context(), news.DraftSave{ID: d.ID, Stamp: stamp, Article: piece("The wall", text)})
	}
	if _, err := save(0, "Two."); err != nil {
		t.Fatal(err)
	}
	if _, _, err := db.MoveDraft(t.Context(), d.ID, news.ActApprove, "", read); news.CodeOf(err) != news.CodeConflict {
		t.Errorf("words that nobody read were approved: %v", err)
	}
	if _, _, err := db.MoveDraft(t.Context(), d.ID, news.ActApprove, "", ""); err != nil {
		t.Fatal(err)
	}
	approved := must[news.Draft](t)(db.Draft(t.Context(), d.ID))
	// The same words again are no edit; others void the approval, and its time.
	if same, err := save(approved.Stamp, "Two."); err != nil || same.State != news.DraftApproved || same.Stamp != approved.Stamp {
		t.Errorf("%+v, %v", same, err)
	}
	other, err := save(approved.Stamp, "Three.")
	if err != nil || other.State != news.DraftWriting {
		t.Errorf("%+v, %v", other, err)
	}
	if _, err := save(approved.Stamp, "Mine."); news.CodeOf(err) != news.CodeConflict {
		t.Errorf("another window's words were overwritten: %v", err)
	}
	// The approval cannot be brought back for other words.
	if undone := undoLast(t, db); len(undone.Kept) != 1 {
		t.Errorf("%+v", undone)
	}
	revisions, err := db.Revisions(t.Context(), d.ID)
	if err != nil || len(revisions) != 2 || revisions[0].Hash != approved.Hash {
		t.Errorf("%+v, %v", revisions, err)
	}
	if a := must[news.Article](t)(db.Revision(t.Context(), d.ID, 1)); !strings.Contains(a.Body, "One.") {
		t.Errorf("revision 1 holds %s", a.Body)
	}
}

func TestWhatIsScheduledWaitsForItsTime(t *testing.T) {
	db, now := openNow(t)
	at := now.Add(time.Hour)
	d := draft(t, db, piece("Later", "Words."), "", 0)
	p := publishing(d, news.Release{At: at, Group: "g"})
	out, entry, err := db.Publish(t.Context(), []news.Publishing{p})
	if err != nil || out[0].N != 0 {
		t.Fatal(out, err)
	}
	d = must[news.Draft](t)(db.Draft(t.Context(), d.ID))
	if d.Public != news.StateScheduled || d.Release == nil || !d.Release.At.Equal(at) {
		t.Fatalf("%+v", d)
	}
	if due := must[[]news.Release](t)(db.Due(t.Context(), *now)); len(due) != 0 {
		t.Errorf("%+v is due", due)
	}
	due := must[[]news.Release](t)(db.Due(t.Context(), at))
	if len(due) != 1 || due[0].Draft != d.ID || due[0].Group != "g" {
		t.Errorf("%+v is due", due)
	}
	if err := db.FailRelease(t.Context(), d.ID, "Because."); err != nil {
		t.Fatal(err)
	}
	if due := must[[]news.Release](t)(db.Due(t.Context(), at)); len(due) != 0 {
		t.Errorf("%+v is tried again", due)
	}
	if undone, err := db.Undo(t.Context(), entry); err != nil || len(undone.Kept) > 0 {
		t.Fatal(undone, err)
	}
	if d = must[news.Draft](t)(db.Draft(t.Context(), d.ID)); d.Public != news.StateUnpublished || d.State != news.DraftApproved || d.Failed != "" {
		t.Errorf("%+v", d)
	}
	if _, err := db.Unschedule(t.Context(), d.ID); news.CodeOf(err) != news.CodeInvalid {
		t.Errorf("%v", err)
	}
}

// TestAnImportDoesNotUndoAnEdit brings the same article again after it was edited here:
// what arrives as it arrived before is nothing new.
func TestAnImportDoesNotUndoAnEdit(t *testing.T) {
	db, _ := openNow(t)
	came := piece("The tide", "It comes by night.")
	came.ID, came.Published = "tide", time.Unix(1_700_000_000, 0)
	take(t, db, "wire", came)
	arrive := func(id string) {
		t.Helper()
		if err := db.BeginImport(t.Context(), news.Import{ID: id}); err != nil {
			t.Fatal(err)
		}
		if _, problems, err := db.Ingest(t.Context(), news.Batch{Import: id, Source: "wire", Records: []news.Record{{Article: &came}}}); err != nil || len(problems) > 0 {
			t.Fatal(err, problems)
		}
	}
	edited := draft(t, db, piece("The tide", "It comes by day."), "tide", 1)
	if _, _, err := db.Publish(t.Context(), []news.Publishing{publishing(edited, news.Release{Change: news.ChangeUpdate})}); err != nil {
		t.Fatal(err)
	}
	arrive("again")
	if a := must[news.Article](t)(db.Article(t.Context(), "tide")); !strings.Contains(a.Body, "by day") {
		t.Errorf("the edit is gone: %s", a.Body)
	}
	came.Body = strings.ReplaceAll(came.Body, "night", "noon")
	arrive("anew")
	if a := must[news.Article](t)(db.Article(t.Context(), "tide")); !strings.Contains(a.Body, "by noon") {
		t.Errorf("what is new did not arrive: %s", a.Body)
	}
	sound(t, db)
}

func TestNotesAreKeptAndTakenBack(t *testing.T) {
	db, _ := openNow(t)
	d := must3(t)(db.CreateDraft(t.Context(), piece("The wall", "One."), news.DraftWriting, "", 0))
	add := func(n news.DraftNote) string {
		t.Helper()
		kept, entry, err := db.AddNote(t.Context(), d.ID, n)
		if err != nil || entry == 0 {
			t.Fatal(err)
		}
		return kept.ID
	}
	first := add(news.DraftNote{Block: "aaaaaaaa", Quote: "One", Suffix: ".", Text: "Only one?"})
	add(news.DraftNote{Parent: first, Text: "Two."})
	if _, _, err := db.AddNote(t.Context(), d.ID, news.DraftNote{Parent: "nobody", Text: "x"}); news.CodeOf(err) != news.CodeNotFound {
		t.Errorf("%v", err)
	}
	if entry, err := db.ResolveNote(t.Context(), first, true); err != nil || entry == 0 {
		t.Fatal(err)
	}
	list := must[[]news.DraftNote](t)(db.DraftNotes(t.Context(), d.ID))
	if len(list) != 2 || list[0].Resolved.IsZero() || list[1].Parent != first || list[0].Quote != "One" {
		t.Errorf("%+v", list)
	}
	undoLast(t, db)
	if _, err := db.RemoveNote(t.Context(), first); err != nil {
		t.Fatal(err)
	}
	if list = must[[]news.DraftNote](t)(db.DraftNotes(t.Context(), d.ID)); len(list) != 1 {
		t.Errorf("%+v", list)
	}
	undoLast(t, db)
	if list = must[[]news.DraftNote](t)(db.DraftNotes(t.Context(), d.ID)); len(list) != 2 || !list[0].Resolved.IsZero() {
		t.Errorf("%+v", list)
	}
}

func TestOldAddressesLeadOnForEver(t *testing.T) {
	db, _ := openNow(t)
	a := piece("The wall", "One.")
	a.Slug = "the-wall"
	d := draft(t, db, a, "", 0)
	if _, _, err := db.Publish(t.Context(), []news.Publishing{publishing(d, news.Release{})}); err != nil {
		t.Fatal(err)
	}
	a.Slug = "a-wall"
	next := draft(t, db, a, d.Article.Public, 1)
	if _, _, err := db.Publish(t.Context(), []news.Publishing{publishing(next, news.Release{Change: news.ChangeMinor})}); err != nil {
		t.Fatal(err)
	}
	for _, address := range []string{"the-wall", "a-wall", d.Article.Public} {
		if id := must[string](t)(db.Resolve(t.Context(), address)); id != d.Article.Public {
			t.Errorf("%s leads to %s", address, id)
		}
	}
	other := piece("Other", "Two.")
	other.Slug = "the-wall"
	taken := draft(t, db, other, "", 0)
	if _, _, err := db.Publish(t.Context(), []news.Publishing{publishing(taken, news.Release{})}); news.CodeOf(err) != news.CodeExists {
		t.Errorf("%v", err)
	}
}

// TestAnAnswerIsOfItsOwnAct has another window save right behind each act: what the act
// answers is its own state, never the other's, whose stamp would let that be overwritten.
func TestAnAnswerIsOfItsOwnAct(t *testing.T) {
	var behind func()
	db, err := store.Open(t.Context(), store.Options{Path: filepath.Join(t.TempDir(), "library.db"), Clock: time.Now, OnChange: func(store.Changed) {
		if then := behind; then != nil {
			behind = nil
			then()
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	d := must3(t)(db.CreateDraft(t.Context(), piece("The wall", "One."), news.DraftWriting, "", 0))
	save := func(text string) news.Draft {
		t.Helper()
		return must[news.Draft](t)(db.SaveDraft(t.Context(), news.DraftSave{ID: d.ID, Article: piece("The wall", text)}))
	}
	behind = func() { save("Theirs.") }
	saved := save("Ours.")
	if !strings.Contains(saved.Article.Body, "Ours.") || saved.Stamp != d.Stamp+1 {
		t.Errorf("a save answers stamp %d with %s", saved.Stamp, saved.Article.Body)
	}
	behind = func() { save("Theirs again.") }
	moved, _, err := db.MoveDraft(t.Context(), d.ID, news.ActSubmit, "", "")
	if err != nil || moved.State != news.DraftInReview || !strings.Contains(moved.Article.Body, "Theirs.") {
		t.Errorf("an act answers %s with %s: %v", moved.State, moved.Article.Body, err)
	}
}
