package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"hash"
)

// contentSum is the sum of what is published: for each listed article a SHA-256 of
// its public id, of the hash of its newest version (news.Hash, which chains the
// versions before) and of its fields and body as they are stored, taken as four
// numbers and added modulo 2⁶⁴ each. A sum does not know in which order it was made:
// what is taken away again leaves the sum that was before.
type contentSum [4]uint64

func (s *contentSum) add(id, versionHash string, check []byte, by int64) {
	h := sha256.New()
	writePart(h, []byte(id))
	writePart(h, []byte(versionHash))
	writePart(h, check)
	sum := h.Sum(nil)
	for i := range s {
		n := binary.BigEndian.Uint64(sum[8*i:])
		if by < 0 {
			n = -n
		}
		s[i] += n
	}
}

func writePart(h hash.Hash, part []byte) {
	var size [8]byte
	binary.BigEndian.PutUint64(size[:], uint64(len(part)))
	h.Write(size[:])
	h.Write(part)
}

func (s *contentSum) bytes() []byte {
	var out [32]byte
	for i, n := range s {
		binary.BigEndian.PutUint64(out[8*i:], n)
	}
	return out[:]
}

func (s *contentSum) read(b []byte) {
	for i := range s {
		s[i] = binary.BigEndian.Uint64(pad32(b)[8*i:])
	}
}

// summing is a transaction's part of the sum.
type summing struct {
	looked bool // whether it is kept
	kept   bool
	delta  contentSum
}

// sum takes a listed article into the sum, or out of it, where it is kept.
func (t *tx) sum(ctx context.Context, r *articleRow, by int64) error {
	if !t.summed.looked {
		err := t.row(ctx, `SELECT 1 FROM content_sum`).Scan(new(int))
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		t.summed.looked, t.summed.kept = true, err == nil
	}
	if !t.summed.kept {
		return nil
	}
	var versionHash string
	var check []byte
	if err := t.row(ctx, `SELECT sha256, check256 FROM versions WHERE version = ?`, r.version).Scan(hashColumn{&versionHash}, &check); err != nil {
		return err
	}
	t.summed.delta.add(r.public, versionHash, check, by)
	return nil
}

// flushSum writes what the transaction changed of the sum.
func (t *tx) flushSum(ctx context.Context) error {
	if t.summed.delta == (contentSum{}) {
		return nil
	}
	var held []byte
	if err := t.row(ctx, `SELECT sum FROM content_sum`).Scan(&held); err != nil {
		return err
	}
	var sum contentSum
	sum.read(held)
	for i := range sum {
		sum[i] += t.summed.delta[i]
	}
	_, err := t.exec(ctx, `UPDATE content_sum SET sum = ?`, sum.bytes())
	return err
}

// sumAll adds all up anew, in one walk.
func sumAll(ctx context.Context, r reader) (contentSum, error) {
	var sum contentSum
	rows, err := r.query(ctx, `SELECT a.public, v.sha256, v.check256 FROM articles a CROSS JOIN versions v ON v.version = a.version WHERE a.listed = 1`)
	if err != nil {
		return sum, err
	}
	defer rows.Close()
	var id, versionHash string
	var check sql.RawBytes
	for rows.Next() {
		if err := rows.Scan(&id, hashColumn{&versionHash}, &check); err != nil {
			return sum, err
		}
		sum.add(id, versionHash, check, 1)
	}
	return sum, rows.Err()
}

// resum begins to keep the sum, or makes it right.
func (t *tx) resum(ctx context.Context) error {
	sum, err := sumAll(ctx, t)
	if err != nil {
		return err
	}
	_, err = t.exec(ctx, `INSERT INTO content_sum (one, sum) VALUES (1, ?) ON CONFLICT DO UPDATE SET sum = excluded.sum`, sum.bytes())
	return err
}

// verifySum tells of a kept sum that is not that of the articles.
func (db *DB) verifySum(ctx context.Context) (out []Damage, err error) {
	err = db.read(ctx, func(r reader) error {
		var held []byte
		err := r.row(ctx, `SELECT sum FROM content_sum`).Scan(&held)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		sum, err := sumAll(ctx, r)
		if err == nil && string(held) != string(sum.bytes()) {
			out = append(out, Damage{"The fingerprint of the library is not that of its articles.", "fingerprint", true})
		}
		return err
	})
	return out, err
}

// namesOf are the names that were given or joined by somebody: what articles bear
// beyond the words that stand in them. They are few, and read each time.
var namesOf = []string{
	`SELECT 'topic', slug, name FROM topics WHERE bare = 0 ORDER BY slug`,
	`SELECT 'topic alias', l.slug, t.slug FROM topic_aliases l CROSS JOIN topics t ON t.topic = l.topic ORDER BY l.slug`,
	`SELECT 'tag', slug, name FROM tags WHERE bare = 0 ORDER BY slug`,
	`SELECT 'tag alias', l.slug, t.slug FROM tag_aliases l CROSS JOIN tags t ON t.tag = l.tag ORDER BY l.slug`,
	`SELECT 'section', slug, name FROM sections WHERE position IS NOT NULL ORDER BY position, slug`,
	`SELECT 'publication', time_zone, languages FROM publication`,
	`SELECT 'comments', '', (SELECT coalesce((SELECT value FROM counts WHERE name = 'comments'), 0))`,
}

// printed is a fingerprint with the commit that it is as of.
type printed struct {
	commit uint64
	text   string
}

// Fingerprint gives 32 letters that stand for all that the answer to a search may
// depend on, as far as the library itself goes: which articles are published, under
// which ids, with which newest version (fields, body, and the chain of versions before
// it); the names that somebody gave, merged or made an alias; the publication's
// sections, languages and time zone; how many comments are approved, though not
// which. Not in it is what is a reader's own (marks, reads, highlights, notes,
// collections, saved searches), what shows nowhere in a search (pictures' files,
// reads, drafts, the front page), and how an index reads words: whoever compares
// fingerprints adds that. Row numbers and local time are not in it either, so that
// the same content has the same fingerprint in another library, and again after an
// import was taken back.
//
// It costs a walk through the articles the first time; from then on the writes keep
// the sum, and while nothing is written the last answer is kept.
func (db *DB) Fingerprint(ctx context.Context) (string, error) {
	commit := db.commits.Load()
	if p := db.print.Load(); p != nil && p.commit == commit {
		return p.text, nil
	}
	text, err := db.fingerprint(ctx)
	if err != nil {
		return "", db.translate("work out fingerprint", err)
	}
	db.print.Store(&printed{commit, text})
	return text, nil
}

func (db *DB) fingerprint(ctx context.Context) (text string, err error) {
	var kept int
	err = db.row(ctx, `SELECT count(*) FROM content_sum`).Scan(&kept)
	if err == nil && kept == 0 && db.refusal == nil {
		err = db.write(ctx, func(ctx context.Context, t *tx) error { return t.resum(ctx) })
	}
	if err != nil {
		return "", err
	}
	h := sha256.New()
	err = db.read(ctx, func(r reader) error {
		var held []byte
		err := r.row(ctx, `SELECT sum FROM content_sum`).Scan(&held)
		if errors.Is(err, sql.ErrNoRows) { // it cannot be written down
			var sum contentSum
			sum, err = sumAll(ctx, r)
			held = sum.bytes()
		}
		if err != nil {
			return err
		}
		writePart(h, held)
		for _, query := range namesOf {
			if err := printNames(ctx, r, query, h); err != nil {
				return err
			}
		}
		return nil
	})
	return hex.EncodeToString(h.Sum(nil)[:16]), err
}

func printNames(ctx context.Context, r reader, query string, h hash.Hash) error {
	rows, err := r.query(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var what, slug, name string
		if err := rows.Scan(&what, &slug, &name); err != nil {
			return err
		}
		for _, part := range []string{what, slug, name} {
			writePart(h, []byte(part))
		}
	}
	return rows.Err()
}
