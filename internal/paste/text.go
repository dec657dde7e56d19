package paste

import (
	"regexp"
	"strings"

	"broadsheet/internal/body"
)

// plain makes HTML of text alone: Markdown where it looks like it, quoted mail where
// lines begin with >, else paragraphs.
func plain(text string) (string, Origin, error) {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n\n").Replace(strings.TrimPrefix(text, "\ufeff"))
	if len(text) > body.MaxBytes {
		return "", FromText, tooLarge(len(text))
	}
	if looksLikeMarkdown(text) {
		out, err := body.FromMarkdown(text)
		return out, FromMarkdown, err
	}
	if out, ok := quoted(text); ok {
		return out, FromMail, nil
	}
	return body.FromText(text), FromText, nil
}

// Signs of Markdown. A strong one settles it; of the others it takes two.
var (
	strongSigns = regexp.MustCompile("(?m)^#{1,6} +\\S.*$|^(?:```|~~~)[\\w-]*$|^\\[\\^[^\\]\\n]{1,40}\\]: |^\\|? *:?-{3,}:? *(?:\\| *:?-{3,}:? *)+\\|?$|!?\\[[^\\]\\n]{1,300}\\]\\((?:https?://|/|#|mailto:)[^)\\s]{0,500}[^)\\n]{0,200}\\)|\\*\\*[^\\s*][^*\\n]{0,300}\\*\\*|\\S\\[\\^[^\\]\\s]{1,20}\\]")
	weakSigns   = regexp.MustCompile("(?m)^ {0,3}[-*+] +\\S|^ {0,3}\\d{1,3}[.)] +\\S|^.{3,}\\n(?:={3,}|-{3,})$|(?:^|\\s)[*_][^\\s*_][^*_\\n]{0,200}[*_](?:\\s|[.,;:]|$)|`[^`\\n]{1,200}`")
)

func looksLikeMarkdown(text string) bool {
	if len(text) > 200_000 {
		text = text[:200_000]
	}
	return strongSigns.MatchString(text) || len(weakSigns.FindAllStringIndex(text, 2)) == 2
}

var codeLook = regexp.MustCompile(`(?i)^(?:<meta[^>]*>|<html>|<body>|<!--StartFragment-->|\s)*<(?:div|pre)[^>]*style="[^"]*(?:white-space:\s*pre|monospace|consolas|menlo|monaco)`)

// isSourceCode reports whether HTML is what an editor of programs makes of a text:
// coloured lines.
func isSourceCode(src string) bool {
	return len(src) > 0 && codeLook.MatchString(src[:min(len(src), 4_000)])
}

// deepest is how deep quotations stand in each other.
const deepest = 8

// quoted makes quotations of the lines that mail marks with >; false where there are
// none.
func quoted(text string) (string, bool) {
	lines := strings.Split(text, "\n")
	found := false
	var b strings.Builder
	depth := 0
	var block []string
	flush := func() {
		if len(block) > 0 {
			b.WriteString(body.FromText(strings.Trim(strings.Join(block, "\n"), "\n") + "\n"))
			block = block[:0]
		}
	}
	for _, line := range lines {
		level, rest := marksOf(line)
		if level > 0 {
			found = true
		}
		if level != depth && (strings.TrimSpace(line) != "" || depth == 0) {
			flush()
			for ; depth < level; depth++ {
				b.WriteString("<blockquote>")
			}
			for ; depth > level; depth-- {
				b.WriteString("</blockquote>")
			}
		}
		block = append(block, rest)
	}
	flush()
	for ; depth > 0; depth-- {
		b.WriteString("</blockquote>")
	}
	return b.String(), found
}

// marksOf counts the marks of quotation before a line.
func marksOf(line string) (int, string) {
	n, rest := 0, line
	for n < deepest {
		after, ok := strings.CutPrefix(strings.TrimLeft(rest, " "), ">")
		if !ok {
			break
		}
		n, rest = n+1, strings.TrimPrefix(after, " ")
	}
	return n, rest
}
