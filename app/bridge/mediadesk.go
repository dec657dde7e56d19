package bridge

import (
	"context"
	"strconv"
	"strings"

	"broadsheet/internal/lang"
	"broadsheet/internal/mediadesk"
	"broadsheet/internal/news"
)

// MediaDesk changes media everywhere, as jobs.
type MediaDesk interface {
	// ChangeMedia's job gives a MediaChanged.
	ChangeMedia(ctx context.Context, c mediadesk.Change) (job string, err error)
}

// MediaListRequest asks for a page of the stored files, the newest first.
type MediaListRequest struct {
	Call
	Kind   string `json:"kind,omitempty"`   // picture, film, sound; empty: all
	Bare   bool   `json:"bare,omitempty"`   // only pictures that an article shows without an alternative text
	Unused bool   `json:"unused,omitempty"` // only files that nothing shows
	Words  string `json:"words,omitempty"`  // in the file's name, or in what articles say of it
	Skip   int    `json:"skip,omitempty"`   // files to pass over; not with words
	After  string `json:"after,omitempty"`  // the cursor of the page before; with words
	Limit  int    `json:"limit,omitempty"`  // 1 to 500; 0: 100
}

// MediaFile is a stored file as the desk lists it.
type MediaFile struct {
	StoredMedia
	Hash    string  `json:"hash"`
	Type    string  `json:"type"` // media type
	Width   int     `json:"width"`
	Height  int     `json:"height"`
	Seconds float64 `json:"seconds"`
	Uses    int     `json:"uses"` // published articles that show it now
	Bare    int     `json:"bare"` // of those, that show it without an alternative text
}

// MediaListResult is a page of them.
type MediaListResult struct {
	Files []MediaFile `json:"files"`
	Total int64       `json:"total"` // -1: not counted
	Next  string      `json:"next"`  // with words: from where to look on
}

// MediaUsesRequest asks what shows a file.
type MediaUsesRequest struct {
	Call
	Hash  string `json:"hash"`
	After int64  `json:"after,omitempty"` // the number of the page before
}

// MediaUse is an article that shows a file, with what it says of it.
type MediaUse struct {
	ID       string `json:"id"`
	Title    string `json:"title"`
	Language string `json:"language"`
	Dir      string `json:"dir"`
	Alt      string `json:"alt"`
	Caption  string `json:"caption"`
	Credit   string `json:"credit"`
}

// MediaUsesResult is what shows a file.
type MediaUsesResult struct {
	File   MediaFile  `json:"file"`
	Uses   []MediaUse `json:"uses"`
	Next   int64      `json:"next"` // where to read on; 0: that was all
	Topics []Named    `json:"topics"`
	Slots  []string   `json:"slots"`
}

// MediaReplaceRequest puts a file in place of another everywhere.
type MediaReplaceRequest struct {
	Of  string `json:"of"`            // hash
	By  string `json:"by"`            // hash
	Alt string `json:"alt,omitempty"` // the alternative text of the other; empty: the words stay as they are
}

// MediaDescribeRequest gives a picture an alternative text wherever it has none.
type MediaDescribeRequest struct {
	Of  string `json:"of"` // hash
	Alt string `json:"alt"`
}

// MediaChanged is what came of changing a file everywhere.
type MediaChanged struct {
	Articles int    `json:"articles"`
	Topics   int    `json:"topics"`
	Slots    int    `json:"slots"`
	Entry    string `json:"entry"` // of the history, undoes it; empty: nothing changed
}

// List gives a page of the stored files.
func (m *Media) List(req MediaListRequest) (MediaListResult, error) {
	return call(m.core, req.Call, func(ctx context.Context) (MediaListResult, error) {
		page, err := m.desk.List(ctx, news.MediaQuery{Kind: req.Kind, Bare: req.Bare, Unused: req.Unused, Words: req.Words, Skip: req.Skip, After: req.After, Limit: req.Limit})
		if err != nil {
			return MediaListResult{}, err
		}
		files, err := m.files(ctx, page.Files)
		return MediaListResult{Files: files, Total: page.Total, Next: page.Next}, err
	})
}

// files shows what the desk knows of files.
func (m *Media) files(ctx context.Context, list []news.DeskMedia) ([]MediaFile, error) {
	plain := make([]news.Media, len(list))
	for i := range list {
		plain[i] = list[i].Media
	}
	shown, err := m.result(ctx, plain)
	out := make([]MediaFile, len(list))
	for i, f := range list {
		out[i] = MediaFile{StoredMedia: shown.Media[i], Hash: f.SHA256, Type: f.Type, Width: f.Width, Height: f.Height, Seconds: f.Seconds, Uses: f.Uses, Bare: f.Bare}
	}
	return out, err
}

// Uses tells what shows a file.
func (m *Media) Uses(req MediaUsesRequest) (MediaUsesResult, error) {
	return call(m.core, req.Call, func(ctx context.Context) (MediaUsesResult, error) {
		uses, err := m.desk.Uses(ctx, hashOf(req.Hash), news.Row(req.After))
		if err != nil {
			return MediaUsesResult{}, err
		}
		files, err := m.files(ctx, []news.DeskMedia{uses.File})
		out := MediaUsesResult{File: files[0], Uses: make([]MediaUse, len(uses.Uses)), Next: int64(uses.Next), Topics: make([]Named, len(uses.Topics)), Slots: uses.Slots}
		for i, u := range uses.Uses {
			out.Uses[i] = MediaUse{ID: u.Article.Public, Title: u.Article.Title, Language: u.Article.Language, Dir: lang.Direction(u.Article.Language),
				Alt: u.Picture.Alt, Caption: u.Picture.Caption, Credit: u.Picture.Credit}
		}
		for i, t := range uses.Topics {
			out.Topics[i] = Named{Slug: t.Slug, Name: t.Name}
		}
		return out, err
	})
}

// hashOf takes the address of a file in articles for its hash, too.
func hashOf(text string) string { return strings.TrimPrefix(text, mediaPrefix) }

// Replace puts a file in place of another in all published articles that show
// it, in topics and on the front page; the job's result is a MediaChanged. Can be
// undone.
func (m *Media) Replace(req MediaReplaceRequest) (JobStarted, error) {
	return m.act(mediadesk.Change{Of: hashOf(req.Of), By: hashOf(req.By), Alt: req.Alt}, req.By == "")
}

// Describe gives a picture an alternative text wherever it is shown without one;
// the job's result is a MediaChanged. Can be undone.
func (m *Media) Describe(req MediaDescribeRequest) (JobStarted, error) {
	return m.act(mediadesk.Change{Of: hashOf(req.Of), Alt: req.Alt}, false)
}

func (m *Media) act(c mediadesk.Change, lacks bool) (JobStarted, error) {
	return call(m.core, Call{}, func(ctx context.Context) (JobStarted, error) {
		if lacks {
			return JobStarted{}, news.Errorf(news.CodeInvalid, "by", "The file is wanted that takes its place.")
		}
		id, err := m.change.ChangeMedia(ctx, c)
		return JobStarted{Job: id}, err
	})
}

// RemoteRequest asks for the pictures of the web that published articles name and that are not here.
type RemoteRequest struct {
	After string `json:"after,omitempty"` // the cursor of the page before
	Limit int    `json:"limit,omitempty"` // 1 to 500; 0: 100
}

// RemotePicture is one of them.
type RemotePicture struct {
	Address string `json:"address"`
	Uses    int    `json:"uses"`
	Problem string `json:"problem"` // why it did not come when it was asked for
}

// RemoteResult lists them.
type RemoteResult struct {
	Pictures []RemotePicture `json:"pictures"`
	Next     string          `json:"next"`
}

// Remote lists the pictures that are named by an address of the web and not stored.
func (m *Media) Remote(req RemoteRequest) (RemoteResult, error) {
	return call(m.core, Call{}, func(ctx context.Context) (RemoteResult, error) {
		after, err := strconv.ParseInt("0"+req.After, 10, 64)
		if err != nil {
			return RemoteResult{}, news.Errorf(news.CodeInvalid, "after", "This is no cursor of a list of pictures.")
		}
		list, next, err := m.desk.Remote(ctx, after, req.Limit)
		out := RemoteResult{Pictures: make([]RemotePicture, len(list))}
		for i, p := range list {
			out.Pictures[i] = RemotePicture(p)
		}
		if next != 0 {
			out.Next = strconv.FormatInt(next, 10)
		}
		return out, err
	})
}
