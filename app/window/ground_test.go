//go:build desktop

package window

import (
	"os"
	"regexp"
	"strconv"
	"testing"
)

// The window's first ground is the paper that the page then draws.
func TestTheGroundIsThePaperOfTheTheme(t *testing.T) {
	css, err := os.ReadFile("../../frontend/src/styles/themes.css")
	if err != nil {
		t.Fatal(err)
	}
	papers := map[string]string{}
	for _, found := range regexp.MustCompile(`\[data-theme="(\w+)"\] \{[^}]*--paper: #(\w{6});`).FindAllStringSubmatch(string(css), -1) {
		papers[found[1]] = found[2]
	}
	dark, light := func() bool { return true }, func() bool { return false }
	for _, c := range []struct {
		theme  string
		system func() bool
		paper  string
	}{
		{"light", dark, "light"}, {"dark", light, "dark"}, {"sepia", dark, "sepia"}, {"contrast", dark, "contrast"},
		{"", dark, "dark"}, {"", light, "light"}, {"system", dark, "dark"}, {"system", light, "light"},
	} {
		got := ground(c.theme, c.system)
		want, err := strconv.ParseUint(papers[c.paper], 16, 32)
		if err != nil {
			t.Fatal(err)
		}
		if got.R != uint8(want>>16) || got.G != uint8(want>>8) || got.B != uint8(want) {
			t.Errorf("%q: %v, the paper is %s", c.theme, got, papers[c.paper])
		}
	}
}
