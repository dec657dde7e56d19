package store

import (
	"context"
	"database/sql"
	"sort"
	"time"

	"broadsheet/internal/news"
)

// Corrections gives a page of what readers were told of articles after they were
// published, newest first: corrections, clarifications, withdrawals and retractions.
// CodeInvalid: After is no cursor, or there is no such kind.
//
// Corrections and clarifications are those of published articles; what was withdrawn
// or retracted is listed for ever, also when it is back.
func (db *DB) Corrections(ctx context.Context, f news.CorrectionFilter) (page news.CorrectionPage, err error) {
	at := listCursor{1 << 62, 0}
	if f.After != "" {
		if at, err = parseListCursor(f.After); err != nil {
			return page, err
		}
	}
	kinds := news.CorrectionKinds()
	if f.Kind != "" {
		if _, known := noticeWalks[f.Kind]; !known {
			return page, news.Errorf(news.CodeInvalid, "kind", "%q is no kind of correction; there are correction, clarification, withdrawal and retraction.", f.Kind)
		}
		kinds = []string{f.Kind}
	}
	limit := clamp(f.Limit, pageUsual, pageMost)
	var all []notice
	for _, kind := range kinds { // the indexes hold each kind in order
		for _, query := range noticeWalks[kind] {
			rows, err := db.query(ctx, query, at.published, at.row, limit+1, kind)
			list, err := collect(rows, err, scanNotice)
			if err != nil {
				return page, db.translate("read corrections", err)
			}
			all = append(all, list...)
		}
	}
	sort.Slice(all, func(i, j int) bool {
		a, b := all[i].listCursor, all[j].listCursor
		return a.published > b.published || a.published == b.published && a.row > b.row
	})
	if len(all) > limit {
		all = all[:limit]
		page.Next = all[limit-1].listCursor.String()
	}
	return page, db.translate("read corrections", db.fillNotices(ctx, all, &page))
}

// notice is a correction with its key and its article.
type notice struct {
	news.Correction
	listCursor
	article news.Row
}

func scanNotice(rows *sql.Rows) (n notice, err error) {
	var published string
	err = rows.Scan(&n.listCursor.published, &n.row, &n.article, &n.N, &n.Change, &n.Note, &published, &n.State)
	if n.Correction.Published = momentOf(published); n.Correction.Published.IsZero() && n.listCursor.published > undatedNotice {
		n.Correction.Published = time.Unix(n.listCursor.published, 0).UTC()
	}
	return n, err
}

// fillNotices adds what lists show of the articles, also of those that are listed no more.
func (db *DB) fillNotices(ctx context.Context, all []notice, page *news.CorrectionPage) error {
	rows := make([]news.Row, len(all))
	for i := range all {
		rows[i] = all[i].article
	}
	summaries, err := db.summaries(ctx, db, `SELECT `+summaryColumns+` FROM (SELECT DISTINCT value FROM json_each(?)) e CROSS JOIN articles a ON a.row = e.value
		`+summaryJoins+` WHERE a.deleted = 0`, rowList(rows))
	if err != nil {
		return err
	}
	of := map[news.Row]news.Summary{}
	for _, s := range summaries {
		of[s.Row] = s
	}
	for _, n := range all {
		if s, here := of[n.article]; here { // not taken back between the two reads
			n.Article = s
			page.Corrections = append(page.Corrections, n.Correction)
		}
	}
	return nil
}

// noticeWalks are the walks that find each kind. What was withdrawn or retracted
// before it came here may have no version that says so: its article's state does.
var noticeWalks = map[string][]string{
	news.ChangeCorrection:    {noticesQuery + ` AND a.listed = 1 ` + noticesOrder},
	news.ChangeClarification: {noticesQuery + ` AND a.listed = 1 ` + noticesOrder},
	news.ChangeWithdrawal:    {noticesQuery + ` AND a.deleted = 0 ` + noticesOrder, takenQuery},
	news.ChangeRetraction:    {noticesQuery + ` AND a.deleted = 0 ` + noticesOrder, takenQuery},
}

// undatedNotice is the place of what has no date, below all that have one.
const undatedNotice = -62135596800

const (
	noticesQuery = `SELECT coalesce(unixepoch(v.published), -62135596800), v.version, v.article, v.n, v.change, v.note, v.published, a.state
		FROM versions v INDEXED BY versions_noticed CROSS JOIN articles a ON a.row = v.article
		WHERE v.trashed = 0 AND v.change IN ('correction', 'clarification', 'withdrawal', 'retraction') AND v.change = ?4
			AND coalesce(unixepoch(v.published), -62135596800) <= ?1
			AND (coalesce(unixepoch(v.published), -62135596800) < ?1 OR v.version < ?2)`
	noticesOrder = `ORDER BY coalesce(unixepoch(v.published), -62135596800) DESC, v.version DESC LIMIT ?3`
	takenQuery   = `SELECT max(coalesce(a.updated, a.published) / 1000, -62135596800), a.version, a.row, a.n, ?4, v.note, v.published, a.state
		FROM articles a INDEXED BY articles_taken CROSS JOIN versions v ON v.version = a.version
		WHERE a.deleted = 0 AND a.state IN ('withdrawn', 'retracted') AND a.change NOT IN ('withdrawal', 'retraction')
			AND a.state = CASE ?4 WHEN 'withdrawal' THEN 'withdrawn' ELSE 'retracted' END
			AND max(coalesce(a.updated, a.published) / 1000, -62135596800) <= ?1
			AND (max(coalesce(a.updated, a.published) / 1000, -62135596800) < ?1 OR a.version < ?2)
		ORDER BY max(coalesce(a.updated, a.published) / 1000, -62135596800) DESC, a.version DESC LIMIT ?3`
)
