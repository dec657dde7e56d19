package trail

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"strings"
	"time"

	"broadsheet/internal/news"
)

// Wish says what an appendix is to be.
type Wish struct {
	Session string
	Format  string // markdown, html
	Replay  bool   // run every step again, and say what differs
	// Told is told how many steps of how many were read, or run again; nil: nobody asks.
	// An error of it ends the export.
	Told func(done, total int64) error
}

// ranAtOnce is how many steps are run again before their number is told.
const ranAtOnce = 20

// File is a session that was given out.
type File struct {
	Name  string
	Type  string
	Text  []byte
	Steps int
}

// page takes the parts of an appendix down in one form.
type page interface {
	head(title string)
	fact(name string, value ...piece)
	heading(text string)
	step(number int, at string, s said)
	list(number int, line ...piece)
	bytes() []byte
}

// Export gives a session out as an appendix on method: where and when it was recorded,
// the fingerprint of the library, each step in words, what was read and cited with its
// citation, and the ids that each search showed.
func (s *Service) Export(ctx context.Context, w Wish) (File, error) {
	var out page
	file := File{}
	switch w.Format {
	case "markdown", "":
		out, file.Type, file.Name = &markdownPage{}, "text/markdown", "session.md"
	case "html":
		out, file.Type, file.Name = &htmlPage{}, "text/html", "session.html"
	default:
		return file, news.Errorf(news.CodeInvalid, "format", "A session is given out as markdown or html.")
	}
	record, zone, err := s.zone(ctx)
	if err != nil {
		return file, err
	}
	steps, session, print, err := s.all(ctx, w)
	if err != nil {
		return file, err
	}
	moment := func(t time.Time) string { return t.In(zone).Format("2006-01-02 15:04") }
	out.head("Method: " + session.Name)
	out.fact("Library", others(record.Name))
	out.fact("Fingerprint", typed(session.Fingerprint))
	if len(steps) > 0 {
		first, last := moment(steps[0].Step.At), moment(steps[len(steps)-1].Step.At)
		out.fact("Recorded", ours("%s to %s (%s)", first, last, zone))
	}
	out.fact("Steps", ours("%d", len(steps)))
	out.fact("Program", ours("Broadsheet %s", s.Version))
	if w.Replay {
		out.fact("Run again", ours("%s, fingerprint ", moment(s.Clock())), typed(print), ours(": %s", outcome(steps)))
	}
	out.heading("Steps")
	cited := map[string]string{}
	for _, one := range steps {
		citation, err := s.citation(ctx, one.Step, cited)
		if err != nil {
			return file, err
		}
		words := say(one.Step, citation)
		if one.Step.Fingerprint != session.Fingerprint {
			words.add(ours("Fingerprint: "), printOf(one.Step.Fingerprint))
		}
		if w.Replay {
			words.more = append(words.more, sayAgain(one))
		}
		out.step(one.Step.Number, moment(one.Step.At), words)
	}
	showed := false
	for _, one := range steps {
		if len(one.Step.Gave.IDs) == 0 {
			continue
		}
		if !showed {
			out.heading("Articles of each step, in the order shown")
			showed = true
		}
		out.list(one.Step.Number, typed(strings.Join(one.Step.Gave.IDs, " ")))
	}
	file.Text, file.Steps = out.bytes(), len(steps)
	return file, nil
}

func printOf(print string) piece {
	if print == "" {
		return ours("not known, since the library was changing")
	}
	return typed(print)
}

// outcome sums up what came of all steps.
func outcome(steps []Replayed) string {
	differ := 0
	for _, one := range steps {
		if one.State != Same {
			differ++
		}
	}
	if differ == 0 {
		return "every step gave the same"
	}
	return fmt.Sprintf("%d of %d steps gave something else", differ, len(steps))
}

// all gives the steps of a session, run again where that is wished for.
func (s *Service) all(ctx context.Context, w Wish) (list []Replayed, session news.Session, print string, err error) {
	for after := 0; ; {
		if w.Replay {
			part, err := s.Replay(ctx, w.Session, after, ranAtOnce)
			if err != nil {
				return nil, session, "", err
			}
			session, print, after = part.Session, part.Fingerprint, part.Next
			list = append(list, part.Steps...)
		} else {
			part, err := s.Steps(ctx, w.Session, after, 1000)
			if err != nil {
				return nil, session, "", err
			}
			session, after = part.Session, part.Next
			for _, step := range part.Steps {
				list = append(list, Replayed{Step: step})
			}
		}
		if w.Told != nil {
			if err := w.Told(int64(len(list)), session.Steps); err != nil {
				return nil, session, "", err
			}
		}
		if after == 0 {
			return list, session, print, nil
		}
	}
}

// citation gives that of the article of a step, each worked out once; none where the
// article is gone.
func (s *Service) citation(ctx context.Context, step news.SessionStep, known map[string]string) (string, error) {
	id := step.Asked.Article
	if id == "" || step.Kind == news.StepCite {
		return "", nil
	}
	if text, is := known[id]; is {
		return text, nil
	}
	text, err := s.Runner.Cite(ctx, id)
	if news.CodeOf(err) == news.CodeNotFound {
		text, err = "", nil
	}
	known[id] = strings.TrimSuffix(strings.TrimSpace(text), ".")
	return known[id], err
}

type markdownPage struct{ b bytes.Buffer }

var inMarkdown = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "#", `\#`, "\r", " ", "\n", " ")

func inLine(line []piece) string {
	var b strings.Builder
	for _, p := range line {
		if p.typed {
			b.WriteString(codeSpan(p.text))
		} else {
			b.WriteString(inMarkdown.Replace(p.text))
		}
	}
	return b.String()
}

// codeSpan writes text letter by letter: between one mark more than stand in a row in it
// (CommonMark 6.1).
func codeSpan(text string) string {
	text = strings.NewReplacer("\r", " ", "\n", " ").Replace(text)
	longest, row := 0, 0
	for _, r := range text {
		if r == '`' {
			row++
		} else {
			row = 0
		}
		longest = max(longest, row)
	}
	marks := strings.Repeat("`", longest+1)
	if strings.HasPrefix(text, "`") || strings.HasSuffix(text, "`") {
		text = " " + text + " "
	}
	return marks + text + marks
}

func (m *markdownPage) head(title string) {
	fmt.Fprintf(&m.b, "# %s\n\n", inMarkdown.Replace(title))
}

func (m *markdownPage) fact(name string, value ...piece) {
	fmt.Fprintf(&m.b, "- %s: %s\n", name, inLine(value))
}

func (m *markdownPage) heading(text string) { fmt.Fprintf(&m.b, "\n## %s\n\n", text) }

func (m *markdownPage) step(number int, at string, s said) {
	indent := strings.Repeat(" ", len(fmt.Sprintf("%d. ", number)))
	fmt.Fprintf(&m.b, "%d. %s – %s\n", number, at, inLine(s.line))
	for _, quote := range s.quotes {
		fmt.Fprintf(&m.b, "\n%s> %s\n\n", indent, inMarkdown.Replace(quote))
	}
	for _, line := range s.more {
		fmt.Fprintf(&m.b, "%s- %s\n", indent, inLine(line))
	}
}

func (m *markdownPage) list(number int, line ...piece) {
	fmt.Fprintf(&m.b, "- Step %d: %s\n", number, inLine(line))
}

func (m *markdownPage) bytes() []byte { return m.b.Bytes() }

type htmlPage struct {
	b    bytes.Buffer
	open string // the list that is open
}

func inHTML(line []piece) string {
	var b strings.Builder
	for _, p := range line {
		text := html.EscapeString(p.text)
		switch {
		case p.typed:
			text = `<code dir="auto">` + text + "</code>"
		case p.other:
			text = "<bdi>" + text + "</bdi>"
		}
		b.WriteString(text)
	}
	return b.String()
}

// in opens a list, and closes the one that was open.
func (h *htmlPage) in(list string) {
	if h.open == list {
		return
	}
	if h.open != "" {
		fmt.Fprintf(&h.b, "</%s>\n", h.open)
	}
	if list != "" {
		fmt.Fprintf(&h.b, "<%s>\n", list)
	}
	h.open = list
}

func (h *htmlPage) head(title string) {
	title = html.EscapeString(title)
	h.b.WriteString("<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>" + title + "</title>\n<style>\n" +
		"body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 serif }\ndt { float: inline-start; clear: both; min-width: 7rem; font-weight: bold }\nblockquote { margin: .25rem 0; padding-inline-start: .75rem; border-inline-start: .2rem solid }\n" +
		"code { overflow-wrap: anywhere }\nol > li { margin-block: .5rem }\ntime { color: #555 }\n</style>\n<h1 dir=\"auto\">" + title + "</h1>\n")
}

func (h *htmlPage) fact(name string, value ...piece) {
	h.in("dl")
	fmt.Fprintf(&h.b, "<dt>%s</dt><dd>%s</dd>\n", name, inHTML(value))
}

func (h *htmlPage) heading(text string) {
	h.in("")
	fmt.Fprintf(&h.b, "<h2>%s</h2>\n", text)
}

func (h *htmlPage) step(number int, at string, s said) {
	h.in("ol")
	fmt.Fprintf(&h.b, "<li value=\"%d\"><time>%s</time> – %s", number, at, inHTML(s.line))
	for _, quote := range s.quotes {
		fmt.Fprintf(&h.b, "\n<blockquote dir=\"auto\">%s</blockquote>", html.EscapeString(quote))
	}
	if len(s.more) > 0 {
		h.b.WriteString("\n<ul>\n")
		for _, line := range s.more {
			fmt.Fprintf(&h.b, "<li>%s</li>\n", inHTML(line))
		}
		h.b.WriteString("</ul>")
	}
	h.b.WriteString("</li>\n")
}

func (h *htmlPage) list(number int, line ...piece) {
	h.in("ul")
	fmt.Fprintf(&h.b, "<li>Step %d: %s</li>\n", number, inHTML(line))
}

func (h *htmlPage) bytes() []byte {
	h.in("")
	h.b.WriteString("</html>\n")
	return h.b.Bytes()
}
