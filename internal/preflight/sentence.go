package preflight

import (
	"slices"
	"strings"
)

// Sentence says a finding in English.
func (f Finding) Sentence() string {
	text := sentences[f.Message]
	if text == "" {
		return f.Message
	}
	pairs := []string{"{quote}", f.Quote, "{field}", FieldName(f.Field), "{more}", ""}
	for name, value := range f.Args {
		pairs = append(pairs, "{"+name+"}", value)
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// Messages lists the names of all messages, sorted: what a catalogue has to have.
func Messages() []string {
	out := make([]string, 0, len(sentences))
	for name := range sentences {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// FieldName is what a field is called in a sentence.
func FieldName(field string) string {
	switch field {
	case fieldTitle:
		return "headline"
	case fieldFront:
		return "headline for the front page"
	case fieldLead:
		return "lead picture"
	case fieldBody:
		return "body"
	}
	return strings.ReplaceAll(field, "_", " ")
}

var sentences = map[string]string{
	"headline.none":             "There is no headline.",
	"headline.same":             "The {field} says the same as the headline.",
	"headline-length.long":      "The {field} has {length} letters; up to {most} are read at a glance.",
	"headline-length.short":     "The headline has {length} letters only.",
	"body.large":                "The body has {megabytes} MB; a body may have {most} MB.",
	"body.empty":                "There is no text, picture or film.",
	"body.shrunk":               "The published version has {before} words, this one {now}.",
	"alt-text.none":             "A picture has no alternative text.",
	"alt-text.file":             "The alternative text “{quote}” is the name of a file.",
	"alt-text.film":             "A film has no captions or subtitles.",
	"credit.none":               "A picture or film does not say whose it is.",
	"remote-picture.address":    "The picture or film at {address} is not stored here; readers see its name alone.",
	"inside-link.block":         "The link “{quote}” leads to a part of this text that is not there.",
	"inside-link.article":       "The link “{quote}” leads to the article {id}, which is not here.",
	"inside-link.withdrawn":     "The link “{quote}” leads to the article {id}, which was withdrawn.",
	"inside-link.unpublished":   "The link “{quote}” leads to the article {id}, which is not published.",
	"inside-link.part":          "The link “{quote}” leads to a part of the article {id} that is not there.",
	"inside-link.related":       "The related article {id} is not here.",
	"inside-link.translation":   "The article {id}, which this one translates, is not here.",
	"quotes.unclosed":           "A quotation that begins with {sign} is not closed: “{quote}”.",
	"quotes.unopened":           "A quotation is closed with {sign} and was not opened: “{quote}”.",
	"quotes.mixed":              "A quotation opens with {sign} and closes with {other}.",
	"brackets.unclosed":         "A bracket is not closed: “{quote}”.",
	"brackets.unopened":         "A bracket is closed and was not opened: “{quote}”.",
	"duplicate-text.again":      "{words} words stand here a second time: “{quote}”.",
	"duplicate-text.title":      "The body begins with the headline again.",
	"duplicate-text.standfirst": "The body begins with the standfirst again.",
	"duplicate-text.archive":    "{words} words of this text stand in the article {id}, “{title}”.",
	"doubled-word.twice":        "A word stands twice: “{quote}”.",
	"mixed-direction.forced":    "The {field} has an invisible sign that forces a direction; what follows may be shown in the wrong order.",
	"mixed-direction.isolate":   "An invisible sign that sets words apart has no partner.",
	"mixed-direction.direction": "The letters run against the direction of this text: “{quote}”.",
	"mixed-direction.language":  "The words “{quote}” are marked as {language} and are not written like it.",
	"mixed-direction.sign":      "In text from right to left the signs of “{quote}” are shown at the wrong side.",
	"mixed-direction.minus":     "In text from right to left the minus of “{quote}” is shown behind the number.",
	"mixed-direction.groups":    "In text from right to left the parts of “{quote}” are shown in reverse order.",
	"mixed-direction.number":    "The number in “{quote}” is shown to the left of the words before it.",
	"mixed-direction.order":     "The words “{quote}” are shown in reverse order.",
	"letters.letter":            "{letter} is written {instead} in this language ({count} in this text): “{quote}”.",
	"letters.digits":            "The digits of “{quote}” are those of another language.",
	"letters.marbuta":           "“{quote}” is written “{instead}” elsewhere in this text.",
	"language.none":             "The language is not said; it looks like “{guess}”.",
	"language.other":            "The language is said to be “{said}”; the text looks like “{guess}”.",
	"table-head.none":           "A table has no head row and no head column.",
	"table-head.wordless":       "A table has no words yet; it will not be published.",
	"headings.empty":            "A heading has no words.",
	"headings.skips":            "The heading “{quote}” is of level {level}; one of level {wanted} is missing above it.",
	"notes.unused":              "Nothing refers to note {number}: “{quote}”.",
	"byline.none":               "There is no byline.",
	"section.none":              "The article is in no section.",
	"section.unknown":           "The publication has no section “{name}”.",
	"filing.none":               "The article has no topic and no tag.",
	"place.none":                "A map without places shows nothing.",
}
