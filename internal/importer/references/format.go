// Package references reads files of references, as Zotero, EndNote, JabRef and
// databases write them: RIS, BibTeX (and biblatex) and CSL-JSON.
//
// Each reference becomes a note with its title, authors, date and keywords; its
// abstract is the text, and below stand where it was published and a link to it.
// Nothing is fetched. What a note has no field for is kept under Extra. A file is
// taken apart by cite/refs; what is no reference in it is passed over.
package references

import (
	"bytes"
	"io"
	"regexp"

	"broadsheet/internal/cite"
	"broadsheet/internal/cite/refs"
	"broadsheet/internal/importer"
)

// Format is one kind of file of references; the zero Format reads nothing.
type Format struct {
	about importer.About
	mark  func(head []byte) bool
	read  func(io.Reader, func(cite.Item) error) error
}

// RIS is the tagged format of EndNote, Reference Manager and most databases.
func RIS() Format {
	return Format{importer.About{Name: "ris", Title: "References (RIS)", Extensions: []string{".ris"}}, isRIS, refs.ReadRIS}
}

// BibTeX is the format of TeX's bibliographies, as biblatex has it.
func BibTeX() Format {
	return Format{importer.About{Name: "bibtex", Title: "References (BibTeX)", Extensions: []string{".bib"}}, isBib, refs.ReadBib}
}

// CSLJSON is the format of citation processors.
func CSLJSON() Format {
	// Not .json, which says nothing: one that is handed over is known by its content.
	return Format{importer.About{Name: "csl-json", Title: "References (CSL-JSON)", Extensions: []string{".csljson"}}, isCSL, refs.ReadCSL}
}

// About describes the format.
func (f Format) About() importer.About { return f.about }

// Sniff knows the format by how its first reference begins.
func (f Format) Sniff(head []byte) importer.Likelihood {
	if f.mark(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")) {
		return importer.Certain
	}
	return importer.Unlikely
}

func isRIS(head []byte) bool { return bytes.HasPrefix(head, []byte("TY  -")) }

// bibEntry is the beginning of an entry, below comments, macros and a preamble.
var bibEntry = regexp.MustCompile(`(?m)^[ \t]*@[A-Za-z]+\s*[{(]\s*[^\s,{}="]+\s*,`)

func isBib(head []byte) bool {
	return len(head) > 0 && (head[0] == '@' || head[0] == '%') && bibEntry.Match(head)
}

func isCSL(head []byte) bool {
	if len(head) == 0 || head[0] != '[' || !bytes.Contains(head, []byte(`"type"`)) {
		return false
	}
	for _, name := range []string{"date-parts", "container-title", "citation-key", "title-short", "issued"} {
		if bytes.Contains(head, []byte(`"`+name+`"`)) {
			return true
		}
	}
	return false
}
