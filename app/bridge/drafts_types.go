package bridge

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"broadsheet/internal/body"
	"broadsheet/internal/lang"
	"broadsheet/internal/news"
)

// NewDraftRequest makes a draft.
type NewDraftRequest struct {
	From  string `json:"from,omitempty"` // id of the article that it is to be a working copy of
	Kind  string `json:"kind,omitempty"`
	Title string `json:"title,omitempty"`
	Idea  bool   `json:"idea,omitempty"` // it is an idea yet
}

// DraftRow is what a list shows of a draft.
type DraftRow struct {
	Draft    string `json:"draft"`
	Article  string `json:"article"` // id of the article that it is or will be
	State    string `json:"state"`   // idea, draft, in review, changes requested, approved, on hold, spiked
	Revision int    `json:"revision"`
	Title    string `json:"title"`
	Public   string `json:"public"` // unpublished, scheduled, published, corrected, withdrawn, retracted
	Stamp    int64  `json:"stamp"`  // of what it holds; Save names it
	Hash     string `json:"hash"`   // of what it holds; an approval is bound to it
	Words    int    `json:"words"`
	Minutes  int    `json:"minutes"`
	Changed  string `json:"changed"`
	Actor    string `json:"actor"`  // who changed it last
	At       string `json:"at"`     // when it is to be published; empty: it is not scheduled
	Failed   string `json:"failed"` // why that could not be done; may be empty
	Reason   string `json:"reason"` // why it was returned; may be empty
	Closed   string `json:"closed"` // published, discarded; empty: it is on the desk
	Base     int    `json:"base"`   // version that it was made from; 0: none
	Newest   int    `json:"newest"` // newest version of its article; above base: it moved
	Entry    string `json:"entry"`  // of the history, where the call made one
}

// DraftsRequest asks for a page of drafts.
type DraftsRequest struct {
	Call
	State   string `json:"state,omitempty"`   // empty: all but spiked ones
	Article string `json:"article,omitempty"` // id: its working copies alone
	After   string `json:"after,omitempty"`   // Next of the page before
	Limit   int    `json:"limit,omitempty"`   // 1 to 1,000; 0: 50
}

// StateCount is how many drafts are in a state.
type StateCount struct {
	State string `json:"state"`
	Count int    `json:"count"`
}

// DismissRequest names a draft that was brought back; empty: all of them.
type DismissRequest struct {
	ID string `json:"id,omitempty"`
}

// RecoveredDraft is a draft that was brought back when the library was opened, and that
// nobody has opened or dismissed since.
type RecoveredDraft struct {
	Draft string `json:"draft"`
	Title string `json:"title"`
	Saved string `json:"saved"`
	Lost  bool   `json:"lost"` // the library did not know it any more
}

// DraftsResult is a page of drafts, changed last first.
type DraftsResult struct {
	Drafts    []DraftRow       `json:"drafts"`
	Next      string           `json:"next"`
	Counts    []StateCount     `json:"counts"`    // of all drafts, a row for each state; of the first page of a whole list alone
	Recovered []RecoveredDraft `json:"recovered"` // as Counts
}

// DraftAuthor is a name of a draft's byline.
type DraftAuthor struct {
	Name string `json:"name"`
	Role string `json:"role"`
}

// DraftPicture is a picture as a draft names it.
type DraftPicture struct {
	Src     string `json:"src"` // /media/SHA256, or an address of the web
	Caption string `json:"caption"`
	Credit  string `json:"credit"`
	Alt     string `json:"alt"`
	Focus   string `json:"focus"` // the point that no crop cuts away, "50 30" in percent; or empty
}

// DraftMedia is an item of a draft's gallery.
type DraftMedia struct {
	Type    string       `json:"type"` // photo, film, audio
	Src     string       `json:"src"`
	Caption string       `json:"caption"`
	Credit  string       `json:"credit"`
	Alt     string       `json:"alt"`
	Poster  string       `json:"poster"`
	Tracks  []DraftTrack `json:"tracks"`
	Focus   string       `json:"focus"` // as in DraftPicture
}

// DraftTrack is a text track of a film.
type DraftTrack struct {
	Src      string `json:"src"`
	Language string `json:"language"`
	Kind     string `json:"kind"`
}

// DraftFields is what a draft holds beside its text.
type DraftFields struct {
	Kicker        string        `json:"kicker"`
	Title         string        `json:"title"`
	FrontTitle    string        `json:"frontTitle"` // in place of the title on the front page, cards and streams; or empty
	Standfirst    string        `json:"standfirst"`
	Kind          string        `json:"kind"`
	Section       string        `json:"section"` // its name
	Language      string        `json:"language"`
	Dateline      string        `json:"dateline"`
	Slug          string        `json:"slug"`
	TranslationOf string        `json:"translationOf"` // id of the article that it translates
	Published     string        `json:"published"`     // RFC 3339, or empty: the time of its release
	Authors       []DraftAuthor `json:"authors"`
	Tags          []string      `json:"tags"`   // names
	Topics        []string      `json:"topics"` // slugs or names
	Related       []string      `json:"related"`
	Places        []Place       `json:"places"`
	Lead          *DraftPicture `json:"lead"`
	Media         []DraftMedia  `json:"media"`
	Map           string        `json:"map"` // GeoJSON text, or empty
}

// Draft is a draft with everything on its page.
type Draft struct {
	DraftRow
	Dir    string      `json:"dir"` // ltr or rtl, of its language
	Fields DraftFields `json:"fields"`
	Body   []body.Node `json:"body"`
	Media  []MediaFact `json:"media"` // what its pictures need to be drawn
	Trail  []string    `json:"trail"` // the editor's last steps, for undo
	// Recovered: it is on the list of those that were brought back.
	Recovered bool `json:"recovered"`
}

// SaveDraftRequest keeps what a window holds.
type SaveDraftRequest struct {
	ID      string      `json:"id"`
	Stamp   int64       `json:"stamp"` // of the state that was changed
	Fields  DraftFields `json:"fields"`
	Body    []body.Node `json:"body"`
	Keep    bool        `json:"keep,omitempty"`    // make it a revision
	Name    string      `json:"name,omitempty"`    // with this name
	Trail   []string    `json:"trail,omitempty"`   // the editor's steps since the last save
	Restart bool        `json:"restart,omitempty"` // Trail begins anew
}

// SavedDraft says what was kept.
type SavedDraft struct {
	DraftRow
	Saved string   `json:"saved"` // when, to the millisecond
	IDs   []string `json:"ids"`   // of the blocks, in order
	// Slug is why the last part of its address was not taken; empty: it was. All else was.
	Slug string `json:"slug,omitempty"`
	// Uncopied is why the second copy could not be written; empty: it is on the disk.
	Uncopied string `json:"uncopied,omitempty"`
}

// ElsewhereRequest is what a window holds and could not save.
type ElsewhereRequest struct {
	ID    string      `json:"id"`
	Title string      `json:"title"`
	Body  []body.Node `json:"body"`
	Hand  bool        `json:"hand,omitempty"` // give the file back instead of keeping it
}

// DraftWordsRequest replaces a draft's text.
type DraftWordsRequest struct {
	ID   string `json:"id"`
	Text string `json:"text"`
	As   string `json:"as"` // html, markdown, text
}

// SetDraftRequest sets a field of a draft.
type SetDraftRequest struct {
	ID    string `json:"id"`
	Field string `json:"field"` // a name of the interchange format
	Value string `json:"value"` // text, or JSON where the format asks for it; empty: cleared
}

// DraftActRequest moves a draft.
type DraftActRequest struct {
	ID   string `json:"id"`
	Act  string `json:"act"`            // submit, return, approve, hold, spike, resume
	Note string `json:"note,omitempty"` // why; return needs one
	Hash string `json:"hash,omitempty"` // of what was read; empty: what it holds now
}

// Revision is a saved state of a draft.
type Revision struct {
	Revision int    `json:"revision"`
	Saved    string `json:"saved"`
	Actor    string `json:"actor"`
	Name     string `json:"name"` // empty: it was saved by itself
	Words    int    `json:"words"`
}

// RevisionsResult lists them, newest first.
type RevisionsResult struct {
	Revisions []Revision `json:"revisions"`
}

// DraftCompareResult is what lies between two revisions.
type DraftCompareResult struct {
	Blocks []ChangedBlock `json:"blocks"`
}

// RevisionRequest names a revision of a draft.
type RevisionRequest struct {
	ID       string `json:"id"`
	Revision int    `json:"revision"`
}

// NameRevisionRequest names what a draft holds.
type NameRevisionRequest struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// PublishRequest publishes drafts together.
type PublishRequest struct {
	IDs    []string `json:"ids"`
	At     string   `json:"at,omitempty"`     // a time ahead: they are scheduled; without an offset in the publication's zone
	Change string   `json:"change,omitempty"` // minor, update, correction, clarification
	Note   string   `json:"note,omitempty"`   // for readers; corrections and clarifications need one
}

// Published is a version that came of a draft; 0: it is scheduled.
type Published struct {
	Article string `json:"article"`
	Version int    `json:"version"`
}

// PublishResult says what was published.
type PublishResult struct {
	Published []Published `json:"published"`
	Entry     string      `json:"entry"` // of the history
}

// Clash is a field or a block that a draft and its article changed in different ways.
type Clash struct {
	Field  string `json:"field"` // empty: it is a block of the text
	Block  string `json:"block"`
	Base   string `json:"base"` // the words of each side; empty where it is not there
	Ours   string `json:"ours"`
	Theirs string `json:"theirs"`
}

// ClashesResult lists them; none: they can be merged.
type ClashesResult struct {
	Clashes []Clash `json:"clashes"`
}

// RebaseRequest brings a draft up to its article's newest version.
type RebaseRequest struct {
	ID     string   `json:"id"`
	Stamp  int64    `json:"stamp"`
	Theirs []string `json:"theirs,omitempty"` // fields and blocks of clashes in which the article's side stands
}

// RestateRequest withdraws or retracts an article.
type RestateRequest struct {
	ID   string `json:"id"`
	Note string `json:"note"` // for readers
}

func draftFields(a news.Article) DraftFields {
	f := DraftFields{
		Kicker: a.Kicker, Title: a.Title, FrontTitle: a.FrontTitle, Standfirst: a.Standfirst, Kind: string(a.Kind), Section: a.Section, Language: a.Language,
		Dateline: a.Dateline, Slug: a.Slug, TranslationOf: a.TranslationOf, Published: stamp(a.Published),
		Tags: a.Tags, Topics: a.Topics, Related: a.Related, Map: string(a.Map),
	}
	for _, by := range a.Authors {
		f.Authors = append(f.Authors, DraftAuthor{Name: by.Name, Role: by.Role})
	}
	for _, p := range a.Places {
		f.Places = append(f.Places, place(p))
	}
	if a.Lead != nil {
		lead := DraftPicture(*a.Lead)
		f.Lead = &lead
	}
	for _, m := range a.Media {
		item := DraftMedia{Type: m.Type, Src: m.Src, Caption: m.Caption, Credit: m.Credit, Alt: m.Alt, Poster: m.Poster, Focus: m.Focus}
		for _, t := range m.Tracks {
			item.Tracks = append(item.Tracks, DraftTrack(t))
		}
		f.Media = append(f.Media, item)
	}
	return f
}

// into gives the article that the fields make of what the draft held: what a page
// does not show, such as addresses of authors, stays.
func (f DraftFields) into(a news.Article) (news.Article, error) {
	a.Kicker, a.Title, a.FrontTitle, a.Standfirst = oneLine(f.Kicker), oneLine(f.Title), oneLine(f.FrontTitle), oneLine(f.Standfirst)
	if f.Language != "" && !lang.Valid(f.Language) {
		return a, news.Errorf(news.CodeInvalid, "language", "%q names no language; nothing was changed.", f.Language)
	}
	a.Kind, a.Section, a.Language = news.Kind(f.Kind), oneLine(f.Section), lang.Normal(f.Language)
	a.Dateline, a.Slug, a.TranslationOf = oneLine(f.Dateline), strings.TrimSpace(f.Slug), strings.TrimSpace(f.TranslationOf)
	a.Tags, a.Topics, a.Related = named(f.Tags), named(f.Topics), named(f.Related)
	if f.Published != stamp(a.Published) {
		at, err := time.Parse(time.RFC3339, f.Published)
		if f.Published != "" && err != nil {
			return a, news.Errorf(news.CodeInvalid, "published", "%q is no time; nothing was changed.", f.Published)
		}
		a.Published = at
	}
	held := a.Authors
	a.Authors = nil
	for _, by := range f.Authors {
		author := news.Author{Name: oneLine(by.Name), Role: oneLine(by.Role)}
		if at := slices.IndexFunc(held, func(h news.Author) bool { return h.Name == author.Name }); at >= 0 {
			author.Email, author.Plain = held[at].Email, held[at].Plain && author.Role == ""
		}
		if author.Name != "" {
			a.Authors = append(a.Authors, author)
		}
	}
	a.Places = nil
	for _, p := range f.Places {
		a.Places = append(a.Places, news.Place{Name: oneLine(p.Name), Lat: p.Lat, Lon: p.Lon, Date: p.Date})
	}
	a.Lead = nil
	if f.Lead != nil && f.Lead.Src != "" {
		lead := news.Picture(*f.Lead)
		lead.Focus = news.Focus(lead.Focus)
		a.Lead = &lead
	}
	a.Media = nil
	for _, m := range f.Media {
		item := news.MediaItem{Type: m.Type, Src: m.Src, Caption: m.Caption, Credit: m.Credit, Alt: m.Alt, Poster: m.Poster, Focus: m.Focus}
		for _, t := range m.Tracks {
			item.Tracks = append(item.Tracks, news.Track(t))
		}
		a.Media = append(a.Media, item)
	}
	a.Map = nil
	if f.Map != "" {
		if !json.Valid([]byte(f.Map)) {
			return a, news.Errorf(news.CodeInvalid, "map", "The map is no GeoJSON; nothing was changed.")
		}
		a.Map = json.RawMessage(f.Map)
	}
	return a, nil
}

// oneLine gives text on one line.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// named gives the names that are not empty.
func named(names []string) []string {
	var out []string
	for _, name := range names {
		if name = oneLine(name); name != "" {
			out = append(out, name)
		}
	}
	return out
}
