package store

import (
	"strings"
	"testing"

	"broadsheet/internal/news"
)

// Steps are read and written by their indexes, and so is the sum of what is published
// once it is kept.
func TestSessionsAreReadByTheirIndexes(t *testing.T) {
	db, ctx := openForPlans(t), t.Context()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	// As if the fingerprint had been asked for, which is the one walk, taken once.
	_, err := db.conn.ExecContext(ctx, `INSERT INTO content_sum (one, sum) VALUES (1, zeroblob(32))`)
	must(err)
	db.prepared.Clear()
	clear(db.stmts)
	_, _, err = db.StartSession(ctx, "t", "print")
	must(err)
	_, err = db.AddStep(ctx, "t", news.SessionStep{Kind: news.StepRead})
	must(err)
	_, err = db.RemoveStep(ctx, "t", 1)
	must(err)
	_, err = db.RenameSession(ctx, "t", "u")
	must(err)
	_, err = db.Remove(ctx, []string{"a"})
	must(err)
	_, err = db.StopSession(ctx)
	must(err)
	_, err = db.Undo(ctx, 0)
	must(err)
	_, err = db.RemoveSession(ctx, "u")
	must(err)
	_, err = db.Undo(ctx, 0)
	must(err)
	_, err = db.Sessions(ctx, "", 5)
	must(err)
	_, _, err = db.RunningSession(ctx)
	must(err)
	_, err = db.SessionSteps(ctx, "u", 0, 5)
	must(err)
	_, err = db.Fingerprint(ctx)
	must(err)

	var queries []string
	db.prepared.Range(func(query, _ any) bool { queries = append(queries, query.(string)); return true })
	for query := range db.stmts {
		if word, _, _ := strings.Cut(query, " "); word == "SELECT" || word == "UPDATE" || word == "INSERT" {
			queries = append(queries, query)
		}
	}
	sessions := 0
	for _, query := range queries {
		if strings.Contains(query, "session_steps") || strings.Contains(query, "content_sum") {
			sessions++
		}
		for _, step := range plan(t, db, query) {
			if walks.MatchString(step) && !strings.HasSuffix(query, "LIMIT 1") || strings.Contains(query, "session") && sorts.MatchString(step) {
				t.Errorf("%s\n%s", step, query)
			}
		}
	}
	if sessions < 8 {
		t.Errorf("only %d statements were of sessions", sessions)
	}
}
