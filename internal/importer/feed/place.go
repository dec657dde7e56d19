package feed

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/mmcdole/gofeed/extensions"

	"broadsheet/internal/news"
)

// places reads where something happened: GeoRSS in its three spellings, and the
// W3C's latitude and longitude. Of lines, boxes and areas the first corner is
// taken.
func places(all extensions) []news.Place {
	name := oneLine(first(all, "georss", "featurename", "featureName"))
	var list []news.Place
	put := func(lat, lon string) {
		if p, ok := placeAt(lat, lon, name); ok {
			list = append(list, p)
		}
	}
	for _, shape := range []struct {
		name  string
		least int // numbers
	}{{"point", 2}, {"line", 4}, {"box", 4}, {"polygon", 8}} {
		for _, e := range all["georss"][shape.name] {
			if n := numbers(e.Value); len(n) >= shape.least {
				put(n[0], n[1])
			}
		}
	}
	for _, scope := range []map[string][]ext.Extension{all["georss"], all["gml"]} {
		for _, where := range append(scope["where"], scope["Point"]...) {
			if n := numbers(position(where, 0)); len(n) >= 2 {
				put(n[0], n[1])
			}
		}
	}
	for _, prefix := range []string{"geo", "icbm"} {
		put(first(all, prefix, "lat", "latitude"), first(all, prefix, "long", "lon", "longitude"))
		for _, point := range all[prefix]["Point"] {
			put(value(point.Children, "lat"), value(point.Children, "long"))
		}
	}
	return list
}

func value(scope map[string][]ext.Extension, name string) string {
	if list := scope[name]; len(list) > 0 {
		return list[0].Value
	}
	return ""
}

// position finds the numbers of a shape of GML.
func position(e ext.Extension, depth int) string {
	for _, name := range []string{"pos", "posList", "lowerCorner", "coordinates"} {
		if found := value(e.Children, name); found != "" {
			return found
		}
	}
	if depth > 8 {
		return ""
	}
	for _, name := range []string{"Point", "LineString", "Polygon", "Envelope", "exterior", "LinearRing"} {
		for _, child := range e.Children[name] {
			if found := position(child, depth+1); found != "" {
				return found
			}
		}
	}
	return ""
}

func numbers(text string) []string { return strings.Fields(strings.ReplaceAll(text, ",", " ")) }

// placeAt makes a place; one without a name is called by its position.
func placeAt(lat, lon, name string) (news.Place, bool) {
	y, errY := strconv.ParseFloat(strings.TrimSpace(lat), 64)
	x, errX := strconv.ParseFloat(strings.TrimSpace(lon), 64)
	if errY != nil || errX != nil || !(y >= -90 && y <= 90 && x >= -180 && x <= 180) {
		return news.Place{}, false
	}
	if name == "" {
		name = fmt.Sprintf("%.4f, %.4f", y, x)
	}
	return news.Place{Name: name, Lat: y, Lon: x}, true
}
