package markdown

import (
	"html"
	"path"
	"regexp"
	"strings"
)

// Bounds of what is looked at: how many bytes a short code may have, and how
// many behind it show whether it stands alone.
const (
	maxShortcode = 16 << 10
	nearby       = 4 << 10
)

// shortcode is one {{< name parameters >}} of Hugo, or one {% name … %} of Liquid.
type shortcode struct {
	name       string
	closing    bool
	positional []string
	named      map[string]string
}

// arg gives the first of the parameters that is there.
func (c shortcode) arg(names ...string) string {
	for _, name := range names {
		if v := strings.TrimSpace(c.named[name]); v != "" {
			return v
		}
	}
	return ""
}

// at gives the positional parameter n, "" where there is none.
func (c shortcode) at(n int) string {
	if n < len(c.positional) {
		return c.positional[n]
	}
	return ""
}

var hugoTags = []struct{ begin, end string }{{"{{<", ">}}"}, {"{{%", "%}}"}, {"{{/*", "*/}}"}}

// hugo replaces the short codes of Hugo, in code too, as Hugo does.
func (d *dialect) hugo(text string) string {
	if !strings.Contains(text, "{{") {
		return text
	}
	var out strings.Builder
	begin := 0
	for at := 0; ; {
		n := strings.Index(text[at:], "{{")
		if n < 0 {
			break
		}
		at += n
		inside, end := hugoTag(text[at:])
		if end == 0 {
			at += 2
			continue
		}
		alone, linked, before, after := surroundings(text, begin, at, at+end)
		out.WriteString(text[begin:before])
		out.WriteString(d.meaning(parseShortcode(inside), alone, linked))
		at, begin = after, after
	}
	out.WriteString(text[begin:])
	return out.String()
}

// hugoTag reads the short code that text begins with and gives what is inside it
// and its length; of one that is a remark the inside is empty.
func hugoTag(text string) (inside string, length int) {
	for _, tag := range hugoTags {
		if !strings.HasPrefix(text, tag.begin) {
			continue
		}
		end := strings.Index(text[:min(len(text), maxShortcode)], tag.end)
		if end < len(tag.begin) {
			return "", 0
		}
		inside = strings.TrimSpace(text[len(tag.begin):end])
		if tag.begin == "{{/*" || strings.HasPrefix(inside, "/*") {
			inside = "" // one that is written about
		}
		return inside, end + len(tag.end)
	}
	return "", 0
}

var linkEnd = regexp.MustCompile(`^\]\(([^()\s]*)\)[ \t]*(?:\n|$)`)

// surroundings says whether a short code is alone on its line, and where that
// leads where all of it is a link; before and after are what is replaced then.
func surroundings(text string, from, begin, end int) (alone bool, linked string, before, after int) {
	start := from + strings.LastIndexByte(text[from:begin], '\n') + 1
	if start == from && from > 0 && text[from-1] != '\n' {
		return false, "", begin, end // another stands before it on the line
	}
	rest := text[end:]
	rest = rest[:min(len(rest), nearby)]
	switch strings.TrimSpace(text[start:begin]) {
	case "[":
		if found := linkEnd.FindStringSubmatch(rest); found != nil {
			return true, found[1], start, end + len(strings.TrimRight(found[0], "\n"))
		}
	case "":
		tail, _, more := strings.Cut(rest, "\n")
		return strings.TrimSpace(tail) == "" && (more || len(rest) < nearby), "", begin, end
	}
	return false, "", begin, end
}

var parameter = regexp.MustCompile("(?:([A-Za-z_][\\w-]*)[ \\t]*=[ \\t]*)?(?:\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|`([^`]*)`|([^\\s\"'`=]+))")

func parseShortcode(inside string) shortcode {
	c := shortcode{named: map[string]string{}}
	inside = strings.TrimSpace(strings.Trim(inside, "-~"))
	if rest, closing := strings.CutPrefix(inside, "/"); closing {
		c.closing, inside = true, strings.TrimSpace(rest)
	}
	inside = strings.TrimSpace(strings.TrimSuffix(inside, "/"))
	n := strings.IndexAny(inside, " \t\n\"")
	if n < 0 {
		n = len(inside)
	}
	c.name = strings.ToLower(inside[:n])
	for _, found := range parameter.FindAllStringSubmatch(inside[n:], 64) {
		value := found[2] + found[3] + found[4] + found[5]
		if found[2] != "" {
			value = strings.ReplaceAll(strings.ReplaceAll(value, `\"`, `"`), `\\`, `\`)
		}
		if found[1] == "" {
			c.positional = append(c.positional, value)
			continue
		}
		c.named[strings.ToLower(found[1])] = value
	}
	return c
}

// meaning gives the Markdown that a short code stands for.
func (d *dialect) meaning(c shortcode, alone bool, linked string) string {
	if c.name == "highlight" && (c.closing || c.at(0) != "") {
		return "\n```" + c.at(0) + "\n"
	}
	if c.closing || c.name == "" {
		return ""
	}
	switch base := path.Base(c.name); base {
	case "ref", "relref", "link", "post_url":
		return d.reference(c.at(0) + c.arg("path"))
	case "youtube", "vimeo", "dailymotion", "tweet", "twitter", "x", "instagram", "fb-video", "video", "gist":
		return framed(c, base)
	case "param", "toc", "comment", "raw", "endraw":
		return ""
	}
	if isPicture(c) {
		return pictured(c, alone, linked)
	}
	return worded(c)
}

// reference is where a link leads. A path of another file leads to its article;
// what is searched for by its name alone, or is a page of the site, stays as it
// is named, since one file does not show where that is.
func (d *dialect) reference(target string) string {
	target, fragment, _ := strings.Cut(target, "#")
	if fragment != "" {
		fragment = "#" + fragment
	}
	if strings.HasSuffix(target, ".md") && strings.Contains(target, "/") && !strings.HasSuffix(target, "_index.md") {
		if !strings.HasPrefix(target, ".") {
			target = "/" + strings.TrimPrefix(target, "/")
		}
		return d.articleLink(target, fragment)
	}
	return strings.TrimSuffix(target, ".md") + fragment
}

func isPicture(c shortcode) bool {
	for _, part := range []string{"img", "image", "figure", "photo", "picture"} {
		if strings.Contains(c.name, part) {
			return pictureSource(c) != ""
		}
	}
	return c.name == "include" && pictureSource(c) != "" && pictureFile.MatchString(pictureSource(c))
}

func pictureSource(c shortcode) string {
	if src := c.arg("src", "image_path", "url", "file", "path", "image"); src != "" {
		return src
	}
	if c.name == "include" {
		return ""
	}
	return c.at(0)
}

// pictured is a figure where the short code stands alone, else a picture in its
// line.
func pictured(c shortcode, alone bool, linked string) string {
	src := pictureSource(c)
	if src == "" {
		return worded(c)
	}
	alt := c.arg("alt", "title")
	caption := c.arg("caption", "description")
	if caption == "" && c.arg("alt") != "" {
		caption = c.arg("title")
	}
	if credit := c.arg("attr", "credit", "attribution"); credit != "" {
		caption = strings.TrimSpace(caption + " " + credit)
	}
	if linked == "" && isWeb(c.arg("link")) {
		linked = c.arg("link")
	}
	picture := image(src, line(alt))
	if !strings.ContainsAny(src, "./") {
		// The name of an entry in the site's own catalogue: there is no file to look for.
		picture = named(src, line(alt))
		linked = ""
	}
	if !alone {
		return picture
	}
	if linked != "" {
		picture = "[" + picture + "](" + linked + ")"
	}
	if caption != "" {
		// Empty lines let the Markdown inside be read as such.
		caption = "<figcaption>\n\n" + caption + "\n\n</figcaption>\n"
	}
	return "\n<figure>\n\n" + picture + "\n\n" + caption + "</figure>\n"
}

// named is a picture that has no address, only words.
func named(entry, alt string) string {
	if alt == "" {
		alt = strings.NewReplacer("-", " ", "_", " ").Replace(entry)
	}
	return `<figure data-type="image" data-alt="` + html.EscapeString(alt) + `"></figure>`
}

func isWeb(address string) bool {
	return (strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://")) && !strings.ContainsAny(address, " \n\t<>\"")
}

// framed is something that another site would have shown inside the page.
func framed(c shortcode, name string) string {
	address := c.arg("src", "url", "href")
	id := c.arg("id")
	if id == "" {
		id = c.at(0)
	}
	switch {
	case isWeb(id):
		address = id
	case isWeb(address):
	case id == "":
		return worded(c)
	case name == "youtube":
		address = "https://www.youtube.com/watch?v=" + id
	case name == "vimeo":
		address = "https://vimeo.com/" + id
	case name == "dailymotion":
		address = "https://www.dailymotion.com/video/" + id
	case name == "instagram":
		address = "https://www.instagram.com/p/" + id + "/"
	case name == "gist":
		address = "https://gist.github.com/" + id + "/" + c.at(1)
	case name == "tweet" || name == "twitter" || name == "x":
		user := c.arg("user")
		if user == "" {
			user = "i"
		}
		address = "https://twitter.com/" + user + "/status/" + id
	default:
		return worded(c)
	}
	if !isWeb(address) {
		return ""
	}
	title := ""
	if t := line(c.arg("title")); t != "" {
		title = ` data-title="` + html.EscapeString(t) + `"`
	}
	return "\n\n" + `<figure data-type="embed" data-src="` + html.EscapeString(address) + `"` + title + "></figure>\n\n"
}

// worded keeps the words that a short code of a theme brings: a link with its
// text, a title, a quotation.
func worded(c shortcode) string {
	text := c.arg("text", "label", "quote", "content", "title")
	target := c.arg("href", "url", "link", "file", "src")
	switch {
	case text == "":
		return ""
	case target != "" && !strings.ContainsAny(target, "()<> \n"):
		return "[" + escaped(text) + "](" + target + ")"
	case strings.Contains(c.name, "quote"):
		cite := c.arg("cite", "author", "attribution", "source")
		if cite != "" {
			cite = "\n>\n> " + strings.ReplaceAll(cite, "\n", " ")
		}
		return "\n\n> " + strings.ReplaceAll(text, "\n", "\n> ") + cite + "\n\n"
	case text == c.arg("title"):
		return "\n\n**" + strings.ReplaceAll(text, "\n", " ") + "**\n\n"
	}
	return text
}

var (
	liquidHighlight = regexp.MustCompile(`\{%-?[ \t]*highlight(?:[ \t]+([\w+#-]+))?[^%]{0,200}%\}[ \t]*\n?`)
	liquidEnd       = regexp.MustCompile(`\n?[ \t]*\{%-?[ \t]*endhighlight[ \t]*-?%\}`)
	liquidComment   = regexp.MustCompile(`(?s)\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}`)
	liquidTag       = regexp.MustCompile(`\{%-?((?:[^%]|%[^}])*?)-?%\}`)
	liquidOutput    = regexp.MustCompile(`\{\{-?([^{}]*)-?\}\}`)
	liquidString    = regexp.MustCompile(`^\s*(?:"([^"]*)"|'([^']*)')`)
)

// liquidCode makes fences of the code that Jekyll marks by tags.
func liquidCode(text string) string {
	if !strings.Contains(text, "highlight") || !strings.Contains(text, "{%") {
		return text
	}
	text = liquidEnd.ReplaceAllString(text, "\n```\n")
	return liquidHighlight.ReplaceAllString(text, "\n```$1\n")
}

// liquid replaces tags and outputs of Liquid.
func (d *dialect) liquid(text string) string {
	if strings.Contains(text, "{%") {
		text = liquidComment.ReplaceAllString(text, "")
		text = liquidTag.ReplaceAllStringFunc(text, func(found string) string {
			return d.liquidMeaning(liquidTag.FindStringSubmatch(found)[1])
		})
	}
	if !strings.Contains(text, "{{") {
		return text
	}
	return liquidOutput.ReplaceAllStringFunc(text, func(found string) string {
		value := liquidString.FindStringSubmatch(liquidOutput.FindStringSubmatch(found)[1])
		if value == nil {
			return ""
		}
		return value[1] + value[2]
	})
}

func (d *dialect) liquidMeaning(inside string) string {
	c := parseShortcode(inside)
	switch {
	case c.name == "include" || c.name == "include_relative":
		if strings.Contains(c.at(0), "youtube") || strings.Contains(c.at(0), "vimeo") {
			host, _, _ := strings.Cut(c.at(0), ".")
			c.positional = nil
			return framed(c, host)
		}
		c.name = "include"
		if isPicture(c) {
			return pictured(c, true, "")
		}
		return worded(c)
	case c.name == "link" || c.name == "post_url":
		if target := c.at(0); strings.Contains(target, "/") {
			return d.articleLink("/"+strings.TrimSuffix(target, ".md")+".md", "")
		}
		return c.at(0)
	case c.name == "youtube" || c.name == "vimeo" || c.name == "gist" || c.name == "twitter":
		return framed(c, c.name)
	case c.name == "img" || c.name == "image" || c.name == "figure":
		return pictured(c, true, "")
	}
	return ""
}
