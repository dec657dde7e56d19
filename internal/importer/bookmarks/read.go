package bookmarks

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"broadsheet/internal/importer"
	"broadsheet/internal/news"
)

// Read gives a note for each bookmark, in the order of the file.
func (Format) Read(ctx context.Context, in importer.Input, yield func(importer.Item) error) error {
	content := bufio.NewReaderSize(in.Content, 64<<10)
	head, _ := content.Peek(1024) // what cannot be read shows itself later
	w := &writer{ctx: ctx, yield: yield}
	var err error
	if text := strings.TrimLeft(strings.TrimPrefix(string(head), "\ufeff"), " \t\r\n"); strings.HasPrefix(text, "{") {
		err = readJSON(content, w)
	} else {
		err = readHTML(content, w)
	}
	if err != nil {
		return err
	}
	return w.end()
}

// writer gives bookmarks as items.
type writer struct {
	ctx     context.Context
	yield   func(importer.Item) error
	number  int
	leftOut int // bookmarks that lead nowhere outside the browser
}

func (w *writer) put(b bookmark) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	w.number++
	if !isWeb(b.address) {
		w.leftOut++
		return nil
	}
	return w.yield(importer.Item{Where: fmt.Sprintf("bookmark %d", w.number), Record: news.Record{Article: adapt(b)}})
}

func (w *writer) end() error {
	switch {
	case w.number == 0:
		return w.yield(importer.Item{Where: "file", Problems: importer.Said("The file holds no bookmarks.")})
	case w.leftOut > 0:
		return w.yield(importer.Item{Where: "file", Note: true, Problems: importer.Said(fmt.Sprintf("Left out, since they lead to no page of the web: %d.", w.leftOut))})
	}
	return nil
}

// parser walks through the tags of the HTML file.
type parser struct {
	folders []string
	skipped int    // folders deeper than are remembered
	named   string // the folder whose list is to come
	chosen  bool   // that folder is the browser's own, not a person's
	current *bookmark
	into    *strings.Builder // where text goes; nil: nowhere
	title   strings.Builder
	words   strings.Builder
}

func readHTML(content io.Reader, w *writer) error {
	decoded, err := charset.NewReader(content, "text/html; charset=utf-8")
	if err == io.EOF { // there is nothing in it
		return nil
	}
	if err != nil {
		return fmt.Errorf("read the encoding: %w", err)
	}
	tokens := html.NewTokenizer(decoded)
	tokens.SetMaxBuf(maxToken)
	p := &parser{}
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			if flushed := p.flush(w); flushed != nil {
				return flushed
			}
			return endOf(tokens.Err(), w.number)
		case html.TextToken:
			if p.into != nil && p.into.Len() < maxText {
				text := tokens.Text()
				p.into.Write(text[:min(len(text), maxText)])
			}
		case html.StartTagToken:
			if err := p.start(tokens, w); err != nil {
				return err
			}
		case html.EndTagToken:
			name, _ := tokens.TagName()
			if err := p.stop(string(name), w); err != nil {
				return err
			}
		}
	}
}

func endOf(err error, number int) error {
	switch err {
	case io.EOF:
		return nil
	case html.ErrBufferExceeded:
		return news.Errorf(news.CodeLimit, "file", "What follows bookmark %d is longer than a bookmark may be; the file was not read further.", number)
	}
	return fmt.Errorf("read after bookmark %d: %w", number, err)
}

func (p *parser) start(tokens *html.Tokenizer, w *writer) error {
	raw, more := tokens.TagName()
	name := string(raw)
	switch name {
	case "h3", "a", "dt", "dl", "hr":
		if err := p.flush(w); err != nil {
			return err
		}
	}
	switch name {
	case "h3":
		p.chosen = false
		for key, _, left := attribute(tokens, more); key != ""; key, _, left = attribute(tokens, left) {
			p.chosen = p.chosen || key == "personal_toolbar_folder" || key == "unfiled_bookmarks_folder"
		}
		p.title.Reset()
		p.into = &p.title
	case "a":
		p.current = &bookmark{}
		for key, value, left := attribute(tokens, more); key != ""; key, value, left = attribute(tokens, left) {
			p.current.take(key, value)
		}
		p.title.Reset()
		p.into = &p.title
	case "dd":
		p.words.Reset()
		p.into = &p.words
	case "dl":
		p.enter()
	case "br", "p":
		if p.into == &p.words {
			p.words.WriteByte('\n')
		}
	}
	return nil
}

// attribute gives the next one of a tag; an empty key where there is none.
func attribute(tokens *html.Tokenizer, more bool) (key, value string, left bool) {
	if !more {
		return "", "", false
	}
	k, v, left := tokens.TagAttr()
	if len(v) > maxText { // an icon
		v = nil
	}
	if len(k) == 0 {
		return "-", "", left
	}
	return string(k), string(v), left
}

// take reads what a link says of itself.
func (b *bookmark) take(key, value string) {
	switch key {
	case "href":
		b.address = value
	case "add_date":
		b.added = number(value)
	case "last_modified":
		b.modified = number(value)
	case "tags":
		b.tags = strings.Split(value, ",")
	}
}

func number(s string) int64 {
	n, err := strconv.ParseInt(strings.TrimSpace(s), 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// enter goes into the list of the folder that was named last.
func (p *parser) enter() {
	p.into = nil
	if len(p.folders) >= maxFolder {
		p.skipped++
		return
	}
	name := p.named
	if p.chosen {
		name = ""
	}
	p.named, p.chosen = "", false
	p.folders = append(p.folders, name)
}

func (p *parser) stop(name string, w *writer) error {
	switch name {
	case "h3":
		p.named, p.into = p.title.String(), nil
	case "a":
		if p.current != nil {
			p.current.title = p.title.String()
		}
		p.into = nil
	case "dl":
		if err := p.flush(w); err != nil {
			return err
		}
		switch {
		case p.skipped > 0:
			p.skipped--
		case len(p.folders) > 0:
			p.folders = p.folders[:len(p.folders)-1]
		}
	}
	return nil
}

// flush gives the bookmark that has been read, once its description is over.
func (p *parser) flush(w *writer) error {
	b := p.current
	p.current = nil
	p.into = nil
	if b == nil {
		return nil
	}
	if b.title == "" {
		b.title = p.title.String()
	}
	b.description = p.words.String()
	p.words.Reset()
	b.folders = slices.Clone(p.folders)
	return w.put(*b)
}

func readJSON(content io.Reader, w *writer) error {
	raw, err := io.ReadAll(io.LimitReader(content, MaxJSON+1))
	if err != nil {
		return fmt.Errorf("read the file: %w", err)
	}
	if len(raw) > MaxJSON {
		return news.Errorf(news.CodeLimit, "file", "The file is longer than %d MB.", MaxJSON>>20)
	}
	var whole struct {
		Roots map[string]json.RawMessage `json:"roots"`
		node
	}
	raw = []byte(strings.TrimPrefix(string(raw), "\ufeff"))
	if err := json.Unmarshal(raw, &whole); err != nil {
		return news.Errorf(news.CodeInvalid, "file", "The file is not the JSON of bookmarks: %w", err)
	}
	for _, name := range []string{"bookmark_bar", "other", "synced", "mobile"} {
		var root node
		if whole.Roots[name] == nil || json.Unmarshal(whole.Roots[name], &root) != nil {
			continue
		}
		root.Root = name
		if err := root.walk(w, nil); err != nil {
			return err
		}
	}
	return whole.walk(w, nil)
}

// walk gives the bookmarks of a node and those inside it.
func (n *node) walk(w *writer, folders []string) error {
	if address := n.URL + n.URI; address != "" {
		return w.put(n.bookmark(address, folders))
	}
	if name := n.Name + n.Title; name != "" && n.Root == "" {
		folders = append(slices.Clone(folders), name)
	}
	if len(folders) > maxFolder {
		return nil
	}
	for i := range n.Children {
		if err := n.Children[i].walk(w, folders); err != nil {
			return err
		}
	}
	return nil
}

func (n *node) bookmark(address string, folders []string) bookmark {
	b := bookmark{address: address, title: n.Name + n.Title, added: n.Added, modified: n.Modified, folders: folders}
	if n.Tags != "" {
		b.tags = strings.Split(n.Tags, ",")
	}
	if n.DateAdded != "" {
		b.added = sinceWindows(number(n.DateAdded))
	}
	for _, a := range n.Annos {
		if text, ok := a.Value.(string); ok && a.Name == "bookmarkProperties/description" {
			b.description = text
		}
	}
	return b
}
