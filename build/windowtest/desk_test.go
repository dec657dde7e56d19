//go:build windowtest

package windowtest_test

import (
	"path/filepath"
	"strings"
	"testing"

	"broadsheet/build/windowtest"
)

// TestTheWindowAtTheDesk writes an article in the real window and takes it through
// review: typed by the keyboard of the display, kept, noted on, approved, published,
// corrected with a note, retracted; then the front page is put into another order by
// keys. frontend/e2e/desk.spec.ts and frontdesk.spec.ts look closer.
func TestTheWindowAtTheDesk(t *testing.T) {
	d := windowtest.NewDisplay(t)
	w := windowtest.Open(t, d, "--library", filepath.Join(d.Home(), "library"))
	d.AwaitFront(t, "Broadsheet")
	visit := func(address string) {
		t.Helper()
		w.Do(`history.pushState(history.state, "", args[0]); dispatchEvent(new PopStateEvent("popstate", { state: history.state }))`, address)
		w.Wait(address, `return location.pathname === args[0] && document.querySelectorAll("main h1").length === 1 && document.querySelector("main .loading[aria-busy=true]") === null`, address)
	}
	press := func(role, name string) {
		t.Helper()
		w.Wait(role+" "+name, `
			const found = [...document.querySelectorAll(args[0])].find((e) => !e.disabled && (e.getAttribute("aria-label") ?? e.textContent).trim().startsWith(args[1]));
			found?.click();
			return found !== undefined`, role, name)
	}
	saved := func(words string) {
		t.Helper()
		w.Wait("what the screen calls saved", `return /^Saved \d\d:\d\d:\d\d$/.test(document.querySelector("[role=status].kept")?.textContent.trim() ?? "") && document.querySelector(".prose.editor").textContent.includes(args[0])`, words)
	}
	approveAndPublish := func() {
		t.Helper()
		press("main button", "Submit for review")
		press("main button", "Approve")
		press("main button", "Publish…")
		w.Wait("the dialog", `return document.querySelector("dialog[open]") !== null`)
	}

	t.Run("a draft is written and kept", func(t *testing.T) {
		visit("/desk")
		press("main button", "New draft")
		w.Wait("the draft", `return location.pathname.startsWith("/desk/draft/") && document.querySelector(".prose.editor") !== null`)
		w.Do(`document.querySelector("textarea.headline").focus()`)
		d.Type(t, "The wall at the harbour")
		d.Press(t, "Return")
		d.Type(t, "What it keeps")
		d.Press(t, "Return")
		w.Wait("the text", `return document.activeElement === document.querySelector(".prose.editor")`)
		d.Type(t, "It was built twice.")
		d.Press(t, "Return")
		d.Type(t, "## The stone")
		d.Press(t, "Return")
		d.Type(t, "It came by sea.")
		saved("It came by sea.")
		w.Wait("a heading of Markdown", `return document.querySelector(".prose.editor h2")?.textContent === "The stone"`)
		var list struct {
			Drafts []struct {
				Draft string `json:"draft"`
				Title string `json:"title"`
			} `json:"drafts"`
		}
		ask(t, w, "Drafts", "List", `{}`, &list)
		if len(list.Drafts) != 1 || list.Drafts[0].Title != "The wall at the harbour" {
			t.Errorf("on the desk are %+v", list)
		}
		w.Picture("desk-draft")
	})
	t.Run("it is noted on, approved and published", func(t *testing.T) {
		press("main button", "Submit for review")
		press(`main [role="tab"]`, "Review")
		w.Write(`#draft-panel textarea`, "Who says so?")
		press("main button", "Add note")
		w.Wait("the note", `return document.querySelector("#draft-panel").textContent.includes("Who says so?")`)
		press("main button", "Resolve")
		press("main button", "Approve")
		press("main button", "Publish…")
		w.Wait("the dialog", `return document.querySelector("dialog[open]") !== null`)
		press("dialog button", "Publish")
		w.Wait("the article", `return location.pathname.startsWith("/article/") && document.querySelector("main article")?.textContent.includes("It came by sea.")`)
	})
	t.Run("it is corrected with a note", func(t *testing.T) {
		press("main article button, main button", "More")
		press(`[role="menuitem"]`, "Edit")
		w.Wait("the working copy", `return location.pathname.startsWith("/desk/draft/") && document.querySelector(".prose.editor")?.textContent.includes("twice")`)
		w.Do(`document.querySelector(".prose.editor").focus()`)
		d.Press(t, "ctrl+End")
		d.Type(t, " Most of it.")
		saved("Most of it.")
		approveAndPublish()
		w.Do(`const s = document.querySelector("dialog select"); s.value = "correction"; s.dispatchEvent(new Event("change", { bubbles: true }))`)
		press("dialog button", "Publish")
		w.Wait("a refusal", `return document.querySelector("dialog[open]") !== null`)
		w.Write("dialog textarea", "Not all of it did.")
		press("dialog button", "Publish")
		w.Wait("the correction", `return location.pathname.startsWith("/article/") && document.querySelector("main").textContent.includes("Not all of it did.")`)
		w.Picture("desk-corrected")
	})
	t.Run("it is retracted", func(t *testing.T) {
		press("main article button, main button", "More")
		press(`[role="menuitem"]`, "Retract…")
		w.Write("dialog textarea", "There never was a wall.")
		press("dialog button", "Retract")
		w.Wait("the notice", `return document.querySelector("#text")?.textContent.trim() === "There never was a wall."`)
	})
	t.Run("the front page is put into another order by keys", func(t *testing.T) {
		visit("/desk/front")
		w.Wait("the items", `const items = document.querySelectorAll('[role="list"][aria-label="Editor\'s Choice"] button, ol[aria-label="Editor\'s Choice"] button, ul[aria-label="Editor\'s Choice"] button'); items[1]?.focus(); return items.length > 2 && document.activeElement === items[1]`)
		d.Press(t, "space")
		w.Wait("what is picked up", `return /picked up\. Editor's Choice, position 2/.test(document.querySelector("footer [role=status]").textContent)`)
		d.Press(t, "Down")
		d.Press(t, "space")
		w.Wait("what is dropped", `return /dropped\. Editor's Choice, position 3/.test(document.querySelector("footer [role=status]").textContent)`)
		w.Wait("a copy that is kept", `return document.querySelector("main header [role=status]").textContent.includes("1 change")`)
		w.Picture("desk-front")
		press("main button", "Publish")
		w.Wait("as readers see it", `return document.querySelector("main header [role=status]").textContent.includes("As readers see it")`)
	})
	t.Run("nothing went out", func(t *testing.T) {
		var network struct {
			Requests []struct {
				URL string `json:"url"`
			} `json:"requests"`
		}
		ask(t, w, "System", "Network", `{}`, &network)
		for _, r := range network.Requests {
			if !strings.HasPrefix(r.URL, "http://127.0.0.1") {
				t.Errorf("asked for %s", r.URL)
			}
		}
	})
}
