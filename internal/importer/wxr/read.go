package wxr

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"broadsheet/internal/importer"
)

// Bounds of what is remembered while a file is read.
const (
	maxDepth       = 64
	maxAuthors     = 100_000
	maxAttachments = 20_000 // of each of two generations
	windowItems    = 512
	windowBytes    = 16 << 20
)

// Read gives an item for each post and page, in the order of the file. An item
// that names a picture by its number waits until that has been seen, as long as
// the window has room.
func (Format) Read(ctx context.Context, in importer.Input, yield func(importer.Item) error) error {
	r := &reader{ctx: ctx, source: newSource(in.Content), yield: yield, authors: map[string]string{}}
	r.adapter = adapter{zone: in.Zone, authors: r.authors, files: &r.files}
	r.begin()
	if err := r.channel(); err != nil {
		return err
	}
	if err := r.drain(0, 0); err != nil {
		return err
	}
	return r.leftOut()
}

// reader walks through the file.
type reader struct {
	ctx     context.Context
	source  *source
	decoder *xml.Decoder
	yield   func(importer.Item) error
	adapter adapter

	authors map[string]string // display name by login
	files   files
	number  int // of the item read last
	window  []*post
	held    int            // bytes in the window
	trash   int            // items
	others  map[string]int // items that are no articles, by type
}

// begin starts a parser where the source stands.
func (r *reader) begin() {
	d := xml.NewDecoder(r.source)
	d.Strict = false
	d.Entity = xml.HTMLEntity
	// The source has decoded the bytes already.
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	r.decoder = d
}

// channel reads what the file holds, one element after the other.
func (r *reader) channel() error {
	depth := 0
	for {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		r.source.left = MaxItem
		token, err := r.decoder.Token()
		if err != nil {
			if err = r.resume(err, false); err != nil {
				return ended(err)
			}
			depth = 0
			continue
		}
		switch t := token.(type) {
		case xml.StartElement:
			if depth++; depth > maxDepth {
				return errors.New("the elements are nested too deeply")
			}
			if !r.known(t.Name) {
				continue
			}
			depth--
			if err := r.element(t); err != nil {
				if err = r.resume(err, t.Name.Local == "item"); err != nil {
					return ended(err)
				}
				depth = 0
			}
		case xml.EndElement:
			depth--
		}
	}
}

// known says whether an element of the channel is read as one.
func (r *reader) known(name xml.Name) bool {
	return name.Local == "item" || name.Local == "author" && space(name.Space) == spaceWP || name.Local == "base_blog_url" || name.Local == "link"
}

var errEnd = errors.New("no more items")

func ended(err error) error {
	if err == errEnd {
		return nil
	}
	return err
}

// stopped is an error that came from where the items go to, not from the file.
type stopped struct{ error }

func (s stopped) Unwrap() error { return s.error }

// resume goes on at the next item after an error in the file's text. Errors of
// the file itself, and of where the items go to, it gives back.
func (r *reader) resume(err error, inside bool) error {
	var stop stopped
	switch {
	case errors.As(err, &stop):
		return stop.error
	case r.source.failure != nil:
		return fmt.Errorf("read after item %d: %w", r.number, r.source.failure)
	case err == io.EOF && !inside:
		return errEnd
	}
	if inside {
		if err := r.report(fmt.Sprintf("item %d", r.number), broken(err)); err != nil {
			return err
		}
	}
	found, err := r.source.skipTo("<item")
	if err != nil {
		return fmt.Errorf("read after item %d: %w", r.number, err)
	}
	if !found {
		return errEnd
	}
	r.begin()
	return nil
}

func broken(err error) string {
	var syntax *xml.SyntaxError
	switch {
	case errors.Is(err, errTooLong):
		return fmt.Sprintf("The item is longer than %d MB and was left out.", MaxItem>>20)
	case errors.Is(err, errTooDeep):
		return "The item is nested too deeply and was left out."
	case !errors.As(err, &syntax):
		return fmt.Sprintf("The item is broken and was left out: %s.", strings.TrimPrefix(err.Error(), "xml: "))
	case syntax.Msg == "unexpected EOF":
		return "The file breaks off inside this item, which was left out."
	}
	return fmt.Sprintf("The item is broken and was left out: %s.", syntax.Msg)
}

// report gives a line without a record, after all items that wait before it.
func (r *reader) report(where, problem string) error {
	if err := r.drain(0, 0); err != nil {
		return err
	}
	return r.yield(importer.Item{Where: where, Problems: importer.Said(problem)})
}

// element reads one element of the channel.
func (r *reader) element(start xml.StartElement) error {
	switch start.Name.Local {
	case "author":
		return r.author()
	case "link", "base_blog_url":
		text, err := r.text()
		if r.adapter.base == "" {
			r.adapter.base = strings.TrimSpace(text)
		}
		return err
	}
	r.number++
	p := &post{number: r.number}
	if err := r.item(p); err != nil {
		return err
	}
	p.kind, p.status, p.id = strings.TrimSpace(p.kind), strings.TrimSpace(p.status), strings.TrimSpace(p.id)
	return r.take(p)
}

// take sorts an item by what it is.
func (r *reader) take(p *post) error {
	switch {
	case p.kind == typeAttachment:
		r.files.add(p.id, p.parent, attachment{url: p.attachmentLink(), caption: p.excerpt, alternative: p.alternative, title: p.title})
	case p.kind != "" && p.kind != typePost && p.kind != typePage:
		if r.others == nil {
			r.others = map[string]int{}
		}
		if _, ok := r.others[p.kind]; ok || len(r.others) < 100 {
			r.others[p.kind]++
		}
	case p.status == statusTrash:
		r.trash++
	case p.status == statusAutoDraft:
	default:
		p.measure()
		r.window = append(r.window, p)
		r.held += p.size
	}
	return r.drain(windowItems, windowBytes)
}

// drain gives the items at the head of the window: those that wait for nothing,
// and those for which there is no more room.
func (r *reader) drain(items, bytes int) error {
	for len(r.window) > 0 {
		p := r.window[0]
		if len(r.window) <= items && r.held <= bytes && r.files.lack(p) {
			return nil
		}
		r.window[0] = nil
		r.window = r.window[1:]
		r.held -= p.size
		if err := r.yield(r.adapter.item(p)); err != nil {
			return stopped{err}
		}
	}
	r.window = nil
	return nil
}

// leftOut says at the end what was left out, a line for each sort.
func (r *reader) leftOut() error {
	note := func(where, problem string) error {
		return r.yield(importer.Item{Where: where, Problems: importer.Said(problem), Note: true})
	}
	if r.trash > 0 {
		if err := note("trash", fmt.Sprintf("Left out, since they lie in the trash: %d.", r.trash)); err != nil {
			return err
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(r.others)) {
		if internalTypes[kind] || strings.HasPrefix(kind, "wp_") {
			continue
		}
		if err := note("file", fmt.Sprintf("Left out, since items of the type %.60q are no articles: %d.", kind, r.others[kind])); err != nil {
			return err
		}
	}
	return nil
}
