package search

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"broadsheet/internal/lang"
	"broadsheet/internal/news"
)

// Settings are the library's own settings, texts by name.
type Settings interface {
	Setting(ctx context.Context, key string) (string, error)
	SetSetting(ctx context.Context, key, value string) error
}

const (
	recentSetting   = "search.recent"
	rememberSetting = "search.remember" // "off": no searches are kept
	recentMost      = 50
	off             = "off"
)

// Recent are the searches that were kept, the newest first, and whether more
// are kept.
type Recent struct {
	Queries []string
	Keep    bool
}

// Recent gives the searches that were kept.
func (s *Service) Recent(ctx context.Context) (Recent, error) {
	keep, err := s.Settings.Setting(ctx, rememberSetting)
	if err != nil {
		return Recent{}, fmt.Errorf("read recent searches: %w", err)
	}
	queries, err := s.recent(ctx)
	return Recent{queries, keep != off}, err
}

func (s *Service) recent(ctx context.Context) ([]string, error) {
	text, err := s.Settings.Setting(ctx, recentSetting)
	if err != nil || text == "" {
		return nil, err
	}
	var queries []string
	if err := json.Unmarshal([]byte(text), &queries); err != nil {
		return nil, nil // not ours, or damaged: they begin anew
	}
	return queries, nil
}

// RecentChange says what is to become of the searches that were kept.
type RecentChange struct {
	Keep   *bool  // whether searches are kept; false forgets them all
	Clear  bool   // all are forgotten
	Remove string // this one is forgotten
}

// ChangeRecent forgets searches, or sets whether they are kept.
func (s *Service) ChangeRecent(ctx context.Context, c RecentChange) (Recent, error) {
	s.remembering.Lock()
	defer s.remembering.Unlock()
	if c.Keep != nil {
		value := ""
		if !*c.Keep {
			value = off
		}
		if err := s.Settings.SetSetting(ctx, rememberSetting, value); err != nil {
			return Recent{}, fmt.Errorf("set whether searches are kept: %w", err)
		}
	}
	queries, err := s.recent(ctx)
	if err != nil {
		return Recent{}, fmt.Errorf("read recent searches: %w", err)
	}
	if c.Clear || c.Keep != nil && !*c.Keep {
		queries = nil
	}
	queries = slices.DeleteFunc(queries, func(q string) bool { return q == c.Remove })
	if err := s.keepRecent(ctx, queries); err != nil {
		return Recent{}, err
	}
	return s.Recent(ctx)
}

func (s *Service) keepRecent(ctx context.Context, queries []string) error {
	value := ""
	if len(queries) > 0 {
		text, err := json.Marshal(queries[:min(len(queries), recentMost)])
		if err != nil {
			return fmt.Errorf("write recent searches: %w", err)
		}
		value = string(text)
	}
	if err := s.Settings.SetSetting(ctx, recentSetting, value); err != nil {
		return fmt.Errorf("keep recent searches: %w", err)
	}
	return nil
}

// remember puts a query before the others that were kept. A library that can
// only be read keeps none.
func (s *Service) remember(ctx context.Context, text string) error {
	s.remembering.Lock()
	defer s.remembering.Unlock()
	text = strings.TrimSpace(text)
	kept, err := s.Recent(ctx)
	if err != nil || !kept.Keep || text == "" {
		return err
	}
	queries := slices.DeleteFunc(kept.Queries, func(q string) bool { return q == text })
	err = s.keepRecent(ctx, slices.Insert(queries, 0, text))
	var told *news.Error
	if errors.As(err, &told) && told.Code == news.CodeReadOnly {
		return nil
	}
	return err
}

// recentBeginning gives kept searches that begin so, or have a word that does.
func (s *Service) recentBeginning(ctx context.Context, text string, limit int) ([]Suggestion, error) {
	queries, err := s.recent(ctx)
	if err != nil {
		return nil, fmt.Errorf("read recent searches: %w", err)
	}
	fold := lang.Fold(text)
	var out []Suggestion
	for _, q := range queries {
		if have := lang.Fold(q); have != fold && (strings.HasPrefix(have, fold) || strings.Contains(have, " "+fold)) && len(out) < limit {
			out = append(out, Suggestion{Kind: "search", ID: q, Name: q})
		}
	}
	return out, nil
}
