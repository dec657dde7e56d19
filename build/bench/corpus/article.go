package corpus

import (
	"fmt"
	"math/rand/v2"
	"time"
)

// Article is one of the corpus. Kind and the other things it belongs to are ids,
// as the index holds them.
type Article struct {
	Row                     int // from 1
	Language, Kind, Section string
	Topics, Tags, Authors   []string
	Published               int64 // seconds since 1970
	Title, Lead, Body       string
}

// TextBytes is how much there is to read.
func (a Article) TextBytes() int64 { return int64(len(a.Title) + len(a.Lead) + len(a.Body)) }

// The mixture of languages (search.md, first paragraph), in parts of a hundred.
var mixture = []struct {
	language string
	share    int
}{{"en", 75}, {"ar", 11}, {"fa", 8}, {"es", 6}}

// How many there are of what an article belongs to.
const (
	Sections = 12
	kinds    = 8
	topics   = 60
	tags     = 20_000
	authors  = 400
	years    = 14
)

// First is the day of the oldest articles.
func First() time.Time { return time.Date(2012, 1, 1, 0, 0, 0, 0, time.UTC) }

// Generator makes articles.
type Generator struct {
	seed   uint64
	models map[string]*model
}

// NewGenerator learns from the training text of each language.
func NewGenerator(seed uint64, t Training) (*Generator, error) {
	g := &Generator{seed: seed, models: map[string]*model{}}
	for _, part := range mixture {
		m := newModel(t.Texts[part.language])
		if len(m.words) < 200 {
			return nil, fmt.Errorf("the training text (%s) has %d words of %s; that is too few", t.Name, len(m.words), part.language)
		}
		g.models[part.language] = m
	}
	return g, nil
}

// Article makes the one of a row.
func (g *Generator) Article(row int) Article {
	r := rand.New(rand.NewPCG(g.seed, uint64(row)))
	a := Article{Row: row, Language: language(r)}
	m := g.models[a.Language]
	names := rand.NewZipf(r, 1.1, 8, inventedNames-1)
	a.Kind = fmt.Sprintf("k%d", below(r, kinds))
	a.Section = fmt.Sprintf("s%d", below(r, Sections))
	a.Topics = draw(r, "t", topics, 1+r.IntN(2))
	a.Tags = draw(r, "g", tags, 2+r.IntN(4))
	a.Authors = draw(r, "a", authors, 1+r.IntN(5)/4)
	a.Published = First().Unix() + r.Int64N(years*365*24*3600)
	a.Title = m.write(r, names, 6+r.IntN(6), false)
	a.Lead = m.write(r, names, 15+r.IntN(20), true)
	a.Body = m.write(r, names, 250+r.IntN(650), true)
	return a
}

func language(r *rand.Rand) string {
	at := r.IntN(100)
	for _, part := range mixture {
		if at -= part.share; at < 0 {
			return part.language
		}
	}
	return mixture[0].language
}

func below(r *rand.Rand, n uint64) uint64 { return rand.NewZipf(r, 1.2, 3, n-1).Uint64() }

// draw gives ids, each once.
func draw(r *rand.Rand, prefix string, n uint64, count int) []string {
	list := make([]string, 0, count)
	seen := map[uint64]bool{}
	for range count {
		if id := below(r, n); !seen[id] {
			seen[id] = true
			list = append(list, fmt.Sprintf("%s%d", prefix, id))
		}
	}
	return list
}
