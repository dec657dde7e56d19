// Package epub writes articles as an e-book (EPUB 3.3, W3C Recommendation; it uses
// nothing that 3.2 does not have): a chapter each, notes between as sections of their
// own, the pictures inside, the contents as its navigation document. Books in Arabic,
// Persian, Urdu or Hebrew turn their pages from right to left.
//
// Equal records give equal bytes: the identifier of a book is made of its articles, its
// date is that of the newest. Remote pictures, films and sounds are left out; their
// alternative text and captions stand.
package epub

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"path"
	"strings"

	"broadsheet/internal/body"
	"broadsheet/internal/exporter"
	"broadsheet/internal/exporter/chapter"
	"broadsheet/internal/lang"
	"broadsheet/internal/news"
)

// Format is an e-book.
type Format struct{}

// About describes the format.
func (Format) About() exporter.About {
	return exporter.About{Name: "epub", Title: "E-book (EPUB)", Extensions: []string{".epub"}}
}

// pictures are the core media types (EPUB 3.3, section 3.2) by ending.
var pictures = map[string]string{".jpg": "image/jpeg", ".png": "image/png", ".gif": "image/gif", ".webp": "image/webp"}

// whole is how large all pictures of a book may be together, in bytes; those beyond are
// their alternative text.
const whole = 1 << 30

const container = `<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
`

// Write writes the book. It goes through the records twice.
func (Format) Write(ctx context.Context, out exporter.Output, records exporter.Records) error {
	outline, err := chapter.Look(records, out.Title)
	if err != nil {
		return err
	}
	b := &book{ctx: ctx, out: out, zip: zip.NewWriter(out), outline: outline, sum: sha256.New(), names: map[string]string{}}
	// The first file, as it is and without further fields (OCF, section 4.2.6.3).
	b.add("mimetype", zip.Store, "application/epub+zip")
	b.add("META-INF/container.xml", zip.Deflate, container)
	b.add("EPUB/style.css", zip.Deflate, chapter.Style)
	number := 0
	for r, err := range records {
		if err != nil {
			return err
		}
		if r.Part != nil || r.Article != nil {
			number++
			b.chapter(number, r)
		}
		if b.failed != nil {
			return b.failed
		}
		if r.Article != nil && out.Written != nil {
			out.Written(r)
		}
	}
	b.pictures()
	b.navigation()
	b.add("EPUB/package.opf", zip.Deflate, b.opf())
	if b.failed != nil {
		return b.failed
	}
	return b.zip.Close()
}

type book struct {
	ctx     context.Context
	out     exporter.Output
	zip     *zip.Writer
	outline *chapter.Outline
	sum     hash.Hash // of all chapters
	spine   []string  // names of chapters
	order   []string  // addresses of pictures, as they were met
	names   map[string]string
	bytes   int64
	failed  error
}

// add writes a file. The name of the first bears no extra field, as OCF demands.
func (b *book) add(name string, method uint16, text string) {
	b.file(name, method, func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	})
}

func (b *book) file(name string, method uint16, write func(io.Writer) error) {
	if b.failed != nil {
		return
	}
	header := &zip.FileHeader{Name: name, Method: method}
	if name != "mimetype" {
		header.Modified = exporter.ZipTime()
	}
	w, err := b.zip.CreateHeader(header)
	if err == nil {
		err = write(w)
	}
	if err != nil {
		b.failed = fmt.Errorf("write %s: %w", name, err)
	}
}

func chapterName(number int) string { return fmt.Sprintf("c%05d.xhtml", number) }

// page writes an XHTML document.
func page(title, language, dir, inner string) string {
	return fmt.Sprintf(`<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="%[1]s" xml:lang="%[1]s" dir="%[2]s">
<head><meta charset="UTF-8"/><title>%[3]s</title><link rel="stylesheet" type="text/css" href="style.css"/></head>
<body>
%[4]s</body>
</html>
`, chapter.Text(language), dir, chapter.Text(title), inner)
}

func (b *book) chapter(number int, r news.Record) {
	title, language, text := b.outline.Title, b.outline.Language, ""
	switch p := r.Part; {
	case r.Article != nil:
		title, language = r.Article.Title, r.Article.Language
		inner, err := chapter.Article(r.Article, r.Note, chapter.Setting{Heading: "h1", Zone: b.out.Zone, Page: body.Page{Book: true, Picture: b.picture, Link: b.link}})
		if err != nil {
			b.failed = err
			return
		}
		text = "<article>\n" + inner + "</article>\n"
	case p.Note != "" || p.Gone != "":
		text = "<section class=\"note\">" + chapter.Note(p.Note, p.Gone) + "</section>\n"
	case p.Title != "":
		title = p.Title
		text = "<section epub:type=\"part\"><h1 dir=\"auto\">" + chapter.Text(p.Title) + "</h1></section>\n"
	default:
		return // back in the outer collection
	}
	if language == "" {
		language = "und"
	}
	whole := page(title, language, lang.Direction(language), text)
	io.WriteString(b.sum, whole) // a hash does not fail
	b.spine = append(b.spine, chapterName(number))
	b.add("EPUB/"+chapterName(number), zip.Deflate, whole)
}

// link leads to the chapter of another article; to its beginning, since its parts may
// have other names by now.
func (b *book) link(href string) (string, bool) {
	number, ok := b.outline.Target(href)
	return chapterName(number), ok
}

// picture names a picture inside the book.
func (b *book) picture(src string) (string, bool) {
	if name, known := b.names[src]; known {
		return name, name != ""
	}
	b.names[src] = ""
	file, name, err := b.out.Open(b.ctx, src)
	if err != nil {
		if news.CodeOf(err) != news.CodeNotFound && b.failed == nil {
			b.failed = err
		}
		return "", false
	}
	n, err := io.Copy(io.Discard, io.LimitReader(file, whole))
	if err = errors.Join(err, file.Close()); err != nil {
		b.failed = fmt.Errorf("read picture: %w", err)
		return "", false
	}
	if pictures[path.Ext(name)] == "" || b.bytes+n > whole {
		return "", false
	}
	b.bytes += n
	b.order = append(b.order, src)
	b.names[src] = "media/" + name
	return b.names[src], true
}

func (b *book) pictures() {
	for _, src := range b.order {
		b.file("EPUB/"+b.names[src], zip.Store, func(w io.Writer) error {
			file, _, err := b.out.Open(b.ctx, src)
			if err != nil {
				return err
			}
			_, err = io.Copy(w, file)
			return errors.Join(err, file.Close())
		})
	}
}

func (b *book) navigation() {
	var inner strings.Builder
	inner.WriteString("<nav epub:type=\"toc\" role=\"doc-toc\"><h1 dir=\"auto\">" + chapter.Text(b.outline.Title) + "</h1>\n")
	if len(b.outline.Entries) == 0 { // it must not be empty
		inner.WriteString("<ol><li><a href=\"nav.xhtml\">" + chapter.Text(b.outline.Title) + "</a></li></ol>")
	}
	chapter.Contents(&inner, b.outline, func(e chapter.Entry) string { return chapterName(e.Number) })
	inner.WriteString("</nav>\n")
	b.add("EPUB/nav.xhtml", zip.Deflate, page(b.outline.Title, b.outline.Language, b.outline.Dir, inner.String()))
}

// opf writes the package document.
func (b *book) opf() string {
	var o strings.Builder
	o.WriteString(`<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
`)
	title := b.outline.Title
	if strings.TrimSpace(title) == "" {
		title = "Broadsheet"
	}
	modified := b.outline.Newest
	if modified.IsZero() {
		modified = exporter.ZipTime()
	}
	fmt.Fprintf(&o, "<dc:identifier id=\"id\">urn:uuid:%s</dc:identifier>\n<dc:title>%s</dc:title>\n<dc:language>%s</dc:language>\n<meta property=\"dcterms:modified\">%s</meta>\n",
		uuid(b.sum.Sum(nil)), chapter.Text(title), chapter.Text(b.outline.Language), modified.UTC().Format("2006-01-02T15:04:05Z"))
	o.WriteString("</metadata>\n<manifest>\n<item id=\"nav\" href=\"nav.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>\n<item id=\"style\" href=\"style.css\" media-type=\"text/css\"/>\n")
	for i, name := range b.spine {
		fmt.Fprintf(&o, "<item id=\"c%d\" href=\"%s\" media-type=\"application/xhtml+xml\"/>\n", i+1, name)
	}
	for i, src := range b.order {
		name := b.names[src]
		fmt.Fprintf(&o, "<item id=\"m%d\" href=\"%s\" media-type=\"%s\"/>\n", i+1, name, pictures[path.Ext(name)])
	}
	progression := "ltr"
	if b.outline.Dir == "rtl" {
		progression = "rtl"
	}
	fmt.Fprintf(&o, "</manifest>\n<spine page-progression-direction=\"%s\">\n<itemref idref=\"nav\"/>\n", progression)
	for i := range b.spine {
		fmt.Fprintf(&o, "<itemref idref=\"c%d\"/>\n", i+1)
	}
	o.WriteString("</spine>\n</package>\n")
	return o.String()
}

// uuid makes an identifier of a hash (RFC 9562, version 8).
func uuid(sum []byte) string {
	u := sum[:16]
	u[6] = u[6]&0x0f | 0x80
	u[8] = u[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
}
