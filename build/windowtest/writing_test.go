//go:build windowtest

package windowtest_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"broadsheet/build/windowtest"
)

// copied is what a word processor puts on the clipboard: its own markup, and a note.
const copied = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset="utf-8"><style>p.MsoNormal {mso-style-unhide:no}</style></head><body><!--StartFragment-->
<h2 style="mso-x:y">A title<o:p></o:p></h2>
<p class=MsoNormal style="font-family:Arial">It <b>still</b> goes.<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference>[1]</span></a></p>
<div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1" title=""><span class=MsoFootnoteReference>[1]</span></a> Mended in 1952.</p></div></div>
<!--EndFragment--></body></html>`

var ids = regexp.MustCompile(` id="[a-z0-9]+"`)

// TestTheWindowOfAWriter does in the real window what only it shows: text comes from
// the clipboard of the system, an article is written from right to left, comments are
// judged by the keyboard, and the program is killed while somebody types.
func TestTheWindowOfAWriter(t *testing.T) {
	d := windowtest.NewDisplay(t)
	folder := filepath.Join(d.Home(), "library")
	program := windowtest.Binary(t, windowtest.BinaryVariable)
	d.Run(t, program, "--library", folder, "--quiet", "library", "create", "--empty")
	var comments []string
	for i := range 6 {
		comments = append(comments, fmt.Sprintf(`{"id":"q%d","name":"Reader %d","status":"pending","posted":"2024-05-07T10:00:0%dZ","text":"Remark number %d."}`, i, i, i, i))
	}
	file := filepath.Join(d.Home(), "own.jsonl")
	line := `{"id":"own-1","title":"The harbour light","language":"en","published":"2024-05-06T08:00:00Z","body_html":"<p>Text.</p>","comments":[` + strings.Join(comments, ",") + `]}`
	if err := os.WriteFile(file, []byte(line+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	d.Run(t, program, "--library", folder, "--quiet", "import", "--source", "own", file)

	w := windowtest.Open(t, d, "--library", folder)
	d.AwaitFront(t, "Broadsheet")
	visit := func(address string) {
		t.Helper()
		w.Do(`history.pushState(history.state, "", args[0]); dispatchEvent(new PopStateEvent("popstate", { state: history.state }))`, address)
		w.Wait(address, `return location.pathname === args[0] && document.querySelectorAll("main h1").length === 1 && document.querySelector("main .loading[aria-busy=true]") === null`, address)
	}
	// begin makes a draft and opens it with the focus in its text.
	begin := func(title, language string) string {
		t.Helper()
		var made struct{ Draft string }
		ask(t, w, "Drafts", "New", fmt.Sprintf(`{"title":%q}`, title), &made)
		ask(t, w, "Drafts", "Set", fmt.Sprintf(`{"id":%q,"field":"language","value":%q}`, made.Draft, language), &made)
		visit("/desk/draft/" + made.Draft)
		w.Wait("the text", `const text = document.querySelector(".prose.editor"); text?.focus(); return text !== null && document.activeElement === text`)
		return made.Draft
	}
	// keeps waits until a draft holds words, and gives its text as HTML without ids.
	keeps := func(draft, words string) (text string) {
		t.Helper()
		w.Wait("what the screen calls saved", `return document.querySelector("[role=status].kept.saved") !== null && document.querySelector(".prose.editor").textContent.includes(args[0])`, words)
		var held struct{ Text string }
		ask(t, w, "Drafts", "Text", fmt.Sprintf(`{"id":%q,"as":"html"}`, draft), &held)
		return ids.ReplaceAllString(held.Text, "")
	}

	t.Run("text of a word processor comes from the clipboard with its footnotes", func(t *testing.T) {
		draft := begin("The clock", "en")
		file := filepath.Join(d.Home(), "copied.html")
		if err := os.WriteFile(file, []byte(copied), 0o600); err != nil {
			t.Fatal(err)
		}
		w.Copy(file)
		d.Type(t, "Before")
		d.Press(t, "Return", "ctrl+v")
		const want = "<p>Before</p>\n<h2>A title</h2>\n" + `<p>It <strong>still</strong> goes.<a href="#fn-1" role="doc-noteref">1</a></p>` + "\n" +
			`<ol role="doc-endnotes"><li id="fn-1">Mended in 1952.</li></ol>` + "\n"
		got := keeps(draft, "Mended in 1952.")
		if got = regexp.MustCompile(`fn-[a-z0-9]+`).ReplaceAllString(got, "fn-1"); got != want {
			t.Errorf("the draft holds\n%s\nand not\n%s", got, want)
		}
		w.Picture("writing-pasted")
	})

	t.Run("an article is written from right to left", func(t *testing.T) {
		draft := begin("السفينة في الميناء", "ar")
		w.Write(".prose.editor", "وصلت السفينة إلى الميناء."+windowtest.Enter+"وكان البحر هادئا.")
		const want = "<p>وصلت السفينة إلى الميناء.</p>\n<p>وكان البحر هادئا.</p>\n"
		if got := keeps(draft, "وكان البحر هادئا."); got != want {
			t.Errorf("the draft holds %q", got)
		}
		// Where each line begins and ends on the screen, and the headline's.
		w.Wait("lines that run to the left", `
			const text = document.querySelector(".prose.editor");
			return getComputedStyle(document.querySelector("textarea.headline")).direction === "rtl" && [...text.querySelectorAll("p")].every((p) => {
				const at = (from, to) => { const r = document.createRange(); r.setStart(p.firstChild, from); r.setEnd(p.firstChild, to); return r.getBoundingClientRect(); };
				const n = p.firstChild.length;
				return getComputedStyle(p).direction === "rtl" && at(0, 1).left > at(n - 1, n).left && Math.abs(at(0, 1).right - p.getBoundingClientRect().right) < 4;
			})`)
		w.Picture("writing-arabic")
		d.Press(t, "ctrl+Home", "Left", "BackSpace") // to the left is on through the line
		if got := keeps(draft, "صلت السفينة"); !strings.HasPrefix(got, "<p>صلت") {
			t.Errorf("the draft holds %q", got)
		}
	})

	t.Run("comments are judged by the keyboard, one and several", func(t *testing.T) {
		visit("/desk/comments")
		w.Wait("the queue", `document.querySelector('[role=listbox]')?.focus(); return document.querySelector("[role=option].current")?.textContent.includes("Reader 5")`)
		said := func(words string) {
			t.Helper()
			w.Wait(words, `return [...document.querySelectorAll("[role=status]")].some((e) => e.textContent.includes(args[0]))`, words)
		}
		reject := func(reason string) {
			t.Helper()
			d.Press(t, "r")
			w.Wait("the field for the reason", `return document.activeElement?.matches("textarea, input") ?? false`)
			d.Type(t, reason)
			d.Press(t, "Return")
		}
		d.Press(t, "a")
		said("1 comment approved")
		w.Wait("the next", `return document.querySelector("[role=option].current")?.textContent.includes("Reader 4")`)
		reject("Off topic.")
		said("1 comment rejected")
		w.Wait("the next", `return document.querySelector("[role=option].current")?.textContent.includes("Reader 3") && document.activeElement?.matches("[role=listbox]")`)
		d.Press(t, "x", "Down", "x")
		w.Wait("two of them", `return [...document.querySelectorAll("main h2")].some((e) => e.textContent.includes("2 comments selected"))`)
		reject("A flood.")
		said("2 comments rejected")
		w.Picture("writing-comments")
		var held struct {
			Comments []struct{ ID, Status, Reason string }
		}
		out := d.Run(t, program, "--library", folder, "--json", "comments", "list", "--status", "rejected")
		if err := json.Unmarshal([]byte(out), &held); err != nil {
			t.Fatal(err)
		}
		reasons := map[string]string{}
		for _, c := range held.Comments {
			reasons[c.ID] = c.Reason
		}
		if len(reasons) != 3 || reasons["q4"] != "Off topic." || reasons["q3"] != "A flood." || reasons["q2"] != "A flood." {
			t.Errorf("rejected are %+v", held)
		}
	})

	t.Run("it is killed while somebody types, and the words come back", func(t *testing.T) {
		draft := begin("The storm", "en")
		var words []string
		for i := range 400 {
			words = append(words, fmt.Sprintf("w%03d", i))
		}
		stop := d.Typing(t, strings.Join(words, " "))
		w.Wait("words that the program called saved", `
			const held = await window.go.bridge.Drafts.Text({ id: args[0], as: "text" });
			return (held.text.match(/w\d{3}/g) ?? []).length >= 12`, draft)
		var held struct{ Text string }
		ask(t, w, "Drafts", "Text", fmt.Sprintf(`{"id":%q,"as":"text"}`, draft), &held)
		w.Kill()
		stop()
		saved := regexp.MustCompile(`w\d{3}`).FindAllString(held.Text, -1)

		// Seldom is the file on the disk and the row is not; then it stands so.
		path := filepath.Join(folder, "recovery", draft+".draft.json")
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		last := saved[len(saved)-1]
		ahead := regexp.MustCompile(`"stamp":\d+`).ReplaceAllString(string(content), `"stamp":100000`)
		ahead = strings.Replace(ahead, last, last+" lightning", 1)
		if err := os.WriteFile(path, []byte(ahead), 0o600); err != nil {
			t.Fatal(err)
		}

		w = windowtest.Open(t, d, "--library", folder)
		d.AwaitFront(t, "Broadsheet")
		visit("/desk")
		w.Wait("what was brought back", `return document.querySelector("main .recovered")?.textContent.includes("The storm") ?? false`)
		w.Picture("writing-recovered")
		w.Click("main .recovered a")
		w.Wait("the words", `
			const text = document.querySelector(".prose.editor")?.textContent ?? "";
			return text.includes("lightning") && args[0].every((word) => text.includes(word))`, saved)
		visit("/desk")
		w.Wait("a list of which it is known", `return document.querySelector("main ul.list")?.textContent.includes("The storm") && document.querySelector("main .recovered") === null`)
	})
}
