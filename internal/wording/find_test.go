package wording_test

import (
	"slices"
	"strings"
	"testing"

	"broadsheet/internal/body"
	"broadsheet/internal/wording"
)

// textOf makes a body's text of blocks that are parted by an empty line; one that
// begins with > is a block quotation.
func textOf(s string) body.Text {
	var t body.Text
	for i, part := range strings.Split(s, "\n\n") {
		tag := "p"
		if rest, ok := strings.CutPrefix(part, ">"); ok {
			tag, part = "blockquote", strings.TrimSpace(rest)
		}
		if t.Plain != "" {
			t.Plain += "\n\n"
		}
		start := len(t.Plain)
		t.Plain += part
		t.Blocks = append(t.Blocks, body.BlockText{ID: "b" + string(rune('0'+i)), Tag: tag, Start: start, End: len(t.Plain)})
	}
	return t
}

func TestFind(t *testing.T) {
	for _, c := range []struct {
		name, language, text string
		want                 []string // one inside another begins with "+ "
		short                int
	}{
		{"curly", "en", `He said “we shall not close the harbour” and left.`, []string{"we shall not close the harbour"}, 0},
		{"straight", "en", `He said "we shall not close the harbour", and "we shall open it again".`, []string{"we shall not close the harbour", "we shall open it again"}, 0},
		{"single, with apostrophes", "en", `‘We don’t want the ministers’ plan for our harbour’, he said; it’s the fishermen’s.`, []string{"We don’t want the ministers’ plan for our harbour"}, 0},
		{"straight singles", "en", `He said 'we can't close the harbour now' and it's the fishermen's work.`, []string{"we can't close the harbour now"}, 0},
		{"clipped", "en", `’Twas the night in the ’90s when the boats didn’t come home.`, nil, 0},
		{"nested", "en", `She said: “The minister told us ‘there will be no harbour here’ and went home.”`,
			[]string{"The minister told us ‘there will be no harbour here’ and went home.", "+ there will be no harbour here"}, 0},
		{"German", "de", `Er sagte: „Wir werden den Hafen nicht schließen.“ Sie: »Das glaube ich ihm nicht.«`, []string{"Wir werden den Hafen nicht schließen.", "Das glaube ich ihm nicht."}, 0},
		{"German, nested", "de", `„Er hat gesagt: ‚Der Hafen bleibt auch morgen offen‘, und das gilt.“`, []string{"Er hat gesagt: ‚Der Hafen bleibt auch morgen offen‘, und das gilt.", "+ Der Hafen bleibt auch morgen offen"}, 0},
		{"Polish", "pl", `Powiedział: „Nie zamkniemy portu w tym roku”.`, []string{"Nie zamkniemy portu w tym roku"}, 0},
		{"Swedish", "sv", `Han sade: ”Vi stänger inte hamnen i år.”`, []string{"Vi stänger inte hamnen i år."}, 0},
		{"French", "fr", `Il a dit : « Nous ne fermerons pas le port cette année. »`, []string{"Nous ne fermerons pas le port cette année."}, 0},
		{"angles", "fr", `Il a dit ‹Nous ne fermerons pas le port› hier.`, []string{"Nous ne fermerons pas le port"}, 0},
		{"Persian", "fa", `او گفت: «ما بندر را امسال نمی‌بندیم» و رفت.`, []string{"ما بندر را امسال نمی‌بندیم"}, 0},
		{"Arabic", "ar", `قال: ”لن نغلق الميناء هذا العام“ ثم غادر. وقال «لا نعرف متى سيعودون».`, []string{"لن نغلق الميناء هذا العام", "لا نعرف متى سيعودون"}, 0},
		{"Chinese", "zh", `他说：“我们今年不会关闭这个港口。”她说：「明天港口仍然开放」。`, []string{"我们今年不会关闭这个港口。", "明天港口仍然开放"}, 0},
		{"Japanese, nested", "ja", `彼は「大臣は『港は閉鎖しないと約束する』と言った」と述べた。`, []string{"大臣は『港は閉鎖しないと約束する』と言った", "+ 港は閉鎖しないと約束する"}, 0},
		{"Hebrew", "he", `ראש צה"ל אמר: "לא נסגור את הנמל השנה" ויצא.`, []string{"לא נסגור את הנמל השנה"}, 0},
		{"short ones", "en", `The “harbour master” and the “so-called plan” of a “port”.`, nil, 3},
		{"feet and inches", "en", `A 5'10" man with a 12" knife said nothing.`, nil, 0},
		{"paragraphs that open it anew", "en", "“We shall not close the harbour this year.\n\n“We shall not close it next year either.”\n\nHe left.",
			[]string{"We shall not close the harbour this year.", "We shall not close it next year either."}, 0},
		{"paragraphs that do not", "de", "„Wir werden den Hafen nicht schließen.\n\nAuch nicht im nächsten Jahr.“", []string{"Wir werden den Hafen nicht schließen. Auch nicht im nächsten Jahr."}, 0},
		{"one that is never closed", "en", "He said “we shall not close the harbour.\n\nShe said “we shall close it soon” and left.", []string{"we shall close it soon"}, 0},
		{"a block quotation", "en", "He wrote:\n\n> We shall not close the harbour this year.\n— The minister\n\nThat was all.", []string{"We shall not close the harbour this year."}, 0},
		{"a block quotation between marks", "en", "> “We shall not close the harbour this year.”", []string{"We shall not close the harbour this year."}, 0},
		{"what is left out", "en", `He said “we shall not […] close [the harbour] this year”, and “in [this] year”.`, []string{"we shall not […] close [the harbour] this year"}, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := textOf(c.text)
			found := wording.Find(text, c.language)
			var got []string
			for _, q := range found.Quotations {
				s := q.Text
				if q.Inside {
					s = "+ " + s
				}
				got = append(got, s)
				for _, b := range text.Blocks {
					if b.ID == q.Block && !strings.HasPrefix(string([]rune(text.Plain[b.Start:])[q.Start:]), strings.TrimSpace(strings.Fields(q.Text)[0])) {
						t.Errorf("%q does not stand at %s %d", q.Text, q.Block, q.Start)
					}
				}
			}
			if !slices.Equal(got, c.want) || found.Short != c.short {
				t.Errorf("%q and %d short, want %q and %d", got, found.Short, c.want, c.short)
			}
		})
	}
}

func TestManyQuotationsAreBounded(t *testing.T) {
	text := textOf(strings.Repeat("He said “we shall not close the harbour” again.\n\n", wording.MaxQuotations+10))
	if found := wording.Find(text, "en"); len(found.Quotations) != wording.MaxQuotations || !found.More {
		t.Errorf("%d, more: %v", len(found.Quotations), found.More)
	}
}

// FuzzFind holds what is promised of every text.
func FuzzFind(f *testing.F) {
	for _, seed := range []string{
		`“‘a b c d’ e f g h” “„«»‹›`, "> “a b c d\n\n“e f g h”", `"a 'b "c d' e f" g`, "「一二三四五六七八」『』\n\n「", "“" + strings.Repeat("‘a ", 100),
	} {
		f.Add(seed, "en")
	}
	f.Add("«a b c d\n\n» e f g h»", "fr")
	f.Fuzz(func(t *testing.T, s, language string) {
		text := textOf(strings.ToValidUTF8(s, "?"))
		found := wording.Find(text, language)
		last := wording.Quotation{}
		for _, q := range found.Quotations {
			for _, b := range text.Blocks {
				if b.ID == q.Block && (q.Start < 0 || q.Start >= len([]rune(text.Plain[b.Start:b.End]))) {
					t.Fatalf("%+v is no place of %q", q, text.Plain[b.Start:b.End])
				}
			}
			if q.Block < last.Block && len(text.Blocks) < 10 || q.Block == last.Block && q.Start < last.Start || len(strings.TrimSpace(q.Text)) == 0 {
				t.Fatalf("%+v after %+v", q, last)
			}
			last = q
		}
		if again := wording.Find(text, language); !slices.Equal(again.Quotations, found.Quotations) {
			t.Fatal("another answer")
		}
	})
}
