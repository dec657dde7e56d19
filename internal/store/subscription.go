package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"broadsheet/internal/news"
)

// maxSubscriptions bounds what a library asks for.
const maxSubscriptions = 10_000

const feedColumns = `id, address, title, site, folder, source, complete, private, pictures, etag, modified, sum, checked, changed, next, failures, problem, gone`

func scanFeed(rows interface{ Scan(...any) error }) (s news.Subscription, err error) {
	var checked, changed, next string
	a := &s.Asked
	err = rows.Scan(&s.ID, &s.Address, &s.Title, &s.Site, &s.Folder, &s.Source, &s.Complete, &s.Private, &s.Pictures,
		&a.ETag, &a.LastModified, &a.Sum, &checked, &changed, &next, &a.Failures, &a.Problem, &a.Gone)
	a.Checked, a.Changed, a.Next = momentOf(checked), momentOf(changed), momentOf(next)
	return s, err
}

// Subscriptions lists the feeds by folder and title.
func (db *DB) Subscriptions(ctx context.Context) ([]news.Subscription, error) {
	rows, err := db.query(ctx, `SELECT `+feedColumns+` FROM subscriptions WHERE kept = 1 ORDER BY folder, title, subscription`)
	list, err := collect(rows, err, func(rows *sql.Rows) (news.Subscription, error) { return scanFeed(rows) })
	return list, db.translate("list subscriptions", err)
}

// Subscription gives one feed.
func (db *DB) Subscription(ctx context.Context, id string) (news.Subscription, error) {
	s, err := scanFeed(db.row(ctx, `SELECT `+feedColumns+` FROM subscriptions WHERE id = ? AND kept = 1`, id))
	return s, db.translate("read subscription", orNotFound(err, "subscription", id))
}

// AddSubscription subscribes to a feed, and gives it as it is kept; added is false
// where it was there. Can be undone.
func (db *DB) AddSubscription(ctx context.Context, s news.Subscription) (kept news.Subscription, added bool, err error) {
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		done, key, err := t.addFeed(ctx, s)
		if err != nil {
			return err
		}
		if added = done != nil; added {
			if _, err := t.journal(ctx, entry{verb: "subscription.added", subject: s.Address, inverse: &inverse{Steps: []step{*done}}}); err != nil {
				return err
			}
		}
		kept, err = scanFeed(t.row(ctx, `SELECT `+feedColumns+` FROM subscriptions WHERE subscription = ?`, key))
		return err
	})
	return kept, added, db.translate("add subscription", told(err))
}

// told makes an error for people of what a record is refused for.
func told(err error) error {
	var no refusal
	if errors.As(err, &no) {
		return news.Errorf(news.CodeInvalid, "subscription", "%s", sentence(no.why))
	}
	return err
}

// SetSubscription changes what a person says of a feed: address, title, folder,
// Complete, Private, Pictures. A new address forgets what came of asking at the old one.
// It gives the journal's entry, by which it can be undone; 0: nothing changed.
func (db *DB) SetSubscription(ctx context.Context, s news.Subscription) (number int64, err error) {
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		key, err := t.feedKey(ctx, s.ID)
		if err != nil {
			return err
		}
		if err := checkFeed(s); err != nil {
			return err
		}
		done, err := t.change(ctx, thingFeed, key, feedState{}, func() error {
			return t.writeFeed(ctx, key, feedJSON{s.Address, s.Title, s.Site, s.Folder, s.Complete, s.Private, s.Pictures, true})
		})
		if errors.Is(err, errPlaceTaken) {
			return news.Errorf(news.CodeExists, "address", "There is another subscription to %s.", s.Address)
		}
		if err != nil || done == nil {
			return err
		}
		number, err = t.journal(ctx, entry{verb: "subscription.changed", subject: s.Address, inverse: &inverse{Steps: []step{*done}}})
		return err
	})
	return number, db.translate("change subscription", told(err))
}

// RemoveSubscription ends a subscription; its articles stay. It gives the
// journal's entry, by which it can be undone.
func (db *DB) RemoveSubscription(ctx context.Context, id string) (number int64, err error) {
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		key, err := t.feedKey(ctx, id)
		if err != nil {
			return err
		}
		var address string
		done, err := t.change(ctx, thingFeed, key, feedState{}, func() error {
			return t.row(ctx, `UPDATE subscriptions SET kept = 0 WHERE subscription = ? RETURNING address`, key).Scan(&address)
		})
		if err != nil {
			return err
		}
		number, err = t.journal(ctx, entry{verb: "subscription.removed", subject: address, inverse: &inverse{Steps: []step{*done}}})
		return err
	})
	return number, db.translate("remove subscription", err)
}

// NoteAsked writes down what came of asking for a feed, and where it has moved
// for good; an empty address leaves it where it is. It is no change of the
// person's, so that the journal says nothing of it.
func (db *DB) NoteAsked(ctx context.Context, id string, a news.Asked, moved string) error {
	err := db.write(ctx, func(ctx context.Context, t *tx) error {
		_, err := t.exec(ctx, `UPDATE subscriptions SET etag = ?, modified = ?, sum = ?, checked = ?, changed = ?, next = ?, failures = ?, problem = ?, gone = ?
			WHERE id = ?`, a.ETag, a.LastModified, a.Sum, stampOf(a.Checked), stampOf(a.Changed), stampOf(a.Next), a.Failures, a.Problem, a.Gone, id)
		if err != nil || moved == "" {
			return err
		}
		_, err = t.exec(ctx, `UPDATE subscriptions SET address = ?1 WHERE id = ?2 AND NOT EXISTS (SELECT 1 FROM subscriptions WHERE address = ?1 AND kept = 1)`, moved, id)
		return err
	})
	return db.translate("note what a feed answered", err)
}

func (t *tx) feedKey(ctx context.Context, id string) (key int64, err error) {
	err = t.row(ctx, `SELECT subscription FROM subscriptions WHERE id = ? AND kept = 1`, id).Scan(&key)
	return key, orNotFound(err, "subscription", id)
}

func (in *ingest) subscription(ctx context.Context, s news.Subscription) (news.Outcome, error) {
	done, _, err := in.addFeed(ctx, s)
	outcome, err := in.stepped(ctx, done, err)
	if outcome == news.OutcomeUpdated {
		outcome = news.OutcomeAdded
	}
	return outcome, err
}

func checkFeed(s news.Subscription) error {
	u, err := url.Parse(s.Address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || len(s.Address) > 4<<10 {
		return refuse("%.200q is no address of a feed", s.Address)
	}
	if len(s.Title) > 4000 || len(s.Folder) > 1000 || len(s.Site) > 4<<10 {
		return refuse("the title, the folder or the page of %.200q is too long", s.Address)
	}
	return nil
}

// addFeed subscribes to a feed; the step is nil where it was there.
func (t *tx) addFeed(ctx context.Context, s news.Subscription) (*step, int64, error) {
	if err := checkFeed(s); err != nil {
		return nil, 0, err
	}
	var key int64
	var kept bool
	err := t.row(ctx, `SELECT subscription, kept FROM subscriptions WHERE address = ? ORDER BY kept DESC, subscription LIMIT 1`, s.Address).Scan(&key, &kept)
	if kept || err != nil && !errors.Is(err, sql.ErrNoRows) {
		return nil, key, err
	}
	var count int
	if err := t.row(ctx, `SELECT count(*) FROM subscriptions WHERE kept = 1`).Scan(&count); err != nil {
		return nil, 0, err
	}
	if count >= maxSubscriptions {
		return nil, 0, refuse("a library has at most %d subscriptions", maxSubscriptions)
	}
	if s.Title = strings.TrimSpace(s.Title); s.Title == "" {
		s.Title = hostOf(s.Address)
	}
	if key == 0 {
		if key, err = t.insertFeed(ctx, s); err != nil {
			return nil, 0, err
		}
	}
	done, err := t.change(ctx, thingFeed, key, feedState{}, func() error {
		return t.writeFeed(ctx, key, feedJSON{s.Address, s.Title, s.Site, s.Folder, s.Complete, s.Private, s.Pictures, true})
	})
	return done, key, err
}

func hostOf(address string) string {
	u, _ := url.Parse(address) // checkFeed has read it
	return strings.TrimPrefix(u.Hostname(), "www.")
}

// insertFeed makes a row that is not kept yet. Its source is named after the
// feed, with a number where that is taken.
func (t *tx) insertFeed(ctx context.Context, s news.Subscription) (int64, error) {
	source := s.Title
	for n := 2; ; n++ {
		var taken int
		err := t.row(ctx, `SELECT 1 FROM subscriptions WHERE source = ?1 UNION ALL SELECT 1 FROM sources WHERE name = ?1 LIMIT 1`, source).Scan(&taken)
		if errors.Is(err, sql.ErrNoRows) {
			break
		}
		if err != nil {
			return 0, err
		}
		source = fmt.Sprintf("%s (%d)", s.Title, n)
	}
	r, err := t.exec(ctx, `INSERT INTO subscriptions (id, address, title, site, folder, source, kept) VALUES (?, ?, ?, ?, ?, ?, 0)`,
		"f-"+randomID()[:12], s.Address, s.Title, s.Site, s.Folder, source)
	if err != nil {
		return 0, err
	}
	return r.LastInsertId()
}

// feedJSON is a subscription as undo keeps it.
type feedJSON struct {
	Address  string `json:"address"`
	Title    string `json:"title"`
	Site     string `json:"site,omitempty"`
	Folder   string `json:"folder,omitempty"`
	Complete bool   `json:"complete,omitempty"`
	Private  bool   `json:"private,omitempty"`
	Pictures bool   `json:"pictures,omitempty"`
	Kept     bool   `json:"kept,omitempty"`
}

// writeFeed may give errPlaceTaken before anything was written.
func (t *tx) writeFeed(ctx context.Context, key int64, f feedJSON) error {
	if f.Kept {
		var other int
		err := t.row(ctx, `SELECT 1 FROM subscriptions WHERE address = ? AND kept = 1 AND subscription <> ?`, f.Address, key).Scan(&other)
		if err == nil {
			return errPlaceTaken
		}
		if !errors.Is(err, sql.ErrNoRows) {
			return err
		}
	}
	_, err := t.exec(ctx, `UPDATE subscriptions SET
			etag = iif(address = ?2, etag, ''), modified = iif(address = ?2, modified, ''), sum = iif(address = ?2, sum, ''),
			next = iif(address = ?2, next, ''), failures = iif(address = ?2, failures, 0), problem = iif(address = ?2, problem, ''), gone = iif(address = ?2, gone, 0),
			address = ?2, title = ?3, site = ?4, folder = ?5, complete = ?6, private = ?7, pictures = ?8, kept = ?9 WHERE subscription = ?1`,
		key, f.Address, f.Title, f.Site, f.Folder, f.Complete, f.Private, f.Pictures, f.Kept)
	return err
}

type feedState struct{}

func (feedState) same(a, b json.RawMessage) bool { return sameBytes(a, b) }

func (feedState) read(ctx context.Context, t *tx, key int64) (json.RawMessage, string, error) {
	var f feedJSON
	err := t.row(ctx, `SELECT address, title, site, folder, complete, private, pictures, kept FROM subscriptions WHERE subscription = ?`, key).
		Scan(&f.Address, &f.Title, &f.Site, &f.Folder, &f.Complete, &f.Private, &f.Pictures, &f.Kept)
	if err != nil {
		return nil, "", err
	}
	b, err := encode(f)
	return b, f.Address, err
}

func (feedState) write(ctx context.Context, t *tx, key int64, raw json.RawMessage) error {
	var f feedJSON
	if err := decode(string(raw), &f); err != nil {
		return err
	}
	return t.writeFeed(ctx, key, f)
}

// Held tells of items of a source whether they are here, in their order.
func (db *DB) Held(ctx context.Context, source string, items []news.Article) ([]news.Held, error) {
	out := make([]news.Held, len(items))
	for i := range items {
		id := items[i].ID
		if id == "" {
			id = derivedID("u", items[i].URL)
		}
		var deleted bool
		var updated sql.NullInt64
		var published, zone int64
		err := db.row(ctx, `SELECT a.deleted, a.updated, a.published, a.zone FROM sources o CROSS JOIN articles a INDEXED BY articles_own
				WHERE o.name = ?1 AND a.deleted = 0 AND a.source = o.source AND a.id = ?2
			UNION ALL SELECT a.deleted, a.updated, a.published, a.zone FROM sources o CROSS JOIN articles a INDEXED BY articles_gone
				WHERE o.name = ?1 AND a.deleted = 1 AND a.source = o.source AND a.id = ?2
			LIMIT 1`, source, id).Scan(&deleted, &updated, &published, &zone)
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		if err != nil {
			return nil, db.translate("look for a feed's items", err)
		}
		out[i] = news.Held{Known: !deleted, Removed: deleted, Published: publishedTime(published, zone)}
		if updated.Valid {
			out[i].Updated = time.UnixMilli(updated.Int64).UTC()
		}
	}
	return out, nil
}
