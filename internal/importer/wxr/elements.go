package wxr

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// text reads the text of the element that was entered, without that of elements
// inside it, up to its end.
func (r *reader) text() (string, error) {
	var first string
	var rest *strings.Builder
	depth := 0
	for {
		token, err := r.decoder.Token()
		if err != nil {
			return "", unexpected(err)
		}
		switch t := token.(type) {
		case xml.CharData:
			switch {
			case depth > 0:
			case first == "":
				first = string(t)
			default:
				if rest == nil {
					rest = &strings.Builder{}
					rest.WriteString(first)
				}
				rest.Write(t)
			}
		case xml.StartElement:
			if depth++; depth > maxDepth {
				return "", errTooDeep
			}
		case xml.EndElement:
			if depth--; depth >= 0 {
				continue
			}
			if rest != nil {
				return rest.String(), nil
			}
			return first, nil
		}
	}
}

var errTooDeep = errors.New("nested too deeply")

// unexpected makes the end of the file inside an element an error of the text.
func unexpected(err error) error {
	if err == io.EOF {
		return &xml.SyntaxError{Msg: "unexpected EOF"}
	}
	return err
}

// each calls take for each element inside the one that was entered; take reads
// it to its end.
func (r *reader) each(take func(start xml.StartElement) error) error {
	for {
		token, err := r.decoder.Token()
		if err != nil {
			return unexpected(err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if err := take(t); err != nil {
				return err
			}
		case xml.EndElement:
			return nil
		}
	}
}

// into reads the text of an element into the field that is its own; what came
// first stays.
func (r *reader) into(field *string) error {
	text, err := r.text()
	if field != nil && *field == "" {
		*field = text
	}
	return err
}

func (r *reader) author() error {
	var login, name string
	err := r.each(func(start xml.StartElement) error {
		switch start.Name.Local {
		case "author_login":
			return r.into(&login)
		case "author_display_name":
			return r.into(&name)
		}
		return r.into(nil)
	})
	login, name = strings.TrimSpace(login), strings.TrimSpace(name)
	if login != "" && name != "" && len(r.authors) < maxAuthors {
		r.authors[login] = name
	}
	return err
}

// namespaces, without their versions.
const (
	spaceOther = iota
	spaceNone
	spaceWP
	spaceContent
	spaceExcerpt
	spaceDC
)

// space knows a namespace by its address, or by its usual prefix where it was
// not declared, or stood above the place where reading began anew.
func space(address string) int {
	address = strings.TrimPrefix(strings.TrimPrefix(address, "http://"), "https://")
	switch {
	case address == "":
		return spaceNone
	case address == "excerpt", strings.HasPrefix(address, "wordpress.org/export/") && strings.HasSuffix(address, "/excerpt/"):
		return spaceExcerpt
	case address == "wp", strings.HasPrefix(address, "wordpress.org/export/"):
		return spaceWP
	case address == "content", address == "purl.org/rss/1.0/modules/content/":
		return spaceContent
	case address == "dc", address == "purl.org/dc/elements/1.1/":
		return spaceDC
	}
	return spaceOther
}

func (r *reader) item(p *post) error {
	return r.each(func(start xml.StartElement) error {
		switch space(start.Name.Space) {
		case spaceNone:
			return r.plain(p, start)
		case spaceWP:
			return r.wordpress(p, start)
		case spaceContent:
			return r.into(&p.content)
		case spaceExcerpt:
			return r.into(&p.excerpt)
		case spaceDC:
			if start.Name.Local == "creator" {
				return r.into(&p.creator)
			}
		}
		return r.into(nil)
	})
}

// plain reads an element of RSS itself.
func (r *reader) plain(p *post, start xml.StartElement) error {
	switch start.Name.Local {
	case "title":
		return r.into(&p.title)
	case "link":
		return r.into(&p.link)
	case "guid":
		return r.into(&p.guid)
	case "pubDate":
		return r.into(&p.published)
	case "category":
		t := term{domain: attribute(start, "domain"), nicename: attribute(start, "nicename")}
		err := r.into(&t.name)
		p.terms = append(p.terms, t)
		return err
	}
	return r.into(nil)
}

func attribute(start xml.StartElement, name string) string {
	for _, a := range start.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// wordpress reads an element of the export's own namespace.
func (r *reader) wordpress(p *post, start xml.StartElement) error {
	var field *string
	switch start.Name.Local {
	case "post_id":
		field = &p.id
	case "post_date":
		field = &p.date
	case "post_date_gmt":
		field = &p.dateGMT
	case "post_modified_gmt":
		field = &p.modifiedGMT
	case "post_name":
		field = &p.slug
	case "status":
		field = &p.status
	case "post_type":
		field = &p.kind
	case "post_parent":
		field = &p.parent
	case "post_password":
		field = &p.password
	case "attachment_url":
		field = &p.attachmentURL
	case "postmeta":
		return r.meta(p)
	case "comment":
		return r.comment(p)
	}
	return r.into(field)
}

func (r *reader) meta(p *post) error {
	var key, value string
	err := r.each(func(start xml.StartElement) error {
		switch start.Name.Local {
		case "meta_key":
			return r.into(&key)
		case "meta_value":
			return r.into(&value)
		}
		return r.into(nil)
	})
	switch strings.TrimSpace(key) {
	case "_thumbnail_id":
		p.thumbnail = strings.TrimSpace(value)
	case "_wp_attachment_image_alt":
		p.alternative = strings.TrimSpace(value)
	}
	return err
}

func (r *reader) comment(p *post) error {
	var c comment
	err := r.each(func(start xml.StartElement) error {
		var field *string
		switch start.Name.Local {
		case "comment_id":
			field = &c.id
		case "comment_parent":
			field = &c.parent
		case "comment_author":
			field = &c.author
		case "comment_author_email":
			field = &c.email
		case "comment_content":
			field = &c.content
		case "comment_date":
			field = &c.date
		case "comment_date_gmt":
			field = &c.dateGMT
		case "comment_approved":
			field = &c.approved
		case "comment_type":
			field = &c.kind
		}
		return r.into(field)
	})
	p.comments = append(p.comments, c)
	return err
}
