package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"strings"

	"broadsheet/internal/news"
)

// ruleJSON is a rule as undo keeps it.
type ruleJSON struct {
	Said json.RawMessage `json:"said"`
	Off  bool            `json:"off,omitempty"`
	Kept bool            `json:"kept,omitempty"`
}

// saidJSON is what a rule says.
type saidJSON struct {
	If   []conditionJSON `json:"if"`
	Then []actionJSON    `json:"then"`
}

type conditionJSON struct {
	Field  news.RuleField `json:"field"`
	Values []string       `json:"values"`
	Not    bool           `json:"not,omitempty"`
}

type actionJSON struct {
	Do    news.RuleAct `json:"do"`
	Value string       `json:"value,omitempty"`
}

func said(r news.Rule) (json.RawMessage, error) {
	var s saidJSON
	for _, c := range r.If {
		s.If = append(s.If, conditionJSON(c))
	}
	for _, a := range r.Then {
		s.Then = append(s.Then, actionJSON(a))
	}
	return encode(s)
}

func ruleOf(id, text string, off bool) (news.Rule, error) {
	r := news.Rule{ID: id, Off: off}
	var s saidJSON
	if err := decode(text, &s); err != nil {
		return r, err
	}
	for _, c := range s.If {
		r.If = append(r.If, news.Condition(c))
	}
	for _, a := range s.Then {
		r.Then = append(r.Then, news.Action(a))
	}
	return r, nil
}

// Rules lists the rules in the order in which they act.
func (db *DB) Rules(ctx context.Context) ([]news.Rule, error) {
	rows, err := db.query(ctx, `SELECT id, said, off FROM rules WHERE kept = 1 ORDER BY rule`)
	list, err := collect(rows, err, func(rows *sql.Rows) (news.Rule, error) {
		var id, text string
		var off bool
		if err := rows.Scan(&id, &text, &off); err != nil {
			return news.Rule{}, err
		}
		return ruleOf(id, text, off)
	})
	return list, db.translate("list rules", err)
}

// PutRule adds a rule without an ID, and replaces the one with it; it gives the
// rule as it is kept and the journal's entry, by which it can be undone (0:
// nothing changed).
func (db *DB) PutRule(ctx context.Context, r news.Rule) (kept news.Rule, number int64, err error) {
	text, err := said(r)
	if err != nil {
		return news.Rule{}, 0, err
	}
	verb := "rule.changed"
	if r.ID == "" {
		r.ID, verb = "r-"+randomID()[:12], "rule.added"
	}
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		var key int64
		var err error
		if verb == "rule.added" {
			key, err = t.insertRule(ctx, r.ID, text)
		} else {
			key, err = t.ruleKey(ctx, r.ID)
		}
		if err != nil {
			return err
		}
		number, err = t.journalRule(ctx, verb, key, r, ruleJSON{Said: text, Off: r.Off, Kept: true})
		return err
	})
	return r, number, db.translate("keep rule", err)
}

// RemoveRule forgets a rule, and gives the journal's entry, by which this can be
// undone. What the rule did stays.
func (db *DB) RemoveRule(ctx context.Context, id string) (number int64, err error) {
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		key, err := t.ruleKey(ctx, id)
		if err != nil {
			return err
		}
		var text string
		var off bool
		if err := t.row(ctx, `SELECT said, off FROM rules WHERE rule = ?`, key).Scan(&text, &off); err != nil {
			return err
		}
		r, err := ruleOf(id, text, off)
		if err != nil {
			return err
		}
		number, err = t.journalRule(ctx, "rule.removed", key, r, ruleJSON{Said: json.RawMessage(text), Off: off})
		return err
	})
	return number, db.translate("remove rule", err)
}

func (t *tx) ruleKey(ctx context.Context, id string) (key int64, err error) {
	err = t.row(ctx, `SELECT rule FROM rules WHERE id = ? AND kept = 1`, id).Scan(&key)
	return key, orNotFound(err, "rule", id)
}

// insertRule makes a row that is not kept yet.
func (t *tx) insertRule(ctx context.Context, id string, text json.RawMessage) (int64, error) {
	var count int
	if err := t.row(ctx, `SELECT count(*) FROM rules WHERE kept = 1`).Scan(&count); err != nil {
		return 0, err
	}
	if count >= news.MaxRules {
		return 0, news.Errorf(news.CodeLimit, "rule", "A library has at most %d rules.", news.MaxRules)
	}
	r, err := t.exec(ctx, `INSERT INTO rules (id, said, kept) VALUES (?, ?, 0)`, id, string(text))
	if err != nil {
		return 0, err
	}
	return r.LastInsertId()
}

func (t *tx) journalRule(ctx context.Context, verb string, key int64, r news.Rule, state ruleJSON) (int64, error) {
	raw, err := encode(state)
	if err != nil {
		return 0, err
	}
	done, err := t.change(ctx, thingRule, key, ruleState{}, func() error { return ruleState{}.write(ctx, t, key, raw) })
	if err != nil || done == nil {
		return 0, err
	}
	return t.journal(ctx, entry{verb: verb, subject: subjectOf(r), inverse: &inverse{Steps: []step{*done}}})
}

// subjectOf names a rule by what its first condition looks for.
func subjectOf(r news.Rule) string {
	if len(r.If) == 0 {
		return r.ID
	}
	return strings.Join(r.If[0].Values, ", ")
}

// Spellings gives the name, the slug and the aliases of the tag or topic that a
// name means; none where there is no such thing.
func (db *DB) Spellings(ctx context.Context, field news.RuleField, name string) ([]string, error) {
	numbers, err := db.Lookup(ctx, Field(field), name)
	var out []string
	for _, number := range numbers {
		if err != nil {
			break
		}
		if field == news.RuleTag {
			var t tagRow
			t, err = readTag(ctx, db, number)
			out = append(append(out, t.Name, t.Slug), t.Aliases...)
		} else {
			var t topicRow
			t, err = readTopic(ctx, db, number)
			out = append(append(out, t.Name, t.Slug), t.Aliases...)
		}
	}
	return out, db.translate("read spellings", err)
}

type ruleState struct{}

func (ruleState) same(a, b json.RawMessage) bool { return sameBytes(a, b) }

func (ruleState) read(ctx context.Context, t *tx, key int64) (json.RawMessage, string, error) {
	var r ruleJSON
	var id, text string
	if err := t.row(ctx, `SELECT id, said, off, kept FROM rules WHERE rule = ?`, key).Scan(&id, &text, &r.Off, &r.Kept); err != nil {
		return nil, "", err
	}
	rule, err := ruleOf(id, text, r.Off)
	if err != nil {
		return nil, "", err
	}
	r.Said = json.RawMessage(text)
	raw, err := encode(r)
	return raw, subjectOf(rule), err
}

func (ruleState) write(ctx context.Context, t *tx, key int64, raw json.RawMessage) error {
	var r ruleJSON
	if err := decode(string(raw), &r); err != nil {
		return err
	}
	_, err := t.exec(ctx, `UPDATE rules SET said = ?, off = ?, kept = ? WHERE rule = ?`, string(r.Said), r.Off, r.Kept, key)
	return err
}

// Revise stores articles that are here with what the library itself made of
// them, as minor versions that belong to an import. What once arrived stays what
// they are compared with when they come again.
func (db *DB) Revise(ctx context.Context, imported string, articles []news.Article) (news.Revised, error) {
	batch := news.Batch{Import: imported, Revises: true}
	for i := range articles {
		a := articles[i]
		a.BodyFormat, a.Comments, a.Views, a.EditorsChoice = news.BodyCanonical, nil, nil, 0
		a.Versions = []news.Version{{Change: news.ChangeMinor, Published: a.Updated}}
		batch.Records = append(batch.Records, news.Record{Article: &a})
		batch.Where = append(batch.Where, a.Public)
	}
	outcomes, problems, err := db.ingest(ctx, batch, false)
	revised := news.Revised{Problems: problems}
	for _, outcome := range outcomes {
		if outcome == news.OutcomeUpdated {
			revised.Changed++
		}
	}
	return revised, err
}
