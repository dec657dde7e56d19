//go:build windowtest

package windowtest_test

import (
	"path/filepath"
	"strings"
	"testing"

	"broadsheet/build/windowtest"
)

// TestTheWindowThroughAReadersDay goes through a day with the sample publication
// in the real window, shorter than frontend/e2e/day.spec.ts: front page, article,
// find, photo set, film, map, list, marks, undo, calendars, and no request.
func TestTheWindowThroughAReadersDay(t *testing.T) {
	d := windowtest.NewDisplay(t)
	w := windowtest.Open(t, d, "--library", filepath.Join(d.Home(), "library"))
	d.AwaitFront(t, "Broadsheet")
	stands := func(address, what string) {
		t.Helper()
		w.Wait(what, `return (location.pathname + location.search).startsWith(args[0]) && document.querySelectorAll("main h1").length === 1 &&
			document.querySelector("main .loading[aria-busy=true]") === null`, address)
	}
	visit := func(address string) {
		t.Helper()
		w.Do(`history.pushState(history.state, "", args[0]); dispatchEvent(new PopStateEvent("popstate", { state: history.state }))`, address)
		stands(address, address)
	}
	set := func(values string) {
		t.Helper()
		var kept struct {
			Values map[string]string `json:"values"`
		}
		ask(t, w, "Settings", "Set", values, &kept)
		if kept.Values["language"] == "" {
			t.Fatalf("the settings %s were not kept", values)
		}
		w.Do(`window.before = true; location.reload()`)
		w.Wait("the page anew", `return window.before === undefined && document.querySelector("main h1") !== null`)
	}
	// Links and buttons are found by the names that a screen reader says.
	press := func(role, name string) {
		t.Helper()
		w.Wait(role+" "+name, `
			const found = [...document.querySelectorAll(args[0])].find((e) => (e.getAttribute("aria-label") ?? e.textContent).trim().startsWith(args[1]));
			found?.click();
			return found !== undefined`, role, name)
	}

	t.Run("front page and article", func(t *testing.T) {
		stands("/", "the front page")
		press("main a", "Why the tide keeps a calendar of its own")
		w.Wait("the article", `return location.pathname === "/article/tide-calendar" && document.querySelectorAll("main article p").length > 3 && document.activeElement === document.querySelector("main h1")`) // the heading has the focus once the screen has arrived
	})
	t.Run("a word is found in it", func(t *testing.T) {
		d.Press(t, "ctrl+f")
		w.Wait("the field", `return document.activeElement?.closest('[role="search"], search') != null`)
		d.Type(t, "moon")
		w.Wait("how often", `return /^1 of \d+$/.test(document.activeElement?.closest('[role="search"], search')?.querySelector('[role="status"]')?.textContent.trim() ?? "")`)
		w.Picture("day-article")
		d.Press(t, "Escape")
	})
	t.Run("a photo set is seen full screen", func(t *testing.T) {
		visit("/gallery/metal-type")
		press("main button", "Open picture 1 of 7")
		w.Wait("the viewer", `return document.querySelector('[role="dialog"], dialog')?.textContent.includes("1 of 7")`)
		d.Press(t, "Right")
		w.Wait("the next picture", `return document.querySelector('[role="dialog"], dialog')?.textContent.includes("2 of 7")`)
		w.Picture("day-viewer")
		leaveDialog(t, w)
	})
	t.Run("a film is sought in, from the window's own listener", func(t *testing.T) {
		visit("/gallery")
		press(`main [role="tab"]`, "Film")
		press("main a", "A fortnight of tides")
		w.Wait("the film or what it needs", `return document.querySelector("main video") !== null`)
		address := w.Text(`const v = document.querySelector("main video"); return v.currentSrc || v.src || v.querySelector("source").src`)
		if !strings.HasPrefix(address, "http://127.0.0.1:") {
			t.Errorf("the film is at %s", address)
		}
		if w.Text(`return document.createElement("video").canPlayType('video/webm; codecs="vp9"')`) == "" {
			t.Skip("skipped: this system's WebKitGTK has no decoder for VP9 (gstreamer1.0-plugins-good)")
		}
		w.Wait("its length", `
			const v = document.querySelector("main video");
			if (v.readyState === 0 && v.networkState !== v.NETWORK_LOADING) v.load();
			return Math.round(v.duration) === 24`)
		w.Do(`document.querySelector("main video").currentTime = 13`)
		w.Wait("another moment", `const v = document.querySelector("main video"); return !v.seeking && Math.abs(v.currentTime - 13) < 0.5 && v.readyState >= 2`)
		w.Picture("day-film")
	})
	t.Run("a map stands at its first date", func(t *testing.T) {
		visit("/map/printing-towns")
		w.Wait("the slider", `const s = document.querySelector('main input[type="range"], main [role="slider"]'); s?.focus(); return document.activeElement === s && s !== null`)
		d.Press(t, "Home")
		w.Wait("1454", `return document.activeElement.getAttribute("aria-valuetext").includes("1454")`)
		w.Wait("the land", `return document.querySelector("main svg path[d^=M], main canvas") !== null`)
		w.Picture("day-map")
	})
	t.Run("a mark in the list is set and taken back", func(t *testing.T) {
		visit("/list")
		w.Wait("rows", `return document.querySelectorAll('main [role="option"], main [role="row"]').length > 3`)
		w.Do(`document.querySelector('main [role="listbox"], main [role="grid"]').focus()`)
		d.Press(t, "j")
		w.Wait("a current row", `return document.querySelector('main [role="listbox"], main [role="grid"]').hasAttribute("aria-activedescendant")`)
		d.Press(t, "b")
		press("button", "Undo")
		w.Wait("what was taken back", `return document.body.textContent.includes("1 change taken back")`)
	})
	t.Run("another calendar, in Persian", func(t *testing.T) {
		set(`{"values":{"language":"fa","calendars":"persian,gregorian,islamic"}}`)
		visit("/article/solar-year-fa")
		w.Wait("Persian from right to left", `return document.documentElement.dir === "rtl" && document.querySelector("main article time, main time").textContent.includes("۱۴۰۵")`)
		w.Picture("day-persian")
	})
	t.Run("dotted letters stand on the line of the others", func(t *testing.T) {
		// ر and ز differ by the dot above alone: so both have their lowest ink in one row.
		rows := w.Text(`
			const face = "60px " + getComputedStyle(document.documentElement).getPropertyValue("--serif");
			await document.fonts.load(face, "درز");
			const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
			pen.canvas.width = pen.canvas.height = 200;
			return ["درر", "درز"].map((word) => {
				pen.clearRect(0, 0, 200, 200);
				pen.font = face;
				pen.fillText(word, 100, 100);
				return Math.floor(pen.getImageData(0, 0, 200, 200).data.findLastIndex((value) => value > 128) / 800);
			}).join(" ")`)
		if plain, dotted, _ := strings.Cut(rows, " "); plain != dotted || plain == "-1" {
			t.Errorf("the lowest rows of ink are %s: a word that ends in a dotted letter sinks", rows)
		}
	})
	t.Run("no request left this machine", func(t *testing.T) {
		set(`{"values":{"language":"en"}}`)
		visit("/network")
		w.Wait("an empty ledger", `return document.querySelector("main").textContent.includes("0 requests this session")`)
		if status := w.Close(); status != 0 {
			t.Errorf("exit status %d", status)
		}
	})
}
