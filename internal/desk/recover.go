package desk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"broadsheet/internal/news"
)

// Safe keeps a file for each draft outside the database. Keep returns when it is on
// the disk.
type Safe interface {
	Keep(name string, content []byte) error
	Drop(name string) error
	// Held gives every file that is there, by name; one that cannot be read is left out.
	Held() (map[string][]byte, error)
}

// copyOf is what a draft's file holds: the draft as an object of the interchange
// format, which any Broadsheet imports, and where it belongs.
type copyOf struct {
	Draft   string          `json:"draft"`
	Stamp   int64           `json:"stamp"`
	Saved   time.Time       `json:"saved"`
	Article json.RawMessage `json:"article"`
}

// file writes the file of a draft.
func (s *Service) file(id string, stamp int64, a news.Article) error {
	a.ID, a.Source, a.Public, a.State = "", "", "", ""
	object, err := s.Interchange.Print(a)
	if err != nil {
		return fmt.Errorf("print draft %s: %w", id, err)
	}
	content, err := json.Marshal(copyOf{id, stamp, s.Clock(), object})
	if err != nil {
		return fmt.Errorf("write copy of draft %s: %w", id, err)
	}
	if err := s.Safe.Keep(id, content); err != nil {
		return &news.Error{Code: news.CodeFull, Field: "recovery", Cause: err,
			Message: "The draft is in the library, but its second copy could not be written. Make room on the disk; until then keep a copy elsewhere."}
	}
	return nil
}

func (s *Service) keep(d news.Draft) error { return s.file(d.ID, d.Stamp, d.Article) }

// Recovered lists what was brought back, by this program or an earlier one, until
// somebody opened or dismissed it.
func (s *Service) Recovered(ctx context.Context) ([]news.RecoveredDraft, error) {
	return s.Drafts.RecoveredDrafts(ctx)
}

// Dismiss takes a draft off that list, or all where id is empty.
func (s *Service) Dismiss(ctx context.Context, id string) error {
	return s.Drafts.DismissRecovered(ctx, id)
}

// Recover compares the files with the library, when it was opened: a file that is
// newer becomes a revision of its draft, or a draft anew where its own is unknown, is
// damaged or has left the desk. What the library holds itself is never replaced without
// staying a revision. A file that cannot be read stays where it is.
func (s *Service) Recover(ctx context.Context) error {
	files, err := s.Safe.Held()
	if err != nil {
		return fmt.Errorf("read copies of drafts: %w", err)
	}
	var failed []error
	for name, content := range files {
		if err := s.recoverOne(ctx, name, content); err != nil {
			failed = append(failed, fmt.Errorf("recover draft %s: %w", name, err))
		}
	}
	return errors.Join(failed...)
}

func (s *Service) recoverOne(ctx context.Context, name string, content []byte) error {
	var held copyOf
	if err := json.Unmarshal(content, &held); err != nil {
		return fmt.Errorf("its copy cannot be read: %w", err)
	}
	if held.Draft != name {
		return fmt.Errorf("its copy is that of draft %q", held.Draft)
	}
	d, err := s.Drafts.Draft(ctx, name)
	code := news.CodeOf(err)
	lost := code == news.CodeNotFound || code == news.CodeDamaged
	switch {
	case err != nil && !lost:
		return err
	case !lost && held.Stamp <= d.Stamp && d.Closed != "":
		return s.Safe.Drop(name)
	case !lost && held.Stamp <= d.Stamp:
		return nil
	}
	a, err := s.Interchange.Read(ctx, held.Article)
	if err != nil {
		return err
	}
	a.ID, a.Source, a.Public, a.State = "", "", "", "" // as the row has them, so that the same words are the same
	if err := s.settle(ctx, &a, ""); err != nil {
		return err
	}
	if lost || d.Closed != "" {
		return s.anew(ctx, name, held, a)
	}
	// What the library holds stays a revision, unless it is one already.
	if d, err = s.Drafts.SaveDraft(ctx, news.DraftSave{ID: name, Stamp: d.Stamp, Article: d.Article, Keep: true}); err != nil {
		return err
	}
	if d, err = s.Drafts.SaveDraft(ctx, news.DraftSave{ID: name, Stamp: d.Stamp, Article: a, Keep: true, Restart: true, Recovered: held.Saved}); err != nil {
		return err
	}
	return s.keep(d)
}

// anew makes a draft of a file whose own draft takes no words any more. The old file
// goes last: a draft that is there twice is better than none.
func (s *Service) anew(ctx context.Context, name string, held copyOf, a news.Article) error {
	d, _, err := s.Drafts.CreateDraft(ctx, a, news.DraftWriting, "", 0)
	if err != nil {
		return err
	}
	if err := s.Drafts.MarkLost(ctx, d.ID, held.Saved); err != nil {
		return err
	}
	if err := s.keep(d); err != nil {
		return err
	}
	return s.Safe.Drop(name)
}
