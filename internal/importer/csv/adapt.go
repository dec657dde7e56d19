package csv

import (
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"broadsheet/internal/importer"
	"broadsheet/internal/news"
)

// item makes an article of a row.
func (t *table) item(row []string) importer.Item {
	a := &news.Article{State: news.StatePublished}
	var problems []news.Problem
	for i, cell := range row {
		cell = clean(cell)
		if strings.TrimSpace(cell) == "" {
			continue
		}
		if i >= len(t.columns) {
			keep(a, fmt.Sprintf("column %d", i+1), cell)
			continue
		}
		c := t.columns[i]
		if c.field == "" || !t.set(a, c.field, harmless(cell)) {
			keep(a, c.heading, cell)
			if c.field == fieldPublished || c.field == fieldUpdated {
				problems = append(problems, news.Problem{Kind: news.ProblemDate,
					Message: fmt.Sprintf("The column %q holds no date: %.60q; it was kept under extra.", c.heading, cell)})
			}
		}
	}
	if !complete(a) {
		return t.refused("The row has neither a title, nor an address, nor a text.")
	}
	return importer.Item{Where: fmt.Sprintf("line %d", t.line), Record: news.Record{Article: a}, Problems: problems}
}

// set puts the value of a cell into its field; false where it is none that can
// stand there.
func (t *table) set(a *news.Article, field, cell string) bool {
	text := strings.TrimSpace(cell)
	if to := textField(a, field); to != nil {
		*to = line(text)
		return true
	}
	switch field {
	case fieldPublished, fieldUpdated:
		when, ok := t.dates.parse(text)
		if field == fieldPublished && ok {
			a.Published = when
		} else if ok {
			a.Updated = when
		}
		return ok
	case fieldAuthors:
		for _, name := range authors(text) {
			a.Authors = append(a.Authors, news.Author{Name: name, Plain: true})
		}
	case fieldTags:
		a.Tags = append(a.Tags, list(text)...)
	case fieldTopics:
		a.Topics = append(a.Topics, list(text)...)
	case fieldStandfirst:
		a.Standfirst = text
	case fieldBody, fieldBodyHTML, fieldBodyMarkdown, fieldBodyText:
		a.Body, a.BodyFormat = cell, bodyFormat(field, cell)
	case fieldState:
		return state(a, text)
	case fieldKind:
		return kind(a, text)
	}
	return true
}

// textField is where a field of one line goes; nil for other fields.
func textField(a *news.Article, field string) *string {
	switch field {
	case fieldID:
		return &a.ID
	case fieldTitle:
		return &a.Title
	case fieldURL:
		return &a.URL
	case fieldSection:
		return &a.Section
	case fieldKicker:
		return &a.Kicker
	case fieldLanguage:
		return &a.Language
	case fieldDateline:
		return &a.Dateline
	case fieldSlug:
		return &a.Slug
	case fieldPicture, fieldCaption, fieldCredit, fieldAlt:
		return pictureField(a, field)
	}
	return nil
}

func pictureField(a *news.Article, field string) *string {
	if a.Lead == nil {
		a.Lead = &news.Picture{}
	}
	switch field {
	case fieldCaption:
		return &a.Lead.Caption
	case fieldCredit:
		return &a.Lead.Credit
	case fieldAlt:
		return &a.Lead.Alt
	}
	return &a.Lead.Src
}

var element = regexp.MustCompile(`</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>`)

func bodyFormat(field, cell string) news.BodyFormat {
	switch {
	case field == fieldBodyHTML:
		return news.BodyHTML
	case field == fieldBodyMarkdown:
		return news.BodyMarkdown
	case field == fieldBody && element.MatchString(cell):
		return news.BodyHTML
	}
	return news.BodyText
}

// state knows drafts; what programs for reading later write there (unread,
// archive) says nothing of the article.
func state(a *news.Article, given string) bool {
	switch fold(given) {
	case "draft", "unpublished", "private", "pending", "entwurf", "brouillon", "borrador", "مسوده", "پیش نویس", "true", "1":
		a.State = news.StateUnpublished
	case "withdrawn":
		a.State = news.StateWithdrawn
	case "retracted":
		a.State = news.StateRetracted
	case "published", "publish", "public", "veroffentlicht", "publie", "publicado", "منشور", "منتشر شده", "false", "0":
	default:
		return false
	}
	return true
}

// kind takes words that may be one, a single one in lower case.
func kind(a *news.Article, given string) bool {
	given = strings.ToLower(strings.TrimSpace(given))
	if !slices.Contains(news.Kinds(), news.Kind(given)) {
		return false
	}
	a.Kind = news.Kind(given)
	return true
}

// complete gives an article what it must have; false where there is nothing to
// make it of.
func complete(a *news.Article) bool {
	if a.URL != "" && !isWeb(a.URL) {
		keep(a, "url", a.URL)
		a.URL = ""
	}
	if a.Lead != nil && a.Lead.Src == "" {
		a.Lead = nil
	}
	if a.Title == "" {
		a.Title = firstWords(a)
	}
	if a.Body == "" && a.URL != "" {
		address := html.EscapeString(a.URL)
		a.Body, a.BodyFormat = `<p><a href="`+address+`">`+address+"</a></p>\n", news.BodyHTML
		if a.Kind == "" {
			a.Kind = news.KindNote
		}
	}
	if a.Body == "" {
		a.Body, a.BodyFormat = a.Standfirst, news.BodyText
	}
	if a.Kind == "" {
		a.Kind = news.KindNews
	}
	return a.Title != ""
}

// firstWords stand in for a title.
func firstWords(a *news.Article) string {
	text := a.Standfirst
	if text == "" {
		if text = a.Body; len(text) > 1000 {
			text = strings.ToValidUTF8(text[:1000], "")
		}
		if a.BodyFormat == news.BodyHTML {
			text = html.UnescapeString(element.ReplaceAllString(text, " "))
		}
	}
	words := strings.Fields(text)
	if len(words) > 10 {
		words = append(words[:10:10], "…")
	}
	if len(words) == 0 {
		return a.URL
	}
	return strings.Join(words, " ")
}

func isWeb(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

func keep(a *news.Article, name, cell string) {
	raw, err := json.Marshal(cell)
	if err != nil {
		return
	}
	if a.Extra == nil {
		a.Extra = map[string]json.RawMessage{}
	}
	a.Extra[clean(name)] = raw
}

// list parts a cell at what is in it of semicolons, pipes, commas or line ends,
// the first of these that is.
func list(cell string) []string {
	for _, signs := range []string{";؛", "|", "\n", ",،"} {
		if !strings.ContainsAny(cell, signs) {
			continue
		}
		var out []string
		for part := range strings.FieldsFuncSeq(cell, func(r rune) bool { return strings.ContainsRune(signs, r) }) {
			if part = strings.Trim(line(part), "#\"[]' "); part != "" && !slices.Contains(out, part) {
				out = append(out, part)
			}
		}
		return out
	}
	if cell = strings.Trim(line(cell), "#\"[]' "); cell == "" {
		return nil
	}
	return []string{cell}
}

// authors parts names; "Day, Ann" is one, "Ann Day, Bo Fry" are two.
func authors(cell string) []string {
	if strings.ContainsAny(cell, ";؛|\n") {
		return list(cell)
	}
	parts := list(cell)
	if slices.ContainsFunc(parts, func(part string) bool { return !strings.Contains(part, " ") }) {
		return []string{line(cell)}
	}
	return parts
}

// harmless takes the apostrophe off that keeps spreadsheets from running a cell,
// as exports write it.
func harmless(cell string) string {
	if rest, found := strings.CutPrefix(cell, "'"); found && rest != "" && strings.ContainsRune("=+-@", rune(rest[0])) {
		return rest
	}
	return cell
}

// line is plain text on one line.
func line(s string) string {
	if strings.ContainsAny(s, "\n\t") {
		s = strings.NewReplacer("\n", " ", "\t", " ").Replace(s)
	}
	return strings.TrimSpace(s)
}

// clean brings a text into normalization form C, without control characters;
// line ends of two characters become one.
func clean(s string) string {
	if s = strings.ToValidUTF8(s, ""); strings.ContainsFunc(s, isControl) {
		s = strings.Map(func(r rune) rune {
			if isControl(r) {
				return -1
			}
			return r
		}, strings.ReplaceAll(s, "\r\n", "\n"))
	}
	return norm.NFC.String(s)
}

func isControl(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r == 0x7F }
