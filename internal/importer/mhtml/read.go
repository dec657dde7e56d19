package mhtml

import (
	"bufio"
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/textproto"
	"strings"

	"golang.org/x/net/html/charset"

	"broadsheet/internal/importer"
	"broadsheet/internal/importer/page"
	"broadsheet/internal/news"
)

// Sniff knows an archive by the header that browsers write.
func (Format) Sniff(head []byte) importer.Likelihood {
	head, _, _ = bytes.Cut(bytes.ReplaceAll(head, []byte("\r\n"), []byte("\n")), []byte("\n\n"))
	header := strings.ToLower("\n" + strings.TrimLeft(string(head), "\n\ufeff "))
	switch {
	case !strings.Contains(header, "\nmime-version:") || !strings.Contains(header, "\ncontent-type:"):
		return importer.Unlikely
	case strings.Contains(header, "\nsnapshot-content-location:"), strings.Contains(header, "saved by"):
		return importer.Certain
	case strings.Contains(header, "multipart/related"):
		return importer.Likely
	}
	return importer.Possible
}

// Read gives the one article of an archive, or why it holds none.
func (Format) Read(ctx context.Context, in importer.Input, yield func(importer.Item) error) error {
	item := importer.Item{Where: "page"}
	a, err := unpack(ctx, in.Content)
	if err == nil {
		item.Files = a.files
		item.Problems = importer.Said(a.problems...)
		item.Record.Article, err = a.article(ctx, in, &item)
	}
	var told *news.Error
	if errors.As(err, &told) {
		item.Problems = append(item.Problems, importer.Said(told.Message)...)
		err = nil
	}
	if err != nil {
		return err
	}
	return yield(item)
}

func (a *archive) article(ctx context.Context, in importer.Input, item *importer.Item) (*news.Article, error) {
	base := a.pageAt
	if !strings.HasPrefix(base, "http") {
		base = a.address
	}
	found, problems, err := page.Extract(ctx, a.page, page.Hints{Base: base, ContentType: a.pageType, Zone: in.Zone})
	item.Problems = append(item.Problems, importer.Said(problems...)...)
	if err != nil {
		return nil, err
	}
	if found.Title == "" {
		found.Title = a.subject
	}
	return &found, nil
}

// unpack reads the message.
func unpack(ctx context.Context, r io.Reader) (*archive, error) {
	b := bufio.NewReader(io.LimitReader(r, maxBytes))
	for { // an empty line or a byte order mark before the header
		c, _, err := b.ReadRune()
		if err != nil {
			return nil, refuse("there is nothing in it")
		}
		if c != '\n' && c != '\r' && c != '\ufeff' {
			b.UnreadRune()
			break
		}
	}
	header, err := textproto.NewReader(bufio.NewReader(&headerOnly{r: b})).ReadMIMEHeader()
	if err != nil && len(header) == 0 {
		return nil, refuse("it does not begin with the header of a message")
	}
	a := &archive{files: map[string][]byte{}, address: strings.TrimSpace(header.Get("Snapshot-Content-Location"))}
	if a.address == "" {
		a.address = strings.TrimSpace(header.Get("Content-Location"))
	}
	decoder := mime.WordDecoder{CharsetReader: charset.NewReaderLabel}
	if a.subject, err = decoder.DecodeHeader(header.Get("Subject")); err != nil {
		a.subject = header.Get("Subject")
	}
	kind, parameters, err := mime.ParseMediaType(header.Get("Content-Type"))
	switch {
	case err == nil && strings.HasPrefix(kind, "multipart/") && parameters["boundary"] != "":
		err = a.parts(ctx, multipart.NewReader(b, parameters["boundary"]), parameters["start"])
	default:
		err = a.part(textproto.MIMEHeader(header), decoded(header.Get("Content-Transfer-Encoding"), b), "")
	}
	if err != nil {
		return nil, err
	}
	if a.page == nil {
		return nil, refuse("there is no page in it")
	}
	return a, nil
}

func refuse(why string) error {
	return news.Errorf(news.CodeUnsupported, "file", "The web archive cannot be read: %s.", why)
}

// headerOnly gives a message up to the empty line behind its header, a byte at a
// time so that nothing of what follows is taken.
type headerOnly struct {
	r     *bufio.Reader
	n     int
	ended bool
	empty bool
}

// Read gives the next line of the header.
func (h *headerOnly) Read(p []byte) (int, error) {
	if h.ended || h.n > maxHeader || len(p) == 0 {
		return 0, io.EOF
	}
	c, err := h.r.ReadByte()
	if err != nil {
		return 0, err
	}
	h.n++
	if c == '\n' {
		h.ended = h.empty
		h.empty = true
	} else if c != '\r' {
		h.empty = false
	}
	p[0] = c
	return 1, nil
}

// parts reads the parts of a message. The page is the one that start names, else
// the first that is HTML.
func (a *archive) parts(ctx context.Context, r *multipart.Reader, start string) error {
	for n := 0; ; n++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		part, err := r.NextRawPart()
		if err == io.EOF {
			return nil
		}
		if err != nil || n >= maxParts || a.held > maxFiles {
			a.problems = append(a.problems, "The web archive is cut off or too large; what stands before that was taken.")
			return nil
		}
		if err := a.part(part.Header, decoded(part.Header.Get("Content-Transfer-Encoding"), part), start); err != nil {
			return err
		}
	}
}

// part takes one part for what it is.
func (a *archive) part(header textproto.MIMEHeader, r io.Reader, start string) error {
	stated := header.Get("Content-Type")
	kind, _, err := mime.ParseMediaType(stated)
	if err != nil {
		kind, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(stated)), ";")
	}
	id := strings.Trim(header.Get("Content-Id"), "<> ")
	at := strings.TrimSpace(header.Get("Content-Location"))
	switch {
	case kind == "text/html" || kind == "application/xhtml+xml":
		if a.page != nil && (start == "" || strings.Trim(start, "<> ") != id) {
			return nil // a frame
		}
		content, err := io.ReadAll(io.LimitReader(r, page.MaxBytes+1))
		if err != nil && len(content) == 0 {
			return refuse("the page in it is damaged")
		}
		a.page, a.pageType, a.pageAt = content, stated, at
	case strings.HasPrefix(kind, "image/"), strings.HasPrefix(kind, "video/"), strings.HasPrefix(kind, "audio/"):
		content, err := io.ReadAll(io.LimitReader(r, maxFile+1))
		if err != nil || len(content) > maxFile {
			a.problems = append(a.problems, fmt.Sprintf("The picture %.200q is damaged or too large and was left out.", at))
			return nil
		}
		a.held += len(content)
		for _, address := range []string{at, "cid:" + id} {
			if address != "" && address != "cid:" {
				a.files[address] = content
			}
		}
	}
	return nil
}

// decoded undoes the transfer encoding. Base64 is broken into lines, and cut off
// or followed by others in files that are damaged.
func decoded(encoding string, r io.Reader) io.Reader {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, r)
	case "quoted-printable":
		return quotedprintable.NewReader(r)
	}
	return r
}
