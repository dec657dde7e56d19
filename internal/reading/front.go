package reading

import (
	"context"
	"slices"
	"time"

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
	AsOf       time.Time // the first instant after what it shows; zero: now
	Today      news.Day  // the newest day held; empty: nothing held
	IsToday    bool
	Lead       *news.Summary
	Choice     []news.Summary
	News       []news.Summary // newest first
	MostViewed map[string]news.Ranking
	OnThisDay  []news.Summary
	Continue   []Continued
	Topics     []news.Topic
	TopicCount int64
	Maps       []news.Summary
	MapCount   int64
	Photos     []news.Summary
	Films      []news.Summary
	Counts     news.Counts
	Zone       news.Publication
	slots      map[string][]news.SlotItem
}

// FrontAsk says which front page is wanted.
type FrontAsk struct {
	News int // how many of the newest; 0: 12
	// AsOf, a year, month, day or instant, asks for the page as it stood at its end;
	// empty: now.
	AsOf string
	// Slots is what is chosen, for a page that readers do not see (yet); nil: what is
	// chosen for them.
	Slots map[string][]news.SlotItem
}

// Front puts the front page together: curated slots first, and where an editor
// chose nothing, the newest. An article that changed since stands there under its
// present headline.
func (s *Service) Front(ctx context.Context, ask FrontAsk) (Front, error) {
	newsLimit, asOf := ask.News, ask.AsOf
	if newsLimit <= 0 || newsLimit > newsSizeLimit {
		newsLimit = newsSize
	}
	front := Front{slots: ask.Slots}
	publication, err := s.Curation.Publication(ctx)
	if err != nil {
		return front, err
	}
	front.Zone = publication
	if _, front.AsOf, err = Span("", asOf, publication.Zone(), s.Clock()); err != nil {
		return front, news.Errorf(news.CodeInvalid, "asOf", "A date is written as 2024, 2024-05 or 2024-05-06.")
	}
	steps := []func(context.Context, *Front) error{
		s.frontDay,
		s.frontChosen,
		func(ctx context.Context, f *Front) error { return s.frontNews(ctx, f, newsLimit) },
		s.frontSlots,
		s.frontRankings,
		s.frontContinue,
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
	newest, zone := f.Counts.Newest, f.Zone.Zone()
	if !f.AsOf.IsZero() {
		page, err := s.Lists.List(ctx, news.Filter{To: f.AsOf, Limit: 1})
		if err != nil || len(page.Articles) == 0 {
			return err
		}
		newest = page.Articles[0].Published
	}
	if newest.IsZero() {
		return nil
	}
	f.Today = news.DayOf(newest, zone)
	f.IsToday = f.Today == news.DayOf(s.Clock(), zone)
	f.OnThisDay, err = s.Lists.OnThisDay(ctx, f.Today, onThisDay)
	return err
}

func (s *Service) frontNews(ctx context.Context, f *Front, limit int) error {
	page, err := s.Lists.List(ctx, news.Filter{To: f.AsOf, Limit: limit})
	f.News = page.Articles
	return err
}

// frontChosen reads what is chosen, where the ask does not say it.
func (s *Service) frontChosen(ctx context.Context, f *Front) error {
	if f.slots != nil {
		return nil
	}
	front, err := s.Curation.Front(ctx, f.AsOf)
	f.slots = front.Slots
	return err
}

// frontSlots fills lead and Editor's Choice. A publication that has chosen
// nothing leads with its newest article that has a picture, or the newest.
func (s *Service) frontSlots(ctx context.Context, f *Front) error {
	lead, err := s.slot(ctx, f.slots[news.SlotLead], 1)
	if err != nil {
		return err
	}
	choice, err := s.slot(ctx, f.slots[news.SlotEditorsChoice], choiceSize+1)
	if err != nil {
		return err
	}
	lead, choice = f.standing(lead), f.standing(choice)
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

// standing leaves out what was published after the instant of the page.
func (f *Front) standing(list []news.Summary) []news.Summary {
	if f.AsOf.IsZero() {
		return list
	}
	return slices.DeleteFunc(list, func(a news.Summary) bool { return !a.Published.Before(f.AsOf) })
}

// slot gives the first articles of a slot in its order, under the words and
// with the picture that the slot gives them.
func (s *Service) slot(ctx context.Context, items []news.SlotItem, limit int) ([]news.Summary, error) {
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
	found = found[:min(len(found), limit)] // what is not published stands in no place
	for i := range found {
		item := own[found[i].ID]
		if item.Title != "" {
			found[i].Title, found[i].FrontTitle = item.Title, ""
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

// fill puts the newest behind what is chosen, up to what the gallery shows.
func fill(chosen, newest []news.Summary) []news.Summary {
	for _, a := range newest {
		if !slices.ContainsFunc(chosen, func(c news.Summary) bool { return c.Row == a.Row }) {
			chosen = append(chosen, a)
		}
	}
	return chosen[:min(len(chosen), frontGallery)]
}

// until is the last day that the page knows of; empty: any.
func (f *Front) until() news.Day {
	if f.AsOf.IsZero() {
		return ""
	}
	return news.DayOf(f.AsOf.Add(-time.Nanosecond), f.Zone.Zone())
}

func (s *Service) frontRankings(ctx context.Context, f *Front) error {
	f.MostViewed = map[string]news.Ranking{}
	for window := range windows {
		ranking, err := s.mostViewed(ctx, window, "", mostViewed, f.until())
		if err != nil {
			return err
		}
		f.MostViewed[window] = ranking
	}
	return nil
}

// frontTopics fills In Focus: the chosen topics, under the words that the slot gives
// them, then the others that readers see, in their order.
func (s *Service) frontTopics(ctx context.Context, f *Front) error {
	all, err := s.Curation.Topics(ctx)
	if err != nil {
		return err
	}
	for _, topic := range chosenFirst(all, f.slots[news.SlotInFocus]) {
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

func chosenFirst(all []news.Topic, items []news.SlotItem) []news.Topic {
	var first []news.Topic
	for _, item := range items {
		at := slices.IndexFunc(all, func(t news.Topic) bool { return t.Slug == item.ID })
		if at < 0 {
			continue
		}
		topic := all[at]
		if item.Title != "" {
			topic.Name = item.Title
		}
		if item.Picture != nil {
			topic.Picture = item.Picture
		}
		first = append(first, topic)
	}
	for _, topic := range all {
		if !slices.ContainsFunc(first, func(t news.Topic) bool { return t.Slug == topic.Slug }) {
			first = append(first, topic)
		}
	}
	return first
}

// frontPictures fills maps and the gallery, which begins with what is chosen for it:
// films under Film, all else under Photo.
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
		page, err := s.Lists.List(ctx, news.Filter{Kind: block.kind, To: f.AsOf, Limit: block.limit})
		if err != nil {
			return err
		}
		*block.into = page.Articles
	}
	chosen, err := s.slot(ctx, f.slots[news.SlotGallery], 2*frontGallery)
	if err != nil {
		return err
	}
	var photos, films []news.Summary
	for _, a := range f.standing(chosen) {
		if a.Kind == news.KindFilm {
			films = append(films, a)
		} else {
			photos = append(photos, a)
		}
	}
	f.Photos, f.Films = fill(photos, f.Photos), fill(films, f.Films)
	f.MapCount, err = s.Lists.Count(ctx, news.Filter{Kind: news.KindMap})
	return err
}

// Slots gives the curated slots as they stood at the end of asOf (a year, month,
// day or instant; empty: now), in the order of the page.
func (s *Service) Slots(ctx context.Context, asOf string) (news.Front, error) {
	publication, err := s.Curation.Publication(ctx)
	if err != nil {
		return news.Front{}, err
	}
	_, at, err := Span("", asOf, publication.Zone(), s.Clock())
	if err != nil {
		return news.Front{}, err
	}
	return s.Curation.Front(ctx, at)
}
