package wxr

import (
	"html"
	"regexp"
	"strings"
)

// maxShortcode is how many bytes the opening of a short code may have.
const maxShortcode = 2 << 10

// shortcode is one [name attributes] with the place where it stands.
type shortcode struct {
	name       string // lower case
	attributes map[string]string
	quoted     bool // an attribute has quotes
	closing    bool // [/name]
	alone      bool // [name /]
	begin, end int
}

// shortcodes replaces the short codes of a body by what they stand for. Those
// whose meaning is not known go, and the text between their ends stays; words
// in brackets that are no short code stay as they are.
type shortcodes struct {
	text  string
	files *files
	post  *post
	ends  map[string]int // where the last [/name] stands
	// absent are endings that were looked for up to the end of the text, so that
	// none is looked for twice.
	absent map[string]bool
	out    strings.Builder
}

func replaceShortcodes(text string, files *files, p *post) string {
	if !strings.Contains(text, "[") {
		return text
	}
	s := &shortcodes{text: text, files: files, post: p, ends: map[string]int{}, absent: map[string]bool{}}
	for i := 0; ; {
		n := strings.Index(text[i:], "[/")
		if n < 0 {
			break
		}
		i += n
		if code, ok := parseShortcode(text, i); ok {
			s.ends[code.name] = i
		}
		i += 2
	}
	s.replace()
	return s.out.String()
}

func (s *shortcodes) replace() {
	at := 0
	for at < len(s.text) {
		n := strings.IndexByte(s.text[at:], '[')
		if n < 0 {
			break
		}
		s.out.WriteString(s.text[at : at+n])
		at += n
		code, ok := parseShortcode(s.text, at)
		if !ok || !s.meant(code) {
			s.out.WriteByte('[')
			at++
			continue
		}
		if escaped := at > 0 && s.text[at-1] == '[' && strings.HasPrefix(s.text[code.end:], "]"); escaped {
			// [[name]] is how a short code is written about: one pair of brackets stays.
			s.out.WriteString(s.text[at+1 : code.end])
			at = code.end + 1
			continue
		}
		at = s.put(code)
	}
	s.out.WriteString(s.text[at:])
}

// meant tells a short code from a remark in brackets.
func (s *shortcodes) meant(code shortcode) bool {
	if code.closing {
		return s.ends[code.name] >= code.begin
	}
	_, pair := s.ends[code.name]
	if pair && s.ends[code.name] > code.begin || code.alone || meanings[code.name] != nil {
		return true
	}
	return code.quoted || strings.ContainsRune(code.name, '_')
}

// put writes what a short code stands for and gives the place behind it.
func (s *shortcodes) put(code shortcode) int {
	meaning := meanings[code.name]
	if meaning == nil || code.closing {
		return code.end
	}
	inner, after := "", code.end
	if last, ok := s.ends[code.name]; ok && last >= code.end && !code.alone {
		closing := "[/" + s.text[code.begin+1:code.begin+1+len(code.name)] + "]"
		n := -1
		if !s.absent[closing] {
			n = strings.Index(s.text[code.end:], closing)
		}
		if n >= 0 {
			inner, after = s.text[code.end:code.end+n], code.end+n+len(closing)
		} else {
			s.absent[closing] = true
		}
	}
	s.out.WriteString(meaning(s, code, inner))
	return after
}

// meanings are the short codes of WordPress itself and of its usual companions.
var meanings = map[string]func(s *shortcodes, code shortcode, inner string) string{
	"caption":    (*shortcodes).caption,
	"wp_caption": (*shortcodes).caption,
	"gallery":    (*shortcodes).gallery,
	"playlist":   (*shortcodes).playlist,
	"embed":      (*shortcodes).embed,
	"youtube":    (*shortcodes).embed,
	"vimeo":      (*shortcodes).embed,
	"soundcloud": (*shortcodes).embed,
	"tweet":      (*shortcodes).embed,
	"instagram":  (*shortcodes).embed,
	"audio":      func(_ *shortcodes, code shortcode, inner string) string { return played("audio", code, inner) },
	"video":      func(_ *shortcodes, code shortcode, inner string) string { return played("film", code, inner) },
}

// caption makes a figure of a picture with its caption: the words behind the
// picture, or the attribute of old exports.
func (s *shortcodes) caption(code shortcode, inner string) string {
	picture, words := inner, code.attributes["caption"]
	if start := strings.Index(inner, "<img"); start >= 0 {
		if n := strings.IndexByte(inner[start:], '>'); n >= 0 {
			end := start + n + 1
			if space := len(inner[end:]) - len(strings.TrimLeft(inner[end:], " \r\n\t")); strings.HasPrefix(inner[end+space:], "</a>") {
				end += space + len("</a>")
			}
			picture = inner[:end]
			if behind := strings.TrimSpace(inner[end:]); behind != "" {
				words = behind
			}
		}
	}
	if words != "" {
		words = "<figcaption>" + words + "</figcaption>"
	}
	return block("<figure>" + strings.TrimSpace(picture) + words + "</figure>")
}

// block sets a block apart from the lines around it.
func block(text string) string { return "\n\n" + text + "\n\n" }

func (s *shortcodes) gallery(code shortcode, _ string) string {
	ids := numbers(code.attributes["ids"])
	if len(ids) == 0 {
		ids = s.files.of(s.post.id)
	}
	var b strings.Builder
	count := 0
	for _, id := range ids {
		if a, ok := s.files.find(id); ok && count < maxGallery {
			b.WriteString(a.figure())
			count++
		}
	}
	if count == 0 {
		return "\n\n"
	}
	return block(`<figure data-type="gallery">` + b.String() + "</figure>")
}

func (s *shortcodes) playlist(code shortcode, _ string) string {
	kind := "audio"
	if code.attributes["type"] == "video" {
		kind = "film"
	}
	var b strings.Builder
	for _, id := range numbers(code.attributes["ids"]) {
		if a, ok := s.files.find(id); ok {
			b.WriteString(block(media(kind, a.url, a.title)))
		}
	}
	return b.String()
}

// embed is an address, inside or among the attributes.
func (s *shortcodes) embed(code shortcode, inner string) string {
	if isWeb(strings.TrimSpace(inner)) {
		return block(embedded(strings.TrimSpace(inner)))
	}
	for _, name := range []string{"", "url", "src", "0", "1"} {
		if value := code.attributes[name]; isWeb(value) {
			return block(embedded(value))
		}
	}
	return inner
}

func isWeb(address string) bool {
	return (strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://")) && !strings.ContainsAny(address, " \n\t<>\"")
}

func embedded(address string) string { return media("embed", address, "") }

func media(kind, address, title string) string {
	named := ""
	if title != "" {
		named = ` data-alt="` + html.EscapeString(title) + `"`
	}
	// The address may come with its entities or without.
	return `<figure data-type="` + kind + `" data-src="` + html.EscapeString(html.UnescapeString(address)) + `"` + named + `></figure>`
}

// sources are the attributes in which sounds and films name their file.
var sources = []string{"src", "mp4", "m4v", "webm", "ogv", "mov", "wmv", "flv", "mp3", "m4a", "ogg", "wav", "wma", "0"}

func played(kind string, code shortcode, inner string) string {
	for _, name := range sources {
		if value := code.attributes[name]; value != "" && (name != "0" || isWeb(value)) {
			return block(media(kind, value, ""))
		}
	}
	if isWeb(strings.TrimSpace(inner)) {
		return block(media(kind, strings.TrimSpace(inner), ""))
	}
	return inner
}

// parseShortcode reads the short code that begins at the bracket text[at].
func parseShortcode(text string, at int) (shortcode, bool) {
	code := shortcode{begin: at}
	i := at + 1
	if i < len(text) && text[i] == '/' {
		code.closing = true
		i++
	}
	start := i
	for i < len(text) && isNameByte(text[i], i == start) && i-start < 64 {
		i++
	}
	if i == start || i >= len(text) || !strings.ContainsRune(" \t\r\n/]=", rune(text[i])) {
		return code, false
	}
	code.name = strings.ToLower(text[start:i])
	end := closingBracket(text, i)
	if end < 0 {
		return code, false
	}
	inside := text[i:end]
	code.end = end + 1
	if code.closing {
		return code, strings.TrimSpace(inside) == ""
	}
	if strings.HasSuffix(inside, "/") && !strings.HasSuffix(inside, "//") && !isWeb(strings.TrimLeft(inside, "= ")) {
		code.alone, inside = true, inside[:len(inside)-1]
	}
	code.quoted = quotation.MatchString(inside)
	code.attributes = parseAttributes(inside, maxShortcode)
	return code, true
}

// quotation is name="…", with the quotes that editors make of them.
var quotation = regexp.MustCompile(`[A-Za-z0-9_-]\s*=\s*(?:["'”″“]|&quot;|&#82)`)

func isNameByte(c byte, first bool) bool {
	letter := c|0x20 >= 'a' && c|0x20 <= 'z'
	return letter || !first && (c >= '0' && c <= '9' || c == '_' || c == '-')
}

// closingBracket finds the end of a short code, -1 where there is none near.
func closingBracket(text string, from int) int {
	var quote byte
	for i := from; i < len(text) && i-from < maxShortcode; i++ {
		switch c := text[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case (c == '"' || c == '\'') && i > from && text[i-1] == '=':
			quote = c
		case c == ']':
			return i
		case c == '[' || c == '<':
			return -1
		}
	}
	return -1
}

// parseAttributes reads name="value", name=value and bare values, which are
// named by their number; what stands behind the name at once, as in
// [youtube=ADDRESS], has the empty name.
func parseAttributes(s string, most int) map[string]string {
	if len(s) > most {
		s = s[:most]
	}
	attributes := map[string]string{}
	bare := 0
	for s = strings.TrimSpace(s); s != "" && len(attributes) < 64; s = strings.TrimSpace(s) {
		n := strings.IndexAny(s, "= \t\r\n")
		if n < 0 || s[n] != '=' || !isName(s[:n]) {
			word := s
			if end := strings.IndexAny(s, " \t\r\n"); end >= 0 {
				word = s[:end]
			}
			attributes[string(rune('0'+min(bare, 9)))] = html.UnescapeString(strings.Trim(word, `"'`))
			bare++
			s = s[len(word):]
			continue
		}
		name := strings.ToLower(s[:n])
		var value string
		value, s = cutValue(strings.TrimLeft(s[n+1:], " \t\r\n"))
		attributes[name] = html.UnescapeString(value)
	}
	return attributes
}

func isName(s string) bool {
	for i := range len(s) {
		if !isNameByte(s[i], i == 0) {
			return false
		}
	}
	return true
}

// cutValue takes the value off the front, out of its quotes.
func cutValue(s string) (value, rest string) {
	if s != "" && (s[0] == '"' || s[0] == '\'') {
		if value, rest, found := strings.Cut(s[1:], s[:1]); found {
			return value, rest
		}
	}
	if n := strings.IndexAny(s, " \t\r\n"); n >= 0 {
		return s[:n], s[n:]
	}
	return s, ""
}
