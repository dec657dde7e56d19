package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"broadsheet/internal/news"
)

// borne is a kind of name that articles bear and that can be merged: what its
// names and lists are, in SQL.
type borne struct {
	field  Field
	tally  tallied
	column string // of articles
	state  stateHandler

	named   string // finds its number by its name or an alias, folded
	dormant string // 1 where no article bears it and no record describes it
	listed  string // the articles of a number after one, with what moving them needs
	insert  string
	erase   string
}

func borneOf(field Field) *borne {
	if field == FieldTopic {
		return &borne{field: field, dormant: `SELECT count = 0 AND bare = 1 FROM topics WHERE topic = ?`,
			named: `SELECT topic FROM topics WHERE fold = ?1 AND (count > 0 OR bare = 0)
				UNION ALL SELECT topic FROM topic_aliases WHERE fold = ?1 LIMIT 1`,
			tally: tallyTopic, column: "topics", state: topicState{},
			listed: bearers("article_topics", "topic", "topics"),
			insert: `INSERT OR IGNORE INTO article_topics (topic, published, article) VALUES (?, ?, ?)`,
			erase:  `DELETE FROM article_topics WHERE topic = ? AND published = ? AND article = ?`}
	}
	return &borne{field: field, dormant: `SELECT count = 0 AND bare = 1 FROM tags WHERE tag = ?`,
		named: `SELECT tag FROM tags WHERE fold = ?1 AND (count > 0 OR bare = 0)
			UNION ALL SELECT tag FROM tag_aliases WHERE fold = ?1 LIMIT 1`,
		tally: tallyTag, column: "tags", state: tagState{},
		listed: bearers("article_tags", "tag", "tags"),
		insert: `INSERT OR IGNORE INTO article_tags (tag, published, article) VALUES (?, ?, ?)`,
		erase:  `DELETE FROM article_tags WHERE tag = ? AND published = ? AND article = ?`}
}

const bearerColumns = `a.row, a.version, a.published, a.places, a.listed, a.`

func bearers(list, key, column string) string {
	return `SELECT ` + bearerColumns + column + ` FROM ` + list + ` j CROSS JOIN articles a ON a.row = j.article
		WHERE j.` + key + ` = ? AND (j.published, j.article) > (?, ?) ORDER BY j.published, j.article LIMIT ?`
}

// bearer is what a change of its names needs of an article.
type bearer struct {
	row, version, published, places int64
	listed                          bool
	numbers                         string
}

func scanBearer(rows *sql.Rows) (b bearer, err error) {
	return b, rows.Scan(&b.row, &b.version, &b.published, &b.places, &b.listed, &b.numbers)
}

// noteMerged writes down that merges gave an article another number. now is
// what stands before the first of them.
func (t *tx) noteMerged(ctx context.Context, f *borne, b *bearer, now string, merges []int64) error {
	base, err := t.baseOf(ctx, f, b)
	if errors.Is(err, sql.ErrNoRows) {
		base, err = now, nil
	}
	for _, merge := range merges {
		if err == nil {
			_, err = t.exec(ctx, `INSERT OR IGNORE INTO merged (merge, article, version, base) VALUES (?, ?, ?, ?)`, merge, b.row, b.version, base)
		}
	}
	return err
}

const baseQuery = `SELECT g.base FROM merged g CROSS JOIN merges m ON m.merge = g.merge
	WHERE g.article = ? AND g.version = ? AND m.field = ? LIMIT 1`

// baseOf gives an article's numbers before any merge; sql.ErrNoRows: none
// touched it.
func (t *tx) baseOf(ctx context.Context, f *borne, b *bearer) (base string, err error) {
	err = t.row(ctx, baseQuery, b.row, b.version, f.field).Scan(&base)
	return base, err
}

const ledQuery = `SELECT m.gone, m.target FROM merged g CROSS JOIN merges m ON m.merge = g.merge
	WHERE g.article = ? AND g.version = ? AND m.field = ? AND m.stands = 1 ORDER BY m.merge`

// ledNumbers gives an article's numbers before any merge, led on by those of its
// merges that stand.
func (t *tx) ledNumbers(ctx context.Context, f *borne, b *bearer) (string, error) {
	numbers, err := t.baseOf(ctx, f, b)
	if errors.Is(err, sql.ErrNoRows) {
		return b.numbers, nil
	}
	if err != nil {
		return "", err
	}
	type pair struct{ gone, target int64 }
	rows, err := t.query(ctx, ledQuery, b.row, b.version, f.field)
	pairs, err := collect(rows, err, func(rows *sql.Rows) (p pair, err error) { return p, rows.Scan(&p.gone, &p.target) })
	for _, p := range pairs {
		numbers = replaced(numbers, p.gone, p.target)
	}
	return numbers, err
}

// led gives an article that comes back the names that its numbers lead to by now:
// one that was merged meanwhile, and is nowhere listed, leads on.
func (t *tx) led(ctx context.Context, r *articleRow) error {
	for _, field := range []struct {
		borne   *borne
		numbers *string
	}{{borneOf(FieldTopic), &r.topics}, {borneOf(FieldTag), &r.tags}} {
		b := &bearer{row: r.row, version: r.version, numbers: *field.numbers}
		if err := t.noteMerges(ctx, field.borne, b); err != nil {
			return err
		}
		numbers, err := t.ledNumbers(ctx, field.borne, b)
		if err != nil {
			return err
		}
		*field.numbers = numbers
	}
	return nil
}

// fallsUnder finds the newest merge of a number that is not listed.
func (f *borne) fallsUnder() string {
	table, key := "tags", "tag"
	if f.field == FieldTopic {
		table, key = "topics", "topic"
	}
	return `SELECT m.merge, m.target FROM merges m INDEXED BY merges_gone CROSS JOIN ` + table + ` n ON n.` + key + ` = m.gone
		WHERE m.field = ? AND m.gone = ? AND m.stands = 1 AND n.count = 0 AND n.bare = 1 ORDER BY m.merge DESC LIMIT 1`
}

// leads follows a number that is not listed through the merges that it falls under,
// and gives them with the number at the end.
func (f *borne) leads(ctx context.Context, r reader, number int64) (merges []int64, end int64, err error) {
	query := f.fallsUnder()
	for range maxLed {
		var merge int64
		err := r.row(ctx, query, f.field, number).Scan(&merge, &number)
		if errors.Is(err, sql.ErrNoRows) {
			break
		}
		if err != nil {
			return nil, 0, err
		}
		merges = append(merges, merge)
	}
	return merges, number, nil
}

// noteMerges writes down the merges that an article's numbers fall under.
func (t *tx) noteMerges(ctx context.Context, f *borne, b *bearer) error {
	var merges []int64
	for _, number := range numbersOf(b.numbers) {
		more, _, err := f.leads(ctx, t, number)
		if err != nil {
			return err
		}
		merges = append(merges, more...)
	}
	return t.noteMerged(ctx, f, b, b.numbers, merges)
}

// maxLed is how many merges one name is led through at most.
const maxLed = 100

// replaced gives a list of numbers with one in another's place, each once.
func replaced(list string, old, now int64) string {
	numbers := numbersOf(list)
	if !slices.Contains(numbers, old) {
		return list
	}
	out := make([]int64, 0, len(numbers))
	for _, n := range numbers {
		if n == old {
			n = now
		}
		if !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	text, err := encodeText(out)
	if err != nil {
		return list // numbers are always written
	}
	return text
}

// bear gives an article other numbers of one kind of name, with all that counts
// and lists them. It is no change of the article itself: its rev stays.
func (t *tx) bear(ctx context.Context, f *borne, b *bearer, numbers string) error {
	if numbers == b.numbers {
		return nil
	}
	if _, err := t.exec(ctx, `UPDATE articles SET `+f.column+` = ? WHERE row = ?`, numbers, b.row); err != nil {
		return err
	}
	if !b.listed {
		return nil
	}
	was, is := numbersOf(b.numbers), numbersOf(numbers)
	for _, n := range was {
		if !slices.Contains(is, n) {
			if err := t.enlistUnder(ctx, f, b, n, -1); err != nil {
				return err
			}
		}
	}
	for _, n := range is {
		if !slices.Contains(was, n) {
			if err := t.enlistUnder(ctx, f, b, n, 1); err != nil {
				return err
			}
		}
	}
	t.note(news.ThingArticle, news.Row(b.row))
	return nil
}

// enlistUnder puts a listed article into the list of one name, or takes it out.
func (t *tx) enlistUnder(ctx context.Context, f *borne, b *bearer, number, by int64) error {
	query, places := f.insert, `INSERT OR IGNORE INTO topic_places (topic, published, article) VALUES (?, ?, ?)`
	if by < 0 {
		query, places = f.erase, `DELETE FROM topic_places WHERE topic = ? AND published = ? AND article = ?`
	}
	if _, err := t.exec(ctx, query, number, b.published, b.row); err != nil {
		return err
	}
	t.count(f.tally, number, "", by)
	if f.field != FieldTopic {
		return nil
	}
	if at := publishedTime(b.published, 0); !at.IsZero() {
		t.count(tallyMonth, number, string(news.DayOf(at, t.zone))[:len("2006-01")], by)
	}
	if b.places == 0 {
		return nil
	}
	_, err := t.exec(ctx, places, number, b.published, b.row)
	return err
}
