package index

import (
	"broadsheet/internal/news"
)

// nameThing holds what a thing is, of those that are no articles.
const nameThing = "thing"

func thingOf(d Document) []string {
	if d.Thing == news.ThingArticle {
		return nil
	}
	return []string{string(rune(d.Thing))}
}

// countThings counts articles and comments. The caller holds open.
func (x *Index) countThings() (articles, comments int64, err error) {
	v, err := x.view()
	if err != nil {
		return 0, 0, err
	}
	defer v.close()
	articles = v.count
	for _, p := range v.segments {
		for _, other := range news.Pieces {
			b, err := p.docs(nameThing, string(rune(other)))
			if err != nil {
				return 0, 0, err
			}
			n := int64(b.GetCardinality())
			articles -= n
			if other == news.ThingComment {
				comments += n
			}
		}
	}
	return articles, comments, nil
}

// withCaptions adds to the deletes of a batch the captions that the index has
// of the articles in Batch.Captions. Those that the batch brings anew come back
// by it. The caller holds write and open.
func (x *Index) withCaptions(b Batch) ([]ID, error) {
	deletes := b.Deletes
	if len(b.Captions) == 0 {
		return deletes, nil
	}
	err := guard("look for captions", func() error {
		v, err := x.view()
		if err != nil {
			return err
		}
		defer v.close()
		for _, p := range v.segments {
			d, err := p.dict(nameThing)
			if err != nil {
				return err
			}
			if list, err := d.PostingsList([]byte{byte(news.ThingCaption)}, nil, nil); err != nil || list.Count() == 0 {
				if err != nil {
					return err
				}
				continue // most segments have none
			}
			for _, article := range b.Captions {
				if deletes, err = p.captionsOf(article, deletes); err != nil {
					return err
				}
			}
		}
		return nil
	})
	return deletes, x.check(err)
}

func (p *part) captionsOf(article news.Row, found []ID) ([]ID, error) {
	d, err := p.dict(nameID)
	if err != nil {
		return nil, err
	}
	from := ID{news.ThingCaption, news.CaptionRow(article, 0)}.key()
	before := ID{news.ThingCaption, news.CaptionRow(article+1, 0)}.key()
	it := termsOf(d, nil, []byte(from), []byte(before))
	for {
		entry, err := it.Next()
		if err != nil || entry == nil {
			return found, err
		}
		if id, ok := parseID([]byte(entry.Term)); ok {
			found = append(found, id)
		}
	}
}

// wordBits are the bits of a number of words that the index holds, a term each:
// with them every comparison is a few bitmaps.
const wordBits = 20

func wordTerms(n int) []string {
	var out []string
	for bit := range wordBits {
		if min(n, 1<<wordBits-1)>>bit&1 == 1 {
			out = append(out, wordTerm(bit))
		}
	}
	return out
}

func wordTerm(bit int) string { return string(rune('a' + bit)) }

// placeMark parts the folded name of a place, by which it is found, from the
// name as it is shown.
const placeMark = "\x1f"
