package paste

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"broadsheet/internal/body"
	"broadsheet/internal/news"
)

// Limits of what is pasted.
const (
	// MaxBytes bounds what comes in, pictures and the markup of programs included.
	MaxBytes    = 64 << 20
	maxPictures = 200
	maxDepth    = 400 // elements in each other
	allowed     = 5 * time.Second
)

// Clip is what lay on the clipboard.
type Clip struct {
	HTML string // as the program gave it, with its header or without; may be empty
	Text string // the same as plain text; used where there is no HTML
	// Base is the address of the page that it comes from; "" where that is not known or
	// the clip says it itself.
	Base string
	// Language is that of the article, BCP 47.
	Language string
	// Beside: pictures with a relative address lie beside the file that this came from;
	// the address is left to whoever looks there.
	Beside bool
}

// Origin is the kind of program that something comes from.
type Origin string

// The origins.
const (
	FromWord        Origin = "word"
	FromGoogleDocs  Origin = "google docs"
	FromLibreOffice Origin = "libreoffice"
	FromMail        Origin = "mail"
	FromWeb         Origin = "web"
	FromMarkdown    Origin = "markdown"
	FromText        Origin = "text"
)

// Result is what came of it.
type Result struct {
	HTML   string // for body.Canonical
	Origin Origin
	// Pictures are those that lay in it, by the address that they have in HTML.
	Pictures map[string][]byte
	// Missing counts pictures that the program kept to itself: they are named by their
	// alternative texts, or gone where they had none.
	Missing int
}

// Media gives what body.Options.Media wants: store is asked for each picture that
// lay in the clip, and gives the address of the stored file.
func (r Result) Media(store func(content []byte) (string, bool)) func(body.Resource) (string, bool) {
	return func(res body.Resource) (string, bool) {
		content, ok := r.Pictures[res.Src]
		if !ok {
			return "", false
		}
		return store(content)
	}
}

// Clean makes HTML of a clip. What is larger than a body may be is an error
// (news.CodeLimit); other errors are those of ctx.
func Clean(ctx context.Context, c Clip) (Result, error) {
	if len(c.HTML)+len(c.Text) > MaxBytes {
		return Result{}, tooLarge(len(c.HTML) + len(c.Text))
	}
	r, err := clean(ctx, c)
	if err != nil {
		return Result{}, err
	}
	if len(r.HTML) > body.MaxBytes {
		return Result{}, tooLarge(len(r.HTML))
	}
	return r, ctx.Err()
}

func tooLarge(size int) error {
	return news.Errorf(news.CodeLimit, "html", "What was pasted has %.1f MB and a body holds %d MB; nothing was pasted.", float64(size)/(1<<20), body.MaxBytes>>20)
}

func clean(ctx context.Context, c Clip) (Result, error) {
	src, base := unheaded(c.HTML)
	origin := originOf(src)
	if strings.TrimSpace(src) == "" || c.Text != "" && isSourceCode(src) && looksLikeMarkdown(c.Text) {
		var err error
		if src, origin, err = plain(c.Text); err != nil {
			return Result{}, err
		}
	}
	if c.Base != "" {
		base = c.Base
	}
	doc, err := parse(ctx, src)
	if err != nil {
		return Result{HTML: src, Origin: origin}, ctx.Err() // Canonical takes its text
	}
	p := &pasted{root: bodyOf(doc), doc: doc, language: c.Language, beside: c.Beside, result: Result{Origin: origin, Pictures: map[string][]byte{}}}
	p.base = baseOf(doc, base)
	steps := []func(){p.fragment, p.classes, p.dropped, p.pictures, p.links, p.endnotes, p.paragraphs, p.lists, p.tables, p.levels, p.marks, p.languages, p.attributes}
	if origin == FromMarkdown || origin == FromText || c.HTML == "" {
		steps = []func(){p.pictures, p.links, p.endnotes, p.levels, p.languages}
	}
	return p.run(ctx, src, steps)
}

// known takes the pictures out of HTML that a format has understood already.
func known(ctx context.Context, src string) (Result, error) {
	r := Result{HTML: src, Pictures: map[string][]byte{}}
	if doc, err := parse(ctx, src); err == nil {
		p := &pasted{root: bodyOf(doc), doc: doc, result: r}
		if r, err = p.run(ctx, src, []func(){func() { p.taken(elements(p.root, atom.Img)) }}); err != nil {
			return r, err
		}
	} else if ctx.Err() != nil {
		return r, ctx.Err()
	}
	if len(r.HTML) > body.MaxBytes {
		return r, tooLarge(len(r.HTML))
	}
	return r, nil
}

// run does the steps and writes what comes of them; what cannot be written is left as
// it came, for Canonical.
func (p *pasted) run(ctx context.Context, src string, steps []func()) (Result, error) {
	for _, step := range steps {
		step()
		if err := ctx.Err(); err != nil {
			return Result{}, err
		}
	}
	var b strings.Builder
	for n := p.root.FirstChild; n != nil; n = n.NextSibling {
		if err := html.Render(&b, n); err != nil {
			return Result{HTML: src, Origin: p.result.Origin}, nil
		}
	}
	p.result.HTML = b.String()
	return p.result, nil
}

// pasted is the work on one clip.
type pasted struct {
	doc, root *html.Node
	base      string
	language  string
	beside    bool
	styles    map[string]string // of the classes that the clip's own sheet defines
	result    Result
}

var errTooMuch = errors.New("more than should be read")

// parse reads HTML within limits on time and depth.
func parse(ctx context.Context, src string) (*html.Node, error) {
	limited, stop := context.WithTimeout(ctx, allowed)
	defer stop()
	doc, err := html.Parse(&stoppable{limited, bytes.NewReader([]byte(src))})
	if err != nil {
		return nil, fmt.Errorf("read what was pasted: %w", err)
	}
	depth := 0
	for n := doc; n != nil; {
		switch {
		case n.FirstChild != nil:
			n = n.FirstChild
			if depth++; depth > maxDepth {
				return nil, errTooMuch
			}
			continue
		}
		for n != nil && n.NextSibling == nil {
			n = n.Parent
			depth--
		}
		if n != nil {
			n = n.NextSibling
		}
	}
	return doc, nil
}

// stoppable is a reader that ends with its context; the parser asks it often.
type stoppable struct {
	ctx context.Context
	r   io.Reader
}

// Read reads a piece at a time.
func (s *stoppable) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.r.Read(p[:min(len(p), 32<<10)])
}

// originOf tells programs by the marks they leave.
func originOf(src string) Origin {
	has := func(signs ...string) bool {
		for _, s := range signs {
			if strings.Contains(src, s) {
				return true
			}
		}
		return false
	}
	switch {
	case has("gmail_quote", "gmail_default", "OutlookMessageHeader", "divRplyFwdMsg", "appendonsend", `type="cite"`, "yahoo_quoted", "protonmail_quote"):
		return FromMail
	case has("docs-internal-guid", "docs-google", "google.com/url?q=", `id="ftnt`, `href="#ftnt`):
		return FromGoogleDocs
	case has("sdfootnote", "sdendnote", `content="LibreOffice`, `content="OpenOffice`, `class="western"`, `CONTENT="LibreOffice`):
		return FromLibreOffice
	case has("urn:schemas-microsoft-com", "class=Mso", `class="Mso`, "mso-", "data-ccp-props", "ListContainerWrapper", "Microsoft Word"):
		return FromWord
	}
	return FromWeb
}
