package bridge

import (
	"context"

	"broadsheet/internal/lang"
	"broadsheet/internal/redline"
)

// CompareRequest names two versions of an article by their numbers.
type CompareRequest struct {
	Call
	ID string `json:"id"`
	A  int    `json:"a,omitempty"` // the older side; 0: the one before b, or where b is 0 too, the one that was read last
	B  int    `json:"b,omitempty"` // the newer side; 0: the newest
}

// CompareResult is what lies between two versions.
type CompareResult struct {
	ID       string         `json:"id"`
	Title    string         `json:"title"` // the present headline
	Language string         `json:"language"`
	Dir      string         `json:"dir"` // ltr or rtl
	A        int            `json:"a"`
	B        int            `json:"b"`
	Read     int            `json:"read"`     // the version that was read last; 0: none
	Versions []VersionRow   `json:"versions"` // all, newest first
	Blocks   []ChangedBlock `json:"blocks"`
}

// ChangedBlock is a block of the newer side, or one of the older that is gone. One
// that changed while all of its words are equal has another form: other pictures,
// links or emphasis.
type ChangedBlock struct {
	ID       string        `json:"id"`                 // title, standfirst, byline and the like, or of a block of the body
	Tag      string        `json:"tag"`                // an element of the profile, or what ID says
	Op       string        `json:"op"`                 // equal, insert, delete, change
	Language string        `json:"language,omitempty"` // where it differs from the article's
	Dir      string        `json:"dir,omitempty"`      // likewise
	Words    []ChangedWord `json:"words"`
}

// ChangedWord is a run of words with its white space.
type ChangedWord struct {
	Op   string `json:"op"` // equal, insert, delete
	Text string `json:"text"`
}

// Compare tells two versions of an article apart, word by word.
func (a *Articles) Compare(req CompareRequest) (CompareResult, error) {
	return call(a.core, req.Call, func(ctx context.Context) (CompareResult, error) {
		found, err := a.reading.Compare(ctx, req.ID, req.A, req.B)
		if err != nil {
			return CompareResult{}, err
		}
		return CompareResult{
			ID: found.Public, Title: found.Title, Language: found.Language, Dir: lang.Direction(found.Language),
			A: found.A, B: found.B, Read: found.ReadVersion, Versions: versionRows(found.Versions), Blocks: changedBlocks(found.Blocks),
		}, nil
	})
}

func changedBlocks(blocks []redline.Block) []ChangedBlock {
	out := make([]ChangedBlock, len(blocks))
	for i, b := range blocks {
		out[i] = ChangedBlock{ID: b.ID, Tag: b.Tag, Op: string(b.Op), Language: b.Lang, Words: changedWords(b.Words)}
		if b.Lang != "" {
			out[i].Dir = lang.Direction(b.Lang)
		}
	}
	return out
}
