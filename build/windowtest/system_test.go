//go:build windowtest

package windowtest_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"broadsheet/build/windowtest"
)

// oneLine is a file to import that brings one article.
func oneLine(t *testing.T, d *windowtest.Display, name string) string {
	t.Helper()
	path := filepath.Join(d.Home(), name)
	text := `{"id":"dropped-1","title":"Dropped in from outside","kind":"news","language":"en","published":"2026-05-01T08:00:00Z","body_text":"One paragraph."}` + "\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// awaitPreview waits for the dialog that says what a file would bring, and
// leaves it.
func awaitPreview(t *testing.T, w *windowtest.Window, file string) {
	t.Helper()
	w.Wait("the preview of "+file, `
		const dialog = document.querySelector('[role="dialog"], dialog');
		return dialog !== null && dialog.textContent.includes(args[0]) && dialog.querySelectorAll("li").length > 0`, file)
	w.Picture("import-" + strings.TrimSuffix(file, ".jsonl"))
	leaveDialog(t, w)
}

func leaveDialog(t *testing.T, w *windowtest.Window) {
	t.Helper()
	w.Press(t, "Escape")
	w.Wait("the dialog's end", `return document.querySelector('[role="dialog"], dialog') === null`)
}

// TestTheWindowInItsSystem holds what a window owes the system it runs in:
// addresses and files from outside, keys of the menu, one window for a library,
// zoom, other libraries, and the state that it is left in.
func TestTheWindowInItsSystem(t *testing.T) {
	d := windowtest.NewDisplay(t)
	folder := library(t, d)
	var list struct {
		Articles []article `json:"articles"`
	}
	said := d.Run(t, windowtest.Binary(t, windowtest.BinaryVariable), "--library", folder, "--json", "list", "--limit", "2")
	if err := json.Unmarshal([]byte(said), &list); err != nil || len(list.Articles) < 2 {
		t.Fatalf("list: %v: %s", err, said)
	}
	first, second := list.Articles[0], list.Articles[1]
	at := func(w *windowtest.Window, path string) {
		t.Helper()
		w.Wait("the screen "+path, `return location.pathname === args[0] && document.querySelector("main h1") !== null`, path)
	}
	w := windowtest.Open(t, d, "--library", folder, "broadsheet://article/"+first.ID)
	d.AwaitFront(t, "Broadsheet")

	t.Run("it opens on the address that it was started with", func(t *testing.T) { at(w, "/article/"+first.ID) })

	t.Run("keys of the menu reach the page, wherever the focus is", func(t *testing.T) {
		d.Press(t, "ctrl+f")
		w.Wait("find in the article", `return document.querySelector('main [role="search"] input, [role="search"][aria-label="Find in this article"] input') === document.activeElement`)
		d.Press(t, "Escape", "ctrl+2")
		at(w, "/news")
		d.Press(t, "ctrl+k")
		w.Wait("the palette", `return document.querySelector('[role="dialog"][aria-label="Commands"], dialog[aria-label="Commands"]') !== null`)
		leaveDialog(t, w)
		d.Press(t, "ctrl+shift+f")
		w.Wait("the search field", `return document.activeElement?.matches(args[0]) === true`, searchbox)
		d.Press(t, "ctrl+1")
		at(w, "/")
	})

	t.Run("the page is shown larger and smaller", func(t *testing.T) {
		width := string(w.Do(`return innerWidth`))
		d.Press(t, "ctrl+equal")
		w.Wait("a larger page", `return innerWidth < Number(args[0])`, width)
		d.Press(t, "ctrl+0")
		w.Wait("the usual size", `return innerWidth === Number(args[0])`, width)
	})

	t.Run("a second start hands over what it was given and brings the first to the front", func(t *testing.T) {
		for _, c := range []struct {
			given   string
			arrived func()
		}{
			{"broadsheet://article/" + second.ID, func() { at(w, "/article/"+second.ID) }},
			{oneLine(t, d, "handed.jsonl"), func() { awaitPreview(t, w, "handed.jsonl") }},
		} {
			d.Run(t, "xdotool", "getactivewindow", "windowminimize")
			status, took := d.Again(t, "--library", folder, c.given)
			t.Logf("a second start took %v of processor time", took)
			if status != 0 || took > time.Second {
				t.Errorf("%s: exit status %d after %v of processor time", c.given, status, took)
			}
			d.AwaitFront(t, "Broadsheet")
			c.arrived()
		}
	})

	t.Run("a file that is dropped is looked at, and nothing comes in unasked", func(t *testing.T) {
		w.Drag(oneLine(t, d, "dropped.jsonl"))
		awaitPreview(t, w, "dropped.jsonl")
		if place := w.Text(`return location.href`); !strings.HasPrefix(place, "wails://wails/library") {
			t.Errorf("the window shows %s", place)
		}
		var held struct {
			Articles []article `json:"articles"`
		}
		ask(t, w, "Articles", "List", `{"limit":1}`, &held)
		if held.Articles[0].ID != first.ID {
			t.Errorf("%s came in", held.Articles[0].ID)
		}
	})
}

// TestTheWindowIsFoundAsItWasLeft closes the window and opens it again: size and
// zoom, then maximised, with the system's dark colours; and other libraries,
// each in a window of its own.
func TestTheWindowIsFoundAsItWasLeft(t *testing.T) {
	d := windowtest.NewDisplay(t)
	folder := library(t, d)
	w := windowtest.Open(t, d, "--library", folder)
	d.AwaitFront(t, "Broadsheet")
	w.Wait("light colours", `return document.documentElement.dataset.theme === "light"`)
	const size = `const { w, h } = await window.runtime.WindowGetSize(); return w + "x" + h;`
	d.Run(t, "wmctrl", "-r", ":ACTIVE:", "-e", "0,40,40,1010,700")
	w.Wait("another size", `const { w } = await window.runtime.WindowGetSize(); return w === 1010`)
	left := w.Text(size)
	d.Press(t, "ctrl+equal")
	w.Wait("a larger page", `return innerWidth < 1010`)
	width := string(w.Do(`return innerWidth`))
	if status := w.Close(); status != 0 {
		t.Fatalf("exit status %d", status)
	}

	d.Set("GTK_THEME", "Adwaita:dark")
	w = windowtest.Open(t, d, "--library", folder)
	d.AwaitFront(t, "Broadsheet")
	if got := w.Text(size); got != left {
		t.Errorf("it was left at %s and opens at %s", left, got)
	}
	w.Wait("the zoom it was left with", `return innerWidth === Number(args[0])`, width)
	w.Wait("the system's dark colours", `return document.documentElement.dataset.theme === "dark"`)
	w.Picture("dark")
	d.Run(t, "wmctrl", "-r", ":ACTIVE:", "-b", "add,maximized_vert,maximized_horz")
	w.Wait("a maximised window", `return await window.runtime.WindowIsMaximised()`)

	t.Run("a new library and a recent one open beside it", func(t *testing.T) {
		fresh := filepath.Join(d.Home(), "fresh")
		if err := os.Mkdir(fresh, 0o700); err != nil {
			t.Fatal(err)
		}
		before := d.Front()
		for _, keys := range []string{"ctrl+shift+n", "ctrl+shift+o"} {
			d.Press(t, keys)
			d.AwaitFront(t, "library")
			d.Type(t, "/") // opens the dialog's field, which misses what is typed before it is there
			d.AwaitStill(t)
			d.Type(t, fresh[1:]+"/") // nothing is left to complete, which Return would do first
			d.AwaitStill(t)
			d.Leave(t, "Return")
			d.AwaitOther(t, before)
			d.CloseFront(t)
			d.AwaitFront(t, before)
		}
		d.Press(t, "ctrl+k")
		w.Wait("it in the palette", `
			const choice = [...document.querySelectorAll('[role="option"]')].find((e) => e.textContent.includes(args[0]));
			choice?.click();
			return choice !== undefined`, fresh)
		d.AwaitOther(t, before)
		d.CloseFront(t)
		d.AwaitFront(t, before)
		var held struct {
			Libraries []struct {
				Folder string `json:"folder"`
			} `json:"libraries"`
		}
		said := d.Run(t, windowtest.Binary(t, windowtest.BinaryVariable), "--json", "library", "list")
		if err := json.Unmarshal([]byte(said), &held); err != nil || len(held.Libraries) != 2 {
			t.Errorf("library list: %v: %s", err, said)
		}
	})

	if status := w.Close(); status != 0 {
		t.Fatalf("exit status %d", status)
	}
	w = windowtest.Open(t, d, "--library", folder)
	w.Wait("a maximised window", `return await window.runtime.WindowIsMaximised()`)
	if status := w.Close(); status != 0 {
		t.Errorf("exit status %d", status)
	}
}

// TestTheWindowWhereABrowserHasTheLibrary starts the window on a library that is
// served to a browser: the browser is opened on it.
func TestTheWindowWhereABrowserHasTheLibrary(t *testing.T) {
	d := windowtest.NewDisplay(t)
	folder := library(t, d)
	address := d.Serve(t, folder)
	said := d.Stand(t, "xdg-open")
	if status, _ := d.Again(t, "--library", folder); status != 0 {
		t.Errorf("exit status %d", status)
	}
	if opened := d.AwaitFile(t, said); !strings.HasPrefix(opened, address) {
		t.Errorf("%q was opened, and %s is served", opened, address)
	}
}
