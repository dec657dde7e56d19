package redline_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/body"
	"broadsheet/internal/redline"
)

// shown writes words as git's word diff does.
func shown(words []redline.Word) string {
	var b strings.Builder
	for _, w := range words {
		switch w.Op {
		case redline.OpDelete:
			b.WriteString("[-" + w.Text + "-]")
		case redline.OpInsert:
			b.WriteString("{+" + w.Text + "+}")
		default:
			b.WriteString(w.Text)
		}
	}
	return b.String()
}

func list(blocks []redline.Block) []string {
	var out []string
	for _, b := range blocks {
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s %s %s", b.ID, b.Op, shown(b.Words))))
	}
	return out
}

func TestWords(t *testing.T) {
	for _, c := range []struct{ name, older, newer, want string }{
		{"a word", "some forty minutes later", "some fifty minutes later", "some [-forty-]{+fifty+} minutes later"},
		{"words of a number of words", "and most of early printing", "and a good part of early printing", "and [-most-]{+a good part+} of early printing"},
		{"a sentence that came", "It rained. It blew.", "It rained. The sea rose. It blew.", "It rained. {+The sea rose. +}It blew."},
		{"no shreds", "The old ship of wood sank at noon", "The new boat of steel sank at noon", "The [-old ship of wood-]{+new boat of steel+} sank at noon"},
		{"what is long enough stays", "Ships carry grain northwards", "Boats carry grain southwards", "[-Ships-]{+Boats+} carry grain [-northwards-]{+southwards+}"},
		{"items stay items", "one\ntwo\nthree", "uno\ntwo\ntres", "[-one-]{+uno+}\ntwo\n[-three-]{+tres+}"},
		{"items that changed stay apart", "one\ntwo", "uno\ndue", "[-one-]{+uno+}\n[-two-]{+due+}"},
		{"Arabic", "وصلت السفينة يوم الأحد", "وصلت السفينة يوم الاثنين", "وصلت السفينة يوم [-الأحد-]{+الاثنين+}"},
		{"Chinese", "船在星期一到达港口", "船在星期二到达港口", "船在星期[-一-]{+二+}到达港口"},
		{"Thai", "เรือมาถึงท่าเรือวันจันทร์", "เรือมาถึงท่าเรือวันอังคาร", "เรือมาถึงท่าเรือวัน[-จันทร์-]{+อังคาร+}"},
		{"all of it", "Rain.", "Sun!", "[-Rain.-]{+Sun!+}"},
		{"from nothing", "", "Sun!", "{+Sun!+}"},
		{"to nothing", "Rain.", "", "[-Rain.-]"},
		{"the same", "Rain.", "Rain.", "Rain."},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := shown(redline.Words(c.older, c.newer)); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func parts(t *testing.T, html string) []redline.Part {
	t.Helper()
	d, err := body.Parse(html)
	if err != nil {
		t.Fatal(err)
	}
	return redline.Parts(d)
}

const (
	picture = `<figure data-type="image" id="f"><img alt="%s" height="10" src="/media/%s" width="10"><figcaption>%s</figcaption></figure>` + "\n"
	note    = `<p id="n">Text<a href="#fn-a" role="doc-noteref">%d</a>.</p>` + "\n"
)

func TestCompare(t *testing.T) {
	sha := func(letter string) string { return strings.Repeat(letter, 64) }
	for _, c := range []struct {
		name, older, newer string
		want               []string
	}{
		{
			"by ids", `<p id="a">One.</p>` + "\n" + `<p id="b">Two fat hens.</p>` + "\n" + `<p id="c">Three.</p>` + "\n",
			`<p id="a">One.</p>` + "\n" + `<p id="x">Between.</p>` + "\n" + `<p id="b">Two thin hens.</p>` + "\n",
			[]string{"a equal One.", "x insert {+Between.+}", "b change Two [-fat-]{+thin+} hens.", "c delete [-Three.-]"},
		},
		{
			"by likeness where the ids say nothing", `<p id="a">The harbour clock tells the time of the sun.</p>` + "\n" + `<p id="b">Bells ring.</p>` + "\n",
			`<p id="c">A lamp burns.</p>` + "\n" + `<p id="d">The harbour clock tells the time of the moon.</p>` + "\n",
			[]string{"c insert {+A lamp burns.+}", "d change The harbour clock tells the time of the [-sun-]{+moon+}.", "b delete [-Bells ring.-]"},
		},
		{
			"ids that were given by number", `<p id="p1">One.</p>` + "\n" + `<p id="p2">Two.</p>` + "\n", `<p id="p1">Nought.</p>` + "\n" + `<p id="p2">One.</p>` + "\n" + `<p id="p3">Two.</p>` + "\n",
			[]string{"p1 insert {+Nought.+}", "p2 equal One.", "p3 equal Two."},
		},
		{
			"what was moved went and came", `<p id="a">One.</p>` + "\n" + `<p id="b">Two.</p>` + "\n" + `<p id="c">Three.</p>` + "\n",
			`<p id="c">Three.</p>` + "\n" + `<p id="a">One.</p>` + "\n" + `<p id="b">Two.</p>` + "\n",
			[]string{"c insert {+Three.+}", "a equal One.", "b equal Two.", "c delete [-Three.-]"},
		},
		{"a paragraph becomes a heading", `<p id="a">One.</p>` + "\n", `<h2 id="a">One.</h2>` + "\n", []string{"a change One."}},
		{"a link", `<p id="a"><a href="https://a.example/">One</a>.</p>` + "\n", `<p id="a"><a href="https://b.example/">One</a>.</p>` + "\n", []string{"a change One."}},
		{
			"words of a picture", fmt.Sprintf(picture, "A boat", sha("a"), "The port in May."), fmt.Sprintf(picture, "A ship", sha("a"), "The port in June."),
			[]string{"f change The port in [-May-]{+June+}.\nA [-boat-]{+ship+}"},
		},
		{"another picture", fmt.Sprintf(picture, "A boat", sha("a"), "The port."), fmt.Sprintf(picture, "A boat", sha("b"), "The port."), []string{"f change The port.\nA boat"}},
		{"a rule without text", `<hr id="a">` + "\n", `<p id="b">One.</p>` + "\n", []string{"a delete", "b insert {+One.+}"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, list(redline.Compare(parts(t, c.older), parts(t, c.newer)))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestNumbersOfNotesAreNoChange: a note before them changes them all.
func TestNumbersOfNotesAreNoChange(t *testing.T) {
	notes := `<ol id="e" role="doc-endnotes"><li id="fn-a">See.</li></ol>` + "\n"
	got := redline.Compare(parts(t, fmt.Sprintf(note, 1)+notes), parts(t, fmt.Sprintf(note, 2)+notes))
	if diff := cmp.Diff([]string{"n equal Text.", "e equal See."}, list(got)); diff != "" {
		t.Error(diff)
	}
}
