package index

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"broadsheet/internal/lang"
	"broadsheet/internal/news"
	"broadsheet/internal/query"

	"github.com/RoaringBitmap/roaring/v2"
)

// How articles like one are found: by the words that stand out in it. Measured
// on 20 Newsgroups and AG News (share of the first five of the same class, FTS5
// asked with 25 words of the same article 0.832 and 0.781): frequency by its
// logarithm and kinTogether 0.3 gave 0.846 and 0.786; without kinTogether 0.848
// and 0.768, with 0.6 0.838 and 0.789; frequency as it is loses 3 points on the
// short texts, none at all 5 on the long. Demanding three of the words finds
// nothing for some short texts.
const (
	kinTerms    = 25   // that are asked for
	kinFloor    = 5    // articles that a term must stand in
	kinShare    = 5    // at most one in so many holds it
	kinFew      = 100  // or so many articles do
	kinTitle    = 3    // times that a word of the title counts
	kinTogether = 0.3  // power of how many of them an article holds
	kinLooked   = 400  // articles that are weighed; those that hold least are not
	kinTopic    = 0.15 // of the best score, for each in common
	kinTag      = 0.05
	kinK1       = 1.2  // k1 of BM25, as the share of related articles was measured with it
	kinWords    = 2000 // different words of a text that are looked up
)

// Kin is what is like an article.
type Kin struct {
	Hits     []query.Hit // best first
	Articles int64       // how many there were to choose from
}

// Related finds the articles that are most like a given one, which need not be in
// the index itself: by the words that stand out in both, then by topics, tags
// and dates in common.
func (x *Index) Related(ctx context.Context, d Document, limit int) (Kin, error) {
	var out Kin
	err := x.read(ctx, func(ctx context.Context, v *view) error {
		k := &kin{ctx: ctx, view: v, document: d, lengths: *x.lengths.Load()}
		err := k.find(limit)
		out = Kin{Hits: k.hits, Articles: k.articles}
		return err
	})
	return out, err
}

type kin struct {
	ctx      context.Context
	view     *view
	document Document
	lengths  lengths
	marks    []trait
	articles int64
	hits     []query.Hit
	total    []float32 // by document of the segment at hand
	held     []uint8
}

// trait is a word that stands out, as the terms that the index has for it.
type trait struct {
	terms  []string
	count  float64 // in the article
	weight float32
}

func (k *kin) find(limit int) error {
	if err := k.traits(); err != nil {
		return err
	}
	best := newTop(kinLooked, byScore)
	for at := range k.view.segments {
		if err := k.gather(at, best); err != nil {
			return err
		}
	}
	list := best.sorted()
	if err := k.weigh(list); err != nil {
		return err
	}
	slices.SortFunc(list, best.compare)
	for _, c := range list[:min(limit, len(list))] {
		k.hits = append(k.hits, query.Hit{Thing: news.ThingArticle, Row: c.id.Row, Score: float64(c.score)})
	}
	return nil
}

// traits chooses the words by frequency here against rarity in the library.
func (k *kin) traits() error {
	var all []trait
	for _, t := range k.counted() {
		n, err := k.frequency(t.terms)
		if err != nil {
			return err
		}
		if n < kinFloor || n > max(k.view.count/kinShare, kinFew) {
			continue
		}
		idf := math.Log(1 + (float64(k.view.count)-float64(n)+0.5)/(float64(n)+0.5))
		t.weight = float32((1 + math.Log(t.count)) * idf)
		all = append(all, t)
	}
	slices.SortFunc(all, func(a, b trait) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.terms[0], b.terms[0]))
	})
	k.marks = all[:min(len(all), kinTerms)]
	return nil
}

// counted gives the words of the article by their stems, those of the title
// counted more often.
func (k *kin) counted() map[string]trait {
	out := map[string]trait{}
	stemmer := lang.NewStemmer(k.document.Language)
	for i, text := range [textFields]string{k.document.Title, k.document.Lead, k.document.Body} {
		for t := range lang.Tokens(text, k.document.Language) {
			if utf8.RuneCountInString(t.Term) < 3 && t.Kind == lang.TokenWord || lang.StopWord(t.Term, k.document.Language) {
				continue
			}
			stem := strings.Clone(stemmer.Stem(t.Word))
			have, ok := out[stem]
			if !ok {
				if len(out) >= kinWords || strings.IndexFunc(stem, unicode.IsLetter) < 0 {
					continue
				}
				have.terms = []string{stemMarker + stem, stem}
			}
			have.count++
			if i == fieldTitle {
				have.count += kinTitle - 1
			}
			out[stem] = have
		}
	}
	return out
}

// frequency says in how many bodies one of the terms stands; one that is in two of
// the terms' lists counts twice, which no choice hangs on.
func (k *kin) frequency(terms []string) (int64, error) {
	n := int64(0)
	for _, p := range k.view.segments {
		for _, t := range terms {
			list, err := p.postings(textNames[fieldBody], t)
			if err != nil {
				return 0, err
			}
			n += int64(list.Count())
		}
	}
	return n, k.ctx.Err()
}

// gather adds up for each document of a segment the weights of the words that
// it holds, without counting them: bitmaps alone, a few microseconds a word.
func (k *kin) gather(at int, best *top) error {
	p := k.view.segments[at]
	rows, err := p.rows()
	if err != nil {
		return err
	}
	m := &matcher{ctx: k.ctx, view: k.view, at: at}
	k.total = append(k.total[:0], make([]float32, p.size)...)
	k.held = append(k.held[:0], make([]uint8, p.size)...)
	var touched []*roaring.Bitmap
	for _, t := range k.marks {
		docs, err := m.terms([]int{fieldTitle, fieldBody}, t.terms)
		if err != nil {
			return err
		}
		touched = append(touched, docs)
		each(docs, func(doc uint32) {
			k.total[doc] += t.weight
			k.held[doc]++
		})
	}
	things, err := p.things(nil)
	if err != nil {
		return err
	}
	if things == nil {
		things = p.all()
	}
	k.articles += int64(things.GetCardinality())
	each(union(touched), func(doc uint32) {
		if rows.rows[doc] == k.document.Row && k.document.Row != 0 || !things.Contains(doc) {
			return
		}
		best.add(candidate{segment: at, doc: doc, id: rows.id(doc), score: k.total[doc], at: int64(k.held[doc])})
	})
	return k.ctx.Err()
}

// weigh scores the candidates by how often they hold the words (BM25F with the
// article's own counts as weights), by names in common and by date.
func (k *kin) weigh(list []candidate) error {
	for at := range k.view.segments {
		docs := roaring.New()
		for _, c := range list {
			if c.segment == at {
				docs.Add(c.doc)
			}
		}
		if docs.IsEmpty() {
			continue
		}
		s := &scorer{matcher: matcher{ctx: k.ctx, view: k.view, at: at}, things: float64(k.view.count), lengths: k.lengths, sums: &sums{}}
		if err := k.score(s, docs); err != nil {
			return err
		}
		for i := range list {
			if list[i].segment == at {
				list[i].score = s.total[list[i].doc] * float32(math.Pow(float64(list[i].at), kinTogether))
			}
		}
	}
	return k.bonuses(list)
}

func (k *kin) score(s *scorer, docs *roaring.Bitmap) error {
	s.fit(s.part().size)
	for _, t := range k.marks {
		if err := s.collect(s.stem, []int{fieldTitle, fieldBody}, t.terms, docs); err != nil {
			return err
		}
		each(docs, func(doc uint32) {
			w := s.stem[doc]
			s.total[doc] += t.weight * w * (kinK1 + 1) / (kinK1 + w)
			s.stem[doc] = 0
		})
	}
	return nil
}

// bonuses adds what names in common are worth, as shares of the best score, and
// lets articles of the same time count a little more.
func (k *kin) bonuses(list []candidate) error {
	best := float32(0)
	for _, c := range list {
		best = max(best, c.score)
	}
	for at, p := range k.view.segments {
		shared := map[uint32]float32{}
		for _, names := range []struct {
			field  string
			values []string
			worth  float32
		}{{"topic", k.document.Topics, kinTopic}, {"tag", k.document.Tags, kinTag}} {
			for _, value := range names.values {
				docs, err := p.docs(names.field, value)
				if err != nil {
					return err
				}
				for _, c := range list {
					if c.segment == at && docs.Contains(c.doc) {
						shared[c.doc] += names.worth * best
					}
				}
			}
		}
		dates, err := p.dates()
		if err != nil {
			return err
		}
		for i := range list {
			if c := &list[i]; c.segment == at {
				c.score += shared[c.doc]
				if then := dates.seconds[c.doc]; then != undated && !k.document.Published.IsZero() {
					now := k.document.Published.Unix()
					c.score *= recent(min(now, then), max(now, then))
				}
			}
		}
	}
	return nil
}
