package follow_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"broadsheet/internal/body"
	"broadsheet/internal/follow"
	"broadsheet/internal/index"
	"broadsheet/internal/news"
	"broadsheet/internal/query"
	"broadsheet/internal/store"
	"broadsheet/internal/storetest"

	"github.com/google/go-cmp/cmp"
)

// joined is a real store, a real index and what follows.
type joined struct {
	*testing.T
	db       *store.DB
	index    *index.Index
	follower *follow.Follower
}

func join(t *testing.T) joined {
	t.Helper()
	db, err := store.Open(t.Context(), store.Options{Path: filepath.Join(t.TempDir(), "library.db"),
		Clock: func() time.Time { return storetest.Now }, Actor: news.Actor{Name: "Tester"}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	x, err := index.Open(t.Context(), index.Options{Dir: filepath.Join(t.TempDir(), "index"), Library: "l"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Close() })
	return joined{t, db, x, follow.New(follow.Options{Store: follow.StoreOf(db), Index: x})}
}

func (j joined) ingest(id string, articles ...news.Article) {
	j.Helper()
	b := news.Batch{Import: id, Source: "s"}
	for i := range articles {
		canonical, err := body.Canonical(j.Context(), articles[i].Body, body.Options{Language: articles[i].Language})
		if err != nil {
			j.Fatal(err)
		}
		articles[i].Body = canonical.HTML
		b.Records = append(b.Records, news.Record{Article: &articles[i]})
	}
	if err := j.db.BeginImport(j.Context(), news.Import{ID: id, Format: "test"}); err != nil {
		j.Fatal(err)
	}
	if _, problems, err := j.db.Ingest(j.Context(), b); err != nil || len(problems) > 0 {
		j.Fatal(problems, err)
	}
}

// finds brings the index forward and gives what a query finds, as thing:text.
func (j joined) finds(text string, things ...news.Thing) string {
	j.Helper()
	if err := j.follower.Sync(j.Context()); err != nil {
		j.Fatal(err)
	}
	q, err := query.Parse(text, query.Options{Strict: true})
	if err != nil {
		j.Fatal(err)
	}
	found, err := j.index.Search(j.Context(), query.Request{Tree: q.Tree, Things: things, Limit: 100})
	if err != nil {
		j.Fatal(err)
	}
	var out []string
	for _, h := range found.Hits {
		switch h.Thing {
		case news.ThingCaption:
			list, err := j.db.Captions(j.Context(), []news.Row{h.Row})
			if err != nil || len(list) != 1 {
				j.Fatalf("caption %d: %v, %v", h.Row, list, err)
			}
			out = append(out, fmt.Sprintf("%d:%s", list[0].Article, list[0].Text))
		case news.ThingComment:
			list, err := j.db.FoundComments(j.Context(), []news.Row{h.Row})
			if err != nil || len(list) != 1 {
				j.Fatalf("comment %d: %v, %v", h.Row, list, err)
			}
			out = append(out, fmt.Sprintf("%d:%s", list[0].Article, list[0].Text))
		default:
			out = append(out, fmt.Sprint(h.Row))
		}
	}
	slices.Sort(out)
	return strings.Join(out, " | ")
}

func (j joined) want(what, got, want string) {
	j.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		j.Errorf("%s: %s", what, diff)
	}
}

const figure = `<figure data-type="image"><img alt="Gulls" src="/media/%064d"><figcaption>A %s at dawn</figcaption></figure>`

func TestCaptionsComeAndGoWithTheirArticle(t *testing.T) {
	j := join(t)
	a := news.Article{ID: "a", Title: "Harbours", Language: "en", Kind: "report", Body: "<p>Text.</p>" + fmt.Sprintf(figure, 1, "pier"),
		Lead:  &news.Picture{Src: "/media/x", Caption: "The crane"},
		Media: []news.MediaItem{{Type: "photo", Caption: "The quay"}, {Type: "film", Caption: "The crane"}}}
	plain := news.Article{ID: "b", Title: "Lakes", Language: "en", Body: "<p>Text.</p>"}
	j.ingest("i1", plain, a)
	j.want("all", j.finds("", news.ThingCaption), "2:A pier at dawn | 2:The crane | 2:The quay")
	j.want("by alternative text and keyword", j.finds("gulls kind:report", news.ThingCaption), "2:A pier at dawn")
	j.want("articles alone", j.finds("harbours OR lakes"), "1 | 2")
	j.want("no words across captions", j.finds("crane quay", news.ThingCaption), "2:The crane | 2:The quay") // relaxed
	j.want("what it has", j.finds("has:picture has:film -has:table"), "2")

	a.Media, a.Body = nil, "<p>Text.</p>"+fmt.Sprintf(figure, 1, "mole")
	j.ingest("i2", a)
	j.want("a new version", j.finds("", news.ThingCaption), "2:A mole at dawn | 2:The crane")
	if _, err := j.db.UndoImport(t.Context(), "i2"); err != nil {
		t.Fatal(err)
	}
	j.want("undone", j.finds("", news.ThingCaption), "2:A pier at dawn | 2:The crane | 2:The quay")
	if _, err := j.db.Remove(t.Context(), []string{"a"}); err != nil {
		t.Fatal(err)
	}
	j.want("removed", j.finds("", news.ThingCaption), "")
	if _, err := j.db.Undo(t.Context(), 0); err != nil {
		t.Fatal(err)
	}
	j.want("back", j.finds("quay", news.ThingCaption), "2:The quay")
	if err := j.index.Reset("test"); err != nil {
		t.Fatal(err)
	}
	j.want("rebuilt", j.finds("", news.ThingCaption, news.ThingArticle), "1 | 2 | 2:A pier at dawn | 2:The crane | 2:The quay")
}

func TestCaptionsSayWhereTheyStand(t *testing.T) {
	j := join(t)
	j.ingest("i1", news.Article{ID: "a", Title: "Harbours", Language: "en", Body: `<p id="paaaaaaa">Text.</p>` + fmt.Sprintf(figure, 1, "pier"),
		Lead: &news.Picture{Src: "/media/x", Caption: "The crane"},
		Media: []news.MediaItem{{Type: "photo", Caption: "Lost"}, {Type: "photo", Src: "/media/y", Caption: "The quay"},
			{Type: "film", Src: "/media/z", Poster: "/media/p", Caption: "The tide"}, {Type: "photo", Src: "/media/w", Caption: "The lamp"}}})
	var rows []news.Row
	for n := range 6 {
		rows = append(rows, news.CaptionRow(1, n))
	}
	held, err := j.db.Captions(t.Context(), rows)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range held {
		got = append(got, fmt.Sprintf("%s %q %t %.8s", c.Text, c.Place, c.Block != "", c.Src))
	}
	want := []string{`The crane "lead" false /media/x`, `Lost "" false `, `The quay "photo-1" false /media/y`, `The tide "film-1" false /media/p`, `The lamp "photo-2" false /media/w`, `A pier at dawn "" true /media/0`}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestApprovedCommentsAreFound(t *testing.T) {
	j := join(t)
	j.ingest("i1", news.Article{ID: "a", Title: "Harbours", Language: "en", Tags: []string{"sea"}, Comments: []news.Comment{
		{ID: "1", Name: "Nadia", Email: "nadia@example.org", Text: "A tide came.", Status: news.CommentApproved},
		{ID: "2", Name: "Omar", Text: "A tide went.", Status: news.CommentPending},
	}})
	j.want("approved ones", j.finds("tide", news.ThingComment), "1:A tide came.")
	j.want("by name", j.finds("nadia", news.ThingComment), "1:A tide came.")
	j.want("never by address", j.finds("example.org", news.ThingComment), "")
	j.want("beside articles", j.finds("tide OR harbours"), "1")
	j.want("an article with comments", j.finds("has:comments"), "1")
	if _, err := j.db.AddComment(t.Context(), "a", news.Comment{Name: "Lena", Text: "The tide again.", Status: news.CommentApproved}); err != nil {
		t.Fatal(err)
	}
	j.want("written here", j.finds("tide", news.ThingComment), "1:A tide came. | 1:The tide again.")
	if _, err := j.db.Undo(t.Context(), 0); err != nil {
		t.Fatal(err)
	}
	j.want("taken back", j.finds("tide", news.ThingComment), "1:A tide came.")
	if _, err := j.db.Remove(t.Context(), []string{"a"}); err != nil {
		t.Fatal(err)
	}
	j.want("with its article", j.finds("tide", news.ThingComment), "")
	if _, err := j.db.Undo(t.Context(), 0); err != nil {
		t.Fatal(err)
	}
	j.want("and back", j.finds("tide", news.ThingComment), "1:A tide came.")
	j.ingest("i2", news.Article{ID: "a", Title: "Harbours", Language: "en", State: news.StateWithdrawn})
	j.want("withdrawn", j.finds("", news.ThingComment, news.ThingArticle), "")
}

func TestWhatAnArticleHasAndHowLongItIs(t *testing.T) {
	j := join(t)
	j.ingest("i1",
		news.Article{ID: "a", Title: "Tables", Language: "en", Places: []news.Place{{Name: "Port Said", Lat: 31, Lon: 32}},
			Body: "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table><p>" + strings.Repeat("word ", 300) + "</p>"},
		news.Article{ID: "b", Title: "Pull quote", Language: "en", Body: `<figure data-type="pullquote"><blockquote><p>Said</p></blockquote></figure>`,
			Versions: []news.Version{{N: 1, Article: news.Article{Title: "Before"}}, {N: 2, Change: news.ChangeCorrection, Note: "A date."}}},
	)
	for text, want := range map[string]string{
		"has:table": "1", "has:quote": "2", "has:correction": "2", "has:place": "1", `place:"PORT  said"`: "1", `place:"port said"`: "1",
		"words>100": "1", "words<100": "2", "words>303": "1", "words>304": "", "words<305": "1 | 2", "words<304": "2", "words>1000000": "",
	} {
		j.want(text, j.finds(text), want)
	}
	places, err := j.index.Places(t.Context(), "po", 5)
	if diff := cmp.Diff([]query.Count{{Value: "Port Said", Count: 1}}, places); err != nil || diff != "" {
		t.Errorf("%v: %s", err, diff)
	}
}

// TestTheLanguageOfABlockCounts stems each block of a mixed text by its own
// rules, and words in other scripts by those of their script.
func TestTheLanguageOfABlockCounts(t *testing.T) {
	j := join(t)
	j.ingest("i1",
		news.Article{ID: "a", Title: "Mixed", Language: "en", Body: `<p>The minister spoke.</p><p lang="fr">L'été des étoiles.</p><p lang="fa" dir="rtl">کتابهای تازه</p><p>The end.</p>`},
		news.Article{ID: "b", Title: "Arabic word", Language: "en", Body: `<p>He wrote والكتاب here.</p>`},
		news.Article{ID: "c", Title: "عنوان", Language: "ar", Body: `<p>قال London اليوم.</p>`},
		news.Article{ID: "d", Title: "Titre", Language: "fr", Body: `<p>Rien.</p>`},
		news.Article{ID: "e", Title: "تیتر", Language: "fa", Body: `<p>هیچ</p>`},
	)
	for text, want := range map[string]string{
		"été": "1", "étoile": "1", "کتاب": "1 | 2", `"speak"`: "", "ministers": "1", `"étoiles کتابهای"`: "1", "كتاب": "1 | 2", "london": "3", "exact:والكتاب": "2",
	} {
		j.want(text, j.finds(text), want)
	}
}
