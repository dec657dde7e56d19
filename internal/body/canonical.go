package body

import (
	"context"
	"strings"
	"time"
)

// Options steer Canonical. The zero value keeps every language mark, gives every
// block without an id a new one and stores no media.
type Options struct {
	// Language is the article's BCP 47 tag. A lang equal to it, and the direction
	// that it has, are not repeated in the body.
	Language string
	// Previous is the canonical body of the previous version, "" where there is
	// none: blocks that come without an id take over those of the blocks they
	// stand for.
	Previous string
	// Media maps a picture, film or sound to the address of the stored file
	// ("/media/SHA256"). Where it is nil or says false, a web address is kept as a
	// named placeholder and anything else is dropped down to its name and caption.
	// It is not asked for files that are stored already.
	Media func(Resource) (string, bool)
	// Writing keeps what somebody has begun and not filled yet: a table without words
	// stays, and so does one of a single cell. It is for drafts; what is published is
	// made canonical without it.
	Writing bool
	// Dateline takes a lead-in such as "Tehran– " off the first paragraph.
	Dateline bool
}

// Kinds of Resource.
const (
	KindImage  = "image"
	KindFilm   = "film"
	KindAudio  = "audio"
	KindPoster = "poster"
	KindTrack  = "track"
)

// Resource is something that a body refers to: its address as it came (absolute,
// relative or data:), what it is, and the text that stands for it.
type Resource struct{ Src, Kind, Alt string }

// What a limit did, in Result.Flags.
const (
	FlagBytes = "bytes" // longer than MaxBytes: the end was cut
	FlagDepth = "depth" // nested too deeply: text only
	FlagNodes = "nodes" // too many elements: text only
	FlagTime  = "time"  // took too long: text only
)

// Result is a canonical body with what was found on the way.
type Result struct {
	HTML     string   // one top-level block a line, each line ended; "" for nothing
	Dateline string   // what Options.Dateline took off, without its dash
	Cut      bool     // a limit was hit: the original says more
	Flags    []string // which limits, sorted
	Media    []string // SHA-256 in hex of stored files, in order of appearance, once each
	// Document is the tree of HTML. It is the caller's.
	Document *Document
}

// allowed is how long one body may take.
const allowed = 5 * time.Second

// Canonical sanitises any HTML, fragment or whole document, and brings it into
// the canonical form of the profile. It never refuses: what goes beyond a limit
// is cut and flagged. The only error is that of ctx.
func Canonical(ctx context.Context, src string, o Options) (Result, error) {
	limited, cancel := context.WithTimeout(ctx, allowed)
	defer cancel()
	flags := map[string]bool{}
	src = withinBytes(src, flags)
	b := newBuilder(o)
	if flag := b.read(limited, src); flag != "" {
		if err := ctx.Err(); err != nil {
			return Result{}, err
		}
		flags[flag] = true
		b = newBuilder(o)
		b.readText(src)
	}
	doc, dateline := b.finish()
	html, nodes := doc.print()
	for len(html) > MaxBytes || nodes > maxNodes {
		if err := ctx.Err(); err != nil {
			return Result{}, err
		}
		// Markup grew in the writing: entities, repeated marks.
		if len(html) > MaxBytes {
			flags[FlagBytes] = true
		} else {
			flags[FlagNodes] = true
		}
		b = newBuilder(o)
		b.readText(fitting(html, MaxBytes*3/4))
		doc, _ = b.finish()
		html, nodes = doc.print()
		if nodes > maxNodes {
			break // plain paragraphs are bounded by maxBlocks
		}
	}
	return Result{HTML: html, Dateline: dateline, Cut: len(flags) > 0, Flags: sortedKeys(flags),
		Media: mediaOf(doc), Document: doc}, nil
}

// withinBytes cuts src to MaxBytes, not inside a tag where one began shortly
// before.
func withinBytes(src string, flags map[string]bool) string {
	if len(src) <= MaxBytes {
		return src
	}
	flags[FlagBytes] = true
	src = fitting(src, MaxBytes)
	if i := strings.LastIndexByte(src, '<'); i >= 0 && len(src)-i < maxAddress && strings.IndexByte(src[i:], '>') < 0 {
		src = src[:i]
	}
	return src
}

// print gives the canonical form and the number of nodes in it.
func (d *Document) print() (string, int) {
	var p printer
	for _, b := range d.Blocks {
		p.node(b)
		p.b.WriteByte('\n')
	}
	return p.b.String(), p.nodes
}
