// Package tagsoup reads the tags of XML that need not be well-formed: feeds and
// lists of feeds as they are found, with bare ampersands, undefined entities,
// unquoted attributes and ends that are missing. It cuts a text into tokens and
// decodes their entities.
//
// It builds no tree, matches no tags, expands no entity that a document
// declares, and knows nothing of any format. It guarantees that every text is
// read to its end in time linear in its length, without recursion, and that
// the tokens in their order cover the text.
package tagsoup

import "strings"

// Kind is what a token is.
type Kind uint8

// The kinds of tokens.
const (
	Text        Kind = iota // character data, entities as they stand
	CDATA                   // Inner is the data
	Start                   // a start tag; Empty where it ends itself
	End                     // an end tag
	Comment                 // Inner is its text
	Directive               // <!DOCTYPE …>; Inner is what stands between <! and >
	Instruction             // <?xml …?>; Inner is what stands between
)

// Token is a piece of the text. Its strings are parts of the text and share
// its memory.
type Token struct {
	Kind  Kind
	Name  string // of a tag, with its prefix, as written
	Inner string // the text, the data, or what stands in a tag behind its name
	Empty bool   // <name/>
	Begin int    // byte offset of its first byte
	End   int    // byte offset behind its last byte
}

// Local gives the name without its prefix.
func (t Token) Local() string {
	if i := strings.LastIndexByte(t.Name, ':'); i >= 0 {
		return t.Name[i+1:]
	}
	return t.Name
}

// Prefix gives the prefix of the name; empty where there is none.
func (t Token) Prefix() string {
	if i := strings.LastIndexByte(t.Name, ':'); i >= 0 {
		return t.Name[:i]
	}
	return ""
}

// Scanner cuts a text into tokens. The zero value is at the end of an empty text.
type Scanner struct {
	src string
	pos int
	tok Token
	// What was looked for to the end and not found is not looked for again, so
	// that reading stays linear.
	noInstructionEnd, noDirectiveEnd bool
}

// NewScanner reads from the beginning of a text.
func NewScanner(src string) *Scanner { return &Scanner{src: src} }

// Token gives the token that Next found.
func (s *Scanner) Token() Token { return s.tok }

// Next goes to the next token and tells whether there is one.
func (s *Scanner) Next() bool {
	if s.pos >= len(s.src) {
		s.tok = Token{}
		return false
	}
	s.tok = Token{Begin: s.pos}
	rest := s.src[s.pos:]
	if rest[0] != '<' || !s.markup(rest) {
		s.text(rest)
	}
	s.pos = s.tok.End
	return true
}

// text takes everything up to the next markup.
func (s *Scanner) text(rest string) {
	end := 1
	for end < len(rest) {
		i := strings.IndexByte(rest[end:], '<')
		if i < 0 {
			end = len(rest)
			break
		}
		end += i
		if end+1 < len(rest) && beginsMarkup(rest[end+1]) {
			break
		}
		end++
	}
	s.tok.Kind, s.tok.Inner = Text, rest[:end]
	s.tok.End = s.tok.Begin + end
}

func beginsMarkup(c byte) bool {
	return c == '/' || c == '!' || c == '?' || beginsName(c)
}

func beginsName(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == ':' || c >= 0x80
}

// markup takes a tag, comment, section, directive or instruction, and tells
// whether there is one.
func (s *Scanner) markup(rest string) bool {
	switch {
	case len(rest) < 2:
		return false
	case strings.HasPrefix(rest, "<!--"):
		s.between(Comment, rest, "<!--", "-->")
	case strings.HasPrefix(rest, "<![CDATA["):
		s.between(CDATA, rest, "<![CDATA[", "]]>")
	case rest[1] == '!':
		s.directive(rest)
	case rest[1] == '?':
		s.instruction(rest)
	case rest[1] == '/':
		s.endTag(rest)
	case beginsName(rest[1]):
		s.startTag(rest)
	default:
		return false
	}
	return true
}

// between takes what stands up to a closing mark; where that is missing,
// everything.
func (s *Scanner) between(kind Kind, rest, open, shut string) {
	inner := rest[len(open):]
	end := len(rest)
	if i := strings.Index(inner, shut); i >= 0 {
		inner, end = inner[:i], len(open)+i+len(shut)
	}
	s.tok.Kind, s.tok.Inner, s.tok.End = kind, inner, s.tok.Begin+end
}

// instruction ends at ?>, or where that is missing at the first >.
func (s *Scanner) instruction(rest string) {
	s.noInstructionEnd = s.noInstructionEnd || !strings.Contains(rest, "?>")
	if s.noInstructionEnd {
		s.between(Instruction, rest, "<?", ">")
		return
	}
	s.between(Instruction, rest, "<?", "?>")
}

// directive ends at the > outside quotes and brackets; where there is none, at
// the first one.
func (s *Scanner) directive(rest string) {
	quote, depth := byte(0), 0
	for i := 2; i < len(rest) && !s.noDirectiveEnd; i++ {
		c := rest[i]
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '[':
			depth++
		case c == ']':
			depth--
		case c == '>' && depth <= 0:
			s.tok.Kind, s.tok.Inner, s.tok.End = Directive, rest[2:i], s.tok.Begin+i+1
			return
		}
	}
	s.noDirectiveEnd = true
	s.between(Directive, rest, "<!", ">")
}

func (s *Scanner) endTag(rest string) {
	s.between(End, rest, "</", ">")
	name := strings.TrimSpace(s.tok.Inner)
	if i := strings.IndexAny(name, " \t\r\n/<"); i >= 0 {
		name = name[:i]
	}
	s.tok.Name, s.tok.Inner = name, ""
}

func (s *Scanner) startTag(rest string) {
	n := 1
	for n < len(rest) && !endsName(rest[n]) {
		n++
	}
	end := tagEnd(rest, n)
	inner := strings.TrimSuffix(rest[n:end], ">")
	s.tok.Kind, s.tok.Name = Start, rest[1:n]
	if trimmed := strings.TrimRight(inner, " \t\r\n"); strings.HasSuffix(trimmed, "/") && !endsInValue(trimmed) {
		s.tok.Empty, inner = true, trimmed[:len(trimmed)-1]
	}
	s.tok.Inner, s.tok.End = inner, s.tok.Begin+end
}

func endsName(c byte) bool {
	return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '>' || c == '/' || c == '<'
}

// endsInValue says whether the last slash belongs to an unquoted value, as in
// <a href=http://example.com/>.
func endsInValue(inner string) bool {
	word := inner[strings.LastIndexAny(inner, " \t\r\n")+1:]
	return strings.Contains(word, "=") && !strings.ContainsAny(word, `"'`)
}

// tagEnd gives the length of the tag that begins rest, the first > outside
// quotes. A quote counts only behind an equals sign; one that never closes
// does not count.
func tagEnd(rest string, from int) int {
	equals := false
	for i := from; i < len(rest); i++ {
		switch c := rest[i]; c {
		case '>':
			return i + 1
		case '=':
			equals = true
		case '"', '\'':
			if equals {
				if shut := strings.IndexByte(rest[i+1:], c); shut >= 0 {
					i += shut + 1
				}
			}
			equals = false
		case ' ', '\t', '\r', '\n':
		default:
			equals = false
		}
	}
	return len(rest)
}
