package opml

import (
	"mime"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html/charset"

	"broadsheet/internal/tagsoup"
)

// Read takes a list apart. Outlines with an address are feeds, whatever their
// type says; outlines without one are folders for those inside.
func Read(content []byte) (List, error) {
	if len(content) > MaxBytes {
		return List{}, ErrTooLong
	}
	text, err := decode(content)
	if err != nil {
		return List{}, err
	}
	r := reader{}
	for s := tagsoup.NewScanner(text); s.Next(); {
		if err := r.token(s.Token()); err != nil {
			return List{}, err
		}
	}
	if !r.seen {
		return List{}, ErrNoList
	}
	return r.list, nil
}

// decode gives the text as UTF-8: by byte order mark, declaration, and as it is.
func decode(content []byte) (string, error) {
	encoding, name, _ := charset.DetermineEncoding(content, "")
	switch {
	case utf8.Valid(content):
		return strings.TrimPrefix(string(content), "\ufeff"), nil
	case name != "utf-16le" && name != "utf-16be":
		if declared := declaration(content); declared != "" {
			if named, _ := charset.Lookup(declared); named != nil {
				encoding = named
			}
		}
	}
	text, err := encoding.NewDecoder().Bytes(content)
	if err != nil {
		return "", ErrUnreadChars
	}
	return strings.ToValidUTF8(strings.TrimPrefix(string(text), "\ufeff"), "�"), nil
}

// declaration gives the encoding that the first line of XML names.
func declaration(content []byte) string {
	s := tagsoup.NewScanner(string(content[:min(len(content), 1<<10)]))
	for s.Next() {
		if t := s.Token(); t.Kind == tagsoup.Instruction {
			name, _ := t.Attr("encoding")
			return name
		}
	}
	return ""
}

// reader holds where the scanner is.
type reader struct {
	list    List
	seen    bool // an opml or outline element was there
	count   int
	folders []string // name of each open outline; empty for one that is no folder
	field   string   // element of the head whose text comes
}

func (r *reader) token(t tagsoup.Token) error {
	switch t.Kind {
	case tagsoup.Start:
		return r.start(t)
	case tagsoup.End:
		r.field = ""
		if strings.EqualFold(t.Local(), "outline") && len(r.folders) > 0 {
			r.folders = r.folders[:len(r.folders)-1]
		}
	case tagsoup.Text:
		r.head(tagsoup.Decode(t.Inner))
	case tagsoup.CDATA:
		r.head(t.Inner)
	}
	return nil
}

func (r *reader) start(t tagsoup.Token) error {
	switch name := strings.ToLower(t.Local()); name {
	case "opml":
		r.seen = true
	case "outline":
		r.seen = true
		return r.outline(t)
	case "title", "ownername", "datecreated":
		if !t.Empty && r.count == 0 {
			r.field = name
		}
	}
	return nil
}

func (r *reader) head(text string) {
	text = line(text)
	switch r.field {
	case "title":
		r.list.Title = strings.TrimSpace(r.list.Title + text)
	case "ownername":
		r.list.Owner = strings.TrimSpace(r.list.Owner + text)
	case "datecreated":
		for _, layout := range []string{time.RFC1123Z, time.RFC1123, time.RFC3339, time.RFC822Z, time.RFC822} {
			if at, err := time.Parse(layout, text); err == nil {
				r.list.Created = at.UTC()
				return
			}
		}
	}
}

func (r *reader) outline(t tagsoup.Token) error {
	if r.count++; r.count > MaxOutlines {
		return ErrTooMany
	}
	f, text := feedOf(t)
	if f.Address != "" {
		f.Folders = r.path()
		r.list.Feeds = append(r.list.Feeds, f)
		text = "" // what lies inside a feed lies beside it
	}
	if t.Empty {
		return nil
	}
	if len(r.folders) >= MaxDepth {
		return ErrTooDeep
	}
	r.folders = append(r.folders, text)
	return nil
}

// path gives the names of the folders that are open.
func (r *reader) path() []string {
	var names []string
	for _, name := range r.folders {
		if name != "" {
			names = append(names, name)
		}
	}
	return names
}

// feedOf reads the attributes of an outline, and gives its own text too.
func feedOf(t tagsoup.Token) (f Feed, text string) {
	for name, value := range t.Attrs() {
		value = line(value)
		switch strings.ToLower(name) {
		case "title":
			f.Title = value
		case "text":
			text = value
		case "xmlurl":
			f.Address = value
		case "htmlurl":
			f.Site = value
		case "description":
			f.Description = value
		case "language":
			f.Language = value
		case "category":
			f.Tags = tags(value)
		}
	}
	if f.Title == "" {
		f.Title = text
	}
	if text == "" {
		text = f.Title
	}
	return f, text
}

// tags reads categories: divided by commas, each at times a path of slashes.
func tags(value string) []string {
	var names []string
	for name := range strings.SplitSeq(value, ",") {
		if name = strings.Trim(strings.TrimSpace(name), "/"); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// line gives a text on one line, without characters that nobody sees.
func line(text string) string {
	return strings.Join(strings.Fields(tagsoup.Clean(text)), " ")
}

// MediaType says whether a content type is one of OPML's.
func MediaType(contentType string) bool {
	kind, _, _ := mime.ParseMediaType(contentType)
	return kind == "text/x-opml" || kind == "application/opml+xml" || kind == "text/opml"
}
