package bridge

import (
	"context"
	"strings"

	"broadsheet/internal/body"
	"broadsheet/internal/front"
	"broadsheet/internal/news"
	"broadsheet/internal/reading"
)

// Desk are the calls of editors about the front page.
type Desk struct {
	*shared
	front   *front.Service
	reading *reading.Service
}

// SetSlot fills a slot of the front page, as readers see it at once. Can be undone.
func (d *Desk) SetSlot(req SlotRequest) (EntryResult, error) {
	return d.act(func(ctx context.Context) (int64, error) { return d.front.Set(ctx, req.Slot, req.IDs) })
}

// WordSlot gives an item of a slot words and a picture of its own, as readers see it at
// once. Can be undone.
func (d *Desk) WordSlot(req WordRequest) (EntryResult, error) {
	return d.act(func(ctx context.Context) (int64, error) {
		w := front.Words{Title: req.Title, Kicker: req.Kicker}
		if req.Picture != nil {
			picture, err := d.pictureOf(ctx, *req.Picture)
			if err != nil {
				return 0, err
			}
			w.Picture = picture
		}
		return d.front.Word(ctx, req.Slot, req.ID, w)
	})
}

// pictureOf finds the stored picture of an address, or the lead picture of the article
// of that id; without either the item has its article's own again.
func (d *Desk) pictureOf(ctx context.Context, named string) (*news.Picture, error) {
	if named == "" {
		return &news.Picture{}, nil
	}
	if hash, stored := strings.CutPrefix(named, mediaPrefix); stored {
		known, err := d.stored.MediaOf(ctx, []string{hash})
		if err != nil {
			return nil, err
		}
		if _, here := known[hash]; !here {
			return nil, news.NotFound("picture", named)
		}
		return &news.Picture{Src: named}, nil
	}
	article, err := d.reading.Archive.Article(ctx, named)
	if err != nil {
		return nil, err
	}
	if article.Lead == nil {
		return nil, news.Errorf(news.CodeInvalid, "picture", "The article %s has no picture.", named)
	}
	return article.Lead, nil
}

// Front gives the front page as it lies on the desk: its working copy, or what readers
// see.
func (d *Desk) Front(Nothing) (FrontDesk, error) {
	return call(d.core, Call{}, d.onDesk)
}

func (d *Desk) onDesk(ctx context.Context) (FrontDesk, error) {
	held, err := d.front.Copy(ctx)
	if err != nil {
		return FrontDesk{}, err
	}
	out := FrontDesk{
		Live: held.Live, Mark: held.Mark, Since: stamp(held.Since), Moved: held.Mark != "" && held.Base != held.Live,
		Due: stamp(held.Due), Failed: held.Failed,
		Changes: front.Count(front.Differences(held.Seen, held.Slots)),
	}
	out.Slots, err = d.slots(ctx, held.Slots)
	return out, err
}

// slots puts slots together with what their items are.
func (d *Desk) slots(ctx context.Context, slots map[string][]news.SlotItem) ([]DeskSlot, error) {
	var ids []string
	for name, items := range slots {
		for _, item := range items {
			if name != news.SlotInFocus {
				ids = append(ids, item.ID)
			}
		}
	}
	found, err := d.reading.Curation.Find(ctx, ids)
	if err != nil {
		return nil, err
	}
	topics, err := d.reading.Curation.Topics(ctx)
	if err != nil {
		return nil, err
	}
	al, zone := d.album(), d.zone(ctx)
	articles, cards := map[string]Row{}, map[string]TopicCard{}
	for _, s := range found {
		articles[s.ID] = al.row(s, zone)
	}
	for _, t := range topics {
		cards[t.Slug] = al.topic(t)
	}
	var out []DeskSlot
	for _, name := range news.Slots() {
		slot := DeskSlot{Name: name}
		for _, item := range slots[name] {
			one := DeskItem{SlotItem: slotItem(item), Own: al.picture(item.Picture)}
			if row, here := articles[item.ID]; here && name != news.SlotInFocus {
				one.Article = &row
			}
			if card, here := cards[item.ID]; here && name == news.SlotInFocus {
				one.Topic = &card
			}
			slot.Items = append(slot.Items, one)
		}
		out = append(out, slot)
	}
	return out, al.fill(ctx)
}

// Arrange writes slots of the working copy of the front page. Can be undone.
func (d *Desk) Arrange(req ArrangeRequest) (ArrangeResult, error) {
	return call(d.core, Call{}, func(ctx context.Context) (ArrangeResult, error) {
		entry, err := d.front.Arrange(ctx, slotsOf(req.Slots), req.Mark)
		if err != nil {
			return ArrangeResult{}, err
		}
		desk, err := d.onDesk(ctx)
		return ArrangeResult{Entry: entryID(entry), Desk: desk}, err
	})
}

// PublishFront shows readers the working copy, now or at a time. Can be undone.
func (d *Desk) PublishFront(req PublishFrontRequest) (EntryResult, error) {
	return d.act(func(ctx context.Context) (int64, error) {
		at, err := timeOf(req.At, d.zone(ctx))
		if err != nil {
			return 0, err
		}
		return d.front.Publish(ctx, req.Live, at)
	})
}

// UnscheduleFront takes the working copy's time away. Can be undone.
func (d *Desk) UnscheduleFront(Nothing) (EntryResult, error) {
	return d.act(d.front.Unschedule)
}

// DiscardFront takes the working copy away. Can be undone.
func (d *Desk) DiscardFront(Nothing) (EntryResult, error) {
	return d.act(d.front.Discard)
}

// FrontPictures gives the pictures of an article, for an item of the front page.
func (d *Desk) FrontPictures(req IDRequest) (FrontPicturesResult, error) {
	return call(d.core, req.Call, func(ctx context.Context) (FrontPicturesResult, error) {
		article, err := d.reading.Archive.Article(ctx, req.ID)
		if err != nil {
			return FrontPicturesResult{}, err
		}
		pictures, err := picturesIn(article)
		if err != nil {
			return FrontPicturesResult{}, err
		}
		al := d.album()
		var out FrontPicturesResult
		for _, p := range pictures {
			if shown := al.picture(&p); shown != nil {
				out.Pictures = append(out.Pictures, FrontPicture{Picture: *slotPicture(&p)})
				at := len(out.Pictures) - 1
				al.later = append(al.later, func() { out.Pictures[at].Shown = *shown })
			}
		}
		return out, al.fill(ctx)
	})
}

// picturesIn gives the pictures of an article, each once: the lead's, its set's, its
// body's.
func picturesIn(a news.Article) ([]news.Picture, error) {
	var all []news.Picture
	seen := map[string]bool{"": true}
	add := func(p news.Picture) {
		if !seen[p.Src] {
			seen[p.Src] = true
			all = append(all, p)
		}
	}
	if a.Lead != nil {
		add(*a.Lead)
	}
	for _, m := range a.Media {
		if m.Type == "film" || m.Type == "audio" {
			add(news.Picture{Src: m.Poster, Alt: m.Alt, Credit: m.Credit})
		} else {
			add(news.Picture{Src: m.Src, Alt: m.Alt, Caption: m.Caption, Credit: m.Credit})
		}
	}
	doc, err := body.Parse(a.Body)
	if err != nil {
		return nil, err
	}
	for _, f := range doc.Figures() {
		if f.Type == "image" {
			add(news.Picture{Src: f.Src, Alt: f.Alt, Caption: f.Caption})
		}
	}
	return all, nil
}

// FrontHistory lists the states of the front page.
func (d *Desk) FrontHistory(req FrontHistoryRequest) (FrontHistoryResult, error) {
	return call(d.core, Call{}, func(ctx context.Context) (FrontHistoryResult, error) {
		list, err := d.front.History(ctx, req.Before, req.Limit)
		out := FrontHistoryResult{History: make([]FrontRevision, len(list))}
		for i, r := range list {
			out.History[i] = FrontRevision{Revision: r.Revision, At: stamp(r.At), Actor: r.Actor}
			for _, c := range r.Differences {
				out.History[i].Changed = append(out.History[i].Changed, SlotChange{Slot: c.Slot, Placed: c.Placed, Taken: c.Taken, Moved: c.Moved, Worded: c.Worded})
			}
		}
		return out, err
	})
}

// RestoreFront brings the whole front page back as it was, as readers see it at once.
// Can be undone.
func (d *Desk) RestoreFront(req RestoreRequest) (EntryResult, error) {
	return d.act(func(ctx context.Context) (int64, error) { return d.front.Restore(ctx, req.Revision) })
}

func (d *Desk) act(do func(context.Context) (int64, error)) (EntryResult, error) {
	return call(d.core, Call{}, func(ctx context.Context) (EntryResult, error) {
		entry, err := do(ctx)
		return EntryResult{Entry: entryID(entry)}, err
	})
}

func slotItem(item news.SlotItem) SlotItem {
	return SlotItem{ID: item.ID, Title: item.Title, Kicker: item.Kicker, Picture: slotPicture(item.Picture)}
}

func slotPicture(p *news.Picture) *SlotPicture {
	if p == nil {
		return nil
	}
	return &SlotPicture{Src: p.Src, Alt: p.Alt, Caption: p.Caption, Credit: p.Credit}
}

// slotsOf reads slots of a request.
func slotsOf(slots []Slot) map[string][]news.SlotItem {
	out := map[string][]news.SlotItem{}
	for _, slot := range slots {
		items := []news.SlotItem{}
		for _, item := range slot.Items {
			one := news.SlotItem{ID: item.ID, Title: item.Title, Kicker: item.Kicker}
			if p := item.Picture; p != nil {
				one.Picture = &news.Picture{Src: p.Src, Alt: p.Alt, Caption: p.Caption, Credit: p.Credit}
			}
			items = append(items, one)
		}
		out[slot.Name] = items
	}
	return out
}
