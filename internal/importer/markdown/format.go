// Package markdown reads Markdown files as blogs, sites and note books keep
// them: one file is one article. It understands front matter in YAML, TOML and
// JSON, the file names and short codes of Hugo, those of Jekyll with the tags of
// Liquid, and the links, tags and callouts of Obsidian.
//
// The body comes out as Markdown without the words of these programs: pictures
// become pictures with their captions, references become links, everything else
// that stood in braces goes while the text inside stays. It is not rendered here.
// Files that describe a folder (_index.md) are left out, with a note.
//
// A file is read up to MaxFile; front matter with its length, aliases and nesting
// bounded. Front matter that cannot be read is read line by line, and
// said so; what no field of an article takes is kept under extra.
package markdown

import (
	"bytes"
	"regexp"

	"broadsheet/internal/importer"
)

// Bounds of what is read.
const (
	MaxFile    = 16 << 20 // bytes of a file; a longer one is refused
	maxFront   = 1 << 20  // bytes of front matter; longer is text
	maxParsed  = 64 << 10 // bytes of front matter that a parser gets; longer is read line by line
	maxNesting = 64       // of front matter
	maxAliases = 100      // of front matter in YAML
)

// Format is Markdown with front matter.
type Format struct{}

// About describes the format.
func (Format) About() importer.About {
	return importer.About{
		Name:       "markdown",
		Title:      "Markdown (Hugo, Jekyll, Obsidian)",
		Extensions: []string{".md", ".markdown", ".mdown", ".mkd", ".mdx"},
		Single:     true,
		Carries:    importer.Carries{IDs: true, Media: true},
	}
}

var (
	yamlBegins = regexp.MustCompile(`^---[ \t]*\r?\n(?:\s*(?:#[^\n]*)?\n)*["']?[A-Za-z_][\w -]*["']?[ \t]*:`)
	tomlBegins = regexp.MustCompile(`^\+\+\+[ \t]*\r?\n(?:\s*(?:#[^\n]*)?\n)*[\w."-]+[ \t]*=|^\+\+\+[ \t]*\r?\n\s*\[`)
	heading    = regexp.MustCompile(`^#{1,6} \S`)
)

// Sniff knows a file with front matter; of others it knows little.
func (Format) Sniff(head []byte) importer.Likelihood {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	switch {
	case yamlBegins.Match(head), tomlBegins.Match(head):
		return importer.Likely
	case heading.Match(head):
		return importer.Possible
	}
	return importer.Unlikely
}
