package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"strings"
	"unicode/utf8"

	"broadsheet/internal/news"
)

const savedColumns = `id, name, query, created, looked, looked_before`

const savedQuery = `SELECT ` + savedColumns + ` FROM saved_searches INDEXED BY saved_searches_fold WHERE kept = 1 ORDER BY fold`

func scanSaved(row interface{ Scan(...any) error }) (s news.SavedSearch, err error) {
	var created, looked, before string
	err = row.Scan(&s.ID, &s.Name, &s.Query, &created, &looked, &before)
	s.Created, s.Looked, s.Before = momentOf(created), momentOf(looked), momentOf(before)
	return s, err
}

// SavedSearches lists the saved searches by name.
func (db *DB) SavedSearches(ctx context.Context) ([]news.SavedSearch, error) {
	rows, err := db.query(ctx, savedQuery)
	list, err := collect(rows, err, func(rows *sql.Rows) (news.SavedSearch, error) { return scanSaved(rows) })
	return list, db.translate("list saved searches", err)
}

const savedSeenQuery = `SELECT seen, seen_before FROM saved_searches WHERE id = ? AND kept = 1`

// SavedSeen gives what a saved search found when it was looked at last, and the time
// before that, as NoteSavedSeen was given it; nil: never.
func (db *DB) SavedSeen(ctx context.Context, id string) (seen, before []byte, err error) {
	err = db.row(ctx, savedSeenQuery, id).Scan(&seen, &before)
	return seen, before, db.translate("read what was seen of a saved search", orNotFound(err, "saved search", id))
}

// SaveSearch keeps a query under a name. CodeExists: another one has the name. Can be
// undone by the entry.
func (db *DB) SaveSearch(ctx context.Context, name, query string) (kept news.SavedSearch, number int64, err error) {
	if name, err = cleanSavedName(name); err != nil {
		return kept, 0, err
	}
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		var held int
		if err := t.row(ctx, `SELECT count(*) FROM saved_searches INDEXED BY saved_searches_fold WHERE kept = 1`).Scan(&held); err != nil {
			return err
		}
		if held >= news.MaxSavedSearches {
			return news.Errorf(news.CodeLimit, "saved search", "There are at most %d saved searches; nothing was saved.", news.MaxSavedSearches)
		}
		res, err := t.exec(ctx, `INSERT INTO saved_searches (id, name, fold, query, created, looked, looked_before, kept) VALUES (?, ?, ?, ?, ?, '', '', 0)`,
			newDraftID("s-"), name, foldOf(name), query, stampOf(t.now))
		if err != nil {
			return err
		}
		key, err := res.LastInsertId()
		if err != nil {
			return err
		}
		if number, err = t.changeSaved(ctx, "search.saved", key, savedJSON{Name: name, Kept: true}); err != nil {
			return err
		}
		kept, err = scanSaved(t.row(ctx, `SELECT `+savedColumns+` FROM saved_searches WHERE search = ?`, key))
		return err
	})
	return kept, number, db.translate("save search", err)
}

func cleanSavedName(name string) (string, error) {
	name = strings.Join(strings.Fields(strings.ToValidUTF8(name, "�")), " ")
	switch {
	case name == "":
		return "", news.Errorf(news.CodeInvalid, "name", "A saved search needs a name.")
	case utf8.RuneCountInString(name) > news.MaxSavedSearchName:
		return "", news.Errorf(news.CodeLimit, "name", "The name of a saved search has at most %d letters.", news.MaxSavedSearchName)
	}
	return name, nil
}

// RenameSavedSearch gives a saved search another name. Can be undone by the entry, 0
// where nothing changed.
func (db *DB) RenameSavedSearch(ctx context.Context, id, name string) (number int64, err error) {
	if name, err = cleanSavedName(name); err != nil {
		return 0, err
	}
	return db.alterSaved(ctx, id, "search.renamed", func(s *savedJSON) { s.Name = name })
}

// RemoveSavedSearch takes a saved search away. Can be undone by the entry.
func (db *DB) RemoveSavedSearch(ctx context.Context, id string) (number int64, err error) {
	return db.alterSaved(ctx, id, "search.removed", func(s *savedJSON) { s.Kept = false })
}

func (db *DB) alterSaved(ctx context.Context, id, verb string, alter func(*savedJSON)) (number int64, err error) {
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		key, err := t.savedKey(ctx, id)
		if err != nil {
			return err
		}
		raw, _, err := savedState{}.read(ctx, t, key)
		if err != nil {
			return err
		}
		var s savedJSON
		if err := decode(string(raw), &s); err != nil {
			return err
		}
		alter(&s)
		number, err = t.changeSaved(ctx, verb, key, s)
		return err
	})
	return number, db.translate("change saved search", err)
}

func (t *tx) savedKey(ctx context.Context, id string) (key int64, err error) {
	err = t.row(ctx, `SELECT search FROM saved_searches WHERE id = ? AND kept = 1`, id).Scan(&key)
	return key, orNotFound(err, "saved search", id)
}

func (t *tx) changeSaved(ctx context.Context, verb string, key int64, to savedJSON) (int64, error) {
	s, err := t.change(ctx, thingSaved, key, savedState{}, func() error { return t.writeSaved(ctx, key, to) })
	if errors.Is(err, errPlaceTaken) {
		return 0, news.Errorf(news.CodeExists, "name", "There is a saved search %q already.", to.Name)
	}
	if err != nil || s == nil {
		return 0, err
	}
	return t.journal(ctx, entry{verb: verb, subject: to.Name, inverse: &inverse{Steps: []step{*s}}})
}

// NoteSavedSeen writes down that all that a saved search finds was seen, with what that
// is. As with reading, the journal says nothing of it; TakeSavedSeen takes it back.
func (db *DB) NoteSavedSeen(ctx context.Context, id string, seen []byte) error {
	return db.setSavedSeen(ctx, id, `UPDATE saved_searches SET looked_before = looked, seen_before = seen, looked = ?2, seen = ?3 WHERE search = ?1`, seen)
}

// TakeSavedSeen takes the last look at a saved search back, once. CodeConflict: there
// is none to take back.
func (db *DB) TakeSavedSeen(ctx context.Context, id string) error {
	return db.setSavedSeen(ctx, id, `UPDATE saved_searches SET looked = looked_before, seen = seen_before WHERE search = ?1 AND looked <> looked_before`, nil)
}

func (db *DB) setSavedSeen(ctx context.Context, id, query string, seen []byte) error {
	err := db.write(ctx, func(ctx context.Context, t *tx) error {
		key, err := t.savedKey(ctx, id)
		if err != nil {
			return err
		}
		args := []any{key}
		if seen != nil {
			args = append(args, stampOf(t.now), seen)
		}
		done, err := t.exec(ctx, query, args...)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, news.Errorf(news.CodeConflict, "saved search", "The last look was taken back already."))
		}
		t.changed.Searches = true
		return nil
	})
	return db.translate("note what was seen of a saved search", err)
}

// changedRowsLimit is how many changes are worth looking at one by one.
const changedRowsLimit = 100_000

// ChangedArticles gives the rows of the articles that changed after a number of the
// change log, each once, and the newest number. whole is false where the log does not
// reach back so far, or names more than is worth looking at.
func (db *DB) ChangedArticles(ctx context.Context, after int64) (rows []news.Row, newest int64, whole bool, err error) {
	err = db.read(ctx, func(r reader) error {
		var oldest sql.NullInt64
		if err := r.row(ctx, `SELECT min(seq) FROM changes`).Scan(&oldest); err != nil {
			return err
		}
		last, err := oneChange(ctx, r, newestChange)
		if err != nil {
			return err
		}
		newest = last.Seq
		if newest < after || newest > after && (!oldest.Valid || oldest.Int64 > after+1) || newest-after > changedRowsLimit {
			return nil
		}
		whole = true
		found, err := r.query(ctx, `SELECT seq, nonce, thing, row FROM changes WHERE seq > ? ORDER BY seq`, after)
		changes, err := collect(found, err, scanChange)
		rows = changed(changes, news.ThingArticle)
		return err
	})
	return rows, newest, whole, db.translate("read changes", err)
}

// savedJSON is the state of a saved search that undo sets.
type savedJSON struct {
	Name string `json:"name"`
	Kept bool   `json:"kept,omitempty"`
}

type savedState struct{}

func (savedState) same(a, b json.RawMessage) bool { return sameBytes(a, b) }

func (savedState) read(ctx context.Context, t *tx, key int64) (json.RawMessage, string, error) {
	var s savedJSON
	if err := t.row(ctx, `SELECT name, kept FROM saved_searches WHERE search = ?`, key).Scan(&s.Name, &s.Kept); err != nil {
		return nil, "", err
	}
	raw, err := encode(s)
	return raw, s.Name, err
}

func (savedState) write(ctx context.Context, t *tx, key int64, state json.RawMessage) error {
	var s savedJSON
	if err := decode(string(state), &s); err != nil {
		return err
	}
	return t.writeSaved(ctx, key, s)
}

// writeSaved gives errPlaceTaken where another saved search has the name.
func (t *tx) writeSaved(ctx context.Context, key int64, s savedJSON) error {
	var other int
	err := t.row(ctx, `SELECT count(*) FROM saved_searches INDEXED BY saved_searches_fold WHERE fold = ? AND kept = 1 AND search <> ?`, foldOf(s.Name), key).Scan(&other)
	if err != nil {
		return err
	}
	if s.Kept && other > 0 {
		return errPlaceTaken
	}
	t.changed.Searches = true
	_, err = t.exec(ctx, `UPDATE saved_searches SET name = ?, fold = ?, kept = ? WHERE search = ?`, s.Name, foldOf(s.Name), s.Kept, key)
	return err
}
