package page

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// lateNames are the attributes in which scripts keep the address of a picture
// that loads when it comes into view.
var lateNames = []string{"data-src", "data-lazy-src", "data-original", "data-lazy", "data-original-src", "data-actualsrc",
	"data-hi-res-src", "data-full-src", "data-img-src", "data-image", "data-url", "data-echo", "data-li-src", "data-zoom-src"}

var lateSets = []string{"srcset", "data-srcset", "data-lazy-srcset", "data-src-set"}

var (
	sizeInName = regexp.MustCompile(`[-_](?:\d{2,4}x\d{2,4}|scaled|\d{2,4}w|thumb(?:nail)?|small|large|medium)$`)
	standIn    = regexp.MustCompile(`(?i)(?:placeholder|blank|spacer|transparent|loading|lazy|1x1|pixel|grey|gray)[\w.-]{0,20}\.(?:gif|png|svg|jpe?g)`)
)

// lateLength is how long an inline picture may be to be taken for a stand-in.
const lateLength = 2_000

// settlePictures gives every picture of the page its address in src, where a
// browser without scripts would look for it.
func settlePictures(doc *html.Node) {
	for _, n := range elements(doc, atom.Img) {
		settlePicture(n)
	}
	walk(doc, func(n *html.Node) bool {
		if n.Type == html.ElementNode && n.Data == "amp-img" {
			rename(n, atom.Img)
		}
		if is(n, atom.Aside) && isNotes(n) {
			rename(n, atom.Section) // what is beside the text is dropped
		}
		return true
	})
}

func isNotes(n *html.Node) bool {
	return attr(n, "role") == "doc-endnotes" || strings.Contains(attr(n, "class"), "footnotes") || attr(n, "id") == "footnotes"
}

func settlePicture(img *html.Node) {
	src := strings.TrimSpace(attr(img, "src"))
	waiting := isStandIn(src)
	late := ""
	for _, name := range lateNames {
		if address := strings.TrimSpace(attr(img, name)); isPictureAddress(address) {
			late = address
			break
		}
	}
	switch {
	case late != "" && (waiting || attr(img, "data-src") == late || hasToken(attr(img, "class"), "lazy", "lazyload", "lazyloaded")):
		src = late
	case waiting:
		if best := bestOf(img); best != "" {
			src = best
		} else if best := bestOfPicture(img); best != "" {
			src = best
		} else if late != "" {
			src = late
		}
	}
	if src != "" {
		setAttr(img, "src", src)
		for _, name := range lateSets {
			dropAttr(img, name)
		}
		for _, name := range lateNames {
			dropAttr(img, name)
		}
	}
}

// isStandIn reports whether a picture is there only until the real one is.
func isStandIn(src string) bool {
	switch {
	case src == "" || src == "#" || strings.HasPrefix(src, "about:"):
		return true
	case strings.HasPrefix(src, "data:image/gif"), strings.HasPrefix(src, "data:image/svg"):
		return true
	case strings.HasPrefix(src, "data:"):
		return len(src) < lateLength
	}
	return len(src) < maxAddress && standIn.MatchString(src)
}

func isPictureAddress(s string) bool {
	return s != "" && len(s) < maxAddress && !isStandIn(s) && !strings.ContainsAny(s, " {}<>\"") && strings.ContainsAny(s, "./")
}

// bestOf gives the widest picture of an element's sets.
func bestOf(n *html.Node) string {
	for _, name := range lateSets {
		if best := widest(attr(n, name)); best != "" {
			return best
		}
	}
	return ""
}

// bestOfPicture looks through the sources of the picture element around.
func bestOfPicture(img *html.Node) string {
	if !is(img.Parent, atom.Picture) {
		return ""
	}
	for _, source := range elements(img.Parent, atom.Source) {
		if best := bestOf(source); best != "" {
			return best
		}
	}
	return ""
}

// widest reads a srcset. Addresses may hold commas; a candidate ends at a comma
// that white space follows, or behind its width.
func widest(set string) string {
	best, most := "", -1.0
	if len(set) > 64<<10 {
		return ""
	}
	fields := strings.Fields(set)
	for i := 0; i < len(fields); i++ {
		address := fields[i]
		size := 1.0
		switch {
		case strings.HasSuffix(address, ","):
			address = strings.TrimRight(address, ",")
		case i+1 < len(fields):
			i++
			descriptor := strings.TrimRight(fields[i], ",")
			if n, err := strconv.ParseFloat(strings.TrimRight(descriptor, "wx"), 64); err == nil {
				size = n
			}
		}
		if address = strings.Trim(address, ","); isPictureAddress(address) && size > most {
			best, most = address, size
		}
	}
	return best
}

// hasToken reports whether a list of words holds one of the given ones.
func hasToken(list string, words ...string) bool {
	for token := range strings.FieldsSeq(list) {
		for _, word := range words {
			if token == word {
				return true
			}
		}
	}
	return false
}
