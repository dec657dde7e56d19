package reading

import (
	"context"

	"broadsheet/internal/news"
)

// How much the blocks of the front page hold.
const (
	choiceSize    = 5 // Editor's Choice after the lead
	newsSize      = 12
	mostViewed    = 5
	onThisDay     = 3
	frontTopics   = 12
	frontMaps     = 4
	frontGallery  = 5
	newsSizeLimit = 100
)

// Front is everything on the front page.
type Front struct {
	Today      news.Day // the newest day held; empty: nothing held
	IsToday    bool
	Lead       *news.Summary
	Choice     []news.Summary
	News       []news.Summary // newest first
	MostViewed map[string]news.Ranking
	OnThisDay  []news.Summary
	Topics     []news.Topic
	TopicCount int64
	Maps       []news.Summary
	MapCount   int64
	Photos     []news.Summary
	Films      []news.Summary
	Counts     news.Counts
	Zone       news.Publication
}

// Front puts the front page together: curated slots first, and where an editor
// chose nothing, the newest.
func (s *Service) Front(ctx context.Context, newsLimit int) (Front, error) {
	if newsLimit <= 0 || newsLimit > newsSizeLimit {
		newsLimit = newsSize
	}
	var front Front
	steps := []func(context.Context, *Front) error{
		s.frontDay,
		func(ctx context.Context, f *Front) error { return s.frontNews(ctx, f, newsLimit) },
		s.frontSlots,
		s.frontRankings,
		s.frontTopics,
		s.frontPictures,
	}
	for _, step := range steps {
		if err := step(ctx, &front); err != nil {
			return front, err
		}
	}
	return front, nil
}

func (s *Service) frontDay(ctx context.Context, f *Front) (err error) {
	if f.Counts, err = s.Curation.Counts(ctx); err != nil {
		return err
	}
	if f.Zone, err = s.Curation.Publication(ctx); err != nil {
		return err
	}
	if f.Counts.Newest.IsZero() {
		return nil
	}
	zone := f.Zone.Zone()
	f.Today = news.DayOf(f.Counts.Newest, zone)
	f.IsToday = f.Today == news.DayOf(s.Clock(), zone)
	f.OnThisDay, err = s.Lists.OnThisDay(ctx, f.Today, onThisDay)
	return err
}

func (s *Service) frontNews(ctx context.Context, f *Front, limit int) error {
	page, err := s.Lists.List(ctx, news.Filter{Limit: limit})
	f.News = page.Articles
	return err
}

// frontSlots fills lead and Editor's Choice. A publication that has chosen
// nothing leads with its newest article that has a picture, or the newest.
func (s *Service) frontSlots(ctx context.Context, f *Front) error {
	slots, err := s.Curation.Front(ctx)
	if err != nil {
		return err
	}
	lead, err := s.slot(ctx, slots.Slots[news.SlotLead], 1)
	if err != nil {
		return err
	}
	choice, err := s.slot(ctx, slots.Slots[news.SlotEditorsChoice], choiceSize+1)
	if err != nil {
		return err
	}
	if len(lead) == 0 && len(choice) > 0 {
		lead, choice = choice[:1], choice[1:]
	}
	if len(lead) == 0 {
		lead = pickLead(f.News)
	}
	if len(lead) > 0 {
		f.Lead = &lead[0]
		choice = without(choice, lead[0].Row)
	}
	f.Choice = choice[:min(len(choice), choiceSize)]
	return nil
}

// slot gives the first articles of a slot in its order, under the words and
// with the picture that the slot gives them.
func (s *Service) slot(ctx context.Context, items []news.SlotItem, limit int) ([]news.Summary, error) {
	items = items[:min(len(items), limit)]
	if len(items) == 0 {
		return nil, nil
	}
	ids := make([]string, len(items))
	own := map[string]news.SlotItem{}
	for i, item := range items {
		ids[i] = item.ID
		own[item.ID] = item
	}
	found, err := s.Curation.Find(ctx, ids)
	for i := range found {
		item := own[found[i].ID]
		if item.Title != "" {
			found[i].Title = item.Title
		}
		if item.Kicker != "" {
			found[i].Kicker = item.Kicker
		}
		if item.Picture != nil {
			found[i].Lead = item.Picture
		}
	}
	return found, err
}

func pickLead(newest []news.Summary) []news.Summary {
	for i := range newest {
		if newest[i].Lead != nil {
			return newest[i : i+1 : i+1]
		}
	}
	return newest[:min(len(newest), 1)]
}

func without(list []news.Summary, row news.Row) []news.Summary {
	var kept []news.Summary
	for _, a := range list {
		if a.Row != row {
			kept = append(kept, a)
		}
	}
	return kept
}

func (s *Service) frontRankings(ctx context.Context, f *Front) error {
	f.MostViewed = map[string]news.Ranking{}
	for window := range windows {
		ranking, err := s.MostViewed(ctx, window, "", mostViewed)
		if err != nil {
			return err
		}
		f.MostViewed[window] = ranking
	}
	return nil
}

func (s *Service) frontTopics(ctx context.Context, f *Front) error {
	all, err := s.Curation.Topics(ctx)
	if err != nil {
		return err
	}
	for _, topic := range all {
		if !topic.Visible {
			continue
		}
		f.TopicCount++
		if len(f.Topics) < frontTopics {
			f.Topics = append(f.Topics, topic)
		}
	}
	return nil
}

func (s *Service) frontPictures(ctx context.Context, f *Front) error {
	blocks := []struct {
		kind  news.Kind
		limit int
		into  *[]news.Summary
	}{
		{news.KindMap, frontMaps, &f.Maps},
		{news.KindPhoto, frontGallery, &f.Photos},
		{news.KindFilm, frontGallery, &f.Films},
	}
	for _, block := range blocks {
		page, err := s.Lists.List(ctx, news.Filter{Kind: block.kind, Limit: block.limit})
		if err != nil {
			return err
		}
		*block.into = page.Articles
	}
	var err error
	f.MapCount, err = s.Lists.Count(ctx, news.Filter{Kind: news.KindMap})
	return err
}
