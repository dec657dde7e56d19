package preflight

import (
	"regexp"
	"strconv"
	"strings"

	"broadsheet/internal/body"
)

// pictures looks at everything that is shown: the lead picture, the gallery, the
// figures of the body.
func (l *looking) pictures() {
	if p := l.Article.Lead; p != nil && p.Src != "" {
		l.alternative(p.Alt, fieldLead, whole, "")
		if strings.TrimSpace(p.Credit) == "" && !credits(p.Caption) {
			l.field(Look, Credit, "none", fieldLead)
		}
		if isRemote(p.Src) {
			l.field(Look, RemotePicture, "address", fieldLead, "address", p.Src)
		}
	}
	for i, m := range l.Article.Media {
		switch m.Type {
		case "film":
			if len(m.Tracks) == 0 {
				l.item(Look, AltText, "film", fieldMedia, i, "number", strconv.Itoa(i+1))
			}
		case "photo", "":
			l.alternative(m.Alt, fieldMedia, i, "")
		}
		if m.Type != "audio" && strings.TrimSpace(m.Credit) == "" && !credits(m.Caption) {
			l.item(Look, Credit, "none", fieldMedia, i, "number", strconv.Itoa(i+1))
		}
		if isRemote(m.Src) {
			l.item(Look, RemotePicture, "address", fieldMedia, i, "address", m.Src, "number", strconv.Itoa(i+1))
		}
	}
	for _, n := range l.Document.Blocks {
		if n.Tag == "figure" {
			l.figure(n, n.Attr("id"), "")
		}
	}
}

// figure looks at a figure of the body; around is the caption of the gallery that
// it stands in.
func (l *looking) figure(n body.Node, block, around string) {
	kind := n.Attr("data-type")
	caption, film := "", false
	for _, c := range n.Children {
		switch c.Tag {
		case "figcaption":
			caption = words(c)
			if hasTag(c, "cite") {
				caption = "©" // the caption names whose it is
			}
		case "video":
			film = hasTag(c, "track")
		}
	}
	for _, c := range n.Children {
		switch c.Tag {
		case "img":
			if kind == "image" {
				l.alternative(c.Attr("alt"), fieldBody, whole, block)
			}
		case "figure":
			l.figure(c, block, caption)
		}
	}
	switch kind {
	case "image", "film":
		if n.Attr("data-src") != "" {
			l.block(Look, RemotePicture, "address", block, "address", n.Attr("data-src"))
			if kind == "image" {
				l.alternative(n.Attr("data-alt"), fieldBody, whole, block)
			}
		} else if kind == "film" && !film {
			l.block(Look, AltText, "film", block)
		}
		if !credits(caption) && !credits(around) {
			l.block(Look, Credit, "none", block)
		}
	}
}

var fileName = regexp.MustCompile(`(?i)^(?:[\w .()%-]{1,120}\.(?:jpe?g|png|gif|webp|avif|tiff?|heic|svg|bmp)|(?:img|dsc[fn]?|dcim|pxl|image|photo|picture|screenshot)[_ -]?\d[\w-]*)$`)

// alternative looks at the text that stands for a picture.
func (l *looking) alternative(alt, field string, item int, block string) {
	f := Finding{Check: AltText, Field: field, Item: item, Block: block}
	if item != whole {
		f.Args = map[string]string{"number": strconv.Itoa(item + 1)}
	}
	switch alt = strings.TrimSpace(alt); {
	case alt == "":
		f.Severity, f.Message = Mend, "alt-text.none"
	case fileName.MatchString(alt):
		f.Severity, f.Message, f.Quote = Look, "alt-text.file", short(alt)
	default:
		return
	}
	l.add(f)
}

func isRemote(src string) bool {
	return strings.HasPrefix(src, "http:") || strings.HasPrefix(src, "https:")
}

var credited = regexp.MustCompile(`(?i)©|\(c\)|public domain|\bcc[ -](?:by|0)\b|\b(?:photo|photograph|picture|image|credit|courtesy|source|foto|fotografía|imagen|crédit|crédito|bild|quelle|drawn|drawing|engraving|illustration|map|graphic)s?\b.{0,3}[:/—–-]|\b(?:photo(?:graph)?|picture|drawing|illustration|engraving|graphic|film|foto|bild|image|crédit) (?:by|of|from|courtesy|par|de|von|di|по)\b|courtesy of|(?:عکس|تصویر|طرح|نقاشی|فیلم|منبع)\s*(?:از|:|؛|/)|(?:الصورة|صورة|تصوير|رسم|المصدر|فيلم)\s*(?:من|:|/|عن)|фото\s*[:—–/]|/\s*(?:reuters|ap|afp|epa|getty)|\((?:reuters|ap|afp|epa|getty)[^)]*\)`)

// credits reports whether a caption says whose the picture is.
func credits(caption string) bool { return caption != "" && credited.MatchString(caption) }

func hasTag(n body.Node, tag string) bool {
	if n.Tag == tag {
		return true
	}
	for _, c := range n.Children {
		if hasTag(c, tag) {
			return true
		}
	}
	return false
}

// words gives all text of a node.
func words(n body.Node) string {
	if n.Tag == "" {
		return n.Text
	}
	var b strings.Builder
	for _, c := range n.Children {
		b.WriteString(words(c))
	}
	return b.String()
}
