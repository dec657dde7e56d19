package importer

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"broadsheet/internal/body"
	"broadsheet/internal/lang"
	"broadsheet/internal/news"
)

// How the language of a text is found where nobody says it.
const (
	detectionLength = 4 << 10 // bytes of it that are looked at
	longEnough      = 120     // letters from which a text speaks for itself
	sureEnough      = 0.8     // confidence from which it is believed
)

// asHTML gives a body as HTML that is still to be cleaned.
func asHTML(text string, format news.BodyFormat) (string, error) {
	switch format {
	case news.BodyMarkdown:
		html, err := body.FromMarkdown(text)
		if err != nil {
			return "", news.Errorf(news.CodeInvalid, "body", "The body cannot be read as Markdown: %w", err)
		}
		return html, nil
	case news.BodyText:
		return body.FromText(text), nil
	}
	return text, nil
}

// text makes an article's body canonical and finds out its language.
func (w *work) text(ctx context.Context, a *news.Article, previous string, free bool) error {
	source, err := asHTML(a.Body, a.BodyFormat)
	if err != nil {
		return err
	}
	if a.Language == "" {
		a.Language = w.detect(a.Title + "\n" + a.Standfirst + "\n" + beginning(a))
	}
	dateline := free && a.Dateline == "" && a.BodyFormat != news.BodyCanonical && !archived(source)
	result, err := w.canonical(ctx, source, body.Options{Language: a.Language, Previous: previous, Dateline: dateline})
	if err != nil {
		return err
	}
	if result.Cut {
		w.keep(a, "original_body", a.Body)
		w.note(news.ProblemCut, "The body goes beyond what a body may be (%s) and was cut; the original is kept under extra.", strings.Join(result.Flags, ", "))
	}
	if result.Dateline != "" {
		a.Dateline = result.Dateline
	}
	a.Body, a.BodyFormat = result.HTML, news.BodyCanonical
	return nil
}

// archived says whether a text has been through an archive before: it bears the
// id of its first block. What it says of its place was decided then.
func archived(source string) bool {
	tag, _, _ := strings.Cut(source, ">")
	return strings.HasPrefix(tag, "<p ") && strings.Contains(tag, ` id="`)
}

func (w *work) canonical(ctx context.Context, source string, o body.Options) (body.Result, error) {
	o.Media = func(r body.Resource) (string, bool) {
		address := w.file(ctx, r.Src)
		return address, storedAddress.MatchString(address)
	}
	return body.Canonical(ctx, source, o)
}

// detect knows the language of a text: by itself where it is long, else among
// those of the publication.
func (w *work) detect(text string) string {
	tag, confidence := lang.Detect(text, nil)
	same := slices.IndexFunc(w.among, func(own string) bool { return lang.Base(own) == lang.Base(tag) })
	if same >= 0 {
		return w.among[same]
	}
	if len(w.among) == 0 || confidence >= sureEnough && utf8.RuneCountInString(text) >= longEnough {
		return tag
	}
	tag, _ = lang.Detect(text, w.among)
	return tag
}

// beginning gives the first words of a body as it came, without tags.
func beginning(a *news.Article) string {
	text := a.Body
	if len(text) > detectionLength {
		text = strings.ToValidUTF8(text[:detectionLength], "")
	}
	if a.BodyFormat == news.BodyText || a.BodyFormat == news.BodyMarkdown {
		return text
	}
	var out strings.Builder
	for piece := range strings.SplitSeq(text, "<") {
		if _, after, found := strings.Cut(piece, ">"); found {
			piece = after
		}
		out.WriteString(piece)
		out.WriteByte(' ')
	}
	return out.String()
}
