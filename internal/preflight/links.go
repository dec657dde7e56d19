package preflight

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"broadsheet/internal/body"
	"broadsheet/internal/news"
)

// link is a link of the body.
type link struct {
	block, text string
	article     string // the article that it leads to; "" for this one
	fragment    string
}

// links looks where the inside links lead.
func (l *looking) links(ctx context.Context) error {
	var all []link
	own := map[string]bool{}
	for _, n := range l.Document.Blocks {
		own[n.Attr("id")] = true
		if n.Attr("role") == "doc-endnotes" {
			for _, note := range n.Children {
				own[note.Attr("id")] = true
			}
		}
		all = inside(n, n.Attr("id"), all)
	}
	wanted := map[string]bool{}
	for _, k := range all {
		if k.article == "" {
			if !own[k.fragment] {
				l.broken(k, Mend, "block")
			}
			continue
		}
		wanted[k.article] = true
	}
	for _, id := range append(slices.Clone(l.Article.Related), l.Article.TranslationOf) {
		if id != "" && !strings.Contains(id, "://") {
			wanted[id] = true
		}
	}
	if l.archive == nil || len(wanted) == 0 {
		return nil
	}
	found, err := l.archive.Linked(ctx, sorted(wanted))
	if err != nil {
		return err
	}
	for _, k := range all {
		if k.article != "" {
			l.elsewhere(k, found)
		}
	}
	for i, id := range l.Article.Related {
		if _, ok := found[id]; wanted[id] && !ok {
			l.item(Mend, InsideLink, "related", "related", i, "id", id)
		}
	}
	if id := l.Article.TranslationOf; id != "" {
		if _, ok := found[id]; !ok {
			l.field(Look, InsideLink, "translation", "translation_of", "id", id)
		}
	}
	return nil
}

// elsewhere judges a link to another article.
func (l *looking) elsewhere(k link, found map[string]Linked) {
	other, ok := found[k.article]
	switch {
	case !ok && k.article == l.Article.Public:
	case !ok:
		l.broken(k, Mend, "article")
	case other.State == news.StateWithdrawn, other.State == news.StateRetracted:
		l.broken(k, Look, "withdrawn")
	case other.State == news.StateUnpublished && k.article != l.Article.Public:
		l.broken(k, Look, "unpublished")
	case k.fragment != "" && other.Blocks != nil && !other.Blocks[k.fragment]:
		l.broken(k, Look, "part")
	}
}

func (l *looking) broken(k link, s Severity, reason string) {
	l.add(Finding{Severity: s, Check: InsideLink, Message: "inside-link." + reason, Field: fieldBody, Item: whole, Block: k.block,
		Quote: short(k.text), Args: map[string]string{"id": k.article, "block": k.fragment}})
}

// inside gathers the links of a block to articles and blocks.
func inside(n body.Node, block string, out []link) []link {
	if n.Tag == "a" {
		href := n.Attr("href")
		if id, ok := strings.CutPrefix(href, "#"); ok {
			return append(out, link{block: block, text: words(n), fragment: id})
		}
		if rest, ok := strings.CutPrefix(href, "/article/"); ok {
			id, fragment, _ := strings.Cut(rest, "#")
			if plain, err := url.PathUnescape(id); err == nil {
				id = plain
			}
			return append(out, link{block: block, text: words(n), article: id, fragment: fragment})
		}
	}
	for _, c := range n.Children {
		if c.Tag != "" {
			out = inside(c, block, out)
		}
	}
	return out
}

func sorted(set map[string]bool) []string {
	out := make([]string, 0, len(set))
	for k := range set {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
