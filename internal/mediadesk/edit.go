package mediadesk

import (
	"slices"
	"strconv"
	"strings"

	"broadsheet/internal/body"
	"broadsheet/internal/news"
)

// mediaPrefix begins the address of a stored file in articles.
const mediaPrefix = "/media/"

// edit is a change as it is made to one thing after the other.
type edit struct {
	Change
	src, by       string // addresses
	width, height int    // of the file that takes the place
}

func newEdit(c Change) edit {
	e := edit{Change: c, src: mediaPrefix + c.Of}
	e.Alt = strings.Join(strings.Fields(c.Alt), " ")
	if c.By != "" {
		e.by = mediaPrefix + c.By
	}
	return e
}

// place changes an address and what stands for the picture; it tells whether it did.
func (e edit) place(src, alt *string) bool {
	if *src != e.src {
		return false
	}
	before, said := *src, ""
	if alt != nil {
		said = *alt
		if e.Alt != "" && (e.by != "" || strings.TrimSpace(said) == "") {
			*alt = e.Alt
		}
	}
	if e.by != "" {
		*src = e.by
	}
	return *src != before || alt != nil && *alt != said
}

// article changes an article, whose slices are its own, and tells whether
// anything changed.
func (e edit) article(a *news.Article) (bool, error) {
	changed := false
	if a.Lead != nil {
		lead := *a.Lead
		changed = e.place(&lead.Src, &lead.Alt)
		a.Lead = &lead
	}
	a.Media = slices.Clone(a.Media)
	for i := range a.Media {
		m := &a.Media[i]
		changed = e.place(&m.Src, &m.Alt) || changed
		changed = e.place(&m.Poster, nil) || changed
		m.Tracks = slices.Clone(m.Tracks)
		for k := range m.Tracks {
			changed = e.place(&m.Tracks[k].Src, nil) || changed
		}
	}
	text, inside, err := e.text(a.Body)
	a.Body = text
	return changed || inside, err
}

// topic changes a topic's picture and text.
func (e edit) topic(t *news.Topic) (bool, error) {
	changed := false
	if t.Picture != nil {
		p := *t.Picture
		changed = e.place(&p.Src, &p.Alt)
		t.Picture = &p
	}
	text, inside, err := e.text(t.Body)
	t.Body, t.BodyFormat = text, news.BodyCanonical
	return changed || inside, err
}

// slot changes the pictures of a slot's items.
func (e edit) slot(items []news.SlotItem) bool {
	changed := false
	for i := range items {
		if items[i].Picture == nil {
			continue
		}
		p := *items[i].Picture
		if e.place(&p.Src, &p.Alt) {
			items[i].Picture, changed = &p, true
		}
	}
	return changed
}

// text changes a canonical body.
func (e edit) text(canonical string) (string, bool, error) {
	if !strings.Contains(canonical, e.src) {
		return canonical, false, nil
	}
	doc, err := body.Parse(canonical)
	if err != nil {
		return canonical, false, err
	}
	changed := false
	for i := range doc.Blocks {
		changed = e.node(&doc.Blocks[i]) || changed
	}
	return doc.HTML(), changed, nil
}

func (e edit) node(n *body.Node) bool {
	changed := false
	switch n.Tag {
	case "img", "video", "audio", "track":
		changed = e.element(n)
	}
	for i := range n.Children {
		changed = e.node(&n.Children[i]) || changed
	}
	return changed
}

func (e edit) element(n *body.Node) bool {
	src, poster := n.Attrs["src"], n.Attrs["poster"]
	alt, spoken := n.Attrs["alt"]
	var said *string
	if spoken || n.Tag == "img" {
		said = &alt
	}
	moved := e.place(&src, said)
	shown := e.place(&poster, nil)
	if !moved && !shown {
		return false
	}
	if moved {
		if n.Attrs["src"] != src && n.Attrs["width"] != "" && e.width > 0 {
			n.Attrs["width"], n.Attrs["height"] = strconv.Itoa(e.width), strconv.Itoa(e.height)
		}
		n.Attrs["src"] = src
		if said != nil {
			n.Attrs["alt"] = alt
		}
	}
	if shown {
		n.Attrs["poster"] = poster
	}
	return true
}

// saidOf gives what an article says of a file where it stands first.
func saidOf(a *news.Article, src string) news.Picture {
	if p := a.Lead; p != nil && p.Src == src {
		return *p
	}
	for _, m := range a.Media {
		if m.Src == src || m.Poster == src {
			return news.Picture{Src: src, Alt: m.Alt, Caption: m.Caption, Credit: m.Credit}
		}
	}
	if doc, err := body.Parse(a.Body); err == nil {
		for _, s := range doc.Figures() {
			if s.Src == src {
				return news.Picture{Src: src, Alt: s.Alt, Caption: s.Caption}
			}
		}
	}
	return news.Picture{Src: src}
}
