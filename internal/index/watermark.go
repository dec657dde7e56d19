package index

import (
	"encoding/json"
	"fmt"
	"math"

	"broadsheet/internal/lang"
)

// Mapping names what a document becomes in the index. Whoever changes the
// fields, the terms or the folding changes it, and indexes are built anew.
func Mapping() string { return fmt.Sprintf("2.%v", lang.FoldVersion) }

// Watermark says which state of the store the index holds. It is written in
// the same batch as the documents, so that the two cannot differ.
type Watermark struct {
	Seq   int64   `json:"seq"`   // last change that was applied
	Seen  int64   `json:"seen"`  // newest change in the snapshot that the things were read from
	Nonce [8]byte `json:"nonce"` // that of Seen; zero for 0
	// Rebuilding: the index is being built from all rows, of which it holds
	// those up to Thing and Row; Seq stands still until all are in.
	Rebuilding bool  `json:"rebuilding,omitempty"`
	Row        int64 `json:"row,omitempty"`
}

// stored is a watermark as it stands in the index.
type stored struct {
	Watermark
	Library string  `json:"library"`
	Mapping string  `json:"mapping"`
	Lengths lengths `json:"lengths"`
}

// lengths are the numbers of things and of words in each text field, over all
// that was ever indexed; their quotient is the average length for ranking.
// Bleve's own average counts distinct terms, which shrinks it as a library
// grows.
type lengths [textFields]sum

type sum struct {
	Things int64 `json:"n"`
	Words  int64 `json:"w"`
}

func (l *lengths) add(more lengths) {
	for i := range l {
		l[i].Things += more[i].Things
		l[i].Words += more[i].Words
	}
}

// average gives it to about one in a hundred: it is over all that was ever indexed, and
// what came and went shall not move results by a hair.
func (l *lengths) average(field int) float32 {
	if l[field].Things == 0 {
		return 1
	}
	exact := max(1, float64(l[field].Words)/float64(l[field].Things))
	return float32(math.Exp2(math.Round(math.Log2(exact)*averageSteps) / averageSteps))
}

// averageSteps is how many averages there are from one to its double.
const averageSteps = 64

const internalKey = "broadsheet"

func (s stored) encode() ([]byte, error) { return json.Marshal(s) }

func decodeStored(b []byte) (stored, error) {
	var s stored
	if err := json.Unmarshal(b, &s); err != nil {
		return stored{}, fmt.Errorf("read watermark: %w", err)
	}
	return s, nil
}
