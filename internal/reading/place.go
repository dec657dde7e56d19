package reading

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"broadsheet/internal/news"
)

// Places are where a reader stopped in articles that were begun and not ended.
const (
	placesSetting = "reading.places"
	placesKept    = 200  // the latest
	begun         = 0.03 // of the text: less is a glance
	ended         = 0.97 // more is the end
	continueSize  = 2    // on the front page
)

// Settings are the library's own settings, texts by name.
type Settings interface {
	Setting(ctx context.Context, key string) (string, error)
	SetSetting(ctx context.Context, key, value string) error
}

// Place is how far a reader came in an article.
type Place struct {
	ID    string  `json:"id"`
	Share float64 `json:"share"` // of the text, 0 to 1
}

// Continued is an article that was begun, with how far the reader came.
type Continued struct {
	Article news.Summary
	Share   float64
}

// KeepPlace remembers how far a reader came in an article. What was hardly
// begun, or is at its end, is forgotten.
func (s *Service) KeepPlace(ctx context.Context, id string, share float64) error {
	if !(share >= 0 && share <= 1) {
		return news.Errorf(news.CodeInvalid, "share", "A place in a text lies between 0 and 1.")
	}
	s.placing.Lock()
	defer s.placing.Unlock()
	places, err := s.places(ctx)
	if err != nil {
		return err
	}
	places = slices.DeleteFunc(places, func(p Place) bool { return p.ID == id })
	if share >= begun && share <= ended {
		places = slices.Insert(places, 0, Place{id, share})
	}
	text, err := json.Marshal(append([]Place{}, places[:min(len(places), placesKept)]...))
	if err != nil {
		return fmt.Errorf("write places: %w", err)
	}
	return s.Settings.SetSetting(ctx, placesSetting, string(text))
}

// places are the latest first. What cannot be read is none: it is a comfort only.
func (s *Service) places(ctx context.Context) ([]Place, error) {
	text, err := s.Settings.Setting(ctx, placesSetting)
	if err != nil || text == "" {
		return nil, err
	}
	var places []Place
	if json.Unmarshal([]byte(text), &places) != nil {
		return nil, nil
	}
	return places, nil
}

// placeIn gives how far the reader came in an article; 0: not begun, or ended.
func (s *Service) placeIn(ctx context.Context, id string) (float64, error) {
	places, err := s.places(ctx)
	for _, p := range places {
		if p.ID == id {
			return p.Share, err
		}
	}
	return 0, err
}

// frontContinue finds what the reader began last.
func (s *Service) frontContinue(ctx context.Context, f *Front) error {
	if !f.AsOf.IsZero() {
		return nil
	}
	places, err := s.places(ctx)
	if err != nil || len(places) == 0 {
		return err
	}
	shares := map[string]float64{}
	var ids []string
	for _, p := range places[:min(len(places), 3*continueSize)] { // some may be gone
		shares[p.ID] = p.Share
		ids = append(ids, p.ID)
	}
	found, err := s.Curation.Find(ctx, ids)
	if err != nil {
		return err
	}
	for _, article := range found[:min(len(found), continueSize)] {
		f.Continue = append(f.Continue, Continued{article, shares[article.ID]})
	}
	return nil
}
