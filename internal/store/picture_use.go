package store

import (
	"context"
	"database/sql"
	"errors"
	"html"
	"regexp"
	"strings"
)

// Bounds of what one article may name.
const (
	maxRemote        = 1000    // pictures
	maxRemoteAddress = 4 << 10 // bytes of an address
)

// remoteFigure is a picture of a canonical body that is not stored: attributes
// stand in the order of their names there, and no value holds a bare quote.
var remoteFigure = regexp.MustCompile(`<figure(?: data-alt="[^"]*")? data-src="([^"]*)"(?: data-title="[^"]*")? data-type="image"`)

// remotePictures finds the pictures that content names by an address of the web,
// each once: lead, set, posters, and figures of the text. Films, sounds and what
// is embedded are none.
func remotePictures(f *fields, text string) []string {
	var refs []string
	if f.Lead != nil {
		refs = append(refs, f.Lead.Src)
	}
	for _, m := range f.Media {
		if m.Type != "film" && m.Type != "audio" {
			refs = append(refs, m.Src)
		}
		refs = append(refs, m.Poster)
	}
	if strings.Contains(text, ` data-src="`) {
		for _, found := range remoteFigure.FindAllStringSubmatch(text, maxRemote) {
			refs = append(refs, html.UnescapeString(found[1]))
		}
	}
	var list []string
	seen := map[string]bool{}
	for _, ref := range refs {
		web := strings.HasPrefix(ref, "https://") || strings.HasPrefix(ref, "http://")
		if web && len(ref) <= maxRemoteAddress && !seen[ref] && len(list) < maxRemote {
			seen[ref] = true
			list = append(list, ref)
		}
	}
	return list
}

// usePictures writes down which remote pictures an article names.
func (t *tx) usePictures(ctx context.Context, row int64, addresses []string) error {
	for _, address := range addresses {
		var picture int64
		err := t.row(ctx, `SELECT picture FROM pictures WHERE address = ?`, address).Scan(&picture)
		if errors.Is(err, sql.ErrNoRows) {
			err = t.row(ctx, `INSERT INTO pictures (address) VALUES (?) RETURNING picture`, address).Scan(&picture)
		}
		if err != nil {
			return err
		}
		if _, err := t.exec(ctx, `INSERT OR IGNORE INTO picture_use (article, picture) VALUES (?, ?)`, row, picture); err != nil {
			return err
		}
	}
	return nil
}

// countUses adds an article to those that name its pictures, or takes it away.
func (t *tx) countUses(ctx context.Context, row, by int64) error {
	_, err := t.exec(ctx, `UPDATE pictures SET uses = uses + ?1 WHERE picture IN (SELECT picture FROM picture_use WHERE article = ?2)`, by, row)
	return err
}

// unreadPictures is the setting that holds the newest article which came before
// its remote pictures were written down, and was not looked through since.
const unreadPictures = "pictures.unread"

// ReadPictures looks articles through that came before their remote pictures
// were written down, newest first. It is for the background, may be called at any
// time and stopped at any time; it gives how many articles it looked through.
func (db *DB) ReadPictures(ctx context.Context) (int, error) {
	return backfill[string]{
		setting: unreadPictures, what: "look for remote pictures", known: `SELECT 1 FROM picture_use WHERE article = row`,
		find: remotePictures, write: (*tx).usePictures, count: (*tx).countUses,
	}.run(ctx, db)
}
