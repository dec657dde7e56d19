package cite_test

import (
	"strings"
	"testing"

	"broadsheet/internal/cite"
)

// TestTitles: capitals change letters alone, whatever stands between words.
func TestTitles(t *testing.T) {
	for title, want := range map[string]string{
		"light on the ship-to-shore line": "Light on the Ship-to-Shore Line",
		"two  spaces":                     "Two  Spaces",
		"a ( and then":                    "A ( and Then",
		"iPhone, e-mail and NATO":         "iPhone, E-Mail and NATO",
	} {
		c, err := cite.Cite(cite.Item{Title: title, Language: "en", Container: "The Paper"}, cite.Options{Style: cite.Chicago})
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(c.Text, want) {
			t.Errorf("%q: %q, want %q", title, c.Text, want)
		}
	}
}

// TestFirstTurned: of several names the first alone stands family first, its
// particle late in Chicago and before the name in MLA.
func TestFirstTurned(t *testing.T) {
	item := cite.Item{Title: "Light", Language: "en", Container: "The Paper"}
	for _, name := range []string{"Jan van der Berg", "Ada Brook"} {
		item.Authors = append(item.Authors, cite.ParseName(name, "en"))
	}
	for style, want := range map[cite.Style]string{cite.Chicago: "Berg, Jan van der, and Ada Brook. ", cite.MLA: "van der Berg, Jan, and Ada Brook. "} {
		c, err := cite.Cite(item, cite.Options{Style: style})
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(c.Text, want) {
			t.Errorf("%s: %q, want %q", style, c.Text, want)
		}
	}
}
