package markdown

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/pelletier/go-toml/v2"
)

// readFront reads the front matter into the fields and gives the text behind it.
func (f *fields) readFront(text string) string {
	front, rest, language := split(text)
	if language == "" {
		return text
	}
	values, err := parse(front, language)
	if err != nil && language == "json" {
		return text // a text that begins with a brace
	}
	f.language = language
	if err != nil {
		f.note("The front matter cannot be read as %s (%s); it was read line by line.", strings.ToUpper(language), reason(err))
		values = lineByLine(front)
		f.raw = front
	}
	f.values = values
	return rest
}

// reason is the first line of an error, without the quoted source that parsers
// add.
func reason(err error) string {
	first, _, _ := strings.Cut(strings.TrimSpace(err.Error()), "\n")
	if runes := []rune(first); len(runes) > 120 {
		first = string(runes[:120]) + "…"
	}
	return first
}

// split parts front matter from text; language is empty where there is none.
func split(text string) (front, rest, language string) {
	fence := ""
	switch {
	case strings.HasPrefix(text, "---"):
		fence, language = "---", "yaml"
	case strings.HasPrefix(text, "+++"):
		fence, language = "+++", "toml"
	case strings.HasPrefix(text, "{\n"), strings.HasPrefix(text, `{"`):
		return splitJSON(text)
	default:
		return "", text, ""
	}
	first, after, found := strings.Cut(text, "\n")
	if !found || strings.TrimRight(first, " \t") != fence {
		return "", text, ""
	}
	for at := 0; at < len(after) && at <= maxFront; {
		line, _, more := strings.Cut(after[at:], "\n")
		end := strings.TrimRight(line, " \t")
		if end == fence || fence == "---" && end == "..." {
			rest = ""
			if more {
				rest = after[at+len(line)+1:]
			}
			return after[:at], rest, language
		}
		at += len(line) + 1
	}
	return "", text, ""
}

func splitJSON(text string) (front, rest, language string) {
	decoder := json.NewDecoder(strings.NewReader(text[:min(len(text), maxFront)]))
	var object map[string]json.RawMessage
	if decoder.Decode(&object) != nil || object["title"] == nil {
		return "", text, ""
	}
	end := int(decoder.InputOffset())
	return text[:end], text[end:], "json"
}

var (
	errNested = errors.New("it is nested too deeply")
	errLong   = errors.New("it is too long")
)

// parse reads front matter. Parsers are known to panic on texts made to hurt.
func parse(front, language string) (values map[string]any, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("the parser gave up: %v", cause)
		}
	}()
	if len(front) > maxParsed { // the parser of YAML takes four times as long for twice as much
		return nil, errLong
	}
	if nestedDeeply(front) {
		return nil, errNested
	}
	switch language {
	case "toml":
		err = toml.Unmarshal([]byte(front), &values)
	case "json":
		err = json.Unmarshal([]byte(front), &values)
	default:
		if err = checkAliases(front); err == nil {
			err = yaml.UnmarshalWithOptions([]byte(front), &values, yaml.AllowDuplicateMapKey())
		}
	}
	return values, err
}

// nestedDeeply counts brackets and the marks that begin nested blocks on one
// line; brackets in quotes count too, which no honest front matter notices.
func nestedDeeply(front string) bool {
	depth := 0
	for line := range strings.Lines(front) {
		blocks := 0
		for _, part := range strings.Fields(line) {
			if part != "-" && part != "?" && part != ":" {
				break
			}
			if blocks++; blocks > maxNesting {
				return true
			}
		}
		if len(line)-len(strings.TrimLeft(line, " ")) > 8*maxNesting {
			return true
		}
		for _, c := range line {
			switch c {
			case '[', '{':
				if depth++; depth > maxNesting {
					return true
				}
			case ']', '}':
				depth = max(0, depth-1)
			}
		}
	}
	return false
}

// checkAliases refuses aliases that could make a small text large: too many, or
// some inside what others stand for.
func checkAliases(front string) error {
	if !strings.Contains(front, "&") || !strings.Contains(front, "*") {
		return nil
	}
	file, err := parser.ParseBytes([]byte(front), 0)
	if err != nil {
		return err
	}
	w := &aliasWatch{}
	for _, doc := range file.Docs {
		if doc.Body != nil {
			ast.Walk(w, doc.Body)
		}
	}
	return w.err
}

type aliasWatch struct {
	count int
	err   error
}

// Visit is called for each node, the children after it.
func (w *aliasWatch) Visit(n ast.Node) ast.Visitor {
	switch n.(type) {
	case *ast.AnchorNode:
		return &aliasChild{w}
	case *ast.AliasNode:
		if w.count++; w.count > maxAliases {
			w.err = errors.New("it has too many aliases")
		}
	}
	return w
}

// aliasChild watches what an anchor names.
type aliasChild struct{ *aliasWatch }

// Visit refuses aliases.
func (w *aliasChild) Visit(n ast.Node) ast.Visitor {
	if _, alias := n.(*ast.AliasNode); alias {
		w.err = errors.New("it has aliases inside aliases")
	}
	return w
}

var keyLine = regexp.MustCompile(`^([A-Za-z_][\w-]*)[ \t]*[:=][ \t]*(.*)$`)

// lineByLine reads what it can of front matter that is broken: a key and a value
// a line, with the lists below a key.
func lineByLine(front string) map[string]any {
	values := map[string]any{}
	key := ""
	for line := range strings.Lines(front) {
		line = strings.TrimRight(line, " \t\r\n")
		if item, ok := strings.CutPrefix(strings.TrimLeft(line, " \t"), "- "); ok && key != "" {
			list, _ := values[key].([]any)
			values[key] = append(list, unquoted(item))
			continue
		}
		if found := keyLine.FindStringSubmatch(line); found != nil {
			if key = found[1]; found[2] != "" {
				values[key] = value(found[2])
			}
		}
	}
	return values
}

// value reads a value of one line: a list in brackets, true, false or a text.
func value(s string) any {
	inside, list := strings.CutPrefix(s, "[")
	inside, closed := strings.CutSuffix(inside, "]")
	switch {
	case list && closed:
		var items []any
		for item := range strings.SplitSeq(inside, ",") {
			if item = unquoted(item); item != "" {
				items = append(items, item)
			}
		}
		return items
	case s == "true", s == "false":
		return s == "true"
	}
	return unquoted(s)
}

func unquoted(s string) string {
	s = strings.TrimSpace(s)
	for _, quote := range []string{`"`, `'`} {
		if len(s) >= 2 && strings.HasPrefix(s, quote) && strings.HasSuffix(s, quote) {
			return s[1 : len(s)-1]
		}
	}
	return s
}
