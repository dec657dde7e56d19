package wxr

import (
	"html"
	"slices"
	"strings"
)

// files remembers attachments by their number, the youngest of them: two
// generations, of which the older one goes when the younger is full.
type files struct {
	young, old fileSet
}

type fileSet struct {
	byID     map[string]attachment
	children map[string][]string // numbers by that of the post they were uploaded for
}

func (f *files) add(id, parent string, a attachment) {
	if f.young.byID == nil || len(f.young.byID) >= maxAttachments {
		f.old = f.young
		f.young = fileSet{byID: map[string]attachment{}, children: map[string][]string{}}
	}
	id, parent = strings.TrimSpace(id), strings.TrimSpace(parent)
	// Long texts are cut, so that the number of files bounds what they take.
	a.caption, a.alternative, a.title, a.url = bounded(a.caption), bounded(a.alternative), bounded(a.title), bounded(a.url)
	f.young.byID[id] = a
	if parent != "" && parent != "0" {
		f.young.children[parent] = append(f.young.children[parent], id)
	}
}

// bounded gives a copy of its own, so that the item it stood in can go.
func bounded(s string) string {
	const most = 1 << 10
	s = strings.TrimSpace(s)
	if len(s) > most {
		s = strings.ToValidUTF8(s[:most], "")
	}
	return strings.Clone(s)
}

func (f *files) find(id string) (attachment, bool) {
	a, ok := f.young.byID[id]
	if !ok {
		a, ok = f.old.byID[id]
	}
	return a, ok
}

// of gives the numbers of the files that were uploaded for a post.
func (f *files) of(parent string) []string {
	return slices.Concat(f.old.children[parent], f.young.children[parent])
}

// lack says whether a post names a file that was not seen yet.
func (f *files) lack(p *post) bool {
	if p.wantsChildren {
		return true
	}
	return slices.ContainsFunc(p.wants, func(id string) bool {
		_, ok := f.find(id)
		return !ok
	})
}

// measure finds out what a post takes and waits for.
func (p *post) measure() {
	const fields = 1 << 10
	p.size = fields + len(p.content) + len(p.excerpt)
	for i := range p.comments {
		p.size += len(p.comments[i].content) + 200
	}
	if p.thumbnail != "" && p.thumbnail != "0" {
		p.wants = append(p.wants, p.thumbnail)
	}
	rest := p.content
	for len(p.wants) < maxGallery {
		_, after, found := strings.Cut(rest, "[gallery")
		if !found {
			return
		}
		rest = after
		inside, _, _ := strings.Cut(rest, "]")
		ids := parseAttributes(inside, maxShortcode)["ids"]
		if ids == "" {
			p.wantsChildren = true
		}
		p.wants = append(p.wants, numbers(ids)...)
	}
}

// attachmentLink is the address of the file itself.
func (p *post) attachmentLink() string {
	if p.attachmentURL != "" {
		return p.attachmentURL
	}
	return p.guid
}

// maxGallery is how many pictures a gallery may name.
const maxGallery = 500

// numbers reads the list of a gallery.
func numbers(list string) []string {
	var ids []string
	for id := range strings.FieldsFuncSeq(list, func(r rune) bool { return r < '0' || r > '9' }) {
		if ids = append(ids, id); len(ids) >= maxGallery {
			break
		}
	}
	return ids
}

// figure shows an attachment as a picture of the body.
func (a attachment) figure() string {
	alt := a.alternative
	if alt == "" {
		alt = a.title
	}
	caption := ""
	if a.caption != "" {
		caption = "<figcaption>" + a.caption + "</figcaption>"
	}
	return `<figure data-type="image"><img src="` + html.EscapeString(a.url) + `" alt="` + html.EscapeString(alt) + `">` + caption + "</figure>"
}
