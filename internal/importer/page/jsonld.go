package page

import (
	"encoding/json"
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// Bounds on linked data, which may be nested and repeated at will.
const (
	maxScripts = 40
	maxScript  = 1 << 20
	maxObjects = 5_000
	maxNesting = 12
)

// object is a JSON object of linked data (schema.org).
type object map[string]any

// linked is what the scripts of a page say.
type linked struct {
	articles []object
	dated    object // the first other thing that says when it was published
	byID     map[string]object
	seen     int
	scripts  int
}

// read takes one script. One that is no JSON, even with its usual faults mended,
// says nothing.
func (l *linked) read(script string) {
	if l.scripts++; l.scripts > maxScripts || len(script) > maxScript {
		return
	}
	value, ok := lenient(script)
	if !ok {
		return
	}
	if l.byID == nil {
		l.byID = map[string]object{}
	}
	l.collect(value, 0)
}

// lenient decodes JSON as pages write it: inside CDATA or a comment, with
// comments, line ends in strings and a comma before the closing bracket.
func lenient(script string) (any, bool) {
	script = strings.TrimSpace(script)
	for _, wrapping := range []string{"<!--", "-->", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA[", "//]]>", "/*]]>*/", "]]>"} {
		script = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(script, wrapping), wrapping))
	}
	script = strings.TrimSuffix(script, ";")
	var value any
	if json.Unmarshal([]byte(script), &value) == nil {
		return value, true
	}
	return value, json.Unmarshal([]byte(mended(script)), &value) == nil
}

// mended takes out of JSON what is not JSON, strings untouched but for their
// control characters.
func mended(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"':
			i = mendString(&b, s, i)
		case c == '/' && strings.HasPrefix(s[i:], "/*"):
			end := strings.Index(s[i+2:], "*/")
			if end < 0 {
				return b.String()
			}
			i += end + 3
		case c == '/' && strings.HasPrefix(s[i:], "//"):
			end := strings.IndexByte(s[i:], '\n')
			if end < 0 {
				return b.String()
			}
			i += end
		case c == ',' && closes(s[i+1:]):
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// mendString copies the string that begins at i and gives the index of its end.
func mendString(b *strings.Builder, s string, i int) int {
	b.WriteByte('"')
	for i++; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s):
			if s[i+1] == '\'' { // an escape of JavaScript
				b.WriteByte('\'')
			} else {
				b.WriteByte(c)
				b.WriteByte(s[i+1])
			}
			i++
		case c == '"':
			b.WriteByte('"')
			return i
		case c < ' ':
			b.WriteByte(' ')
		default:
			b.WriteByte(c)
		}
	}
	return i
}

func closes(rest string) bool {
	rest = strings.TrimLeft(rest, " \t\r\n,")
	return rest != "" && (rest[0] == '}' || rest[0] == ']')
}

// collect finds the articles among what is nested.
func (l *linked) collect(value any, depth int) {
	if l.seen++; l.seen > maxObjects || depth > maxNesting {
		return
	}
	switch value := value.(type) {
	case []any:
		for _, item := range value {
			l.collect(item, depth+1)
		}
	case map[string]any:
		o := object(value)
		if id, _ := o["@id"].(string); id != "" && len(o) > 1 {
			if _, known := l.byID[id]; !known {
				l.byID[id] = o
			}
		}
		if o.isArticle() {
			l.articles = append(l.articles, o)
		} else if l.dated == nil && o.text("datePublished", "uploadDate") != "" {
			l.dated = o
		}
		for _, name := range []string{"@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement", "item", "subjectOf"} {
			if nested, ok := o[name]; ok {
				l.collect(nested, depth+1)
			}
		}
		for _, name := range []string{"author", "publisher", "image"} { // they may bear an @id that is named elsewhere
			if nested, ok := o[name].(map[string]any); ok {
				l.collect(nested, depth+1)
			}
		}
	}
}

var articleType = regexp.MustCompile(`(?i)^(?:https?://schema\.org/)?(?:\w*(?:Article|BlogPosting)|Report|SocialMediaPosting|DiscussionForumPosting|Recipe|Review|ClaimReview)$`)

func (o object) types() []string { return asTexts(o["@type"]) }

func (o object) isArticle() bool {
	for _, kind := range o.types() {
		if articleType.MatchString(kind) {
			return true
		}
	}
	return false
}

// article picks the object that speaks of the page itself: the one whose
// headline the page bears, else the first.
func (l *linked) article(titles []string) object {
	for _, o := range l.articles {
		headline := folded(o.text("headline", "name"))
		for _, title := range titles {
			if headline != "" && strings.Contains(folded(title), headline) {
				return o
			}
		}
	}
	if len(l.articles) == 0 || len(l.articles) > 3 {
		// A list of others' headlines says nothing of this page.
		return nil
	}
	return l.articles[0]
}

// text gives the first of the named members that is a text.
func (o object) text(names ...string) string {
	for _, name := range names {
		for _, text := range asTexts(o[name]) {
			if text = plain(text); text != "" {
				return text
			}
		}
	}
	return ""
}

// asTexts gives the texts of a member that may be one or a list.
func asTexts(value any) []string {
	switch value := value.(type) {
	case string:
		return []string{value}
	case []any:
		var texts []string
		for _, item := range value {
			if text, ok := item.(string); ok {
				texts = append(texts, text)
			}
		}
		return texts
	}
	return nil
}

// named gives the names of things that may be texts, objects or lists of both.
func (l *linked) named(value any, depth int) []string {
	if depth > maxNesting {
		return nil
	}
	switch value := value.(type) {
	case string:
		return []string{value}
	case []any:
		var names []string
		for _, item := range value {
			names = append(names, l.named(item, depth+1)...)
		}
		return names
	case map[string]any:
		o := object(value)
		if id, _ := o["@id"].(string); o["name"] == nil && id != "" && l.byID[id] != nil {
			o = l.byID[id]
		}
		return asTexts(o["name"])
	}
	return nil
}

// picture gives address and caption of a member that holds a picture.
func (l *linked) picture(value any, depth int) (address, caption string) {
	if depth > maxNesting {
		return "", ""
	}
	switch value := value.(type) {
	case string:
		return strings.TrimSpace(value), ""
	case []any:
		for _, item := range value {
			if address, caption = l.picture(item, depth+1); address != "" {
				return address, caption
			}
		}
	case map[string]any:
		o := object(value)
		if id, _ := o["@id"].(string); o["url"] == nil && o["contentUrl"] == nil && l.byID[id] != nil {
			o = l.byID[id]
		}
		for _, name := range []string{"url", "contentUrl", "@id"} {
			if address, _ = o[name].(string); address != "" && (name != "@id" || hasPictureName(address)) {
				return strings.TrimSpace(address), o.text("caption", "description")
			}
		}
	}
	return "", ""
}

// plain gives a text of an attribute or of linked data as it is meant: in many
// pages it was escaped once too often.
func plain(s string) string {
	if strings.Contains(s, "&") {
		s = html.UnescapeString(s)
	}
	if strings.Contains(s, "<") && strings.Contains(s, ">") {
		s = tagLike.ReplaceAllString(s, " ")
	}
	return oneLine(s)
}

var tagLike = regexp.MustCompile(`</?[a-zA-Z][^<>]{0,400}>`)
