package main

import (
	"bytes"
	"os"
	"testing"
)

func TestTheCommittedPublicationIsWhatTheSourcesGive(t *testing.T) {
	got, err := assemble(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	committed, err := os.ReadFile("../../internal/sample/publication.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, committed) {
		t.Error("internal/sample/publication.jsonl is not what the sources give: run go run ./build/sample -text")
	}
}

func TestEveryDrawingIsCommittedAndDescribed(t *testing.T) {
	known, err := readPictures(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pictures() {
		if _, ok := known[p.name]; !ok {
			t.Errorf("pictures.json says nothing of %s", p.name)
		}
		if _, err := os.Stat("../../internal/sample/pictures/" + p.name + ".png"); err != nil {
			t.Error(err)
		}
		delete(known, p.name)
	}
	for name := range known {
		t.Errorf("pictures.json names %s, which is not drawn", name)
	}
}

func TestADrawingIsTheSameTwice(t *testing.T) {
	s, err := newStudio(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	var once, twice bytes.Buffer
	if err := isobars(s).WritePNG(&once); err != nil {
		t.Fatal(err)
	}
	if err := isobars(s).WritePNG(&twice); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(once.Bytes(), twice.Bytes()) {
		t.Error("two runs gave different pictures")
	}
}
