package trail

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"broadsheet/internal/news"
)

// piece is a part of a line: words of ours, words of somebody else's, or what was
// typed, letter by letter.
type piece struct {
	text  string
	other bool // in any language and direction
	typed bool
}

func ours(format string, args ...any) piece { return piece{text: fmt.Sprintf(format, args...)} }
func others(text string) piece              { return piece{text: text, other: true} }
func typed(text string) piece               { return piece{text: text, typed: true} }

// said is a step in words.
type said struct {
	line   []piece
	more   [][]piece // what belongs to it, a line each
	quotes []string
}

func (s *said) add(line ...piece) { s.more = append(s.more, line) }

// say tells what was done in a step; citation is that of its article.
func say(step news.SessionStep, citation string) said {
	a, g := step.Asked, step.Gave
	var out said
	switch step.Kind {
	case news.StepSearch, news.StepTimeline:
		out.line = append(out.line, ours("Searched for "), query(a.Query), ours(": %s.", articles(g.Total)))
		if step.Kind == news.StepTimeline {
			out.line = append(out.line, ours(" Shown along their dates."))
		}
		sayQuery(&out, step)
	case news.StepConcordance:
		out.line = []piece{ours("Listed in context the words of "), query(a.Query), ours(": %s.", count(g.Total, "occurrence"))}
		sayQuery(&out, step)
	case news.StepTrend:
		out.line = []piece{ours("Counted by %s in how many articles were found:", or(a.By, "month"))}
		for i, q := range a.Queries {
			if i < len(g.Counts) {
				out.add(query(q), ours(": %s", articles(g.Counts[i])))
			}
		}
	case news.StepSave:
		out.line = []piece{ours("Saved the search "), query(a.Query), ours(" as “"), others(a.Name), ours("”: %s.", articles(g.Total))}
	case news.StepRead:
		out.line = []piece{ours("Read "), others(or(citation, or(a.Title, a.Article))), ours(" (version %d, id ", max(a.Version, 1)), typed(a.Article), ours(").")}
	case news.StepMark:
		out.line = []piece{ours("Marked words in "), others(or(citation, or(a.Title, a.Article))), ours(":")}
		sayMark(&out, a)
	case news.StepNote:
		out.line = []piece{ours("Noted on words in "), others(or(citation, or(a.Title, a.Article))), ours(":")}
		sayMark(&out, a)
	case news.StepCollect:
		out.line = []piece{ours("Put %s into the collection “", articles(g.Total)), others(a.Name), ours("”.")}
		if a.Query != "" || len(a.Filters) > 0 || a.Within != "" {
			out.add(ours("All that was found for "), query(a.Query))
			sayQuery(&out, step)
		}
	case news.StepCite:
		out.line = []piece{ours("Cited (%s): ", or(a.Style, "chicago")), others(or(strings.TrimSpace(g.Text), a.Article))}
		if a.Quote != "" {
			out.quotes = append(out.quotes, a.Quote)
		}
	default: // of a newer program
		out.line = []piece{ours("Did something that this version does not know: %s.", step.Kind)}
	}
	if g.Own {
		out.add(ours("What this finds depends on the reader's own marks, notes or collections, of which the fingerprint knows nothing."))
	}
	if g.Partial {
		out.add(ours("The answer took too long and was cut short."))
	}
	return out
}

func sayMark(out *said, a news.StepAsked) {
	if a.Quote != "" {
		out.quotes = append(out.quotes, a.Quote)
	}
	if a.Note != "" {
		out.add(ours("Note: "), others(a.Note))
	}
}

// sayQuery tells how a query was understood, where it looked, and in what order.
func sayQuery(out *said, step news.SessionStep) {
	a, g := step.Asked, step.Gave
	if g.Understood != "" && g.Understood != a.Query {
		out.add(ours("Understood as "), typed(g.Understood))
	}
	if g.Plain != "" && g.Plain != a.Query && g.Plain != g.Understood {
		out.add(ours("In words: "), others(g.Plain))
	}
	for _, field := range slices.Sorted(maps.Keys(a.Filters)) {
		out.add(ours("Only with %s: ", field), others(strings.Join(a.Filters[field], ", ")))
	}
	if a.Within != "" {
		out.add(ours("Only of the dates "), typed(a.Within))
	}
	var how []string
	if a.Sort != "" {
		how = append(how, "sorted by "+a.Sort)
	}
	if a.Strict {
		how = append(how, "read strictly, every word wanted")
	}
	if n := len(g.IDs); n > 0 && step.Kind != news.StepCollect && step.Kind != news.StepConcordance {
		shown := fmt.Sprintf("the first %d shown", n)
		if a.Offset > 0 {
			shown = fmt.Sprintf("%d shown from number %d", n, a.Offset+1)
		}
		if int64(n) < g.Total || a.Offset > 0 {
			how = append(how, shown)
		}
	}
	if len(how) > 0 {
		line := strings.Join(how, "; ")
		out.add(ours("%s", strings.ToUpper(line[:1])+line[1:]))
	}
}

// sayAgain tells what came of a step that was run again.
func sayAgain(r Replayed) []piece {
	switch r.State {
	case Same:
		return []piece{ours("Run again: the same.")}
	case Order:
		return []piece{ours("Run again: the same articles in another order.")}
	case Gone:
		return []piece{ours("Run again: it is not in the library any more.")}
	case Changed:
		if r.Version > 0 {
			return []piece{ours("Run again: the article has version %d now.", r.Version)}
		}
		return []piece{ours("Run again: it says something else now.")}
	case Refused:
		return []piece{ours("Run again: it could not be asked. "), others(r.Problem)}
	}
	line := []piece{ours("Run again: %d, and %d then", r.Now.Total, r.Step.Gave.Total)}
	if len(r.Now.Counts) > 0 {
		line = append(line, ours(" (by query: %s, and %s then)", numbers(r.Now.Counts), numbers(r.Step.Gave.Counts)))
	}
	line = append(line, ids("; not shown any more: ", r.Missing)...)
	return append(append(line, ids("; new: ", r.New)...), ours("."))
}

func ids(before string, list []string) []piece {
	if len(list) == 0 {
		return nil
	}
	return []piece{ours("%s", before), typed(strings.Join(list, " "))}
}

func numbers(list []int64) string {
	return strings.Trim(strings.Join(strings.Fields(fmt.Sprint(list)), ", "), "[]")
}

func query(text string) piece {
	if strings.TrimSpace(text) == "" {
		return ours("everything")
	}
	return typed(text)
}

func articles(n int64) string { return count(n, "article") }

func count(n int64, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func or(text, other string) string {
	if text == "" {
		return other
	}
	return text
}
