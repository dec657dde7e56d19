package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"

	"broadsheet/build/sample/draw"
)

// feature is one line of a map's source: something that stood or lay from a
// year on, at one place or along several.
type feature struct {
	from, label, class, source string
	places                     []draw.Pt
}

// readMap reads a map's source: "from | label | class | places | source" a line,
// the source optional, lines that begin with # left out.
func readMap(sources fs.FS, name string) ([]feature, error) {
	text, err := fs.ReadFile(sources, name)
	if err != nil {
		return nil, err
	}
	var out []feature
	for n, line := range strings.Split(string(text), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "|")
		if len(cells) < 4 {
			return nil, fmt.Errorf("%s line %d: %d cells, want 4 or 5", name, n+1, len(cells))
		}
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		f := feature{from: cells[0], label: cells[1], class: cells[2]}
		if len(cells) > 4 {
			f.source = cells[4]
		}
		for _, word := range strings.Fields(cells[3]) {
			var p draw.Pt
			if _, err := fmt.Sscanf(word, "%g,%g", &p.X, &p.Y); err != nil {
				return nil, fmt.Errorf("%s line %d: read %q: %w", name, n+1, word, err)
			}
			f.places = append(f.places, p)
		}
		out = append(out, f)
	}
	return out, nil
}

// geoJSON gives the features as a FeatureCollection (RFC 7946). The source
// stands with each feature: its own, or else the map's.
func geoJSON(features []feature, source string) (json.RawMessage, error) {
	type geometry struct {
		Type        string `json:"type"`
		Coordinates any    `json:"coordinates"`
	}
	type properties struct {
		From   string `json:"from"`
		Label  string `json:"label"`
		Class  string `json:"class"`
		Source string `json:"source"`
	}
	type item struct {
		Type       string     `json:"type"`
		Geometry   geometry   `json:"geometry"`
		Properties properties `json:"properties"`
	}
	list := make([]item, 0, len(features))
	for _, f := range features {
		line := make([][2]float64, 0, len(f.places))
		for _, p := range f.places {
			line = append(line, [2]float64{p.X, p.Y})
		}
		g := geometry{"LineString", line}
		if len(line) == 1 {
			g = geometry{"Point", line[0]}
		}
		own := f.source
		if own == "" {
			own = source
		}
		list = append(list, item{"Feature", g, properties{f.from, f.label, f.class, own}})
	}
	return json.Marshal(struct {
		Type     string `json:"type"`
		Features []item `json:"features"`
	}{"FeatureCollection", list})
}
