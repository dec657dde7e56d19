package opml

import (
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// outline is an entry as it is written.
type outline struct {
	Text     string    `xml:"text,attr"`
	Title    string    `xml:"title,attr,omitempty"`
	Type     string    `xml:"type,attr,omitempty"`
	Address  string    `xml:"xmlUrl,attr,omitempty"`
	Site     string    `xml:"htmlUrl,attr,omitempty"`
	About    string    `xml:"description,attr,omitempty"`
	Language string    `xml:"language,attr,omitempty"`
	Category string    `xml:"category,attr,omitempty"`
	Inside   []outline `xml:"outline"`
}

type document struct {
	XMLName xml.Name  `xml:"opml"`
	Version string    `xml:"version,attr"`
	Title   string    `xml:"head>title,omitempty"`
	Created string    `xml:"head>dateCreated,omitempty"`
	Owner   string    `xml:"head>ownerName,omitempty"`
	Body    []outline `xml:"body>outline"`
}

// Write writes a list as OPML 2.0. Folders stand where their first feed does;
// the same list gives the same bytes. Folders deeper than MaxDepth are refused.
func Write(w io.Writer, list List) error {
	doc := document{Version: "2.0", Title: list.Title, Owner: list.Owner}
	if !list.Created.IsZero() {
		doc.Created = list.Created.UTC().Format(time.RFC1123Z)
	}
	for _, f := range list.Feeds {
		if len(f.Folders) > MaxDepth {
			return ErrTooDeep
		}
		doc.Body = place(doc.Body, f, f.Folders)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return fmt.Errorf("write list: %w", err)
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(doc); err != nil {
		return fmt.Errorf("write list: %w", err)
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// place puts a feed into the folders that are left of its path.
func place(list []outline, f Feed, folders []string) []outline {
	if len(folders) == 0 {
		return append(list, outline{
			Text: f.Title, Title: f.Title, Type: "rss", Address: f.Address, Site: f.Site,
			About: f.Description, Language: f.Language, Category: strings.Join(f.Tags, ","),
		})
	}
	at := slices.IndexFunc(list, func(o outline) bool { return o.Address == "" && o.Text == folders[0] })
	if at < 0 {
		at = len(list)
		list = append(list, outline{Text: folders[0]})
	}
	list[at].Inside = place(list[at].Inside, f, folders[1:])
	return list
}
