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
	if len(s) > MaxBytes || nestedDeeply(s) {
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

// nestedDeeply reports whether a line begins with so many marks of quotation or
// lists, or a run of brackets is so long, that a parser would take ages.
func nestedDeeply(s string) bool {
	const most = 200
	for line := range strings.SplitSeq(s, "\n") {
		head := len(line) - len(strings.TrimLeft(line, "> \t-*+"))
		if head > most && strings.ContainsAny(line[:head], ">-*+") && strings.Count(line[:head], ">")+strings.Count(line[:head], "- ") > most/4 {
			return true
		}
		if strings.Count(line, "[") > 2*most && strings.Count(line, "](") < strings.Count(line, "[")/4 {
			return true
		}
	}
	return false
}
