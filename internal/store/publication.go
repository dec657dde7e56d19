package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"strings"
	"time"

	"broadsheet/internal/news"
)

// Publication gives the publication's record; its sections are those of its
// own list, in its order.
func (db *DB) Publication(ctx context.Context) (news.Publication, error) {
	p, err := readPublication(ctx, db)
	return p, db.translate("read publication", err)
}

func readPublication(ctx context.Context, r reader) (news.Publication, error) {
	var p news.Publication
	var languages string
	err := r.row(ctx, `SELECT name, tagline, languages, time_zone, origin FROM publication WHERE one = 1`).
		Scan(&p.Name, &p.Tagline, &languages, &p.TimeZone, &p.Origin)
	if err != nil {
		return p, err
	}
	if err := decode(languages, &p.Languages); err != nil {
		return p, err
	}
	rows, err := r.query(ctx, `SELECT slug, name, count FROM sections WHERE position IS NOT NULL ORDER BY position, section`)
	p.Sections, err = collect(rows, err, scanSection)
	return p, err
}

func scanSection(rows *sql.Rows) (s news.Section, err error) {
	return s, rows.Scan(&s.Slug, &s.Name, &s.Count)
}

// Sections lists the publication's sections: those of its own list in its
// order, then those that articles bear, by name.
func (db *DB) Sections(ctx context.Context) ([]news.Section, error) {
	rows, err := db.query(ctx, `SELECT slug, name, count FROM sections WHERE position IS NOT NULL OR count > 0
		ORDER BY position IS NULL, position, fold`)
	list, err := collect(rows, err, scanSection)
	return list, db.translate("read sections", err)
}

// Section gives a section by its slug or its name.
func (db *DB) Section(ctx context.Context, slug string) (news.Section, error) {
	var s news.Section
	err := db.row(ctx, `SELECT slug, name, count FROM sections`+bySlugOrName, slug, foldOf(slug)).Scan(&s.Slug, &s.Name, &s.Count)
	return s, db.translate("read section", orNotFound(err, "section", slug))
}

// SetPublication replaces the publication's record, with its list of sections.
// Can be undone; it gives the history's entry, 0 where nothing changed.
func (db *DB) SetPublication(ctx context.Context, p news.Publication) (number int64, err error) {
	if err := checkPublication(&p); err != nil {
		return 0, err
	}
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		s, err := t.change(ctx, thingPublication, 0, publicationState{}, func() error { return t.setPublication(ctx, p) })
		if err != nil || s == nil {
			return err
		}
		number, err = t.journal(ctx, entry{verb: "publication.changed", subject: p.Name, inverse: &inverse{Steps: []step{*s}}})
		return err
	})
	return number, db.translate("set publication", err)
}

func checkPublication(p *news.Publication) error {
	if strings.TrimSpace(p.Name) == "" {
		return news.Errorf(news.CodeInvalid, "name", "A publication needs a name.")
	}
	if _, err := time.LoadLocation(p.TimeZone); err != nil {
		return news.Errorf(news.CodeInvalid, "time_zone", "%q is not a time zone.", p.TimeZone)
	}
	if p.Origin == "" {
		p.Origin = news.OriginOwn
	}
	return nil
}

// publication takes the record of an interchange stream. What it does not say
// stays as it is.
func (in *ingest) publication(ctx context.Context, p news.Publication) (news.Outcome, error) {
	now, err := readPublication(ctx, in.tx)
	if err != nil {
		return "", err
	}
	if p.Name == "" {
		p.Name = now.Name
	}
	if len(p.Languages) == 0 {
		p.Languages = now.Languages
	}
	if p.TimeZone == "" {
		p.TimeZone = now.TimeZone
	}
	if p.Sections == nil {
		p.Sections = now.Sections
	}
	if err := checkPublication(&p); err != nil {
		return "", refuse("%s", err)
	}
	s, err := in.change(ctx, thingPublication, 0, publicationState{}, func() error { return in.setPublication(ctx, p) })
	return in.stepped(ctx, s, err)
}

// stepped writes a record's step down.
func (in *ingest) stepped(ctx context.Context, s *step, err error) (news.Outcome, error) {
	if err != nil {
		return "", err
	}
	if s == nil {
		return news.OutcomeUnchanged, nil
	}
	return news.OutcomeUpdated, in.step(ctx, *s)
}

func (t *tx) setPublication(ctx context.Context, p news.Publication) error {
	state := publicationJSON{p.Name, p.Tagline, p.Languages, p.TimeZone, string(p.Origin), nil}
	for _, s := range p.Sections {
		if strings.TrimSpace(s.Name) != "" {
			state.Sections = append(state.Sections, s.Name)
		}
	}
	return t.writePublication(ctx, state)
}

// publicationJSON is the record as undo keeps it.
type publicationJSON struct {
	Name      string   `json:"name"`
	Tagline   string   `json:"tagline"`
	Languages []string `json:"languages"`
	TimeZone  string   `json:"time_zone"`
	Origin    string   `json:"origin"`
	Sections  []string `json:"sections"`
}

type publicationState struct{}

func (publicationState) same(a, b json.RawMessage) bool { return sameBytes(a, b) }

func (publicationState) read(ctx context.Context, t *tx, _ int64) (json.RawMessage, string, error) {
	p, err := readPublication(ctx, t)
	if err != nil {
		return nil, "", err
	}
	state := publicationJSON{p.Name, p.Tagline, p.Languages, p.TimeZone, string(p.Origin), nil}
	for _, s := range p.Sections {
		state.Sections = append(state.Sections, s.Name)
	}
	b, err := encode(state)
	return b, p.Name, err
}

func (publicationState) write(ctx context.Context, t *tx, _ int64, raw json.RawMessage) error {
	var state publicationJSON
	if err := decode(string(raw), &state); err != nil {
		return err
	}
	return t.writePublication(ctx, state)
}

func (t *tx) writePublication(ctx context.Context, p publicationJSON) error {
	if p.Languages == nil {
		p.Languages = []string{}
	}
	languages, err := encodeText(p.Languages)
	if err != nil {
		return err
	}
	if _, err := t.exec(ctx, `UPDATE publication SET name = ?, tagline = ?, languages = ?, time_zone = ?, origin = ? WHERE one = 1`,
		p.Name, p.Tagline, languages, p.TimeZone, p.Origin); err != nil {
		return err
	}
	if err := t.listSections(ctx, p.Sections); err != nil {
		return err
	}
	t.changed.Publication = true
	zone := news.Publication{TimeZone: p.TimeZone}.Zone()
	if zone.String() == t.zone.String() {
		return nil
	}
	return t.moveDays(ctx, zone)
}

// listSections makes names the publication's own list, in that order. A name
// is stored as it is written here.
func (t *tx) listSections(ctx context.Context, names []string) error {
	rows, err := t.query(ctx, `SELECT section, count FROM sections WHERE position IS NOT NULL`)
	type listed struct{ section, count int64 }
	was, err := collect(rows, err, func(rows *sql.Rows) (l listed, err error) { return l, rows.Scan(&l.section, &l.count) })
	if err != nil {
		return err
	}
	for _, l := range was {
		if l.count == 0 {
			t.total(totalSections, -1)
		}
	}
	if _, err := t.exec(ctx, `UPDATE sections SET position = NULL WHERE position IS NOT NULL`); err != nil {
		return err
	}
	for i, name := range names {
		id, err := t.sectionID(ctx, name)
		if err != nil {
			return err
		}
		var count int64
		var again bool
		err = t.row(ctx, `SELECT count, position IS NOT NULL FROM sections WHERE section = ?`, id).Scan(&count, &again)
		if err != nil {
			return err
		}
		if again {
			continue
		}
		if _, err := t.exec(ctx, `UPDATE sections SET position = ?, name = ? WHERE section = ?`, i+1, name, id); err != nil {
			return err
		}
		if count == 0 {
			t.total(totalSections, 1)
		}
	}
	return nil
}

// Setting gives a setting of this library, empty where it is not set.
func (db *DB) Setting(ctx context.Context, key string) (string, error) {
	var value string
	err := db.row(ctx, `SELECT value FROM settings WHERE key = ?`, key).Scan(&value)
	if err == sql.ErrNoRows {
		return "", nil
	}
	return value, db.translate("read setting", err)
}

// SetSetting sets a setting; an empty value takes it away.
func (db *DB) SetSetting(ctx context.Context, key, value string) error {
	err := db.write(ctx, func(ctx context.Context, t *tx) error {
		if value == "" {
			_, err := t.exec(ctx, `DELETE FROM settings WHERE key = ?`, key)
			return err
		}
		_, err := t.exec(ctx, `INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value`, key, value)
		return err
	})
	return db.translate("set setting", err)
}
