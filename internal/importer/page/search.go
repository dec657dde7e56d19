package page

import (
	"context"
	"fmt"
	"log/slog"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// search finds the part of the page that is its article; nil where there is none.
// The page is changed by it: scripts and comments are gone afterwards.
func search(ctx context.Context, doc *html.Node) (found *html.Node, err error) {
	defer func() {
		switch cause := recover().(type) {
		case nil:
		case stopped:
			err = cause.error
		default:
			err = fmt.Errorf("find the text: panic: %v", cause)
		}
	}()
	parser := readability.NewParser()
	parser.KeepClasses = true   // the pass behind it reads them
	parser.DisableJSONLD = true // read already
	parser.Logger = slog.New(watch{ctx})
	article, err := parser.ParseAndMutate(doc, nil)
	if err != nil {
		return nil, fmt.Errorf("find the text: %w", err)
	}
	return article.Node, nil
}

// watch is a log that writes nothing. The search tells its log of every block
// that it weighs, so that is where it can be stopped.
type watch struct{ ctx context.Context }

// stopped is what the log panics with.
type stopped struct{ error }

func (w watch) check() {
	if err := w.ctx.Err(); err != nil {
		panic(stopped{err})
	}
}

// Enabled says that nothing is written.
func (w watch) Enabled(context.Context, slog.Level) bool { w.check(); return false }

// Handle writes nothing.
func (w watch) Handle(context.Context, slog.Record) error { return nil }

// WithAttrs is called for each block.
func (w watch) WithAttrs([]slog.Attr) slog.Handler { w.check(); return w }

// WithGroup changes nothing.
func (w watch) WithGroup(string) slog.Handler { return w }

// affordable reports whether a page is of a size and shape that can be searched:
// its nodes, and the letters in it counted once for each block around them.
func affordable(doc *html.Node) bool {
	nodes, work := 0, 0
	depth := 0
	for n := doc; ; {
		nodes++
		if n.Type == html.TextNode {
			work += (len(n.Data) + 8) * (depth + 1)
		}
		if nodes > maxNodes || work > maxWork {
			return false
		}
		if n.FirstChild != nil {
			if weighed(n) {
				depth++
			}
			n = n.FirstChild
			continue
		}
		for n.NextSibling == nil {
			if n = n.Parent; n == nil || n == doc {
				return true
			}
			if weighed(n) {
				depth--
			}
		}
		n = n.NextSibling
	}
}

func weighed(n *html.Node) bool {
	return is(n, atom.Div, atom.Table, atom.Ul, atom.Form, atom.Fieldset, atom.Section, atom.A, atom.Td, atom.P)
}
