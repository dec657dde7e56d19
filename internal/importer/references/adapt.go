package references

import (
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"broadsheet/internal/cite"
	"broadsheet/internal/lang"
	"broadsheet/internal/news"
)

// longest is how many bytes of a field are taken.
const longest = 256 << 10

// adapt makes a note of a reference; nil: it names nothing.
func adapt(i cite.Item, zone *time.Location) *news.Article {
	a := &news.Article{
		Kind: news.KindNote, Title: line(i.Title), URL: address(i), Published: moment(i.Issued, zone),
		Section: line(i.Section), State: news.StatePublished, BodyFormat: news.BodyHTML,
	}
	if a.Title == "" {
		a.Title = line(i.Container)
	}
	if a.Title == "" {
		a.Title = a.URL
	}
	if a.Title == "" {
		return nil
	}
	if lang.Valid(i.Language) {
		a.Language = i.Language
	}
	for _, list := range []struct {
		names []cite.Name
		role  string
	}{{i.Authors, ""}, {i.Translators, "translator"}, {i.Editors, "editor"}} {
		for _, n := range list.names {
			if name := line(written(n)); name != "" {
				a.Authors = append(a.Authors, news.Author{Name: name, Role: list.role})
			}
		}
	}
	for _, word := range i.Keywords {
		if word = line(word); word != "" {
			a.Tags = append(a.Tags, word)
		}
	}
	a.Body = text(i, a)
	a.Extra = extra(i)
	return a
}

// text is the abstract and what is noted, where it was published, and the address.
func text(i cite.Item, a *news.Article) string {
	var b strings.Builder
	for paragraph := range strings.SplitSeq(clean(i.Abstract)+"\n"+clean(i.Note), "\n") {
		if paragraph = strings.TrimSpace(paragraph); paragraph != "" {
			b.WriteString("<p>" + html.EscapeString(paragraph) + "</p>\n")
		}
	}
	volume := line(i.Volume)
	if i.Number != "" {
		volume += "(" + line(i.Number) + ")"
	}
	var where []string
	for _, part := range []string{line(i.Container), volume, day(i.Issued), line(i.Pages), line(i.Edition), line(i.Series), line(i.Place), line(i.Publisher)} {
		if part != "" && part != a.Title {
			where = append(where, "<bdi>"+html.EscapeString(part)+"</bdi>")
		}
	}
	for _, number := range [][2]string{{"ISBN", i.ISBN}, {"ISSN", i.ISSN}, {"DOI", i.DOI}} {
		if value := line(number[1]); value != "" {
			where = append(where, number[0]+" <bdi>"+html.EscapeString(value)+"</bdi>")
		}
	}
	if len(where) > 0 {
		b.WriteString("<p>" + strings.Join(where, " · ") + "</p>\n")
	}
	if a.URL != "" {
		at := html.EscapeString(a.URL)
		b.WriteString(`<p><a href="` + at + `">` + at + "</a></p>\n")
	}
	return b.String()
}

// extra keeps what a note has no field for, by the names of CSL.
func extra(i cite.Item) map[string]json.RawMessage {
	out := map[string]json.RawMessage{}
	for name, value := range map[string]string{
		"citation-key": i.ID, "type": i.Type, "genre": i.Kind, "container-title": i.Container, "volume": i.Volume, "issue": i.Number, "page": i.Pages,
		"edition": i.Edition, "collection-title": i.Series, "publisher": i.Publisher, "publisher-place": i.Place, "DOI": i.DOI, "ISBN": i.ISBN, "ISSN": i.ISSN,
	} {
		if value = line(value); value == "" {
			continue
		}
		if raw, err := json.Marshal(value); err == nil {
			out[name] = raw
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// address is that of the reference, else that of its DOI.
func address(i cite.Item) string {
	given := strings.TrimSpace(clean(i.URL))
	if u, err := url.Parse(given); err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != "" {
		return given
	}
	doi := line(i.DOI)
	for _, before := range []string{"https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi:"} {
		doi = strings.TrimSpace(strings.TrimPrefix(doi, before))
	}
	if !strings.HasPrefix(doi, "10.") || strings.ContainsAny(doi, " \"<>") {
		return ""
	}
	return "https://doi.org/" + (&url.URL{Path: doi}).EscapedPath()
}

// moment is the beginning of what is known of a date.
func moment(d cite.Date, zone *time.Location) time.Time {
	if !d.Known() {
		return time.Time{}
	}
	return time.Date(d.Year, time.Month(max(1, d.Month)), max(1, d.Day), 0, 0, 0, 0, zone)
}

// day writes a date as far as it is known: the note's own is a moment.
func day(d cite.Date) string {
	switch {
	case !d.Known():
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// written is a name as a byline has it; in Chinese and Japanese signs the family name
// goes first, and nothing between.
func written(n cite.Name) string {
	if n.Literal != "" {
		return n.Literal
	}
	if strings.IndexFunc(n.Family, func(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) }) >= 0 {
		return n.Family + n.Given
	}
	name := strings.Join([]string{n.Given, n.Dropping, n.Particle, n.Family}, " ")
	if n.Suffix != "" {
		name += ", " + n.Suffix
	}
	return name
}

// line is plain text on one line.
func line(s string) string { return strings.Join(strings.Fields(clean(s)), " ") }

// clean brings a text into normalization form C, without control characters.
func clean(s string) string {
	if len(s) > longest {
		s = s[:longest]
	}
	return norm.NFC.String(strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7F {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "")))
}
