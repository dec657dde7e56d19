package feed

import (
	"strings"

	"broadsheet/internal/tagsoup"
)

// mend writes a text again so that a parser of XML takes it: from the root to
// its end, every element closed, attributes in quotes, entities of HTML and of
// the document written out, bare ampersands and characters that may not stand
// taken care of. What was well-formed stays the same in meaning.
func mend(o *outline, text string) string {
	m := &mender{entities: o.entities}
	m.out.Grow(len(text) + len(text)/8)
	for s := tagsoup.NewScanner(tagsoup.Clean(text[o.begin:])); s.Next(); {
		m.token(s.Token())
		if m.rooted && len(m.stack) == 0 {
			break
		}
	}
	for len(m.stack) > 0 {
		m.close()
	}
	return m.out.String()
}

type mender struct {
	out      strings.Builder
	stack    []string
	rooted   bool
	entities map[string]string
}

func (m *mender) token(t tagsoup.Token) {
	switch t.Kind {
	case tagsoup.Start:
		m.start(t)
	case tagsoup.End:
		m.end(t.Name)
	case tagsoup.Text:
		m.text(t.Inner)
	case tagsoup.CDATA:
		m.escape(t.Inner)
	}
}

func (m *mender) start(t tagsoup.Token) {
	m.rooted = true
	m.out.WriteByte('<')
	m.out.WriteString(plainName(t.Name))
	seen := map[string]bool{}
	for name, value := range t.Attrs() {
		if name = plainName(name); name == "" || seen[name] {
			continue
		}
		seen[name] = true
		m.out.WriteByte(' ')
		m.out.WriteString(name)
		m.out.WriteString(`="`)
		m.escape(value)
		m.out.WriteByte('"')
	}
	if t.Empty {
		m.out.WriteString("/>")
		return
	}
	m.out.WriteByte('>')
	m.stack = append(m.stack, plainName(t.Name))
}

// plainName leaves of a name what may stand in one, with one colon at most.
func plainName(name string) string {
	colon := false
	name = strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '_', r == '-', r == '.':
			return r
		case r == ':' && !colon:
			colon = true
			return r
		}
		return -1
	}, name)
	name = strings.Trim(name, ":")
	if name == "" || name[0] >= '0' && name[0] <= '9' || name[0] == '-' || name[0] == '.' {
		return "x" + name
	}
	return name
}

func (m *mender) end(name string) {
	name = plainName(name)
	for i := len(m.stack) - 1; i >= 0; i-- {
		if m.stack[i] == name {
			for len(m.stack) > i {
				m.close()
			}
			return
		}
	}
}

func (m *mender) close() {
	last := len(m.stack) - 1
	m.out.WriteString("</")
	m.out.WriteString(m.stack[last])
	m.out.WriteByte('>')
	m.stack = m.stack[:last]
}

// text writes character data: the entities of XML stay, others are written out.
func (m *mender) text(text string) {
	for {
		at := strings.IndexByte(text, '&')
		if at < 0 {
			m.escape(text)
			return
		}
		m.escape(text[:at])
		text = text[at:]
		value, length := tagsoup.Entity(text)
		if own, size := m.declared(text); size > 0 {
			value, length = own, size
		}
		if length == 0 {
			value, length = "&", 1
		}
		m.escape(value)
		text = text[length:]
	}
}

// declared reads an entity that the document itself declares.
func (m *mender) declared(text string) (value string, length int) {
	if len(m.entities) == 0 {
		return "", 0
	}
	end := strings.IndexByte(text[:min(len(text), 64)], ';')
	if end < 0 {
		return "", 0
	}
	value, found := m.entities[text[1:end]]
	if !found {
		return "", 0
	}
	return value, end + 1
}

// escape writes a text with the signs of XML as entities.
func (m *mender) escape(text string) {
	begin := 0
	for i := range len(text) {
		entity := ""
		switch text[i] {
		case '&':
			entity = "&amp;"
		case '<':
			entity = "&lt;"
		case '>':
			entity = "&gt;"
		case '"':
			entity = "&quot;"
		default:
			continue
		}
		m.out.WriteString(text[begin:i])
		m.out.WriteString(entity)
		begin = i + 1
	}
	m.out.WriteString(text[begin:])
}
