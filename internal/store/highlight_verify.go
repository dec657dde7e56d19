package store

import (
	"context"
	"database/sql"

	"broadsheet/internal/anchor"
	"broadsheet/internal/body"
)

// verifyHighlights tells of highlights that are not where their words are.
func (db *DB) verifyHighlights(ctx context.Context, yield func(Damage) bool) error {
	for last := int64(0); ; {
		rows, err := db.query(ctx, `SELECT h.id, h.highlight, h.made, h.again, h.state, h.block, h.start, h.end_block, h.end, h.position, h.now, a.deleted, `+storedColumns+`
			FROM highlights h CROSS JOIN articles a ON a.row = h.article CROSS JOIN versions v ON v.version = a.version
			WHERE h.kept = 1 AND h.highlight > ? ORDER BY h.highlight LIMIT 200`, last)
		type row struct {
			id     string
			at     placed
			gone   bool
			stored stored
		}
		list, err := collect(rows, err, func(rows *sql.Rows) (r row, err error) {
			return r, rows.Scan(append([]any{&r.id, &r.at.key, &r.at.made, &r.at.from, &r.at.state, &r.at.block, &r.at.start, &r.at.endBlock, &r.at.end, &r.at.position, &r.at.now, &r.gone}, r.stored.targets()...)...)
		})
		if err != nil || len(list) == 0 {
			return err
		}
		finders := map[int64]*anchor.Finder{}
		for _, r := range list {
			last = r.at.key
			if err := ctx.Err(); err != nil {
				return err // words that are not exact take their time
			}
			finder := finders[r.stored.article]
			if finder == nil {
				text, ok := db.verifiedText(&r.stored, r.gone)
				if !ok {
					continue // told as damage of the version
				}
				finder = anchor.NewFinder(text)
				finders[r.stored.article] = finder
			}
			now, err := where(finder, r.at)
			if err != nil {
				if !yield(Damage{What: "This highlight is damaged: what it marks cannot be read.", Where: r.id}) {
					return nil
				}
				continue
			}
			if now == r.at {
				continue
			}
			if !yield(Damage{What: "This highlight is not where its words are.", Where: r.id, Repairable: true}) {
				return nil
			}
		}
	}
}

func (db *DB) verifiedText(s *stored, gone bool) (body.Text, bool) {
	if gone {
		return body.Text{}, true
	}
	text, err := s.text(db.packer, new([]byte))
	return text, err == nil
}

// placeAll finds the places of all highlights anew.
func (t *tx) placeAll(ctx context.Context) error {
	rows, err := t.query(ctx, `SELECT DISTINCT article FROM highlights INDEXED BY highlights_article WHERE kept = 1`)
	list, err := collect(rows, err, scanOne[int64])
	for _, article := range list {
		t.placeLater(article)
	}
	return err
}
