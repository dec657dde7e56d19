package store

import (
	"context"
	"database/sql"
	"encoding/hex"
	"strings"

	"broadsheet/internal/body"
	"broadsheet/internal/news"
)

// Kinds of files on the media desk.
const (
	deskPicture = iota
	deskFilm
	deskSound
	deskElse
)

func deskKind(mediaType string) int {
	switch kind, _, _ := strings.Cut(mediaType, "/"); kind {
	case "image":
		return deskPicture
	case "video":
		return deskFilm
	case "audio":
		return deskSound
	}
	return deskElse
}

// shownMedia is a stored file that an article shows.
type shownMedia struct {
	sum   string // its 32 bytes
	bare  bool
	words []string
}

// maxShown bounds how many files of one article are written down.
const maxShown = 2000

// mediaShown finds the stored files that an article shows, each once: lead, set,
// and figures of the text. A picture without an alternative text in any of its
// places is bare.
func mediaShown(f *fields, text string) []shownMedia {
	var list []shownMedia
	at := map[string]int{}
	add := func(src string, picture bool, alt string, words ...string) {
		name, ok := strings.CutPrefix(src, "/media/")
		sum, err := hex.DecodeString(name)
		if !ok || err != nil || len(sum) != 32 || len(list) >= maxShown {
			return
		}
		i, known := at[string(sum)]
		if !known {
			i = len(list)
			at[string(sum)] = i
			list = append(list, shownMedia{sum: string(sum)})
		}
		list[i].bare = list[i].bare || picture && strings.TrimSpace(alt) == ""
		list[i].words = append(append(list[i].words, alt), words...)
	}
	if f.Lead != nil {
		add(f.Lead.Src, true, f.Lead.Alt, f.Lead.Caption, f.Lead.Credit)
	}
	for _, m := range f.Media {
		add(m.Src, m.Type != "film" && m.Type != "audio", m.Alt, m.Caption, m.Credit)
		add(m.Poster, false, "")
		for _, t := range m.Tracks {
			add(t.Src, false, "")
		}
	}
	if strings.Contains(text, "/media/") {
		if doc, err := body.Parse(text); err == nil {
			for _, s := range doc.Figures() {
				add(s.Src, s.Type == "image" || s.Type == "gallery", s.Alt, s.Caption)
			}
		}
		for _, sum := range mediaOf(&fields{}, text) { // posters, tracks, and what else a text may name
			add("/media/"+hex.EncodeToString(sum), false, "")
		}
	}
	return list
}

// showMedia writes down what an article shows.
func (t *tx) showMedia(ctx context.Context, row int64, list []shownMedia) error {
	for _, m := range list {
		words := foldOf(strings.Join(m.words, " "))
		if _, err := t.exec(ctx, `INSERT OR REPLACE INTO media_shown (article, sha256, bare, words) VALUES (?, ?, ?, ?)`,
			row, []byte(m.sum), m.bare, words); err != nil {
			return err
		}
	}
	return nil
}

const shownCount = `UPDATE media_desk SET uses = media_desk.uses + ?1, bare = media_desk.bare + ?1 * s.bare FROM media_shown s
	WHERE s.article = ?2 AND s.sha256 = media_desk.sha256`

// countShown adds a listed article to those that show its files, or takes it away.
func (t *tx) countShown(ctx context.Context, row, by int64) error {
	_, err := t.exec(ctx, shownCount, by, row)
	return err
}

// deskMedia puts a new file onto the desk, with the articles that show it already.
func (t *tx) deskMedia(ctx context.Context, m news.Media, sum []byte) error {
	const of = ` FROM media_shown s CROSS JOIN articles a ON a.row = s.article WHERE s.sha256 = ?1 AND a.listed = 1`
	_, err := t.exec(ctx, `INSERT OR IGNORE INTO media_desk (sha256, kind, words, uses, bare)
		VALUES (?1, ?2, ?3, (SELECT count(*)`+of+`), (SELECT coalesce(sum(s.bare), 0)`+of+`))`, sum, deskKind(m.Type), foldOf(m.Name))
	return err
}

// unreadMedia is the setting that holds the newest article which came before
// what articles show was written down, and was not looked through since.
const unreadMedia = "media.unread"

// ReadMedia looks articles through that came before what they show was written
// down, newest first. It is for the background, may be called at any time and
// stopped at any time; it gives how many articles it looked through.
func (db *DB) ReadMedia(ctx context.Context) (int, error) {
	return backfill[shownMedia]{
		setting: unreadMedia, what: "look for media", known: `SELECT 1 FROM media_shown WHERE article = row`,
		find: mediaShown, write: (*tx).showMedia, count: (*tx).countShown,
	}.run(ctx, db)
}

// ShowsOf lists the published articles that show a file in their present version, by
// row, after one: at most limit (0: 200).
func (db *DB) ShowsOf(ctx context.Context, sha string, after news.Row, limit int) ([]news.Row, error) {
	sum, err := sumOf(sha)
	if err != nil {
		return nil, err
	}
	rows, err := db.query(ctx, `SELECT s.article FROM media_shown s CROSS JOIN articles a ON a.row = s.article
		WHERE s.sha256 = ? AND s.article > ? AND a.listed = 1 ORDER BY s.article LIMIT ?`, sum, int64(after), clamp(limit, 200, 10_000))
	list, err := collect(rows, err, scanOne[news.Row])
	return list, db.translate("read what shows a file", err)
}

// curatedMedia gives the files that topics and the front page show. These are
// few; what the front page was before does not count.
func (db *DB) curatedMedia(ctx context.Context) (map[string]bool, error) {
	out := map[string]bool{}
	rows, err := db.query(ctx, `SELECT coalesce(picture, '') || body FROM topics WHERE picture IS NOT NULL OR body <> ''`)
	texts, err := collect(rows, err, scanOne[string])
	if err != nil {
		return nil, err
	}
	for _, text := range texts {
		for _, sum := range mediaOf(&fields{}, text) {
			out[hex.EncodeToString(sum)] = true
		}
	}
	s, err := readSlots(ctx, db)
	for _, items := range s {
		for _, item := range items {
			if p := item.Picture.news(); p != nil {
				out[strings.TrimPrefix(p.Src, "/media/")] = true
			}
		}
	}
	return out, err
}

// scanDeskFile reads a row of the desk.
func scanDeskFile(rows *sql.Rows) (f deskFile, err error) {
	f.Media, err = scanMedia(rows, &f.number, &f.Uses, &f.Bare)
	return f, err
}

type deskFile struct {
	news.DeskMedia
	number int64
}
