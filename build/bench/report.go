package main

import (
	"math"
	"os"
	"runtime"
)

// report is what is printed.
type report struct {
	Machine  machineFacts   `json:"machine"`
	Library  *libraryReport `json:"library,omitempty"`
	Million  *libraryReport `json:"million,omitempty"`
	Reach    *reachReport   `json:"reach,omitempty"`
	Feeds    []figure       `json:"feeds,omitempty"`
	Formats  []figure       `json:"formats,omitempty"`
	Binaries []figure       `json:"binaries,omitempty"`
}

type machineFacts struct {
	System     string `json:"system"`
	Processors int    `json:"processors"`
	Go         string `json:"go"`
}

func machine() machineFacts {
	return machineFacts{System: runtime.GOOS + "/" + runtime.GOARCH, Processors: runtime.NumCPU(), Go: runtime.Version()}
}

// libraryReport is what was measured on one library.
type libraryReport struct {
	Articles int      `json:"articles"`
	Words    int      `json:"words_each"`
	Seed     uint64   `json:"seed"`
	Text     int64    `json:"text_bytes"`
	Import   []figure `json:"import"`
	Sizes    []figure `json:"sizes"`
	Pages    []page   `json:"pages"`
	Search   []figure `json:"search,omitempty"`
	Start    []figure `json:"start,omitempty"`
}

// figure is one measured value and what it should reach.
type figure struct {
	Name  string  `json:"name"`
	Value float64 `json:"value"`
	Unit  string  `json:"unit"`
	// Reach is at most Value where Least is set, else at least; 0: none is set.
	Reach float64 `json:"reach,omitempty"`
	Least bool    `json:"at_least,omitempty"`
	Ratio float64 `json:"ratio,omitempty"` // of the value to what it should reach
	OK    *bool   `json:"ok,omitempty"`
}

func plain(name string, value float64, unit string) figure {
	return figure{Name: name, Value: round(value), Unit: unit}
}

func atMost(name string, value float64, unit string, reach float64) figure {
	ok := value <= reach
	return figure{Name: name, Value: round(value), Unit: unit, Reach: reach, Ratio: round(value / reach), OK: &ok}
}

func atLeast(name string, value float64, unit string, reach float64) figure {
	ok := value >= reach
	return figure{Name: name, Value: round(value), Unit: unit, Reach: reach, Least: true, Ratio: round(value / reach), OK: &ok}
}

func round(v float64) float64 { return math.Round(v*1000) / 1000 }

const mega = 1 << 20

func binaries(s settings) []figure {
	var list []figure
	if info, err := os.Stat(s.program); err == nil {
		list = append(list, atMost("program without window", float64(info.Size())/mega, "MB", 45))
	}
	if info, err := os.Stat(s.window); err == nil {
		list = append(list, atMost("program with window", float64(info.Size())/mega, "MB", 60))
	}
	return list
}
