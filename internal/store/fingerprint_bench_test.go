package store

import (
	"context"
	"flag"
	"fmt"
	"path/filepath"
	"testing"
	"time"
)

// BenchmarkFingerprint works a fingerprint out: with the one walk that adds up all
// articles, from the kept sum, and where nothing was written since the last one. It
// reads the library that BenchmarkRead made: -library FOLDER.
func BenchmarkFingerprint(b *testing.B) {
	folder, name := flag.Lookup("library").Value, fmt.Sprintf("bench-%s-%s.db", flag.Lookup("articles").Value, flag.Lookup("words").Value)
	if folder.String() == "" {
		b.Skip("no -library")
	}
	db, err := Open(b.Context(), Options{Path: filepath.Join(folder.String(), name), Clock: time.Now})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { db.Close() })
	for name, before := range map[string]func(ctx context.Context, t *tx) error{
		"walk": func(ctx context.Context, t *tx) error { _, err := t.exec(ctx, `DELETE FROM content_sum`); return err },
		"sum":  func(context.Context, *tx) error { return nil },
		"held": nil,
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if before != nil {
					if err := db.write(b.Context(), before); err != nil {
						b.Fatal(err)
					}
					db.print.Store(nil)
				}
				if _, err := db.Fingerprint(b.Context()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
