package store

import (
	"context"
	"database/sql"
	"strconv"
	"strings"

	"broadsheet/internal/news"
)

// wordsWalk is how many files one call looks through for words.
const wordsWalk = 50_000

// deskFilter is the part of a query that says which files are wanted, and the
// index that holds them in order.
func deskFilter(q news.MediaQuery) (where, index string, err error) {
	kinds := map[string]int{"picture": deskPicture, "film": deskFilm, "sound": deskSound}
	kind, known := kinds[q.Kind]
	var conditions []string
	switch {
	case q.Kind == "":
		conditions, index = append(conditions, `d.kind < 3`), `INDEXED BY media_desk_all`
	case known:
		conditions = append(conditions, `d.kind = `+strconv.Itoa(kind))
	default:
		return "", "", news.Errorf(news.CodeInvalid, "kind", "%q is no kind of file; picture, film and sound are.", q.Kind)
	}
	if known {
		index = `INDEXED BY media_desk_kind`
	}
	if q.Bare {
		conditions, index = append(conditions, `d.bare > 0`), `INDEXED BY media_desk_bare`
	}
	if q.Unused {
		conditions = append(conditions, `d.uses = 0`)
		if !q.Bare {
			index = `INDEXED BY media_desk_unused`
		}
	}
	return strings.Join(conditions, " AND "), index, nil
}

const deskColumns = mediaColumns + `, d.number, d.uses, d.bare`

// deskQuery gives the queries of a page: its files, the number that it begins
// below, and how many there are.
func deskQuery(where, index string) (page, start, count string) {
	page = `SELECT ` + deskColumns + ` FROM media_desk d ` + index + ` CROSS JOIN media m ON m.sha256 = d.sha256
		WHERE ` + where + ` AND d.number < ? ORDER BY d.number DESC LIMIT ?`
	start = `SELECT d.number FROM media_desk d ` + index + ` WHERE ` + where + ` ORDER BY d.number DESC LIMIT 1 OFFSET ?`
	count = `SELECT count(*) FROM media_desk d ` + index + ` WHERE ` + where
	return page, start, count
}

// DeskMedia gives a page of the stored files, the newest first. Entering a list
// in its middle, and counting it, read keys alone: some 10 ms for each 100,000.
func (db *DB) DeskMedia(ctx context.Context, q news.MediaQuery) (news.MediaPage, error) {
	where, index, err := deskFilter(q)
	if err != nil {
		return news.MediaPage{}, err
	}
	q.Limit = clamp(q.Limit, 100, 500)
	if words := strings.TrimSpace(q.Words); words != "" {
		page, err := db.deskWords(ctx, q, where, index, foldOf(words))
		return page, db.translate("look for media", err)
	}
	page, start, count := deskQuery(where, index)
	var out news.MediaPage
	if err := db.row(ctx, count).Scan(&out.Total); err != nil {
		return out, db.translate("count media", err)
	}
	if out.Total <= int64(q.Skip) {
		return out, nil
	}
	var first int64
	if err := db.row(ctx, start, q.Skip).Scan(&first); err != nil {
		return out, db.translate("read media", orNotFound(err, "media file", ""))
	}
	rows, err := db.query(ctx, page, first+1, q.Limit)
	list, err := collect(rows, err, scanDeskFile)
	if err != nil {
		return out, db.translate("read media", err)
	}
	out.Files, err = db.curated(ctx, list, q.Unused)
	return out, db.translate("read media", err)
}

// curated takes those out that topics or the front page show, where files are
// wanted that nothing shows.
func (db *DB) curated(ctx context.Context, list []deskFile, unused bool) ([]news.DeskMedia, error) {
	var shown map[string]bool
	if unused {
		var err error
		if shown, err = db.curatedMedia(ctx); err != nil {
			return nil, err
		}
	}
	var out []news.DeskMedia
	for _, f := range list {
		if !shown[f.SHA256] {
			out = append(out, f.DeskMedia)
		}
	}
	return out, nil
}

const deskWords = ` AND d.number < ?1 AND d.number >= ?2 AND (instr(d.words, ?3) > 0
	OR EXISTS (SELECT 1 FROM media_shown s WHERE s.sha256 = d.sha256 AND instr(s.words, ?3) > 0)) ORDER BY d.number DESC LIMIT ?4`

// deskWords looks a stretch of the files through for words.
func (db *DB) deskWords(ctx context.Context, q news.MediaQuery, where, index, words string) (news.MediaPage, error) {
	out := news.MediaPage{Total: -1}
	var top int64
	if err := db.row(ctx, `SELECT coalesce(max(number), 0) + 1 FROM media_desk`).Scan(&top); err != nil {
		return out, err
	}
	if q.After != "" {
		after, err := strconv.ParseInt(q.After, 10, 64)
		if err != nil {
			return out, news.Errorf(news.CodeInvalid, "after", "This is no cursor of a list of media.")
		}
		top = after
	}
	low := max(0, top-wordsWalk)
	rows, err := db.query(ctx, `SELECT `+deskColumns+` FROM media_desk d `+index+` CROSS JOIN media m ON m.sha256 = d.sha256 WHERE `+where+deskWords,
		top, low, words, q.Limit+1)
	list, err := collect(rows, err, scanDeskFile)
	if err != nil {
		return out, err
	}
	switch {
	case len(list) > q.Limit:
		list = list[:q.Limit]
		out.Next = strconv.FormatInt(list[q.Limit-1].number, 10)
	case low > 0:
		out.Next = strconv.FormatInt(low, 10)
	}
	out.Files, err = db.curated(ctx, list, q.Unused)
	return out, err
}

// DeskFile gives one file with how it is used.
func (db *DB) DeskFile(ctx context.Context, sha string) (news.DeskMedia, error) {
	sum, err := sumOf(sha)
	if err != nil {
		return news.DeskMedia{}, err
	}
	rows, err := db.query(ctx, `SELECT `+deskColumns+` FROM media m CROSS JOIN media_desk d ON d.sha256 = m.sha256 WHERE m.sha256 = ?`, sum)
	list, err := collect(rows, err, scanDeskFile)
	if err == nil && len(list) == 0 {
		err = news.NotFound("media file", sha)
	}
	if err != nil {
		return news.DeskMedia{}, db.translate("read media", err)
	}
	return list[0].DeskMedia, nil
}

// CuratedBy gives what shows a file beside articles: topics, whole, and the slots
// of the front page with their items, none where nothing does.
func (db *DB) CuratedBy(ctx context.Context, sha string) ([]news.Topic, news.Front, error) {
	src := "/media/" + sha
	front := news.Front{Slots: map[string][]news.SlotItem{}}
	rows, err := db.query(ctx, `SELECT topic FROM topics WHERE instr(coalesce(picture, ''), ?1) > 0 OR instr(body, ?1) > 0 ORDER BY topic`, sha)
	ids, err := collect(rows, err, scanOne[int64])
	var topics []news.Topic
	for _, id := range ids {
		t, wrong := readTopic(ctx, db, id)
		if wrong != nil {
			return nil, front, db.translate("read topics of a file", wrong)
		}
		topics = append(topics, t.Topic)
	}
	if err != nil {
		return nil, front, db.translate("read topics of a file", err)
	}
	s, err := readSlots(ctx, db)
	for name, items := range s {
		held := false
		var list []news.SlotItem
		for _, item := range items {
			one := item.news()
			held = held || one.Picture != nil && one.Picture.Src == src
			list = append(list, one)
		}
		if held {
			front.Slots[name] = list
		}
	}
	return topics, front, db.translate("read slots of a file", err)
}

const remoteMedia = `SELECT picture, address, uses, problem FROM pictures INDEXED BY pictures_missing
	WHERE kept = 0 AND uses > 0 AND picture > ? ORDER BY picture LIMIT ?`

// RemoteMedia lists the pictures that published articles name by an address of
// the web and that are not here, after a number; next is 0 at the end.
func (db *DB) RemoteMedia(ctx context.Context, after int64, limit int) (list []news.RemoteMedia, next int64, err error) {
	limit = clamp(limit, 100, 500)
	var last int64
	rows, err := db.query(ctx, remoteMedia, after, limit)
	list, err = collect(rows, err, func(rows *sql.Rows) (r news.RemoteMedia, err error) {
		return r, rows.Scan(&last, &r.Address, &r.Uses, &r.Problem)
	})
	if len(list) == limit {
		next = last
	}
	return list, next, db.translate("read remote pictures", err)
}
