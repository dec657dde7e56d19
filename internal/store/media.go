package store

import (
	"context"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"iter"
	"time"

	"broadsheet/internal/news"
)

// renditionJSON is a rendition as it is stored.
type renditionJSON struct {
	SHA256 string `json:"sha256"`
	Type   string `json:"type"`
	Width  int    `json:"width"`
	Height int    `json:"height"`
	Bytes  int64  `json:"bytes"`
}

const mediaColumns = `m.sha256, m.type, m.name, m.bytes, m.width, m.height, m.seconds, m.colour, m.thumb, m.renditions`

// scanMedia reads mediaColumns, and what was asked for after them.
func scanMedia(rows *sql.Rows, more ...any) (m news.Media, err error) {
	var sum []byte
	var renditions string
	if err = rows.Scan(append([]any{&sum, &m.Type, &m.Name, &m.Bytes, &m.Width, &m.Height, &m.Seconds, &m.Colour, &m.Thumb, &renditions}, more...)...); err != nil {
		return m, err
	}
	m.SHA256 = hex.EncodeToString(sum)
	var list []renditionJSON
	if err := decode(renditions, &list); err != nil {
		return m, err
	}
	for _, r := range list {
		m.Renditions = append(m.Renditions, news.Rendition(r))
	}
	return m, nil
}

func scanKnown(rows *sql.Rows) (news.Media, error) { return scanMedia(rows) }

// PutMedia stores what is known of a media file, replacing what was.
func (db *DB) PutMedia(ctx context.Context, m news.Media) error {
	err := db.write(ctx, func(ctx context.Context, t *tx) error { return t.putMedia(ctx, m) })
	return db.translate("put media", err)
}

func (t *tx) putMedia(ctx context.Context, m news.Media) error {
	sum, err := sumOf(m.SHA256)
	if err != nil {
		return err
	}
	list := []renditionJSON{}
	for _, r := range m.Renditions {
		list = append(list, renditionJSON(r))
	}
	renditions, err := encodeText(list)
	if err != nil {
		return err
	}
	var one int
	err = t.row(ctx, `SELECT 1 FROM media WHERE sha256 = ?`, sum).Scan(&one)
	if err == sql.ErrNoRows {
		t.total(totalMedia, 1)
		if err := t.deskMedia(ctx, m, sum); err != nil {
			return err
		}
	} else if err != nil {
		return err
	}
	_, err = t.exec(ctx, `INSERT OR REPLACE INTO media (sha256, type, name, bytes, width, height, seconds, colour, thumb, renditions)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, sum, m.Type, m.Name, m.Bytes, m.Width, m.Height, m.Seconds, m.Colour, m.Thumb, renditions)
	return err
}

func sumOf(sha string) ([]byte, error) {
	sum, err := hex.DecodeString(sha)
	if err != nil || len(sum) != 32 {
		return nil, news.Errorf(news.CodeInvalid, "media", "%q is not the name of a media file.", sha)
	}
	return sum, nil
}

// Media gives what is known of a media file.
func (db *DB) Media(ctx context.Context, sha string) (news.Media, error) {
	known, err := db.MediaOf(ctx, []string{sha})
	if err != nil {
		return news.Media{}, err
	}
	m, ok := known[sha]
	if !ok {
		return m, news.NotFound("media file", sha)
	}
	return m, nil
}

// MediaOf gives what is known of media files by their names; unknown ones and
// names that cannot be are left out.
func (db *DB) MediaOf(ctx context.Context, shas []string) (map[string]news.Media, error) {
	names := []string{}
	for _, sha := range shas {
		if _, err := sumOf(sha); err == nil {
			names = append(names, sha)
		}
	}
	list, err := json.Marshal(names)
	if err != nil {
		return nil, err
	}
	rows, err := db.query(ctx, `SELECT `+mediaColumns+` FROM json_each(?) e CROSS JOIN media m ON m.sha256 = unhex(e.value)`, string(list))
	found, err := collect(rows, err, scanKnown)
	out := make(map[string]news.Media, len(found))
	for _, m := range found {
		out[m.SHA256] = m
	}
	return out, db.translate("read media", err)
}

// MediaUse lists the articles, by public id, that refer to a media file in any
// of their versions; at most limit (0: 100).
func (db *DB) MediaUse(ctx context.Context, sha string, limit int) ([]string, error) {
	sum, err := sumOf(sha)
	if err != nil {
		return nil, err
	}
	rows, err := db.query(ctx, `SELECT a.public FROM media_use u CROSS JOIN articles a ON a.row = u.article
		WHERE u.sha256 = ? AND a.deleted = 0 ORDER BY u.article LIMIT ?`, sum, clamp(limit, 100, 10_000))
	list, err := collect(rows, err, scanOne[string])
	return list, db.translate("read use of media", err)
}

// AllMedia gives every media file that is known, in the order of their names.
func (db *DB) AllMedia(ctx context.Context) iter.Seq2[news.Media, error] {
	return func(yield func(news.Media, error) bool) {
		last := []byte{}
		for {
			rows, err := db.query(ctx, `SELECT `+mediaColumns+` FROM media m WHERE m.sha256 > ? ORDER BY m.sha256 LIMIT 500`, last)
			list, err := collect(rows, err, scanKnown)
			if err != nil {
				yield(news.Media{}, db.translate("read media", err))
				return
			}
			if len(list) == 0 {
				return
			}
			for _, m := range list {
				if !yield(m, nil) {
					return
				}
			}
			if last, err = sumOf(list[len(list)-1].SHA256); err != nil {
				yield(news.Media{}, err)
				return
			}
		}
	}
}

// SaveJob keeps a job's state, JSON of the job runner's own.
func (db *DB) SaveJob(ctx context.Context, id string, data []byte) error {
	err := db.write(ctx, func(ctx context.Context, t *tx) error {
		_, err := t.exec(ctx, `INSERT INTO jobs (id, changed, data) VALUES (?, ?, ?)
			ON CONFLICT DO UPDATE SET changed = excluded.changed, data = excluded.data`, id, t.now.UTC().Format(time.RFC3339Nano), string(data))
		return err
	})
	return db.translate("save job", err)
}

// LoadJobs gives the jobs that changed last, newest first; limit 0 means 100.
func (db *DB) LoadJobs(ctx context.Context, limit int) ([][]byte, error) {
	rows, err := db.query(ctx, `SELECT data FROM jobs ORDER BY changed DESC LIMIT ?`, clamp(limit, 100, 1000))
	list, err := collect(rows, err, func(rows *sql.Rows) ([]byte, error) {
		text, err := scanOne[string](rows)
		return []byte(text), err
	})
	return list, db.translate("load jobs", err)
}
