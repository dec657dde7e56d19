package markdown

import (
	"net/url"
	"path"
	"regexp"
	"strings"
)

// dialect takes the words of blog programs and note books out of a text.
type dialect struct {
	place    place
	obsidian bool
	tags     []string // found in the text
}

// plain gives Markdown without them.
func (d *dialect) plain(text string) string {
	text = d.hugo(text)
	text = liquidCode(text)
	return outsideCode(text, func(piece string) string {
		piece = d.liquid(piece)
		piece = attributeLists(piece)
		piece = d.links(piece)
		if d.obsidian {
			piece = d.notes(piece)
		}
		return piece
	})
}

// outsideCode lets change alter a text but for what is code in it: fenced blocks
// and what stands between backticks.
func outsideCode(text string, change func(string) string) string {
	var out, piece strings.Builder
	flush := func() {
		out.WriteString(outsideSpans(piece.String(), change))
		piece.Reset()
	}
	fence := ""
	for line := range strings.Lines(text) {
		mark := fenceOf(line)
		switch {
		case fence == "" && mark == "":
			piece.WriteString(line)
			continue
		case fence == "":
			flush()
			fence = mark
		case mark != "" && strings.HasPrefix(mark, fence) && strings.Trim(strings.TrimSpace(line), fence[:1]) == "":
			fence = ""
		}
		out.WriteString(line)
	}
	flush()
	return out.String()
}

// fenceOf gives the fence that a line begins with, in quotations and lists too.
func fenceOf(line string) string {
	line = strings.TrimLeft(line, " \t>")
	if line == "" || line[0] != '`' && line[0] != '~' {
		return ""
	}
	n := len(line) - len(strings.TrimLeft(line, line[:1]))
	if n < 3 || line[0] == '`' && strings.Contains(line[n:], "`") {
		return ""
	}
	return line[:n]
}

// longestSpan is how far a span of code may reach.
const longestSpan = 4 << 10

func outsideSpans(text string, change func(string) string) string {
	var out strings.Builder
	begin := 0
	for at := 0; at < len(text); {
		n := strings.IndexByte(text[at:], '`')
		if n < 0 {
			break
		}
		at += n
		ticks := len(text[at:]) - len(strings.TrimLeft(text[at:], "`"))
		end := spanEnd(text[at+ticks:], ticks)
		if end < 0 {
			at += ticks
			continue
		}
		out.WriteString(change(text[begin:at]))
		out.WriteString(text[at : at+ticks+end])
		at += ticks + end
		begin = at
	}
	out.WriteString(change(text[begin:]))
	return out.String()
}

// spanEnd finds as many backticks before the paragraph ends and gives the place
// behind them, else -1.
func spanEnd(text string, ticks int) int {
	text = text[:min(len(text), longestSpan)]
	if n := strings.Index(text, "\n\n"); n >= 0 {
		text = text[:n]
	}
	for at := 0; ; {
		n := strings.IndexByte(text[at:], '`')
		if n < 0 {
			return -1
		}
		at += n
		run := len(text[at:]) - len(strings.TrimLeft(text[at:], "`"))
		at += run
		if run == ticks {
			return at
		}
	}
}

var (
	attributeList = regexp.MustCompile(`[ \t]*\{:[^{}\n]*\}`)
	headingID     = regexp.MustCompile(`(?m)^(#{1,6} .*?)[ \t]*\{#[\w-]+(?:[ \t][^{}\n]*)?\}[ \t]*$`)
	fileLink      = regexp.MustCompile(`(\]\([ \t]*)<?([^()\s<>"]+\.(?:md|markdown))(#[^()\s<>"]*)?>?`)
)

// attributeLists takes {: .class} of Kramdown and {#id} of headings out.
func attributeLists(text string) string {
	if strings.Contains(text, "{:") {
		text = attributeList.ReplaceAllString(text, "")
	}
	if strings.Contains(text, "{#") {
		text = headingID.ReplaceAllString(text, "$1")
	}
	return text
}

// links makes of links to other files links to the articles that those are.
func (d *dialect) links(text string) string {
	if !strings.Contains(text, ".md") && !strings.Contains(text, ".markdown") {
		return text
	}
	return fileLink.ReplaceAllStringFunc(text, func(found string) string {
		part := fileLink.FindStringSubmatch(found)
		if strings.Contains(part[2], "://") {
			return found
		}
		return part[1] + d.articleLink(part[2], part[3])
	})
}

// articleLink is the link to the article of a file, which is named by its path
// from this one, or from the top where that begins with a slash.
func (d *dialect) articleLink(file, fragment string) string {
	if plain, err := url.PathUnescape(file); err == nil {
		file = plain
	}
	folder := path.Dir("/" + d.place.id)
	if strings.HasPrefix(file, "/") {
		folder = "/"
		for i, name := range d.place.folders {
			if name == "content" {
				folder = "/" + strings.Join(d.place.folders[:i+1], "/")
			}
		}
	}
	id := placeOf(path.Join(folder, file)).id
	if fragment == "#" {
		fragment = ""
	}
	return "/article/" + url.PathEscape(id) + fragment
}

var (
	wikiLink    = regexp.MustCompile(`(!?)\[\[([^\[\]|#\n]*)(#[^\[\]|\n]*)?(?:\|([^\[\]\n]*))?\]\]`)
	callout     = regexp.MustCompile(`(?m)^([ \t]*(?:>[ \t]*)+)\[!([A-Za-z][\w-]*)\][+-]?[ \t]*(.*)$`)
	hashTag     = regexp.MustCompile(`(^|[\s(])#([\p{L}\p{N}_][\p{L}\p{M}\p{N}_/-]*)`)
	noteComment = regexp.MustCompile(`%%[^%]*%%`)
	marked      = regexp.MustCompile(`==([^=\n]+)==`)
	sizeOnly    = regexp.MustCompile(`^\d+(?:x\d+)?$`)
)

// isObsidian says whether a text is written as notes are.
func isObsidian(text string) bool {
	return strings.Contains(text, "[[") && wikiLink.MatchString(text) || strings.Contains(text, "[!") && callout.MatchString(text)
}

// notes turns what Obsidian adds to Markdown into Markdown.
func (d *dialect) notes(text string) string {
	if strings.Contains(text, "%%") {
		text = noteComment.ReplaceAllString(text, "")
	}
	if strings.Contains(text, "[[") {
		text = wikiLink.ReplaceAllStringFunc(text, d.wikiLink)
	}
	if strings.Contains(text, "[!") {
		text = callout.ReplaceAllStringFunc(text, func(found string) string {
			part := callout.FindStringSubmatch(found)
			title := strings.TrimSpace(part[3])
			if title == "" {
				title = strings.ToUpper(part[2][:1]) + strings.ToLower(part[2][1:])
			}
			return part[1] + "**" + title + "**\n" + strings.TrimRight(part[1], " \t")
		})
	}
	if strings.Contains(text, "==") {
		text = marked.ReplaceAllString(text, "<mark>$1</mark>")
	}
	if strings.Contains(text, "#") && len(d.tags) < 1000 {
		for _, found := range hashTag.FindAllStringSubmatch(text, 1000) {
			if tag := strings.Trim(found[2], "-/_"); strings.Trim(tag, "0123456789") != "" {
				d.tags = appendNew(d.tags, clean(tag))
			}
		}
	}
	return text
}

func (d *dialect) wikiLink(found string) string {
	part := wikiLink.FindStringSubmatch(found)
	target, words := strings.TrimSpace(part[2]), strings.TrimSpace(part[4])
	if part[1] == "!" && pictureFile.MatchString(target) {
		if words == "" || sizeOnly.MatchString(words) {
			words = strings.TrimSuffix(path.Base(target), path.Ext(target))
		}
		return image(target, words)
	}
	if words == "" {
		if words = target; words == "" {
			words = strings.TrimPrefix(part[3], "#")
		}
		words = path.Base(words)
	}
	if target == "" {
		return words
	}
	if strings.Contains(target, "/") {
		target = "/" + target
	}
	if ext := path.Ext(target); ext != ".md" && ext != ".markdown" {
		target += ".md"
	}
	return "[" + escaped(words) + "](" + d.articleLink(target, "") + ")"
}

// image is a picture in Markdown.
func image(src, alt string) string {
	return "![" + escaped(alt) + "](<" + strings.NewReplacer("<", "%3C", ">", "%3E", "\n", " ").Replace(src) + ">)"
}

// escaped keeps words from ending the brackets that they stand in.
func escaped(words string) string {
	return strings.NewReplacer("[", `\[`, "]", `\]`, "\n", " ").Replace(words)
}

var (
	firstHeading = regexp.MustCompile(`^#{1,2}[ \t]+([^\n]*?)[ \t]*#*[ \t]*(?:\n|$)`)
	underlined   = regexp.MustCompile(`^([^\n]+)\n=+[ \t]*(?:\n|$)`)
	marks        = regexp.MustCompile("[*_`]|!?\\[([^\\[\\]]*)\\]\\([^()]*\\)")
)

// titled takes the heading that a text begins with off where it is the title; it
// is where there is no other, or where it says the same.
func titled(title, text string) (string, string) {
	begin := strings.TrimLeft(text, " \t\n")
	found := firstHeading.FindStringSubmatch(begin)
	if found == nil {
		found = underlined.FindStringSubmatch(begin)
	}
	if found == nil {
		return title, text
	}
	words := line(marks.ReplaceAllString(found[1], "$1"))
	if words == "" || title != "" && !strings.EqualFold(words, title) {
		return title, text
	}
	if title == "" {
		title = words
	}
	return title, begin[len(found[0]):]
}
