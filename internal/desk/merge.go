package desk

import (
	"fmt"
	"reflect"
	"slices"

	"broadsheet/internal/body"
	"broadsheet/internal/news"
	"broadsheet/internal/redline"
)

// Clash is a field or a block that a draft and the live article changed in different
// ways since the version that they have in common.
type Clash struct {
	Field  string // of the article; empty: it is a block of the text
	Block  string // its id in the base
	Base   string // the words of each side; empty where it is not there
	Ours   string // the draft's
	Theirs string // the live article's
}

// oursOnly takes no side of theirs.
func oursOnly(string) bool { return false }

func namesOf(clashes []Clash) []string {
	var names []string
	for _, c := range clashes {
		if c.Field != "" {
			names = append(names, c.Field)
		} else {
			names = append(names, "block "+c.Block)
		}
	}
	return names
}

// merge joins a draft and the live article over their common base. Of fields that
// hold several names, such as tags, each name counts for itself; of the others the
// whole. In a clash ours stands, or theirs where take says so of its field or block.
func merge(base, ours, theirs news.Article, take func(place string) bool) (news.Article, []Clash, error) {
	out := ours
	var clashes []Clash
	texts := []struct {
		name               string
		base, ours, theirs string
		into               *string
	}{
		{"kicker", base.Kicker, ours.Kicker, theirs.Kicker, &out.Kicker},
		{"title", base.Title, ours.Title, theirs.Title, &out.Title},
		{"front_title", base.FrontTitle, ours.FrontTitle, theirs.FrontTitle, &out.FrontTitle},
		{"standfirst", base.Standfirst, ours.Standfirst, theirs.Standfirst, &out.Standfirst},
		{"section", base.Section, ours.Section, theirs.Section, &out.Section},
		{"language", base.Language, ours.Language, theirs.Language, &out.Language},
		{"dateline", base.Dateline, ours.Dateline, theirs.Dateline, &out.Dateline},
		{"slug", base.Slug, ours.Slug, theirs.Slug, &out.Slug},
		{"url", base.URL, ours.URL, theirs.URL, &out.URL},
		{"translation_of", base.TranslationOf, ours.TranslationOf, theirs.TranslationOf, &out.TranslationOf},
	}
	for _, f := range texts {
		kept, clash := either(f.base, f.ours, f.theirs)
		if clash && take(f.name) {
			kept = f.theirs
		}
		*f.into = kept
		if clash {
			clashes = append(clashes, Clash{Field: f.name, Base: f.base, Ours: f.ours, Theirs: f.theirs})
		}
	}
	wholes := []struct {
		name  string
		clash bool
	}{
		{"kind", whole(&out.Kind, base.Kind, ours.Kind, theirs.Kind, take("kind"))},
		{"authors", whole(&out.Authors, base.Authors, ours.Authors, theirs.Authors, take("authors"))},
		{"published", whole(&out.Published, base.Published, ours.Published, theirs.Published, take("published"))},
		{"places", whole(&out.Places, base.Places, ours.Places, theirs.Places, take("places"))},
		{"lead_image", whole(&out.Lead, base.Lead, ours.Lead, theirs.Lead, take("lead_image"))},
		{"media", whole(&out.Media, base.Media, ours.Media, theirs.Media, take("media"))},
		{"map", whole(&out.Map, base.Map, ours.Map, theirs.Map, take("map"))},
		{"extra", whole(&out.Extra, base.Extra, ours.Extra, theirs.Extra, take("extra"))},
	}
	for _, f := range wholes {
		if f.clash {
			clashes = append(clashes, Clash{Field: f.name})
		}
	}
	out.Updated = theirs.Updated
	out.Tags = names(base.Tags, ours.Tags, theirs.Tags)
	out.Topics = names(base.Topics, ours.Topics, theirs.Topics)
	out.Related = names(base.Related, ours.Related, theirs.Related)
	text, blocks, err := mergeBodies(base.Body, ours.Body, theirs.Body, take)
	out.Body = text
	return out, append(clashes, blocks...), err
}

func mergeBodies(base, ours, theirs string, take func(string) bool) (string, []Clash, error) {
	var docs [3]*body.Document
	for i, text := range []string{base, ours, theirs} {
		doc, err := body.Parse(text)
		if err != nil {
			return "", nil, fmt.Errorf("parse body to be merged: %w", err)
		}
		docs[i] = doc
	}
	merged, found := redline.Merge(docs[0], docs[1], docs[2], take)
	var clashes []Clash
	for _, c := range found {
		clashes = append(clashes, Clash{Block: c.ID, Base: c.Base.Text, Ours: c.Ours.Text, Theirs: c.Theirs.Text})
	}
	return merged.HTML(), clashes, nil
}

// either gives what changed of a value, ours where both did.
func either(base, ours, theirs string) (kept string, clash bool) {
	switch {
	case ours == base:
		return theirs, false
	case theirs == base || ours == theirs:
		return ours, false
	}
	return ours, true
}

// whole is either for values of any shape.
func whole[T any](into *T, base, ours, theirs T, take bool) (clash bool) {
	switch {
	case reflect.DeepEqual(ours, base):
		*into = theirs
	case reflect.DeepEqual(theirs, base) || reflect.DeepEqual(ours, theirs):
		*into = ours
	default:
		*into = ours
		if take {
			*into = theirs
		}
		return true
	}
	return false
}

// names takes over what both sides added and leaves out what either took away, in
// our order.
func names(base, ours, theirs []string) []string {
	var out []string
	for _, name := range ours {
		if slices.Contains(theirs, name) || !slices.Contains(base, name) {
			out = append(out, name)
		}
	}
	for _, name := range theirs {
		if !slices.Contains(base, name) && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}
