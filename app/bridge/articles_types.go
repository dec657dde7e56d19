package bridge

import "broadsheet/internal/body"

// Named is a thing with an address and a name.
type Named struct {
	Slug  string `json:"slug"`
	Name  string `json:"name"`
	Count int64  `json:"count"` // published articles; 0 where not counted
}

// Rendition is a smaller encoding of a picture.
type Rendition struct {
	Src   string `json:"src"`
	Width int    `json:"width"` // pixels
}

// Picture is a stored picture as a page shows it, or the named place of one
// that is not stored.
type Picture struct {
	Src        string      `json:"src"`    // an address of this program; empty: it is not here
	Remote     string      `json:"remote"` // address of the web by which the article names it; empty: it came with the article
	Alt        string      `json:"alt"`
	Caption    string      `json:"caption"`
	Credit     string      `json:"credit"`
	Focus      string      `json:"focus"` // the point that no crop cuts away, in percent from the left and the top: "50 30"; or empty
	Width      int         `json:"width"` // pixels; 0: unknown
	Height     int         `json:"height"`
	Colour     string      `json:"colour"` // #rrggbb, or empty
	Thumb      string      `json:"thumb"`  // a data: address of a blurred placeholder, or empty
	Renditions []Rendition `json:"renditions"`
}

// Film is a stored film or sound.
type Film struct {
	Type    string   `json:"type"` // film or audio
	Src     string   `json:"src"`
	Media   string   `json:"media"` // its media type
	Poster  *Picture `json:"poster"`
	Alt     string   `json:"alt"`
	Caption string   `json:"caption"`
	Credit  string   `json:"credit"`
	Seconds float64  `json:"seconds"` // 0: unknown
	Tracks  []Track  `json:"tracks"`
}

// Track is a text track of a film.
type Track struct {
	Src      string `json:"src"`
	Language string `json:"language"`
	Kind     string `json:"kind"`
}

// Row is what a list shows of an article.
type Row struct {
	ID         string   `json:"id"`
	Kind       string   `json:"kind"`
	Section    Named    `json:"section"` // empty slug: none
	Language   string   `json:"language"`
	Dir        string   `json:"dir"` // ltr or rtl
	Kicker     string   `json:"kicker"`
	Title      string   `json:"title"`
	FrontTitle string   `json:"frontTitle"` // in place of the title on the front page, cards and streams; or empty
	Standfirst string   `json:"standfirst"` // or the start of the body
	Authors    []string `json:"authors"`
	Published  string   `json:"published"` // RFC 3339, or empty: undated
	Updated    string   `json:"updated"`   // of a later version, or empty
	Day        string   `json:"day"`       // YYYY-MM-DD in the publication's time zone, or empty
	Minutes    int      `json:"minutes"`
	Words      int      `json:"words"`
	Picture    *Picture `json:"picture"`
	MediaCount int      `json:"mediaCount"`
	Comments   int      `json:"comments"`
	Change     string   `json:"change"` // minor, update, correction, clarification, or empty
	Read       bool     `json:"read"`
	// ChangedSinceRead: a version came after it had been read last.
	ChangedSinceRead bool   `json:"changedSinceRead"`
	Starred          bool   `json:"starred"`
	Later            bool   `json:"later"`
	Source           string `json:"source"`
	Feed             string `json:"feed"` // title of the subscription that it comes from, or empty
	// Tellings is how many articles of a folded list tell this one's story in nearly
	// its words; 0: it alone. Folded: another, the first in the list, stands for them.
	Tellings int  `json:"tellings"`
	Folded   bool `json:"folded"`
}

// ListRequest asks for a page of a list.
type ListRequest struct {
	Call
	Kind       string `json:"kind,omitempty"`
	Section    string `json:"section,omitempty"` // slug
	Topic      string `json:"topic,omitempty"`   // slug
	Tag        string `json:"tag,omitempty"`     // slug
	Author     string `json:"author,omitempty"`  // slug
	Language   string `json:"language,omitempty"`
	From       string `json:"from,omitempty"` // a year, month, day or RFC 3339 time: its first instant
	To         string `json:"to,omitempty"`   // likewise: up to its last instant
	Is         string `json:"is,omitempty"`   // starred, later, unread
	Oldest     bool   `json:"oldest,omitempty"`
	Source     string `json:"source,omitempty"`     // its name
	Collection string `json:"collection,omitempty"` // id, name or path
	Story      string `json:"story,omitempty"`      // id of an article: those that tell its story in nearly its words
	Fold       bool   `json:"fold,omitempty"`       // say of each what tells the same story (Row.Tellings)
	After      string `json:"after,omitempty"`      // Next of the page before
	Skip       int64  `json:"skip,omitempty"`       // articles left out before the page
	Limit      int    `json:"limit,omitempty"`      // 1 to 500; 0: 50
}

// ListResult is a page of a list.
type ListResult struct {
	Heading  string `json:"heading"` // the name of the section, tag, topic or author asked for
	Slug     string `json:"slug"`    // its slug, where an alias was asked for
	Articles []Row  `json:"articles"`
	Total    int64  `json:"total"` // of the whole list; −1: not counted
	Next     string `json:"next"`  // empty: the end
}

// IDRequest names one thing.
type IDRequest struct {
	Call
	ID string `json:"id"`
}

// ShowRequest asks for an article.
type ShowRequest struct {
	Call
	ID     string `json:"id"`
	Record bool   `json:"record,omitempty"` // a person opened it: a step of the session that runs
}

// UsedInResult lists the articles that use the pictures of a set.
type UsedInResult struct {
	Articles []Row `json:"articles"`
}

// ReadLatelyRequest asks for the articles that were opened last.
type ReadLatelyRequest struct {
	Limit int `json:"limit,omitempty"` // 1 to 100; 0: 10
}

// ReadLatelyResult lists them, the latest first.
type ReadLatelyResult struct {
	Articles []Row `json:"articles"`
}

// Heading is a heading of an article's body.
type Heading struct {
	ID    string `json:"id"`
	Level int    `json:"level"` // 2 to 4
	Text  string `json:"text"`
}

// VersionRow is one published version of an article.
type VersionRow struct {
	N         int    `json:"n"`
	Published string `json:"published"`
	Change    string `json:"change"`
	Note      string `json:"note"`
	SHA256    string `json:"sha256"`
}

// Place is where something happened.
type Place struct {
	Name string  `json:"name"`
	Lat  float64 `json:"lat"`
	Lon  float64 `json:"lon"`
	Date string  `json:"date"`
}

// Comment is a comment as a page shows it: never with an address.
type Comment struct {
	ID      string `json:"id"`
	Parent  string `json:"parent"`
	Article string `json:"article"`
	Name    string `json:"name"`
	Text    string `json:"text"`
	Posted  string `json:"posted"`
	Status  string `json:"status"` // pending, approved, rejected, outbox, sent
}

// CorrectionsRequest asks for a page of corrections.
type CorrectionsRequest struct {
	Call
	Kind  string `json:"kind,omitempty"`  // correction, clarification, withdrawal, retraction; empty: all
	After string `json:"after,omitempty"` // the cursor of the page before
	Limit int    `json:"limit,omitempty"` // 1 to 500; 0: 50
}

// Correction is what readers were told of an article after it was published.
type Correction struct {
	Article   Row    `json:"article"`
	State     string `json:"state"` // of the article now: published, withdrawn, retracted
	Version   int    `json:"version"`
	Change    string `json:"change"` // correction, clarification, withdrawal, retraction
	Note      string `json:"note"`
	Published string `json:"published"`
}

// CorrectionsResult is a page of corrections, newest first.
type CorrectionsResult struct {
	Corrections []Correction `json:"corrections"`
	Next        string       `json:"next"`
}

// Origin says where an article came from.
type Origin struct {
	Source   string `json:"source"`   // name
	Address  string `json:"address"`  // canonical address, or empty
	Label    string `json:"label"`    // the file or folder it was imported from
	Import   string `json:"import"`   // id of the import that brought its newest version, or empty
	Imported string `json:"imported"` // when it was stored, RFC 3339
	Own      bool   `json:"own"`      // written for this publication
}

// Article is an article with everything on its page.
type Article struct {
	Row
	Slug         string       `json:"slug"`
	URL          string       `json:"url"`
	Dateline     string       `json:"dateline"`
	Body         []body.Node  `json:"body"` // the node tree; built by prose/, never parsed as HTML
	Headings     []Heading    `json:"headings"`
	Bylines      []Named      `json:"bylines"`
	Gallery      []Picture    `json:"gallery"`
	Films        []Film       `json:"films"`
	Media        []MediaFact  `json:"media"`   // what the body's pictures need to be drawn without a jump
	Missing      int          `json:"missing"` // pictures of its own that are named by an address of the web and are not here
	Tags         []Named      `json:"tags"`
	Topics       []TopicCard  `json:"topics"`
	Places       []Place      `json:"places"`
	Map          string       `json:"map"` // GeoJSON text, or empty
	Related      []Row        `json:"related"`
	RelatedStale bool         `json:"relatedStale"` // Articles.Related works it out better, which takes a moment
	AlsoIn       []Likeness   `json:"alsoIn"`       // nearly the same text, the most alike first
	Discussion   []Comment    `json:"discussion"`
	Versions     []VersionRow `json:"versions"`    // newest first
	ReadVersion  int          `json:"readVersion"` // where it changed since it was read: the version that was; else 0
	Translations []Row        `json:"translations"`
	Origin       Origin       `json:"origin"`
	State        string       `json:"state"`      // published, withdrawn, retracted
	Watched      bool         `json:"watched"`    // the reader is told when it changes
	Place        float64      `json:"place"`      // how far the reader came in the text, 0 to 1
	CommentsGo   string       `json:"commentsGo"` // moderation (own publication) or outbox (another's)
}

// MediaFact is what is known of a media file that a body shows.
type MediaFact struct {
	Src     string  `json:"src"`
	Picture Picture `json:"picture"`
}

// TextRequest asks for an article in another form.
type TextRequest struct {
	ID     string `json:"id"`
	As     string `json:"as"`               // html, markdown, text, record (an object of the interchange format)
	Record bool   `json:"record,omitempty"` // a person reads it: a step of the session that runs
}

// TextResult is that form.
type TextResult struct {
	Text string `json:"text"`
}

// MarkRequest sets or takes off a reader's mark on articles, or on a whole list.
type MarkRequest struct {
	IDs  []string     `json:"ids"`
	List *ListRequest `json:"list,omitempty"` // instead of ids: all that it holds, whatever its limit
	Mark string       `json:"mark"`           // read, star, later, watch
	On   bool         `json:"on"`
}

// PlaceRequest says how far a reader came in an article.
type PlaceRequest struct {
	ID    string  `json:"id"`
	Share float64 `json:"share"` // of the text, 0 to 1
}

// Continued is an article that was begun, with how far the reader came.
type Continued struct {
	Article Row     `json:"article"`
	Share   float64 `json:"share"` // of the text, 0 to 1
}

// MarkResult says what changed.
type MarkResult struct {
	Changed int    `json:"changed"`
	Entry   string `json:"entry"` // of the history; empty where nothing changed
}

// WatchingRequest asks for the articles that are watched.
type WatchingRequest struct {
	Call
	Brief bool `json:"brief,omitempty"` // the count alone
}

// SawRequest names articles that were seen.
type SawRequest struct {
	IDs []string `json:"ids"`
}

// WatchingResult lists them, those that changed since they were seen first.
type WatchingResult struct {
	Watching []WatchedArticle `json:"watching"`
	Changed  int              `json:"changed"` // how many changed since they were seen
}

// WatchedArticle is an article that is watched, with what came since it was seen.
type WatchedArticle struct {
	Article Row    `json:"article"`
	State   string `json:"state"`   // published, withdrawn, retracted
	Seen    int    `json:"seen"`    // the version that was here then; 0: none
	Newest  int    `json:"newest"`  // the newest version
	Changes int    `json:"changes"` // versions that came since; 0: it is as it was
	Change  string `json:"change"`  // of the newest: minor, update, correction …
	Note    string `json:"note"`    // of the newest, for readers; or empty
	Changed string `json:"changed"` // when the newest came here
}

// DaysRequest asks how many articles the days of a range hold.
type DaysRequest struct {
	From string `json:"from"` // YYYY-MM-DD
	To   string `json:"to"`   // YYYY-MM-DD, included; at most 400 days on
}

// DayCount is how many articles a day holds.
type DayCount struct {
	Day   string `json:"day"`
	Count int64  `json:"count"`
}

// DaysResult holds the days that hold any, oldest first.
type DaysResult struct {
	Days   []DayCount `json:"days"`
	Oldest string     `json:"oldest"` // the archive's first day
	Newest string     `json:"newest"`
}

// MostViewedRequest asks for a ranking.
type MostViewedRequest struct {
	Window string `json:"window"`          // day, week, month
	Whose  string `json:"whose,omitempty"` // came, own; empty: own where there are any, else came
	Limit  int    `json:"limit,omitempty"` // 1 to 100; 0: 10
}

// RankedRow is an article and its reads.
type RankedRow struct {
	Article Row   `json:"article"`
	Reads   int64 `json:"reads"`
}

// Ranking is the most viewed articles of a window.
type Ranking struct {
	Window string      `json:"window"`
	Whose  string      `json:"whose"` // came, own
	From   string      `json:"from"`  // first day counted; empty: no counts
	To     string      `json:"to"`
	Items  []RankedRow `json:"items"`
}

// FrontRequest asks for the front page.
type FrontRequest struct {
	Call
	NewsLimit int    `json:"newsLimit,omitempty"` // 0: 12
	AsOf      string `json:"asOf,omitempty"`      // a year, month, day or RFC 3339 time: the page as it stood at its end
	Slots     []Slot `json:"slots,omitempty"`     // what is chosen, for a page that readers do not see (yet); those not named are empty
	Revision  int64  `json:"revision,omitempty"`  // of Desk.FrontHistory: what was chosen then
}

// SlotsRequest asks for the curated slots.
type SlotsRequest struct {
	Call
	AsOf string `json:"asOf,omitempty"` // likewise; empty: now
}

// SlotItem is an article in a slot, or a topic by its slug, with words and a picture of
// its own where an editor gave them.
type SlotItem struct {
	ID      string       `json:"id"`
	Title   string       `json:"title,omitempty"`
	Kicker  string       `json:"kicker,omitempty"`
	Picture *SlotPicture `json:"picture,omitempty"`
}

// SlotPicture is a picture as it is stored with an item of a slot.
type SlotPicture struct {
	Src     string `json:"src"` // /media/SHA256, or the remote address that the article names
	Alt     string `json:"alt,omitempty"`
	Caption string `json:"caption,omitempty"`
	Credit  string `json:"credit,omitempty"`
}

// Slot is a place of the front page that editors fill.
type Slot struct {
	Name  string     `json:"name"` // lead, editors-choice, in-focus, gallery
	Items []SlotItem `json:"items"`
}

// Slots are the curated slots, in the order of the page.
type Slots struct {
	Slots []Slot `json:"slots"`
}

// DayGroup is a day of a stream.
type DayGroup struct {
	Day      string `json:"day"`
	Articles []Row  `json:"articles"`
}

// Front is everything on the front page.
type Front struct {
	Today      string      `json:"today"`   // the newest day held, YYYY-MM-DD; empty: nothing held
	IsToday    bool        `json:"isToday"` // it is this machine's own day
	Lead       *Row        `json:"lead"`
	Choice     []Row       `json:"choice"` // 2 to 6
	News       []DayGroup  `json:"news"`
	MostViewed []Ranking   `json:"mostViewed"` // day, week, month
	OnThisDay  []Row       `json:"onThisDay"`
	Continue   []Continued `json:"continue"` // begun and not ended, at most 2
	Topics     []TopicCard `json:"topics"`   // curated first
	TopicCount int64       `json:"topicCount"`
	Maps       []Row       `json:"maps"`
	MapCount   int64       `json:"mapCount"`
	Photos     []Row       `json:"photos"`
	Films      []Row       `json:"films"`
	Articles   int64       `json:"articles"`
	Tags       int64       `json:"tags"`
	Oldest     string      `json:"oldest"` // days
	Newest     string      `json:"newest"`
}

// KeepRequest names an article and the form it is saved in.
type KeepRequest struct {
	ID string `json:"id"`
	As string `json:"as"` // page or markdown
}

// Kept says where it was saved.
type Kept struct {
	Path string `json:"path"`
}
