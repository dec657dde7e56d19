package store_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"broadsheet/internal/news"
	"broadsheet/internal/store"
	"broadsheet/internal/storetest"
)

// TestAnythingDoneCanBeUndone does things at random and takes them back, newest
// first: after each step the export must be what it was, and the store sound.
func TestAnythingDoneCanBeUndone(t *testing.T) {
	if checks := flag.Lookup("rapid.checks"); checks.Value.String() == checks.DefValue {
		checks.Value.Set("20") // each is a library of its own; more by the flag
	}
	if seed := flag.Lookup("rapid.seed"); seed.Value.String() == seed.DefValue {
		seed.Value.Set("1") // a failure is then the change's; other seeds by the flag
	}
	rapid.Check(t, func(rt *rapid.T) {
		db := open(t)
		defer db.Close()
		w := &world{TB: t, rt: rt, db: db}
		states, prints := []string{w.export()}, []string{w.print()} // the sum of what is published is kept from here on
		steps := rapid.IntRange(1, 12).Draw(rt, "steps")
		for range steps {
			before := w.entries()
			w.act(rt)
			if w.entries() > before {
				states, prints = append(states, w.export()), append(prints, w.print())
			}
			w.sound()
		}
		for i := len(states) - 2; i >= 0; i-- {
			undone, err := db.Undo(t.Context(), 0)
			if err != nil || len(undone.Kept) > 0 {
				rt.Fatal(undone, err)
			}
			if got := w.export(); got != states[i] {
				rt.Fatalf("state %d is not what it was:\n%s", i, cmp.Diff(states[i], got))
			}
			if got := w.print(); got != prints[i] {
				rt.Fatalf("state %d has another fingerprint than it had", i)
			}
			w.sound()
			if rapid.Bool().Draw(rt, "redo") {
				w.redo(rt, states[i+1])
				if got := w.export(); got != states[i] {
					rt.Fatalf("state %d is not what it was after an undone undo", i)
				}
			}
		}
	})
}

// world is a store that things are done to.
type world struct {
	testing.TB
	rt      *rapid.T
	db      *store.DB
	imports int
}

// redo takes the newest undo back, and undoes again.
func (w *world) redo(rt *rapid.T, want string) {
	history, err := w.db.History(w.Context(), 1)
	if err != nil {
		rt.Fatal(err)
	}
	if undone, err := w.db.Undo(w.Context(), history[0].Entry); err != nil || len(undone.Kept) > 0 {
		rt.Fatal(undone, err)
	}
	if got := w.export(); got != want {
		rt.Fatalf("undoing an undo gave something else:\n%s", cmp.Diff(want, got))
	}
	w.sound()
	if undone, err := w.db.Undo(w.Context(), 0); err != nil || len(undone.Kept) > 0 {
		rt.Fatal(undone, err)
	}
	w.sound()
}

func (w *world) sound() {
	w.Helper()
	err := w.db.Verify(w.Context(), func(d store.Damage) bool {
		w.rt.Fatalf("%s: %s", d.Where, d.What)
		return false
	})
	if err != nil {
		w.rt.Fatal(err)
	}
}

func (w *world) entries() int64 {
	history, err := w.db.History(w.Context(), 1)
	if err != nil {
		w.rt.Fatal(err)
	}
	if len(history) == 0 {
		return 0
	}
	return history[0].Entry
}

func (w *world) print() string {
	text, err := w.db.Fingerprint(w.Context())
	if err != nil {
		w.rt.Fatal(err)
	}
	return text
}

func (w *world) export() string {
	w.Helper()
	var out strings.Builder
	for rec, err := range w.db.ExportRecords(w.Context(), store.ExportFilter{}) {
		if err != nil {
			w.rt.Fatal(err)
		}
		if rec.Article != nil {
			rec.Article.Row = 0
		}
		if err := json.NewEncoder(&out).Encode(rec); err != nil {
			w.rt.Fatal(err)
		}
	}
	for _, is := range []string{"unread", "starred", "later"} {
		page, err := w.db.List(w.Context(), news.Filter{Is: is})
		if err != nil {
			w.rt.Fatal(err)
		}
		fmt.Fprint(&out, is)
		for _, a := range page.Articles {
			fmt.Fprint(&out, " ", a.ID)
		}
		fmt.Fprintln(&out)
	}
	counts, err := w.db.Counts(w.Context())
	if err != nil {
		w.rt.Fatal(err)
	}
	fmt.Fprintln(&out, counts)
	return out.String()
}

// act does one thing; what is refused because it names something that is not
// there counts as done.
func (w *world) act(rt *rapid.T) {
	ctx := w.Context()
	id := fmt.Sprintf("a%d", rapid.IntRange(0, 5).Draw(rt, "id"))
	var err error
	switch rapid.SampledFrom([]string{"import", "import", "import", "mark", "slot", "topic", "tag", "publication", "comment", "remove",
		"rename", "merge tags", "edit topic", "merge topics", "order"}).Draw(rt, "act") {
	case "import":
		w.take(rt)
	case "mark":
		mark := rapid.SampledFrom([]news.Mark{news.MarkRead, news.MarkStar, news.MarkLater}).Draw(rt, "mark")
		_, _, err = w.db.Mark(ctx, []string{id}, mark, rapid.Bool().Draw(rt, "on"))
	case "slot":
		slot := rapid.SampledFrom([]string{news.SlotLead, news.SlotEditorsChoice}).Draw(rt, "slot")
		_, err = w.db.SetSlot(ctx, slot, []news.SlotItem{{ID: id, Title: word(rt)}})
	case "topic":
		err = w.db.SetTopic(ctx, *topicRecord(rt))
	case "tag":
		err = w.db.SetTag(ctx, *tagRecord(rt))
	case "publication":
		_, err = w.db.SetPublication(ctx, *publicationRecord(rt))
	case "comment":
		status := rapid.SampledFrom([]news.CommentStatus{news.CommentPending, news.CommentApproved}).Draw(rt, "status")
		_, err = w.db.AddComment(ctx, id, news.Comment{Text: word(rt), Status: status})
	case "remove":
		_, err = w.db.Remove(ctx, []string{id})
	case "rename":
		_, _, err = w.db.RenameTag(ctx, slug(rt), word(rt))
	case "merge tags":
		_, err = w.db.MergeTags(ctx, []string{slug(rt)}, slug(rt))
	case "edit topic":
		topic := topicRecord(rt)
		topic.BodyFormat = news.BodyCanonical
		_, err = w.db.EditTopic(ctx, slug(rt), *topic)
	case "merge topics":
		_, err = w.db.MergeTopics(ctx, []string{slug(rt), slug(rt)}, slug(rt))
	case "order":
		_, err = w.db.OrderTopics(ctx, []string{slug(rt)})
	}
	switch news.CodeOf(err) {
	case news.CodeNotFound, news.CodeExists, news.CodeInvalid:
	default:
		if err != nil {
			rt.Fatal(err)
		}
	}
}

// take imports a few records.
func (w *world) take(rt *rapid.T) {
	w.imports++
	id := fmt.Sprintf("import %d", w.imports)
	if err := w.db.BeginImport(w.Context(), news.Import{ID: id, Label: id}); err != nil {
		rt.Fatal(err)
	}
	for range rapid.IntRange(1, 2).Draw(rt, "batches") {
		var list []news.Record
		for range rapid.IntRange(1, 5).Draw(rt, "records") {
			switch rapid.SampledFrom([]string{"article", "article", "article", "topic", "tag", "publication", "front"}).Draw(rt, "record") {
			case "article":
				list = append(list, news.Record{Article: randomArticle(rt)})
			case "topic":
				list = append(list, news.Record{Topic: topicRecord(rt)})
			case "tag":
				list = append(list, news.Record{Tag: tagRecord(rt)})
			case "publication":
				list = append(list, news.Record{Publication: publicationRecord(rt)})
			case "front":
				slot := rapid.SampledFrom([]string{news.SlotLead, news.SlotEditorsChoice}).Draw(rt, "slot")
				list = append(list, news.Record{Front: &news.Front{Slots: map[string][]news.SlotItem{slot: {{ID: "a1"}, {ID: "a9"}}}}})
			}
		}
		if _, _, err := w.db.Ingest(w.Context(), news.Batch{Import: id, Source: "wire", Records: list}); err != nil {
			rt.Fatal(err)
		}
	}
	if err := w.db.FinishImport(w.Context(), news.Import{ID: id, State: "done"}); err != nil {
		rt.Fatal(err)
	}
}

func word(rt *rapid.T) string {
	return rapid.SampledFrom([]string{"Lake", "lake", "Rail", "Öl", "oel", "آب", "Lake Region"}).Draw(rt, "word")
}

func slug(rt *rapid.T) string {
	return rapid.SampledFrom([]string{"lake", "rail", "öl", "oel", "lake-region", "آب", "water"}).Draw(rt, "slug")
}

func words(rt *rapid.T) []string {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) string { return word(t) }), 0, 3).Draw(rt, "words")
}

func randomArticle(rt *rapid.T) *news.Article {
	a := &news.Article{ID: fmt.Sprintf("a%d", rapid.IntRange(0, 5).Draw(rt, "id")), Language: "en", Title: "Title " + word(rt),
		Section: rapid.SampledFrom([]string{"", "Politics", "politics", "Arts"}).Draw(rt, "section"),
		Kind:    rapid.SampledFrom([]news.Kind{"", news.KindReport}).Draw(rt, "kind"),
		State:   rapid.SampledFrom([]news.State{"", "", news.StateWithdrawn}).Draw(rt, "state"),
		Tags:    words(rt), Topics: words(rt), EditorsChoice: rapid.IntRange(0, 3).Draw(rt, "choice"),
		Body: "<p id=\"aaaaaaaa\">" + word(rt) + " and " + word(rt) + ".</p>\n"}
	if day := rapid.IntRange(-1, 3).Draw(rt, "day"); day >= 0 {
		a.Published = storetest.Now.Add(time.Duration(day) * 13 * time.Hour)
	}
	if rapid.Bool().Draw(rt, "more") {
		a.Views = map[news.Day]int64{"2026-03-01": int64(rapid.IntRange(1, 3).Draw(rt, "views"))}
		a.Comments = []news.Comment{{ID: "c", Text: word(rt), Status: news.CommentApproved}}
		a.TranslationOf = fmt.Sprintf("a%d", rapid.IntRange(0, 5).Draw(rt, "translation"))
		a.Places = []news.Place{{Name: word(rt), Lat: 1, Lon: 2}}
		a.Authors = []news.Author{{Name: word(rt)}}
	}
	return a
}

func topicRecord(rt *rapid.T) *news.Topic {
	return &news.Topic{Slug: rapid.SampledFrom([]string{"", "lake", "rail", "water"}).Draw(rt, "slug"), Name: word(rt),
		Description: word(rt), Visible: true, Order: rapid.IntRange(0, 2).Draw(rt, "order"), Aliases: words(rt)}
}

func tagRecord(rt *rapid.T) *news.Tag { return &news.Tag{Name: word(rt), Aliases: words(rt)} }

func publicationRecord(rt *rapid.T) *news.Publication {
	p := &news.Publication{Name: word(rt), TimeZone: rapid.SampledFrom([]string{"UTC", "Asia/Tehran", "America/New_York"}).Draw(rt, "zone")}
	for _, name := range words(rt) {
		p.Sections = append(p.Sections, news.Section{Name: name})
	}
	return p
}
