package news

import "time"

// Row is an article's (or another searched thing's) number in the store. It is
// never shown, never exported and never used again after a deletion.
type Row int64

// Clock tells the time. It is passed to whatever needs one, so that tests can
// stand still.
type Clock func() time.Time

// Day is a calendar day as YYYY-MM-DD in the publication's time zone.
type Day string

// DayOf gives the day on which t falls in zone.
func DayOf(t time.Time, zone *time.Location) Day {
	return Day(t.In(zone).Format(time.DateOnly))
}

// Thing is a kind of item that the index can hold; its value is the first byte
// of the item's id there.
type Thing byte

// The things that are searched.
const (
	ThingArticle Thing = 'a'
	ThingCaption Thing = 'c'
	ThingComment Thing = 'm'
	ThingNote    Thing = 'n' // a highlight with what the reader says of it
)

// Pieces are the things that hang on articles and are found by themselves.
var Pieces = []Thing{ThingCaption, ThingComment, ThingNote}

// String names a thing: article, caption, comment, note.
func (t Thing) String() string {
	switch t {
	case ThingArticle:
		return "article"
	case ThingCaption:
		return "caption"
	case ThingComment:
		return "comment"
	case ThingNote:
		return "note"
	}
	return "unknown"
}

// Change is a row of the change log: the thing that was added, altered or
// removed by the transaction that wrote it.
type Change struct {
	Seq   int64
	Nonce [8]byte
	Thing Thing
	Row   Row
}

// captionBits is how many captions of an article have numbers.
const captionBits = 10

// MaxCaptions is how many captions of an article are searched.
const MaxCaptions = 1 << captionBits

// CaptionRow is the number under which the nth caption of an article is
// searched; n counts from 0 and is below MaxCaptions. It says nothing of
// another state of the article.
func CaptionRow(article Row, n int) Row { return article<<captionBits | Row(n) }

// CaptionOf is the inverse of CaptionRow.
func CaptionOf(caption Row) (article Row, n int) {
	return caption >> captionBits, int(caption & (MaxCaptions - 1))
}
