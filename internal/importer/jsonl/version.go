package jsonl

import (
	"fmt"

	"broadsheet/internal/news"
)

// readVersions reads the earlier versions. Where a version says nothing of the
// id, the source and the day of first publication, those of the article hold.
func readVersions(f *fields, a *news.Article) []news.Version {
	var versions []news.Version
	for i, members := range take[[]line](f, "versions") {
		if members == nil {
			continue
		}
		inner := &fields{members: members, zone: f.zone}
		v := readVersion(inner, a)
		for _, problem := range inner.problems {
			f.passOn(problem, fmt.Sprintf("In version %d: ", i+1))
		}
		if inner.refused != "" {
			f.note("Version %d was left out: %s", i+1, inner.refused)
			continue
		}
		if v.N == 0 {
			v.N = i + 1
		}
		versions = append(versions, v)
	}
	return versions
}

func readVersion(f *fields, a *news.Article) news.Version {
	v := readMark(f)
	state := readState(f)
	state.Published = a.Published
	if f.has("article_published") {
		state.Published = f.time("article_published")
	}
	state.ID, state.Source = a.ID, a.Source
	state.Extra = f.extra()
	v.Article = *state
	return v
}

// readPresent reads what the article's present state says of itself as a version.
func readPresent(f *fields) (news.Version, bool) {
	members := take[line](f, "version")
	if members == nil {
		return news.Version{}, false
	}
	inner := &fields{members: members, zone: f.zone}
	v := readMark(inner)
	for _, problem := range inner.problems {
		f.passOn(problem, "In its present version: ")
	}
	return v, inner.refused == "" && v.N > 0
}

// readMark reads what a version says of itself.
func readMark(f *fields) news.Version {
	v := news.Version{
		N:         take[int](f, "n"),
		Published: f.time("published"),
		Change:    f.text("change"),
		Note:      f.text("note"),
		SHA256:    f.text("sha256"),
		Previous:  f.text("previous"),
	}
	switch v.Change {
	case "", news.ChangeMinor, news.ChangeUpdate, news.ChangeCorrection, news.ChangeClarification:
	default:
		f.note("The change %q is none of minor, update, correction and clarification.", v.Change)
	}
	if v.N < 0 {
		f.refuse(fmt.Sprintf("It bears the number %d.", v.N))
	}
	return v
}
