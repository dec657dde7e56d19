package annotation

import (
	"encoding/json"
	"strconv"
	"strings"

	"broadsheet/internal/news"
)

// readAnnotations reads what others write in many shapes: one annotation, a list, a
// page or a collection of them; rows of Hypothesis's.
func readAnnotations(data []byte) ([]incoming, error) {
	var all any
	if err := json.Unmarshal(data, &all); err != nil {
		return nil, news.Errorf(news.CodeInvalid, "file", "This is no whole JSON; nothing was read.")
	}
	var out []incoming
	for _, item := range items(all, 0) {
		if len(out) > maxMarks {
			break
		}
		a, is := item.(map[string]any)
		targets := many(a["target"])
		if !is || len(targets) == 0 {
			out = append(out, incoming{refused: news.Errorf(news.CodeInvalid, "target", "It is no annotation of anything.")})
			continue
		}
		// An annotation of several places is a highlight on each.
		for _, t := range targets {
			out = append(out, fromAnnotation(a, t))
		}
	}
	return out, nil
}

// items gives what is listed; what is too deep to be looked into is given as it is.
func items(all any, depth int) []any {
	switch v := all.(type) {
	case nil:
		return nil
	case []any:
		return v
	case map[string]any:
		for _, name := range []string{"items", "rows", "annotations", "first"} {
			if inner, is := v[name]; is && depth < 4 {
				if _, isText := inner.(string); !isText {
					return items(inner, depth+1)
				}
			}
		}
	}
	return []any{all}
}

// many gives the values of a property that may be one or several.
func many(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	}
	return []any{v}
}

func text(v any) string {
	s, _ := v.(string)
	return s
}

func named(v any) string {
	if m, is := v.(map[string]any); is {
		return text(m["id"])
	}
	return text(v)
}

func whole(v any) int {
	f, _ := v.(float64)
	if f < 0 || f > 1<<31 {
		return 0
	}
	return int(f)
}

// fromAnnotation reads an annotation on one of its targets.
func fromAnnotation(a map[string]any, where any) incoming {
	h := incoming{Highlight: news.Highlight{ID: idOf(text(a["id"])), Created: timeOf(text(a["created"])), Version: whole(a["broadsheet:version"]), Colour: whole(a["broadsheet:colour"])}}
	if h.Updated = timeOf(text(a["modified"])); h.Updated.IsZero() {
		h.Updated = timeOf(text(a["updated"]))
	}
	t, _ := where.(map[string]any) // else it is the address alone
	for _, address := range []string{named(t["source"]), named(t["scope"]), named(where), text(a["uri"])} {
		if address != "" {
			h.sources = append(h.sources, address)
		}
	}
	selectors := many(t["selector"])
	h.Made = selectorFrom(selectors)
	made, kept := a["broadsheet:made"].(map[string]any)
	if kept = kept && len(selectors) == 0; kept {
		h.Made = selectorFrom(many(made["selector"]))
	}
	switch {
	case h.Made.Quote != "":
	case len(selectors) > 0:
		h.refused = news.Errorf(news.CodeInvalid, "selector", "It names its words by a place of another program, not as a quotation.")
	case len(many(a["references"])) > 0: // Hypothesis's
		h.refused = news.Errorf(news.CodeInvalid, "target", "It answers another annotation, and is no note of the article.")
	default:
		h.Made = news.Selector{Whole: true}
	}
	if h.Colour < 1 || h.Colour > news.Colours {
		h.Colour = 1
		for _, class := range strings.Fields(text(t["styleClass"])) {
			if n, err := strconv.Atoi(strings.TrimPrefix(class, "highlight-")); err == nil && n >= 1 && n <= news.Colours {
				h.Colour = n
			}
		}
	}
	if again, is := a["broadsheet:placed"].(map[string]any); is {
		if s := selectorFrom(many(again["selector"])); s.Quote != "" {
			s.Whole = kept
			h.Again = &s
		}
	}
	notes := []string{text(a["text"]), text(a["bodyValue"])} // Hypothesis's; the model's short form
	for _, tag := range many(a["tags"]) {
		h.Tags = append(h.Tags, text(tag))
	}
	for _, one := range many(a["body"]) {
		b, is := one.(map[string]any)
		if !is {
			continue // the address of something elsewhere
		}
		purpose := text(b["purpose"])
		switch value := text(b["value"]); {
		case value == "":
		case purpose == "tagging":
			h.Tags = append(h.Tags, value)
		default:
			notes = append(notes, value)
		}
	}
	h.Note = strings.TrimSpace(strings.Join(notes, "\n\n"))
	return h
}

func selectorFrom(selectors []any) (s news.Selector) {
	for _, one := range selectors {
		m, is := one.(map[string]any)
		if !is {
			continue
		}
		switch text(m["type"]) {
		case "TextQuoteSelector":
			s.Quote, s.Prefix, s.Suffix = text(m["exact"]), text(m["prefix"]), text(m["suffix"])
		case "FragmentSelector":
			if inner, is := m["refinedBy"].(map[string]any); is && text(inner["type"]) == "TextPositionSelector" {
				s.Block, s.Start = text(m["value"]), whole(inner["start"])
			}
		}
	}
	return s
}
