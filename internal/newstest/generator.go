package newstest

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"time"
)

// GeneratorOptions say what library is generated. Zero fields have defaults.
type GeneratorOptions struct {
	Articles   int
	Words      int        // of a body, on average; 0: 600
	Seed       uint64     // the same seed and vocabulary give the same bytes
	Vocabulary Vocabulary // nil: the built-in one
	BodyText   bool       // bodies as plain text only, not mostly as HTML
}

// How big the furniture of a generated publication is.
const (
	generatedSections = 12
	generatedTopics   = 60
	generatedTags     = 3000
	generatedAuthors  = 400
	generatedYears    = 14
)

// generatedEnd is the day after the newest article.
var generatedEnd = time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)

// GeneratedTopic, GeneratedTag and GeneratedSection name the furniture, so that
// a benchmark can ask for it; lower numbers are more common.
func GeneratedTopic(i int) string { return fmt.Sprintf("topic-%02d", i) }

// GeneratedTag is the name of a tag.
func GeneratedTag(i int) string { return fmt.Sprintf("tag %04d", i) }

// GeneratedSection is the name of a section.
func GeneratedSection(i int) string { return fmt.Sprintf("Section %02d", i) }

// GeneratedID is the id of the i-th article, from 0.
func GeneratedID(i int) string { return fmt.Sprintf("g-%07d", i) }

// Generate writes a publication as lines of the interchange format: its own
// record, topics, the front page, and articles in English, Arabic, Persian and
// Spanish over 14 years, oldest first. It holds one article at a time.
func Generate(w io.Writer, o GeneratorOptions) error {
	g := &generator{GeneratorOptions: o, out: bufio.NewWriterSize(w, 1<<20)}
	if g.Words == 0 {
		g.Words = 600
	}
	if g.Vocabulary == nil {
		words, err := BuiltinVocabulary()
		if err != nil {
			return err
		}
		g.Vocabulary = words
	}
	g.enc = json.NewEncoder(g.out)
	g.enc.SetEscapeHTML(false)
	if err := g.furniture(); err != nil {
		return err
	}
	for i := range g.Articles {
		if err := g.enc.Encode(g.article(i)); err != nil {
			return err
		}
	}
	return g.out.Flush()
}

type generator struct {
	GeneratorOptions
	out *bufio.Writer
	enc *json.Encoder
}

type object map[string]any

func (g *generator) furniture() error {
	r := g.random(0)
	sections := make([]string, generatedSections)
	for i := range sections {
		sections[i] = GeneratedSection(i)
	}
	records := []object{{
		"type": "publication", "name": "The Generated Gazette", "tagline": "Made by a seed",
		"languages": generatedLanguages, "time_zone": "UTC", "sections": sections,
	}}
	for i := range generatedTopics {
		records = append(records, object{
			"type": "topic", "slug": GeneratedTopic(i), "name": g.phrase(r, "en", 2), "order": i + 1, "language": "en",
			"description": g.sentence(r, "en"), "neighbours": []string{GeneratedTopic((i + 1) % generatedTopics)},
		})
	}
	slots := object{
		"lead":           g.newest(1, 1),
		"editors-choice": g.newest(2, 6),
		"in-focus":       []object{{"id": GeneratedTopic(0)}, {"id": GeneratedTopic(1)}, {"id": GeneratedTopic(2)}},
		"gallery":        g.newest(20, 4),
	}
	records = append(records, object{"type": "front", "slots": slots})
	for _, record := range records {
		if err := g.enc.Encode(record); err != nil {
			return err
		}
	}
	return nil
}

// newest names count articles that lie back articles from the newest.
func (g *generator) newest(back, count int) []object {
	items := make([]object, 0, count)
	for i := g.Articles - back; i >= 0 && len(items) < count; i-- {
		items = append(items, object{"id": GeneratedID(i)})
	}
	return items
}

var generatedLanguages = []string{"en", "ar", "fa", "es"}

// random gives the numbers of one article, whatever was drawn before.
func (g *generator) random(stream uint64) *rand.Rand { return rand.New(rand.NewPCG(g.Seed, stream)) }

func (g *generator) article(i int) object {
	r := g.random(uint64(i) + 1)
	language := generatedLanguages[[]int{0, 0, 0, 0, 1, 1, 2, 2, 3, 3}[r.IntN(10)]]
	published := g.published(r, i)
	a := object{
		"id": GeneratedID(i), "source": "generated", "language": language,
		"kind": generatedKinds[skewed(r, len(generatedKinds))], "section": GeneratedSection(skewed(r, generatedSections)),
		"title": g.phrase(r, language, 5+r.IntN(6)), "standfirst": g.sentence(r, language),
		"authors": g.authors(r), "published": published.Format(time.RFC3339),
		"tags": g.tags(r), "topics": []string{GeneratedTopic(skewed(r, generatedTopics))},
		"url": fmt.Sprintf("https://gazette.example/%s/%s", published.Format("2006/01/02"), GeneratedID(i)),
	}
	if g.BodyText || r.IntN(5) == 0 {
		a["body_text"] = strings.Join(g.paragraphs(r, language), "\n\n")
	} else {
		a["body_html"] = g.html(r, language)
	}
	g.adorn(r, i, published, a)
	return a
}

var generatedKinds = []string{"news", "news", "report", "analysis", "opinion", "note", "interview", "factsheet"}

// skewed gives a number below n, lower ones more often, about as Zipf has it.
func skewed(r *rand.Rand, n int) int {
	f := r.Float64()
	return int(f * f * f * float64(n))
}

// published spreads the articles evenly over the years, each shifted by up to
// three days.
func (g *generator) published(r *rand.Rand, i int) time.Time {
	whole := generatedYears * 365 * 24 * time.Hour
	at := generatedEnd.Add(-whole).Add(time.Duration(float64(whole) * float64(i) / float64(max(g.Articles, 1))))
	return at.Add(-time.Duration(r.IntN(3*24*3600)) * time.Second).Truncate(time.Second)
}

func (g *generator) authors(r *rand.Rand) []string {
	list := []string{generatedAuthor(r.IntN(generatedAuthors))}
	if r.IntN(10) == 0 {
		list = append(list, generatedAuthor(r.IntN(generatedAuthors)))
	}
	return list
}

var (
	givenNames  = strings.Fields("Ada Amal Anwar Bela Cyrus Dalia Edith Farid Greta Hana Idris Jonas Kira Leila Mara Navid Olga Parisa Quentin Rosa")
	familyNames = strings.Fields("Almeida Bahrami Castell Darwish Eriksen Fontaine Ghanem Holm Ilves Jansen Karimi Lindqvist Moreno Nasser Okafor Parvin Quist Rostami Sandoval Tahan")
)

func generatedAuthor(i int) string {
	return givenNames[i%len(givenNames)] + " " + familyNames[i/len(givenNames)%len(familyNames)]
}

func (g *generator) tags(r *rand.Rand) []string {
	tags := make([]string, 2+r.IntN(4))
	for i := range tags {
		tags[i] = GeneratedTag(skewed(r, generatedTags))
	}
	return tags
}

// adorn gives some articles what some articles have.
func (g *generator) adorn(r *rand.Rand, i int, published time.Time, a object) {
	if r.IntN(10) == 0 {
		a["places"] = []object{{"name": g.phrase(r, "en", 1), "lat": float64(r.IntN(12000)-6000) / 100, "lon": float64(r.IntN(36000)-18000) / 100}}
	}
	if r.IntN(30) == 0 {
		a["comments"] = []object{{"id": "1", "name": generatedAuthor(r.IntN(generatedAuthors)), "email": "reader@mail.example",
			"text": g.sentence(r, "en"), "posted": published.Add(time.Hour).Format(time.RFC3339), "status": "approved"}}
	}
	if i > 0 && r.IntN(20) == 0 {
		a["related"] = []string{GeneratedID(r.IntN(i))}
	}
	if i > 0 && r.IntN(100) == 0 {
		a["translation_of"] = GeneratedID(r.IntN(i))
	}
	if i >= g.Articles-2000 && r.IntN(2) == 0 {
		views := make(map[string]int)
		for day := range 3 {
			views[published.AddDate(0, 0, day).Format(time.DateOnly)] = 1 + skewed(r, 5000)
		}
		a["views"] = views
	}
}
