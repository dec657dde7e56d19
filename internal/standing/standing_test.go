package standing_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/news"
	"broadsheet/internal/query"
	"broadsheet/internal/search"
	"broadsheet/internal/standing"
)

// desk stands for store, index and search at once: an article is a word, and a query
// is a word that it has to be. The index knows what was last committed with sync.
type desk struct {
	*testing.T
	list    []news.SavedSearch
	seen    map[string][2][]byte
	changes []news.Row // the change log: number n is changes[n-1]
	written map[news.Row]string
	indexed map[news.Row]string
	names   map[string]string // what "tag:x" means
	zone    string
	limited map[string]bool // queries that take too long
	now     time.Time
	damaged error // of the index

	behind                         bool
	counted, looked, read, summary int // calls
}

func newDesk(t *testing.T) (*desk, *standing.Service) {
	d := &desk{T: t, seen: map[string][2][]byte{}, written: map[news.Row]string{}, indexed: map[news.Row]string{}, names: map[string]string{}, limited: map[string]bool{}, now: time.Unix(1_700_000_000, 0)}
	return d, standing.New(standing.Needs{Store: d, Index: index{d}, Search: d, CatchUp: d.catchUp})
}

func (d *desk) write(row news.Row, word string) {
	d.written[row] = word
	d.changes = append(d.changes, row)
}

func (d *desk) catchUp(context.Context) (bool, error) {
	if !d.behind {
		clear(d.indexed)
		for row, word := range d.written {
			d.indexed[row] = word
		}
	}
	return !d.behind, nil
}

func (d *desk) save(name, query string) {
	d.list = append(d.list, news.SavedSearch{ID: name, Name: name, Query: query})
}

func (d *desk) SavedSearches(context.Context) ([]news.SavedSearch, error) {
	return slices.Clone(d.list), nil
}

func (d *desk) SaveSearch(_ context.Context, name, query string) (news.SavedSearch, int64, error) {
	d.save(name, query)
	return d.list[len(d.list)-1], 1, nil
}

func (d *desk) RenameSavedSearch(context.Context, string, string) (int64, error) { return 1, nil }

func (d *desk) RemoveSavedSearch(_ context.Context, id string) (int64, error) {
	d.list = slices.DeleteFunc(d.list, func(s news.SavedSearch) bool { return s.ID == id })
	return 1, nil
}

func (d *desk) SavedSeen(_ context.Context, id string) (seen, before []byte, err error) {
	return d.seen[id][0], d.seen[id][1], nil
}

func (d *desk) NoteSavedSeen(_ context.Context, id string, seen []byte) error {
	d.seen[id] = [2][]byte{seen, d.seen[id][0]}
	d.now = d.now.Add(time.Second)
	for i := range d.list {
		if d.list[i].ID == id {
			d.list[i].Before, d.list[i].Looked = d.list[i].Looked, d.now
		}
	}
	return nil
}

func (d *desk) TakeSavedSeen(_ context.Context, id string) error {
	d.seen[id] = [2][]byte{d.seen[id][1], d.seen[id][1]}
	for i := range d.list {
		if d.list[i].ID == id {
			d.list[i].Looked = d.list[i].Before
		}
	}
	return nil
}

func (d *desk) ChangedArticles(_ context.Context, after int64) ([]news.Row, int64, bool, error) {
	return slices.Clone(d.changes[after:]), int64(len(d.changes)), true, nil
}

func (d *desk) Summaries(_ context.Context, rows []news.Row) (out []news.Summary, err error) {
	d.summary++
	for _, r := range rows {
		out = append(out, news.Summary{Row: r, ID: fmt.Sprint(r)})
	}
	return out, nil
}

func (d *desk) Standing(_ context.Context, text string) (search.Standing, error) {
	d.read++
	if text == "broken" {
		return search.Standing{}, news.Errorf(news.CodeInvalid, "query", "It is broken.")
	}
	word, named := text, false
	if name, ok := strings.CutPrefix(text, "tag:"); ok {
		word, named = d.names[name], true
	}
	return search.Standing{Text: text, Named: named, Changing: named && word == "", Request: query.Request{Tree: query.Word{Text: word + d.zone}}}, nil
}

func (d *desk) Among(context.Context, search.Request, []news.Row) (search.Answer, error) {
	return search.Answer{}, nil
}

// index is the part of a desk that has methods of the same names.
type index struct{ *desk }

func (x index) fits(r query.Request, row news.Row) bool {
	word, there := x.indexed[row]
	return there && strings.TrimSuffix(r.Tree.(query.Word).Text, x.zone) == word
}

func (x index) Rows(_ context.Context, r query.Request) (out []news.Row, err error) {
	x.counted++
	if x.damaged != nil {
		return nil, x.damaged
	}
	if x.limited[r.Tree.(query.Word).Text] {
		return nil, news.Errorf(news.CodeLimit, "query", "The search takes too long; narrow it.")
	}
	for row := range x.indexed {
		if x.fits(r, row) {
			out = append(out, row)
		}
	}
	return out, nil
}

func (x index) Among(_ context.Context, requests []query.Request, rows []news.Row) ([][]news.Row, error) {
	x.looked++
	out := make([][]news.Row, len(requests))
	for i, r := range requests {
		for _, row := range rows {
			if x.fits(r, row) {
				out[i] = append(out[i], row)
			}
		}
	}
	return out, nil
}

func (x index) Newest(_ context.Context, sets []query.Rows, limit int) ([][]news.Row, error) {
	out := make([][]news.Row, len(sets))
	for i, set := range sets {
		for row := news.Row(20_000); row > 0 && len(out[i]) < limit; row-- {
			if set.Has(row) {
				out[i] = append(out[i], row)
			}
		}
	}
	return out, nil
}

// counts writes a list as "name total/new", with ! where there is a problem.
func counts(t *testing.T, s *standing.Service) string {
	t.Helper()
	list, err := s.List(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, one := range list {
		problem := ""
		if one.Problem != nil {
			problem = "!"
		}
		out = append(out, fmt.Sprintf("%s%s %d/%d", one.Name, problem, one.Total, one.New))
	}
	return strings.Join(out, ", ")
}

func is(t *testing.T, s *standing.Service, want string) {
	t.Helper()
	if got := counts(t, s); got != want {
		t.Fatalf("%s, want %s", got, want)
	}
}

func TestWhatIsNewIsWhatDidNotMatchAtTheLastLook(t *testing.T) {
	d, s := newDesk(t)
	d.save("Boats", "boat")
	d.write(1, "boat")
	d.write(2, "boat")
	is(t, s, "Boats 2/2")
	before, err := s.Look(t.Context(), "boats")
	if err != nil || before.New != 2 {
		t.Fatalf("%+v, %v", before, err)
	}
	is(t, s, "Boats 2/0")
	d.write(1, "boat") // changed, and still one
	d.write(3, "pier")
	d.write(4, "boat")
	is(t, s, "Boats 3/1")
	d.write(3, "boat") // came to match
	d.write(2, "pier") // went
	is(t, s, "Boats 3/2")
	if err := s.Unlook(t.Context(), "Boats"); err != nil {
		t.Fatal(err)
	}
	is(t, s, "Boats 3/3")
	if d.counted != 1 {
		t.Errorf("all was asked for %d times", d.counted)
	}
}

func TestTheNewestOfAllComeInOne(t *testing.T) {
	d, s := newDesk(t)
	for row := range news.Row(9) {
		d.write(row+1, []string{"boat", "pier", "tide"}[row%3])
	}
	for _, word := range []string{"boat", "pier", "tide"} {
		d.save(word, word)
	}
	list, newest, err := s.Newest(t.Context(), 2, 2)
	if err != nil || len(list) != 3 {
		t.Fatalf("%+v, %v", list, err)
	}
	got := map[string][]string{}
	for id, rows := range newest {
		for _, a := range rows {
			got[id] = append(got[id], a.ID)
		}
	}
	if diff := cmp.Diff(map[string][]string{"boat": {"7", "4"}, "pier": {"8", "5"}}, got); diff != "" || d.summary != 1 {
		t.Errorf("%s, in %d questions", diff, d.summary)
	}
}

func TestOneThatFailsHoldsNoOtherUp(t *testing.T) {
	d, s := newDesk(t)
	d.save("A slow one", "slow")
	d.save("Boats", "boat")
	d.save("Broken", "broken")
	d.limited["slow"] = true
	d.write(1, "boat")
	d.write(2, "slow")
	is(t, s, "A slow one! 0/0, Boats 1/1, Broken! 0/0")
	if _, err := s.Look(t.Context(), "A slow one"); news.CodeOf(err) != news.CodeLimit {
		t.Error(err)
	}
	// It rests ever longer.
	d.counted = 0
	for range 100 {
		d.write(1, "boat")
		is(t, s, "A slow one! 0/0, Boats 1/1, Broken! 0/0")
	}
	if d.counted == 0 || d.counted > 8 {
		t.Errorf("it was counted %d times", d.counted)
	}
	d.limited["slow"] = false
	for range 70 {
		counts(t, s)
	}
	is(t, s, "A slow one 1/1, Boats 1/1, Broken! 0/0")
	// What is wrong with the index itself is wrong with all.
	d.damaged = news.Errorf(news.CodeDamaged, "index", "It is damaged.")
	d.save("Piers", "pier")
	if _, err := s.List(t.Context()); news.CodeOf(err) != news.CodeDamaged {
		t.Error(err)
	}
	d.damaged = nil
	is(t, s, "A slow one 1/1, Boats 1/1, Broken! 0/0, Piers 0/0")
}

func TestAnIndexThatLagsBehind(t *testing.T) {
	d, s := newDesk(t)
	d.save("Boats", "boat")
	d.write(1, "boat")
	is(t, s, "Boats 1/1")
	d.behind = true
	d.write(2, "boat")
	moved, whole, err := s.Renew(t.Context())
	if moved || whole || err != nil {
		t.Fatal(moved, whole, err)
	}
	// What it does not hold was not seen.
	if _, err := s.Look(t.Context(), "Boats"); err != nil {
		t.Fatal(err)
	}
	d.behind = false
	if moved, whole, err = s.Renew(t.Context()); !moved || !whole || err != nil {
		t.Fatal(moved, whole, err)
	}
	is(t, s, "Boats 2/1")
}

func TestAnIndexThatIsBuiltAnewForgetsNothingThatWasSeen(t *testing.T) {
	d, s := newDesk(t)
	d.save("Boats", "boat")
	d.write(1, "boat")
	d.write(2, "boat")
	if _, err := s.Look(t.Context(), "Boats"); err != nil {
		t.Fatal(err)
	}
	// The program starts again, with half an index.
	d.behind = true
	delete(d.indexed, 1)
	s = standing.New(standing.Needs{Store: d, Index: index{d}, Search: d, CatchUp: d.catchUp})
	is(t, s, "Boats 1/0")
	if _, err := s.Look(t.Context(), "Boats"); err != nil {
		t.Fatal(err)
	}
	d.behind = false
	is(t, s, "Boats 2/0")
}

func TestNamesAndDaysThatComeToMeanOthers(t *testing.T) {
	d, s := newDesk(t)
	d.save("Boats", "boat")
	d.save("Ice", "tag:ice")
	d.write(1, "frost")
	is(t, s, "Boats 0/0, Ice 0/0")
	d.names["ice"] = "frost" // a name that nothing bore
	is(t, s, "Boats 0/0, Ice 1/1")
	d.names["ice"] = "snow"
	is(t, s, "Boats 0/0, Ice 1/1")
	s.Renamed()
	d.read = 0
	is(t, s, "Boats 0/0, Ice 0/0")
	if d.read != 1 {
		t.Errorf("%d were read anew", d.read)
	}
	d.zone, d.read = "+1", 0
	s.Rezoned()
	is(t, s, "Boats 0/0, Ice 0/0")
	if d.read != 2 {
		t.Errorf("%d were read anew", d.read)
	}
}

func TestWhatIsDamagedIsToldAndMendedByALook(t *testing.T) {
	d, s := newDesk(t)
	d.save("Boats", "boat")
	d.save("Piers", "pier")
	d.write(1, "boat")
	d.seen["Boats"] = [2][]byte{[]byte("nonsense")}
	is(t, s, "Boats! 1/1, Piers 0/0")
	if _, err := s.Look(t.Context(), "Boats"); err != nil {
		t.Fatal(err)
	}
	is(t, s, "Boats 1/0, Piers 0/0")
}

// A change of one article costs one question, however many searches there are.
func TestManySearchesAreOneQuestion(t *testing.T) {
	d, s := newDesk(t)
	for i := range 10_000 {
		d.save(fmt.Sprintf("%05d", i), fmt.Sprintf("word %d", i))
	}
	counts(t, s)
	d.write(1, "word 7")
	d.counted, d.looked, d.read = 0, 0, 0
	list, err := s.List(t.Context())
	if err != nil || list[7].New != 1 || d.counted != 0 || d.looked != 1 || d.read != 0 {
		t.Errorf("%d counted, %d looked, %d read (%v)", d.counted, d.looked, d.read, err)
	}
	if _, err := s.Remove(t.Context(), "00007"); err != nil {
		t.Fatal(err)
	}
	if list, err = s.List(t.Context()); err != nil || len(list) != 9_999 {
		t.Errorf("%d, %v", len(list), err)
	}
}
