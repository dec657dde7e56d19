package licences_test

import (
	"strings"
	"testing"

	"broadsheet/internal/licences"
)

func TestEveryComponentHasItsLicence(t *testing.T) {
	all := licences.All()
	parts := map[string]int{}
	for _, c := range all.Components {
		parts[c.Part]++
		if c.Name == "" || c.Version == "" || c.Licence == "" {
			t.Errorf("%+v is incomplete", c)
		}
		if c.Text < 0 || c.Text >= len(all.Texts) || len(strings.TrimSpace(all.Texts[c.Text])) < 200 {
			t.Errorf("%s has no text", c.Name)
		}
		if strings.Contains(c.Licence, "GPL") {
			t.Errorf("%s is under %s, which does not go with ours", c.Name, c.Licence)
		}
	}
	if parts["program"] < 40 || parts["pages"] < 10 {
		t.Errorf("%v: build/licences saw too little", parts)
	}
}

func TestKnownComponentsAreThere(t *testing.T) {
	want := map[string]string{
		"Go": "BSD-3-Clause", "modernc.org/sqlite": "BSD-3-Clause", "github.com/blevesearch/bleve/v2": "Apache-2.0",
		"github.com/wailsapp/wails/v2": "MIT", "svelte": "MIT", "@fontsource-variable/newsreader": "OFL-1.1",
	}
	for _, c := range licences.All().Components {
		if licence, ok := want[c.Name]; ok {
			if !strings.Contains(c.Licence, licence) {
				t.Errorf("%s is under %s, want %s", c.Name, c.Licence, licence)
			}
			delete(want, c.Name)
		}
	}
	for name := range want {
		t.Errorf("%s is not in the list", name)
	}
}
