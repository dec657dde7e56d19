package desk_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"broadsheet/internal/body"
	"broadsheet/internal/desk"
	"broadsheet/internal/news"
)

// disk is what outlives a kill: rows, revisions and files. It may be killed after a
// number of writes: all later ones fail and leave it as it is.
type disk struct {
	mu        sync.Mutex
	drafts    map[string]news.Draft
	revisions map[string][]string // texts, oldest first
	files     map[string][]byte
	recovered []news.RecoveredDraft
	writes    int
	killAt    int   // which write does not happen any more; 0: all do
	full      error // of every file
}

var errKilled = errors.New("killed")

func newDisk() *disk {
	return &disk{drafts: map[string]news.Draft{}, revisions: map[string][]string{}, files: map[string][]byte{}}
}

// write does one write, unless the program was killed before it.
func (d *disk) write(do func() error) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.writes++
	if d.killAt > 0 && d.writes >= d.killAt {
		return errKilled
	}
	return do()
}

// put makes a draft that holds a text.
func (d *disk) put(id, text string, stamp int64, state news.DraftState, closed string) {
	d.drafts[id] = news.Draft{ID: id, Stamp: stamp, State: state, Closed: closed, Article: article(text)}
	d.revisions[id] = []string{text}
}

// file puts a draft's file there.
func (d *disk) file(id, text string, stamp int64) {
	body, _ := json.Marshal(text)
	d.files[id] = fmt.Appendf(nil, `{"draft":%q,"stamp":%d,"saved":"2026-05-06T14:03:22Z","article":{"body":%s}}`, id, stamp, body)
}

func article(text string) news.Article {
	return news.Article{Title: "T", Language: "en", Body: text, BodyFormat: news.BodyCanonical}
}

// clone gives a disk of its own in the same state, which nobody kills.
func (d *disk) clone() *disk {
	c := newDisk()
	maps.Copy(c.drafts, d.drafts)
	maps.Copy(c.files, d.files)
	for id, list := range d.revisions {
		c.revisions[id] = slices.Clone(list)
	}
	return c
}

// everything gives all texts that a person can come back to.
func (d *disk) everything() string {
	var all strings.Builder
	for _, one := range d.drafts {
		all.WriteString(one.Article.Body + "\n")
	}
	for _, list := range d.revisions {
		all.WriteString(strings.Join(list, "\n") + "\n")
	}
	return all.String()
}

type unused interface{ desk.Drafts }

// rows is the library's side of a disk.
type rows struct {
	unused
	*disk
}

func (r rows) Draft(_ context.Context, id string) (news.Draft, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	d, ok := r.drafts[id]
	switch {
	case !ok:
		return d, news.NotFound("draft", id)
	case d.Article.Body == "damaged":
		return d, news.Errorf(news.CodeDamaged, "draft", "damaged")
	}
	return d, nil
}

func (r rows) SaveDraft(_ context.Context, s news.DraftSave) (d news.Draft, err error) {
	err = r.write(func() error {
		held, ok := r.drafts[s.ID]
		switch {
		case !ok || held.Closed != "":
			return news.NotFound("draft", s.ID)
		case s.Stamp != 0 && s.Stamp != held.Stamp:
			return news.Errorf(news.CodeConflict, "stamp", "another window")
		}
		if held.Article.Body != s.Article.Body {
			to, ok := held.State.After(news.ActEdit)
			if !ok {
				return news.Errorf(news.CodeInvalid, "state", "not edited")
			}
			held.State = to
			held.Stamp++
			if !s.Recovered.IsZero() {
				r.recovered = append(r.recovered, news.RecoveredDraft{Draft: s.ID, Saved: s.Recovered})
			}
		}
		held.Article = s.Article
		if list := r.revisions[s.ID]; s.Keep && list[len(list)-1] != s.Article.Body {
			r.revisions[s.ID] = append(list, s.Article.Body)
		}
		r.drafts[s.ID] = held
		d = held
		return nil
	})
	return d, err
}

func (r rows) CreateDraft(_ context.Context, a news.Article, state news.DraftState, _ string, _ int) (d news.Draft, entry int64, err error) {
	err = r.write(func() error {
		d = news.Draft{ID: fmt.Sprintf("d-anew%d", len(r.drafts)), Stamp: 1, State: state, Article: a}
		r.drafts[d.ID] = d
		r.revisions[d.ID] = []string{a.Body}
		return nil
	})
	return d, 1, err
}

func (r rows) MarkLost(_ context.Context, id string, typed time.Time) error {
	return r.write(func() error {
		r.recovered = append(r.recovered, news.RecoveredDraft{Draft: id, Saved: typed, Lost: true})
		return nil
	})
}

// files is the folder's side of a disk.
type files struct{ *disk }

func (f files) Keep(name string, content []byte) error {
	return f.write(func() error {
		if f.full == nil {
			f.files[name] = content
		}
		return f.full
	})
}

func (f files) Drop(name string) error {
	return f.write(func() error {
		delete(f.files, name)
		return nil
	})
}

func (f files) Held() (map[string][]byte, error) { return maps.Clone(f.files), nil }

// plain prints and reads the text of an article alone.
type plain struct{}

func (plain) Print(a news.Article) ([]byte, error) {
	return json.Marshal(map[string]string{"body": a.Body})
}

func (plain) Read(_ context.Context, object []byte) (news.Article, error) {
	var held struct{ Body string }
	if err := json.Unmarshal(object, &held); err != nil {
		return news.Article{}, err
	}
	a := article(held.Body)
	a.BodyFormat = news.BodyHTML
	return a, nil
}

func on(d *disk) *desk.Service {
	return desk.New(desk.Needs{
		Drafts: rows{disk: d}, Safe: files{d}, Interchange: plain{},
		Clock: func() time.Time { return time.Date(2026, 5, 6, 14, 3, 22, 0, time.UTC) },
	})
}

// save saves a text as a window does.
func save(t *testing.T, s *desk.Service, id string, stamp int64, text string) (news.Draft, error) {
	doc, err := body.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	d, _, err := s.Save(t.Context(), news.DraftSave{ID: id, Stamp: stamp, Article: article(""), Keep: true}, doc.Blocks)
	return d, err
}

// p gives a canonical body of one paragraph.
func p(text string) string {
	result, err := body.Canonical(context.Background(), "<p>"+text+"</p>", body.Options{Language: "en"})
	if err != nil {
		panic(err)
	}
	return result.HTML
}

func TestFilesAndRowsAreBroughtTogether(t *testing.T) {
	const id = "d-one"
	older, newer := p("older"), p("newer")
	for _, test := range []struct {
		name     string
		disk     func(d *disk)
		holds    string // the draft's text; empty: there is none
		revision []string
		anew     string // text of a draft made anew; empty: none is
		kept     bool   // whether the file of that name stays
		told     int
		fails    bool
	}{
		{"nothing happened", func(d *disk) { d.put(id, newer, 2, news.DraftWriting, ""); d.file(id, newer, 2) },
			newer, []string{newer}, "", true, 0, false},
		{"the file is newer", func(d *disk) { d.put(id, older, 2, news.DraftWriting, ""); d.file(id, newer, 3) },
			newer, []string{older, newer}, "", true, 1, false},
		{"the file is newer, and an approval is voided by it", func(d *disk) { d.put(id, older, 2, news.DraftApproved, ""); d.file(id, newer, 3) },
			newer, []string{older, newer}, "", true, 1, false},
		{"what the row holds was no revision yet", func(d *disk) {
			d.put(id, older, 2, news.DraftWriting, "")
			d.revisions[id] = []string{p("oldest")}
			d.file(id, newer, 3)
		}, newer, []string{p("oldest"), older, newer}, "", true, 1, false},
		{"the file is newer and says the same", func(d *disk) { d.put(id, newer, 2, news.DraftWriting, ""); d.file(id, newer, 3) },
			newer, []string{newer}, "", true, 0, false},
		{"the row is newer", func(d *disk) { d.put(id, newer, 3, news.DraftWriting, ""); d.file(id, older, 2) },
			newer, []string{newer}, "", true, 0, false},
		{"there is no file", func(d *disk) { d.put(id, newer, 3, news.DraftWriting, "") },
			newer, []string{newer}, "", false, 0, false},
		{"the library does not know the draft", func(d *disk) { d.file(id, newer, 3) },
			"", nil, newer, false, 1, false},
		{"the row is damaged", func(d *disk) { d.put(id, "damaged", 3, news.DraftWriting, ""); d.file(id, newer, 3) },
			"damaged", []string{"damaged"}, newer, false, 1, false},
		{"the draft has left the desk", func(d *disk) { d.put(id, newer, 3, news.DraftApproved, "published"); d.file(id, newer, 3) },
			newer, []string{newer}, "", false, 0, false},
		{"the draft has left the desk without the last words", func(d *disk) { d.put(id, older, 3, news.DraftApproved, "published"); d.file(id, newer, 4) },
			older, []string{older}, newer, false, 1, false},
		{"the file is cut off", func(d *disk) {
			d.put(id, older, 2, news.DraftWriting, "")
			d.file(id, newer, 3)
			d.files[id] = d.files[id][:40]
		}, older, []string{older}, "", true, 0, true},
		{"the file is that of another draft", func(d *disk) {
			d.put(id, older, 2, news.DraftWriting, "")
			d.file("d-two", newer, 3)
			d.files[id] = d.files["d-two"]
			delete(d.files, "d-two")
		}, older, []string{older}, "", true, 0, true},
		{"the file's article cannot be read", func(d *disk) {
			d.put(id, older, 2, news.DraftWriting, "")
			d.files[id] = []byte(`{"draft":"d-one","stamp":3,"article":[]}`)
		}, older, []string{older}, "", true, 0, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := newDisk()
			test.disk(d)
			content := string(d.files[id])
			s := on(d)
			if err := s.Recover(t.Context()); (err != nil) != test.fails {
				t.Fatal(err)
			}
			if got := d.drafts[id].Article.Body; got != test.holds {
				t.Errorf("the draft holds %q", got)
			}
			if !slices.Equal(d.revisions[id], test.revision) {
				t.Errorf("its revisions are %q", d.revisions[id])
			}
			anew := ""
			for other, one := range d.drafts {
				if other != id {
					anew += one.Article.Body
					if d.files[other] == nil {
						t.Error("a draft that was made anew has no file of its own")
					}
				}
			}
			if anew != test.anew {
				t.Errorf("made anew was %q", anew)
			}
			if _, kept := d.files[id]; kept != test.kept {
				t.Errorf("the file is there: %v", kept)
			}
			if test.fails && string(d.files[id]) != content {
				t.Error("a file that could not be read was touched")
			}
			told := d.recovered
			if len(told) != test.told {
				t.Errorf("told of %+v", told)
			}
			for _, one := range told {
				if one.Lost != (test.anew != "") || d.drafts[one.Draft].ID == "" || one.Saved.Format(time.DateTime) != "2026-05-06 14:03:22" {
					t.Errorf("told %+v", one)
				}
			}
			// Once more finds nothing to do.
			if err := on(d).Recover(t.Context()); (err != nil) != test.fails || len(d.recovered) != test.told {
				t.Errorf("the next time: %v, %+v", err, d.recovered)
			}
		})
	}
}

// Saves and recoveries are killed at every write that they do, in both orders of file
// and row. Whatever was acknowledged, or stood on the disk, is to be found afterwards.
func TestKilledAtAnyWriteNothingIsLost(t *testing.T) {
	const id = "d-one"
	starts := map[string]func(d *disk){
		"a save":             func(d *disk) { d.put(id, p("first"), 1, news.DraftWriting, ""); d.file(id, p("first"), 1) },
		"a file ahead":       func(d *disk) { d.put(id, p("first"), 1, news.DraftWriting, ""); d.file(id, p("ahead"), 2) },
		"a draft unknown":    func(d *disk) { d.file(id, p("ahead"), 2) },
		"a draft closed":     func(d *disk) { d.put(id, p("first"), 1, news.DraftApproved, "published"); d.file(id, p("ahead"), 2) },
		"a row behind a row": func(d *disk) { d.put(id, p("first"), 4, news.DraftWriting, ""); d.file(id, p("behind"), 2) },
	}
	for name, start := range starts {
		t.Run(name, func(t *testing.T) {
			killed := false
			for killAt := 1; killAt < 12; killAt++ {
				d := newDisk()
				start(d)
				must := []string{d.drafts[id].Article.Body} // texts that have to be there at the end
				if strings.Contains(string(d.files[id]), "ahead") {
					must = append(must, p("ahead"))
				}
				d.killAt = killAt
				s := on(d)
				if err := s.Recover(t.Context()); errors.Is(err, errKilled) {
					killed = true
				} else if held, err := (rows{disk: d}).Draft(t.Context(), id); err == nil && held.Closed == "" {
					saved, err := save(t, s, id, held.Stamp, p("second"))
					if err == nil {
						must = append(must, saved.Article.Body)
					}
					// What only one of the two had taken is brought back too.
					if strings.Contains(string(d.files[id]), "second") {
						must = append(must, p("second"))
					}
					killed = killed || errors.Is(err, errKilled)
				}
				after := d.clone()
				if err := on(after).Recover(t.Context()); err != nil {
					t.Errorf("killed at write %d: %v", killAt, err)
				}
				for _, text := range must {
					if !strings.Contains(after.everything(), text) {
						t.Errorf("killed at write %d: %q is lost; there is %q", killAt, text, after.everything())
					}
				}
			}
			if !killed && name != "a row behind a row" {
				t.Error("nothing was killed, so that nothing was tried")
			}
		})
	}
}

func TestOfTwoWindowsTheFileIsTheWinners(t *testing.T) {
	for _, test := range []struct {
		name   string
		state  news.DraftState
		closed string
		stamp  int64
		code   news.Code
		file   string // part of it; empty: there is none
	}{
		{"another window was faster", news.DraftWriting, "", 1, news.CodeConflict, "stands"},
		{"it left the desk meanwhile", news.DraftApproved, "published", 2, news.CodeNotFound, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := newDisk()
			d.put("d-one", p("stands"), 2, test.state, test.closed)
			d.file("d-one", p("stands"), 2)
			s := on(d)
			_, err := save(t, s, "d-one", test.stamp, p("mine"))
			if news.CodeOf(err) != test.code {
				t.Fatal(err)
			}
			if got := string(d.files["d-one"]); !strings.Contains(got, test.file) || strings.Contains(got, "mine") || (got == "") != (test.file == "") {
				t.Errorf("the file holds %q", got)
			}
			if got := d.drafts["d-one"].Article.Body; got != p("stands") {
				t.Errorf("the draft holds %q", got)
			}
			if err := on(d).Recover(t.Context()); err != nil || len(d.drafts) != 1 || d.drafts["d-one"].Article.Body != p("stands") {
				t.Errorf("after the next start there is %+v, %v", d.drafts, err)
			}
		})
	}
}

func TestASaveWithoutItsFileSaysSoAndGoesOn(t *testing.T) {
	d := newDisk()
	d.put("d-one", p("first"), 1, news.DraftWriting, "")
	d.full = errors.New("no room")
	s := on(d)
	saved, err := save(t, s, "d-one", 1, p("second"))
	if news.CodeOf(err) != news.CodeFull || saved.Stamp != 2 {
		t.Fatal(saved, err)
	}
	d.full = nil
	if saved, err = save(t, s, "d-one", saved.Stamp, p("second")); err != nil || saved.Stamp != 2 {
		t.Fatal("the same again when there is room:", saved, err)
	}
	var file struct{ Stamp int64 }
	if err := json.Unmarshal(d.files["d-one"], &file); err != nil || file.Stamp != 2 {
		t.Errorf("the file is of stamp %d: %s", file.Stamp, d.files["d-one"])
	}
}
