// Package licences holds what the program is made of: every module, package,
// face and data set inside it, with the licence it came under. The list is
// written by build/licences from the sources of the build itself; nobody edits
// it by hand.
package licences

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"sync"
)

//go:embed components.json
var components []byte

// Component is one thing inside the program that others made.
type Component struct {
	Name    string `json:"name"`
	Version string `json:"version"`
	// Part is where it works: "program" (a Go module) or "pages" (a package of the frontend).
	Part string `json:"part"`
	// Licence is its identifier in the SPDX list, several joined with AND.
	Licence string `json:"licence"`
	// Text is the number of its licence's whole text in List.Texts.
	Text int `json:"text"`
}

// List is all components by part and name, and each licence text once.
type List struct {
	Components []Component `json:"components"`
	Texts      []string    `json:"texts"`
}

// All gives the list.
var All = sync.OnceValue(func() List {
	var l List
	if err := json.Unmarshal(components, &l); err != nil {
		panic(fmt.Sprintf("the list of licences that was built in: %v", err)) // a fault of the build
	}
	return l
})
