// Package upkeep keeps a library sound: it reads everything and finds damage,
// mends what can be mended from what is intact, builds the index anew, gives
// room back, and writes and restores backups. A check changes nothing; a repair
// never removes what cannot be had again.
package upkeep

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"broadsheet/internal/library"
	"broadsheet/internal/news"
	"broadsheet/internal/store"
)

// Progress tells how much is done of how much (0: unknown); its error stops the
// work.
type Progress func(ctx context.Context, done, total int64) error

// Problem is a piece of damage.
type Problem struct {
	What       string `json:"what"` // one sentence
	Where      string `json:"where"`
	Repairable bool   `json:"repairable"`
}

// Report is what a check or a repair found in the end.
type Report struct {
	OK       bool      `json:"ok"`
	Problems []Problem `json:"problems"`
}

// maxProblems is how many a report lists.
const maxProblems = 1000

// Check reads everything: the store with every version's checksum, every media
// file, and whether the index holds what the store holds.
func Check(ctx context.Context, l *library.Library, tell Progress) (Report, error) {
	report := Report{Problems: []Problem{}}
	add := func(p Problem) bool {
		report.Problems = append(report.Problems, p)
		return len(report.Problems) < maxProblems
	}
	steps := []func(context.Context, *library.Library, Progress, func(Problem) bool) error{checkStore, checkMedia, checkIndex}
	for _, step := range steps {
		if err := step(ctx, l, tell, add); err != nil {
			return report, err
		}
	}
	report.OK = len(report.Problems) == 0
	return report, nil
}

func checkStore(ctx context.Context, l *library.Library, _ Progress, add func(Problem) bool) error {
	return l.Store.Verify(ctx, func(d store.Damage) bool {
		return add(Problem{What: d.What, Where: d.Where, Repairable: d.Repairable})
	})
}

func checkMedia(ctx context.Context, l *library.Library, tell Progress, add func(Problem) bool) error {
	counts, err := l.Store.Counts(ctx)
	if err != nil {
		return err
	}
	var done int64
	for m, err := range l.Store.AllMedia(ctx) {
		if err != nil {
			return fmt.Errorf("list media: %w", err)
		}
		done++
		if err := tell(ctx, done, max(done, counts.Media)); err != nil {
			return err
		}
		hashes := []string{m.SHA256}
		for _, r := range m.Renditions {
			hashes = append(hashes, r.SHA256)
		}
		for i, hash := range hashes {
			err := l.Media.Verify(ctx, hash)
			if err == nil {
				continue
			}
			if code := news.CodeOf(err); code != news.CodeDamaged && code != news.CodeNotFound {
				return err
			}
			what := "A media file is damaged."
			if news.CodeOf(err) == news.CodeNotFound {
				what = "A media file is missing."
			}
			if !add(Problem{What: what, Where: "media " + hash, Repairable: i > 0}) {
				return nil
			}
		}
	}
	return nil
}

func checkIndex(ctx context.Context, l *library.Library, tell Progress, add func(Problem) bool) error {
	if l.Follower == nil {
		return nil
	}
	if err := l.Follower.Sync(ctx); err != nil {
		add(Problem{What: "The search index does not follow the articles: " + firstLine(err) + ".", Where: "index", Repairable: true})
		return nil
	}
	info, err := l.Index.Info()
	if err != nil {
		add(Problem{What: "The search index cannot be read.", Where: "index", Repairable: true})
		return nil
	}
	counts, err := l.Store.Counts(ctx)
	if err != nil {
		return err
	}
	if info.Articles != counts.Articles || info.Comments != counts.Comments {
		add(Problem{What: fmt.Sprintf("The search index holds %d articles of %d and %d comments of %d.",
			info.Articles, counts.Articles, info.Comments, counts.Comments), Where: "index", Repairable: true})
	}
	if err := l.Index.Verify(); err != nil {
		add(Problem{What: "A file of the search index is damaged.", Where: "index", Repairable: true})
	}
	return tell(ctx, counts.Media, counts.Media)
}

func firstLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return strings.TrimRight(line, ".")
}

// Repair mends what can be mended: the store's derived tables, lost renditions
// of pictures whose original is whole, and the index, which is built anew where
// it does not fit. It gives what a check finds afterwards.
func Repair(ctx context.Context, l *library.Library, tell Progress) (Report, error) {
	before, err := Check(ctx, l, tell)
	if err != nil {
		return before, err
	}
	if before.OK {
		return before, nil
	}
	if err := l.Store.Repair(ctx); err != nil {
		return before, fmt.Errorf("repair store: %w", err)
	}
	if err := repairMedia(ctx, l); err != nil {
		return before, err
	}
	for _, p := range before.Problems {
		if p.Where == "index" {
			if err := Reindex(ctx, l); err != nil {
				return before, err
			}
			break
		}
	}
	return Check(ctx, l, tell)
}

// repairMedia makes lost renditions again from their originals.
func repairMedia(ctx context.Context, l *library.Library) error {
	for m, err := range l.Store.AllMedia(ctx) {
		if err != nil {
			return fmt.Errorf("list media: %w", err)
		}
		if whole(ctx, l, m) || l.Media.Verify(ctx, m.SHA256) != nil {
			continue
		}
		for _, r := range m.Renditions {
			if l.Media.Verify(ctx, r.SHA256) != nil {
				if err := l.Media.Remove(r.SHA256); err != nil {
					return err
				}
			}
		}
		if err := again(ctx, l, m); err != nil {
			return err
		}
	}
	return nil
}

func whole(ctx context.Context, l *library.Library, m news.Media) bool {
	for _, r := range m.Renditions {
		if l.Media.Verify(ctx, r.SHA256) != nil {
			return false
		}
	}
	return true
}

func again(ctx context.Context, l *library.Library, m news.Media) error {
	file, _, err := l.Media.Open(m.SHA256)
	if err != nil {
		return err
	}
	defer file.Close()
	made, err := l.Media.Put(ctx, file, m.Name)
	if err != nil {
		return fmt.Errorf("make renditions again: %w", err)
	}
	return l.Store.PutMedia(ctx, made)
}

// Reindex builds the index anew from the store and waits until it stands.
func Reindex(ctx context.Context, l *library.Library) error {
	if l.Follower == nil {
		return news.Errorf(news.CodeReadOnly, "library", "This library can only be read here; its index was not built.")
	}
	l.Follower.Rebuild("asked for")
	if _, err := l.Follower.WaitAll(ctx); err != nil {
		return fmt.Errorf("build index anew: %w", err)
	}
	return nil
}

// Compact gives room back: of the store's trash and free pages, of the index's
// deleted articles, and of media files that nothing refers to.
func Compact(ctx context.Context, l *library.Library, tell Progress) error {
	if err := l.Store.Compact(ctx); err != nil {
		return err
	}
	if err := dropUnused(ctx, l, tell); err != nil {
		return err
	}
	if err := l.Index.Merge(ctx); err != nil {
		return fmt.Errorf("merge index: %w", err)
	}
	return errors.Join(l.Index.Forget(), os.RemoveAll(l.Tmp()))
}

// dropUnused removes files that no record names: what an import that was cut
// off left behind. Files that a record names stay, for their undo.
func dropUnused(ctx context.Context, l *library.Library, tell Progress) error {
	named := map[string]bool{}
	for m, err := range l.Store.AllMedia(ctx) {
		if err != nil {
			return fmt.Errorf("list media: %w", err)
		}
		named[m.SHA256] = true
		for _, r := range m.Renditions {
			named[r.SHA256] = true
		}
	}
	var done int64
	for hash := range l.Media.All(ctx) {
		done++
		if err := tell(ctx, done, 0); err != nil {
			return err
		}
		if named[hash] {
			continue
		}
		if err := l.Media.Remove(hash); err != nil {
			return err
		}
	}
	return nil
}
