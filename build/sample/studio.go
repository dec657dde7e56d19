package main

import (
	_ "embed"
	"fmt"
	"io/fs"
	"math/rand/v2"

	"broadsheet/build/sample/draw"
)

//go:embed fonts/newsreader-latin-400-normal.woff
var regularFont []byte

//go:embed fonts/newsreader-latin-600-normal.woff
var boldFont []byte

//go:embed geo/world.txt
var worldCoast string

//go:embed geo/europe.txt
var europeCoast string

//go:embed geo/atlantic.txt
var atlanticCoast string

// studio holds what the drawings are made with.
type studio struct {
	regular, bold           *draw.Font
	world, europe, atlantic []draw.Coast
	towns, cables           []feature
}

// picture is one drawing by its file name, without the ending.
type picture struct {
	name string
	draw func(*studio) *draw.Canvas
}

// The colours of all drawings.
var (
	paper  = draw.Hex(0xf4efe2)
	cream  = draw.Hex(0xe9dcc0)
	sand   = draw.Hex(0xd9c49a)
	land   = draw.Hex(0xc8b78f)
	ochre  = draw.Hex(0xc58f3c)
	gold   = draw.Hex(0xddb25f)
	brick  = draw.Hex(0xa53f2b)
	rust   = draw.Hex(0x7f3423)
	sage   = draw.Hex(0x74855f)
	moss   = draw.Hex(0x4d5f45)
	navy   = draw.Hex(0x172b3c)
	night  = draw.Hex(0x10202f)
	slate  = draw.Hex(0x34566e)
	teal   = draw.Hex(0x8fadb0)
	mist   = draw.Hex(0xdfe6e1)
	silver = draw.Hex(0xb9c7c6)
	ink    = draw.Hex(0x2a2824)
	stone  = draw.Hex(0xbdb6a4)
	wood   = draw.Hex(0x8a6a45)
	white  = draw.Hex(0xfaf7ee)
)

// The sizes of the drawings.
const (
	leadW, leadH   = 1600, 900
	topicW, topicH = 1200, 900
	squareSide     = 1200
)

func newStudio(sources fs.FS) (*studio, error) {
	s := &studio{}
	var err error
	if s.regular, err = draw.ParseFont(regularFont); err != nil {
		return nil, err
	}
	if s.bold, err = draw.ParseFont(boldFont); err != nil {
		return nil, err
	}
	for _, c := range []struct {
		into *[]draw.Coast
		text string
	}{{&s.world, worldCoast}, {&s.europe, europeCoast}, {&s.atlantic, atlanticCoast}} {
		if *c.into, err = draw.ParseRings(c.text); err != nil {
			return nil, fmt.Errorf("read coast: %w", err)
		}
	}
	if s.towns, err = readMap(sources, "articles/printing-towns.map"); err != nil {
		return nil, err
	}
	if s.cables, err = readMap(sources, "articles/cable-map.map"); err != nil {
		return nil, err
	}
	return s, nil
}

// seeded gives the random numbers of one drawing.
func seeded(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 1)) }

// between gives a random number from a to b.
func between(r *rand.Rand, a, b float64) float64 { return a + (b-a)*r.Float64() }

// pictures lists the drawings, by subject, and the films' posters.
func pictures() []picture {
	list := []picture{
		{"tide-lines", tideLines},
		{"tide-mill", tideMill},
		{"harbour-moon", harbourMoon},
		{"type-forme", typeForme},
		{"type-rag", typeRag},
		{"local-clocks", localClocks},
		{"chronometer", chronometer},
		{"leap-second", leapSecond},
		{"sundial", sundial},
		{"rail-network", railNetwork},
		{"train-graph", trainGraph},
		{"birch-train", birchTrain},
		{"book-shelves", bookShelves},
		{"card-catalogue", cardCatalogue},
		{"isobars", isobars},
		{"storm-signal", stormSignal},
		{"beaufort-seas", beaufortSeas},
		{"barograph", barograph},
		{"morse-sheet", morseSheet},
		{"cable-section", cableSection},
		{"tree-rings", treeRings},
		{"contours", contours},
		{"printing-towns", (*studio).townsMap},
		{"cable-map", (*studio).cablesMap},
		{"sea-routes", seaRoutes},
		{"portolan", portolan},
		{"paris-meridian", parisMeridian},
		{"table-globe", tableGlobe},
		{"calendar-wheel", calendarWheel},
		{"equinox-drift", equinoxDrift},
		{"lost-days", lostDays},
		{"stars-and-crosses", starsAndCrosses},
		{"star-chart", starChart},
		{"astrolabe", astrolabe},
		{"analemma", analemma},
		{"type-case", typeCase},
		{"wood-type", woodType},
		{"ampersand", ampersand},
		{"locked-page", lockedPage},
		{"specimen", specimen},
		{"hand-press", handPress},
		{"type-wheel", typeWheel},
		{"comet", comet},
		{"new-star", newStar},
		{"sounding", sounding},
		{"lighthouse", lighthouse},
		{"compass-card", compassCard},
		{"nineteen-years", nineteenYears},
		{"paper-mould", paperMould},
	}
	for _, f := range films() {
		list = append(list, picture{f.name, f.still})
	}
	return list
}
