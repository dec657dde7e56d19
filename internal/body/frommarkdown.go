package body

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"
)

// FromMarkdown makes HTML of Markdown: CommonMark with the tables, strike-through
// and bare links of GitHub, footnotes, and HTML passed through. The result is for
// Canonical. What is beyond MaxBytes, or nested deeper than any person writes, is
// taken as plain text.
func FromMarkdown(s string) (string, error) {
	if len(s) > MaxBytes || laborious(s) {
		return FromText(s), nil
	}
	md := goldmark.New(
		goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.Linkify, extension.TaskList, extension.Footnote),
		goldmark.WithRendererOptions(html.WithUnsafe()),
	)
	var b bytes.Buffer
	if err := md.Convert([]byte(s), &b); err != nil {
		return "", fmt.Errorf("convert markdown: %w", err)
	}
	return b.String(), nil
}

// The work that the parser spends on a paragraph grows with the square of its
// unmatched brackets and emphasis signs. These are nanoseconds for each, as
// measured on texts made to hurt; ordinary texts stay far below the budget.
const (
	bracketCost  = 35
	emphasisCost = 1.3
	angleCost    = 2.5
	workBudget   = 2e9
	deepestLine  = 100 // marks of quotation and lists that begin one line
)

// laborious reports whether a parser would take ages over s.
func laborious(s string) bool {
	var work float64
	var brackets, emphasis, angles int
	add := func() {
		b, e, a := float64(brackets), float64(emphasis), float64(max(0, angles))
		work += bracketCost*b*b + emphasisCost*e*e + angleCost*a*a
		brackets, emphasis, angles = 0, 0, 0
	}
	for line := range strings.SplitSeq(s, "\n") {
		text := strings.TrimLeft(line, "> \t-*+")
		if head := line[:len(line)-len(text)]; strings.Count(head, ">")+strings.Count(head, "- ")+strings.Count(head, "* ")+strings.Count(head, "+ ") > deepestLine {
			return true
		}
		if text == "" {
			add()
		}
		brackets += strings.Count(line, "[")
		emphasis += strings.Count(line, "*") + strings.Count(line, "_")
		angles += strings.Count(line, "<") - strings.Count(line, ">")
	}
	add()
	return work > workBudget
}
