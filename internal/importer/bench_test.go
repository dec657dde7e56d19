package importer_test

import (
	"bytes"
	"fmt"
	"path/filepath"
	"testing"

	"broadsheet/internal/importer"
	"broadsheet/internal/importer/jsonl"
	"broadsheet/internal/media"
	"broadsheet/internal/newstest"
	"broadsheet/internal/store"
)

// BenchmarkImport brings in articles of 600 words, from lines to the store; the
// index is not in it.
func BenchmarkImport(b *testing.B) {
	dir := b.TempDir()
	db, err := store.Open(b.Context(), store.Options{Path: filepath.Join(dir, "library.db"), Clock: clock})
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	files, err := media.Open(filepath.Join(dir, "media"))
	if err != nil {
		b.Fatal(err)
	}
	h := importer.New(importer.Parts{Formats: []importer.Format{jsonl.Format{}}, Store: db, Runs: db, Media: files, Clock: clock})
	var text bytes.Buffer
	if err := newstest.Generate(&text, newstest.GeneratorOptions{Articles: b.N, Seed: 1}); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(text.Len() / b.N))
	b.ResetTimer()
	report, err := h.Run(b.Context(), importer.Request{ID: "i", Files: []importer.File{{Content: &text, Name: "g.jsonl"}}}, nil)
	if err != nil || report.Added != b.N {
		b.Fatal(fmt.Sprintf("%+v", report), err)
	}
}
