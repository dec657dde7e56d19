package store_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/news"
	"broadsheet/internal/store"
	"broadsheet/internal/storetest"
)

var mergeArticles = flag.Int("merge", 2000, "articles that tests of merging merge")

// named is an article with tags and topics.
func named(n int, tags, topics []string) news.Article {
	return news.Article{ID: fmt.Sprintf("a%06d", n), Language: "en", Title: fmt.Sprintf("Title %d", n), Tags: tags, Topics: topics,
		Body: fmt.Sprintf("<p id=\"aaaaaaaa\">Text %d.</p>\n", n), BodyFormat: news.BodyCanonical,
		Places: []news.Place{{Name: "Here", Lat: 1, Lon: 2}}, Published: storetest.Now.Add(-time.Duration(n) * time.Hour)}
}

func arrive(t testing.TB, db *store.DB, id string, list ...news.Record) []news.Problem {
	t.Helper()
	if err := db.BeginImport(t.Context(), news.Import{ID: id, Label: id}); err != nil {
		t.Fatal(err)
	}
	var problems []news.Problem
	for part := range slices.Chunk(list, 500) {
		_, more, err := db.Ingest(t.Context(), news.Batch{Import: id, Source: "wire", Records: part})
		if err != nil {
			t.Fatal(err)
		}
		problems = append(problems, more...)
	}
	if err := db.FinishImport(t.Context(), news.Import{ID: id, State: "done"}); err != nil {
		t.Fatal(err)
	}
	return problems
}

func articlesOf(list ...news.Article) []news.Record {
	var out []news.Record
	for i := range list {
		out = append(out, news.Record{Article: &list[i]})
	}
	return out
}

// whole is the library as text, with what lists count.
func whole(t testing.TB, db *store.DB) string {
	t.Helper()
	var out strings.Builder
	for rec, err := range db.ExportRecords(t.Context(), store.ExportFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		if err := json.NewEncoder(&out).Encode(rec); err != nil {
			t.Fatal(err)
		}
	}
	tags, _, err := db.Tags(t.Context(), news.TagQuery{})
	if err != nil {
		t.Fatal(err)
	}
	topics, err := db.Topics(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	counts, err := db.Counts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(&out, "%+v\n%+v\n%+v\n", tags, topics, counts)
	return out.String()
}

func undo(t testing.TB, db *store.DB, entry int64) news.Undone {
	t.Helper()
	undone, err := db.Undo(t.Context(), entry)
	if err != nil {
		t.Fatal(err)
	}
	return undone
}

func must[T any](t testing.TB) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func idsOf(t testing.TB, db *store.DB, f news.Filter) []string {
	t.Helper()
	var ids []string
	for _, a := range must[news.Page](t)(db.List(t.Context(), f)).Articles {
		ids = append(ids, a.ID)
	}
	return ids
}

func TestMergedTagsLeadOn(t *testing.T) {
	db := open(t)
	arrive(t, db, "one", articlesOf(named(1, []string{"Lake"}, nil), named(2, []string{"Lakes", "Rail", "Lake"}, nil), named(3, []string{"Rail"}, nil))...)
	before := whole(t, db)
	entry := must[int64](t)(db.MergeTags(t.Context(), []string{"lakes", "rail"}, "lake"))
	sound(t, db)
	for _, slug := range []string{"lake", "lakes", "rail"} {
		tag := must[news.Tag](t)(db.Tag(t.Context(), slug))
		if diff := cmp.Diff(news.Tag{Slug: "lake", Name: "Lake", Aliases: []string{"Lakes", "Rail"}, Count: 3}, tag); diff != "" {
			t.Errorf("%s (-want +got):\n%s", slug, diff)
		}
	}
	if got := must[news.Article](t)(db.Article(t.Context(), "a000002")).Tags; !slices.Equal(got, []string{"Lakes", "Rail", "Lake"}) {
		t.Errorf("the version was rewritten: %v", got)
	}
	if got := must[news.Labels](t)(db.Labels(t.Context(), "a000002")).Tags; len(got) != 1 || got[0].Slug != "lake" {
		t.Errorf("labels: %v", got)
	}
	merged := whole(t, db)

	arrive(t, db, "two", append(articlesOf(named(4, []string{"RAIL"}, nil)), news.Record{Tag: &news.Tag{Name: "Rail", Aliases: []string{"Track"}}})...)
	if tag := must[news.Tag](t)(db.Tag(t.Context(), "track")); tag.Count != 4 || tag.Name != "Lake" || len(tag.Aliases) != 3 {
		t.Errorf("what arrives under an old name: %+v", tag)
	}
	undo(t, db, 0)
	if got := whole(t, db); got != merged {
		t.Errorf("after an undone import:\n%s", cmp.Diff(merged, got))
	}
	if undone := undo(t, db, entry); len(undone.Kept) > 0 {
		t.Errorf("kept: %v", undone.Kept)
	}
	sound(t, db)
	if got := whole(t, db); got != before {
		t.Errorf("after undo:\n%s", cmp.Diff(before, got))
	}
	if got := must[news.Labels](t)(db.Labels(t.Context(), "a000002")).Tags; len(got) != 3 || got[0].Slug != "lakes" || got[1].Slug != "rail" || got[2].Slug != "lake" {
		t.Errorf("the order of labels: %v", got)
	}
}

// TestMergesAreTakenBackInAnyOrder: what is left standing leads on, what is not
// comes back where it was.
func TestMergesAreTakenBackInAnyOrder(t *testing.T) {
	tags := func(db *store.DB, id string) string {
		var names []string
		for _, tag := range must[news.Labels](t)(db.Labels(t.Context(), id)).Tags {
			names = append(names, tag.Name)
		}
		return strings.Join(names, " ")
	}
	for _, order := range [][]int{{0, 1, 2}, {2, 1, 0}, {1, 0, 2}, {0, 2, 1}} {
		t.Run(fmt.Sprint(order), func(t *testing.T) {
			db := open(t)
			arrive(t, db, "one", articlesOf(named(1, []string{"A"}, nil), named(2, []string{"A", "C"}, nil), named(3, []string{"B"}, nil), named(4, []string{"A", "B"}, nil))...)
			before := whole(t, db)
			entries := []int64{
				must[int64](t)(db.MergeTags(t.Context(), []string{"a"}, "b")),
				must[int64](t)(db.MergeTags(t.Context(), []string{"b"}, "c")),
			}
			_, renamed, err := db.RenameTag(t.Context(), "c", "Sea")
			if err != nil {
				t.Fatal(err)
			}
			entries = append(entries, renamed)
			if got := tags(db, "a000001") + "|" + tags(db, "a000002"); got != "Sea|Sea" {
				t.Error(got)
			}
			for _, n := range order {
				undo(t, db, entries[n])
				sound(t, db)
			}
			for id, want := range map[string]string{"a000001": "A", "a000003": "B", "a000004": "A B"} {
				if got := tags(db, id); got != want {
					t.Errorf("%s: %s, want %s", id, got, want)
				}
			}
			if slices.Equal(order, []int{2, 1, 0}) {
				if got := whole(t, db); got != before {
					t.Errorf("after undo:\n%s", cmp.Diff(before, got))
				}
			}
		})
	}
}

// TestWhatComesBackIsLedOn: an article that was gone, or in another version,
// while its tag was merged.
func TestWhatComesBackIsLedOn(t *testing.T) {
	db := open(t)
	arrive(t, db, "one", articlesOf(named(1, []string{"A"}, []string{"Water"}), named(2, []string{"A"}, nil), named(3, []string{"B"}, []string{"Sea"}), named(4, []string{"A"}, []string{"Water"}))...)
	removed := must[int64](t)(db.Remove(t.Context(), []string{"a000001"}))
	changed := named(2, []string{"other"}, nil)
	changed.Title = "Changed"
	arrive(t, db, "two", articlesOf(changed)...)
	back := must[int64](t)(db.MergeTags(t.Context(), []string{"a"}, "b"))
	_ = must[int64](t)(db.MergeTopics(t.Context(), []string{"water"}, "sea"))
	undo(t, db, removed)
	if _, err := db.UndoImport(t.Context(), "two"); err != nil {
		t.Fatal(err)
	}
	sound(t, db)
	if got := idsOf(t, db, news.Filter{Tag: "b"}); len(got) != 4 {
		t.Errorf("of the tag: %v", got)
	}
	if got := idsOf(t, db, news.Filter{Topic: "sea"}); len(got) != 3 {
		t.Errorf("of the topic: %v", got)
	}
	undo(t, db, back)
	sound(t, db)
	if got := idsOf(t, db, news.Filter{Tag: "a"}); len(got) != 3 {
		t.Errorf("after undo: %v", got)
	}
}

func TestRenamedTags(t *testing.T) {
	db := open(t)
	arrive(t, db, "one", articlesOf(named(1, []string{"C"}, nil), named(2, []string{"C++"}, nil), named(3, []string{"Lake"}, nil))...)
	cpp := must[[]news.Tag](t)(tagsBeginning(t, db, "c+"))[0].Slug
	before := whole(t, db)
	rename := func(slug, name, want string) {
		t.Helper()
		if got, _, err := db.RenameTag(t.Context(), slug, name); err != nil || got != want {
			t.Errorf("%s to %s: %s %v", slug, name, got, err)
		}
		sound(t, db)
	}
	rename(cpp, "C plus plus", "c-plus-plus")
	rename("lake", "Lakes", "lakes")
	rename("lake", "LAKES", "lakes") // another spelling, found by the old address
	rename("lakes", "Lake", "lake")  // and back
	for _, code := range []error{errOf(db.RenameTag(t.Context(), "lake", "c++")), errOf(db.RenameTag(t.Context(), "lake", "C plus plus"))} {
		if news.CodeOf(code) != news.CodeExists || !strings.Contains(code.Error(), "C plus plus") {
			t.Errorf("a name that is taken: %v", code)
		}
	}
	for slug, want := range map[string]string{cpp: "C plus plus", "c": "C", "lakes": "Lake", "lake": "Lake"} {
		if got := must[news.Tag](t)(db.Tag(t.Context(), slug)); got.Name != want || got.Count != 1 {
			t.Errorf("%s leads to %+v", slug, got)
		}
	}
	arrive(t, db, "two", articlesOf(named(4, []string{"c++"}, nil))...)
	if got := must[news.Tag](t)(db.Tag(t.Context(), "c-plus-plus")); got.Count != 2 {
		t.Errorf("what arrives under the old name: %+v", got)
	}
	for range 5 {
		undo(t, db, 0)
		sound(t, db)
	}
	if got := whole(t, db); got != before {
		t.Errorf("after undo:\n%s", cmp.Diff(before, got))
	}

	// A name that a tag had once, which was merged.
	must[int64](t)(db.MergeTags(t.Context(), []string{"c"}, "lake"))
	merged := whole(t, db)
	rename("lake", "C", "c")
	if got := must[news.Tag](t)(db.Tag(t.Context(), "lake")); got.Name != "C" || got.Count != 2 {
		t.Errorf("back under a merged name: %+v", got)
	}
	undo(t, db, 0)
	sound(t, db)
	if got := whole(t, db); got != merged {
		t.Errorf("after undo:\n%s", cmp.Diff(merged, got))
	}
}

func TestTheAddressOfAnAliasThatIsTakenAwayLeadsOn(t *testing.T) {
	db := open(t)
	arrive(t, db, "one", articlesOf(named(1, []string{"Tide"}, []string{"Tides"}), named(2, []string{"Ebb"}, []string{"Ebbs"}), named(3, []string{"Flow"}, []string{"Flows"}))...)
	leads := func(to string) {
		t.Helper()
		for _, slug := range []string{"ebb", "ebbs"} {
			var got string
			var err error
			f := news.Filter{Tag: slug}
			if slug == "ebb" {
				var tag news.Tag
				tag, err = db.Tag(t.Context(), slug)
				got = tag.Slug
			} else {
				var topic news.Topic
				topic, err = db.Topic(t.Context(), slug)
				got = strings.TrimSuffix(topic.Slug, "s")
				f = news.Filter{Topic: slug}
			}
			if err != nil || got != to {
				t.Errorf("%s leads to %q, not to %q: %v", slug, got, to, err)
			}
			if _, err := db.List(t.Context(), f); err != nil {
				t.Errorf("list of %s: %v", slug, err)
			}
		}
	}
	must[int64](t)(db.MergeTags(t.Context(), []string{"ebb"}, "tide"))
	must[int64](t)(db.MergeTopics(t.Context(), []string{"ebbs"}, "tides"))
	leads("tide")

	// The other names are taken away; their addresses lead on.
	without := func() {
		t.Helper()
		must[int64](t)(db.SetTagAliases(t.Context(), "tide", nil))
		topic := must[news.Topic](t)(db.Topic(t.Context(), "tides"))
		topic.Aliases = nil
		must[int64](t)(db.EditTopic(t.Context(), "tides", topic))
	}
	without()
	leads("tide")

	// Merged once more, it leads on with what it led to; taken back, it is as it was.
	tag := must[int64](t)(db.MergeTags(t.Context(), []string{"tide"}, "flow"))
	topic := must[int64](t)(db.MergeTopics(t.Context(), []string{"tides"}, "flows"))
	leads("flow")
	undo(t, db, topic)
	undo(t, db, tag)
	leads("tide")

	// A name that bears the address now has it.
	arrive(t, db, "two", articlesOf(named(4, []string{"Ebb"}, []string{"Ebbs"}))...)
	leads("ebb")

	// An alias whose making is taken back never led anywhere.
	entry := must[int64](t)(db.SetTagAliases(t.Context(), "flow", []string{"Stream"}))
	undo(t, db, entry)
	_, err := db.Tag(t.Context(), "stream")
	wantCode(t, err, news.CodeNotFound)
}

func errOf(_ string, _ int64, err error) error { return err }

func tagsBeginning(t *testing.T, db *store.DB, prefix string) ([]news.Tag, error) {
	tags, _, err := db.Tags(t.Context(), news.TagQuery{Prefix: prefix})
	return tags, err
}

func TestTopicsOnTheDesk(t *testing.T) {
	db := open(t)
	arrive(t, db, "one", articlesOf(named(1, nil, []string{"Water"}), named(2, nil, []string{"Rail", "Water"}), named(3, nil, []string{"Sea"}))...)
	before := whole(t, db)
	slugs := func() (list []string) {
		for _, topic := range must[[]news.Topic](t)(db.Topics(t.Context())) {
			list = append(list, topic.Slug)
		}
		return list
	}
	slug, _, err := db.CreateTopic(t.Context(), news.Topic{Name: "Forests", Visible: true, BodyFormat: news.BodyCanonical})
	if err != nil || slug != "forests" {
		t.Fatal(slug, err)
	}
	if _, _, err := db.CreateTopic(t.Context(), news.Topic{Name: "forests", BodyFormat: news.BodyCanonical}); news.CodeOf(err) != news.CodeExists {
		t.Errorf("made twice: %v", err)
	}
	if slug, _, err = db.CreateTopic(t.Context(), news.Topic{Name: "WATER", Visible: true, BodyFormat: news.BodyCanonical}); err != nil || slug != "water" {
		t.Errorf("a topic that articles name: %s %v", slug, err)
	}
	must[int64](t)(db.EditTopic(t.Context(), "water", news.Topic{Slug: "rivers", Name: "Rivers", Visible: true, BodyFormat: news.BodyCanonical, Description: "All of them."}))
	must[int64](t)(db.OrderTopics(t.Context(), []string{"sea", "water"}))
	if got := slugs(); !slices.Equal(got, []string{"sea", "rivers", "forests", "rail"}) {
		t.Errorf("in order: %v", got)
	}
	if n, err := db.OrderTopics(t.Context(), []string{"sea", "rivers"}); n != 0 || err != nil {
		t.Errorf("the same order is an act: %d %v", n, err)
	}
	if got := must[news.Topic](t)(db.Topic(t.Context(), "water")); got.Slug != "rivers" || !slices.Equal(got.Aliases, []string{"WATER"}) || got.Order != 2 {
		t.Errorf("renamed: %+v", got)
	}
	if _, err := db.EditTopic(t.Context(), "sea", news.Topic{Slug: "rivers", Name: "Sea", BodyFormat: news.BodyCanonical}); news.CodeOf(err) != news.CodeExists {
		t.Errorf("another's slug: %v", err)
	}
	if _, err := db.EditTopic(t.Context(), "sea", news.Topic{Slug: "sea", Name: "Sea", Aliases: []string{"water"}, BodyFormat: news.BodyCanonical}); news.CodeOf(err) != news.CodeExists {
		t.Errorf("another's alias: %v", err)
	}
	if _, err := db.DeleteTopic(t.Context(), "sea"); news.CodeOf(err) != news.CodeConflict {
		t.Errorf("deleted with its articles: %v", err)
	}
	must[int64](t)(db.DeleteTopic(t.Context(), "forests"))
	must[int64](t)(db.MergeTopics(t.Context(), []string{"rivers", "rail"}, "sea"))
	sound(t, db)
	if got := must[news.Topic](t)(db.Topic(t.Context(), "water")); got.Slug != "sea" || got.Count != 3 || !slices.Equal(got.Aliases, []string{"Rivers", "WATER", "Rail"}) {
		t.Errorf("merged: %+v", got)
	}
	if got := must[[]news.ArticlePlace](t)(db.TopicPlaces(t.Context(), "rail", 0)); len(got) != 3 {
		t.Errorf("places: %v", got)
	}
	if problems := arrive(t, db, "two", news.Record{Topic: &news.Topic{Slug: "rivers", Name: "Rivers", BodyFormat: news.BodyCanonical}}); len(problems) != 1 {
		t.Errorf("a record of a merged topic: %v", problems)
	}
	if got, err := db.Complete(t.Context(), "riv", 5); err != nil || len(got) > 0 {
		t.Errorf("a merged topic is offered: %v %v", got, err)
	}
	for range 6 {
		if undone := undo(t, db, 0); len(undone.Kept) > 0 {
			t.Errorf("kept: %v", undone.Kept)
		}
		sound(t, db)
	}
	if got := whole(t, db); got != before {
		t.Errorf("after undo:\n%s", cmp.Diff(before, got))
	}
}

func TestTwins(t *testing.T) {
	db := open(t)
	names := []string{"Lake", "Lakes", "City", "cities", "e-mail", "email", "کتاب", "کتاب‌ها", "بحر", "البحر", "The Sea", "sea", "bus", "glass", "us"}
	arrive(t, db, "one", articlesOf(named(1, names, nil), named(2, []string{"Lakes"}, nil))...)
	pairs, next, err := db.TagTwins(t.Context(), "")
	if err != nil || next != "" {
		t.Fatal(next, err)
	}
	var got []string
	for _, p := range pairs {
		got = append(got, p.From.Name+">"+p.Into.Name)
	}
	want := []string{"cities>City", "e-mail>email", "Lake>Lakes", "The Sea>sea", "البحر>بحر", "کتاب‌ها>کتاب"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestALargeMergeIsOneAct; `-merge 100000` measures it.
func TestALargeMergeIsOneAct(t *testing.T) {
	db := open(t)
	var list []news.Article
	for n := range *mergeArticles {
		list = append(list, named(n, []string{"Lake", "rain"}, []string{"Water"}))
		if n%3 == 0 {
			list[n].Tags, list[n].Topics = append(list[n].Tags, "Lakes"), append(list[n].Topics, "Rivers")
		}
	}
	arrive(t, db, "one", articlesOf(list...)...)
	before := whole(t, db)
	for name, act := range map[string]func() (int64, error){
		"tags":   func() (int64, error) { return db.MergeTags(t.Context(), []string{"lake"}, "lakes") },
		"topics": func() (int64, error) { return db.MergeTopics(t.Context(), []string{"water"}, "rivers") },
	} {
		var entry int64
		start := time.Now()
		waits := waited(t, db, func() { entry = must[int64](t)(act()) })
		merged := time.Since(start)
		start = time.Now()
		back := waited(t, db, func() {
			if undone := undo(t, db, entry); undone.Undone != 1 || len(undone.Kept) > 0 {
				t.Errorf("%s: %+v", name, undone)
			}
		})
		t.Logf("%d articles: %s merged in %v (others waited %v at most), undone in %v (%v)", *mergeArticles, name, merged, waits, time.Since(start), back)
	}
	if got := whole(t, db); got != before {
		t.Error("it is not as before")
	}
	sound(t, db)
}
