package bridge

import (
	"context"
	"errors"
	"html"
	"time"

	"broadsheet/internal/body"
	"broadsheet/internal/desk"
	"broadsheet/internal/lang"
	"broadsheet/internal/news"
)

// Drafts are the calls about working copies, and about what becomes of them.
type Drafts struct {
	*shared
	desk     *desk.Service
	copydesk Copydesk
	desktop  Desktop
}

// New makes a draft. Can be undone.
func (d *Drafts) New(req NewDraftRequest) (DraftRow, error) {
	return call(d.core, Call{}, func(ctx context.Context) (DraftRow, error) {
		made, entry, err := d.desk.New(ctx, desk.Start{From: req.From, Kind: req.Kind, Title: req.Title, Idea: req.Idea})
		return draftRow(made, entry), err
	})
}

// List lists what is on the desk, changed last first.
func (d *Drafts) List(req DraftsRequest) (DraftsResult, error) {
	return call(d.core, req.Call, func(ctx context.Context) (DraftsResult, error) {
		filter := news.DraftFilter{State: news.DraftState(req.State), Article: req.Article, After: req.After, Limit: req.Limit}
		page, err := d.desk.List(ctx, filter)
		out := DraftsResult{Next: page.Next}
		for _, one := range page.Drafts {
			out.Drafts = append(out.Drafts, draftRow(one, 0))
		}
		if err != nil || !filter.Whole() {
			return out, err
		}
		for _, state := range news.DraftStates() {
			out.Counts = append(out.Counts, StateCount{State: string(state), Count: page.Counts[state]})
		}
		recovered, err := d.desk.Recovered(ctx)
		for _, r := range recovered {
			out.Recovered = append(out.Recovered, RecoveredDraft{Draft: r.Draft, Title: r.Title, Saved: stamp(r.Saved), Lost: r.Lost})
		}
		return out, err
	})
}

// Dismiss takes a draft off the list of those that were brought back, or all without an
// id; to open one on the desk does it too.
func (d *Drafts) Dismiss(req DismissRequest) (Nothing, error) {
	return call(d.core, Call{}, func(ctx context.Context) (Nothing, error) {
		return Nothing{}, d.desk.Dismiss(ctx, req.ID)
	})
}

// Show gives a draft with everything that its page holds.
func (d *Drafts) Show(req IDRequest) (Draft, error) {
	return call(d.core, req.Call, func(ctx context.Context) (Draft, error) {
		held, err := d.desk.Get(ctx, req.ID)
		if err != nil {
			return Draft{}, err
		}
		return d.whole(ctx, held)
	})
}

func (d *Drafts) whole(ctx context.Context, held news.Draft) (Draft, error) {
	out := Draft{DraftRow: draftRow(held, 0), Dir: lang.Direction(held.Article.Language), Fields: draftFields(held.Article), Recovered: held.Recovered}
	doc, err := body.Parse(held.Article.Body)
	if err != nil {
		return out, err
	}
	out.Body = doc.Blocks
	if out.Trail, err = d.desk.Trail(ctx, held.ID); err != nil {
		return out, err
	}
	al := d.album()
	al.facts(doc.Blocks, &out.Media)
	if lead := held.Article.Lead; lead != nil {
		al.fact(lead.Src, &out.Media)
	}
	for _, m := range held.Article.Media {
		al.fact(m.Src, &out.Media)
	}
	return out, al.fill(ctx)
}

// Text gives a draft in another form; as a record it is an object of the interchange
// format, with its body as HTML.
func (d *Drafts) Text(req TextRequest) (TextResult, error) {
	return call(d.core, Call{}, func(ctx context.Context) (TextResult, error) {
		text, err := d.desk.Text(ctx, req.ID, req.As)
		return TextResult{Text: text}, err
	})
}

// Save keeps what a window holds; when it answers, it is on the disk, its second copy
// too unless Uncopied says why not. An error of code "conflict" means that another
// window saved the draft since.
func (d *Drafts) Save(req SaveDraftRequest) (SavedDraft, error) {
	return call(d.core, Call{}, func(ctx context.Context) (SavedDraft, error) {
		held, err := d.desk.Get(ctx, req.ID)
		if err != nil {
			return SavedDraft{}, err
		}
		a, err := req.Fields.into(held.Article)
		if err != nil {
			return SavedDraft{}, err
		}
		saved, text, err := d.desk.Save(ctx, news.DraftSave{ID: req.ID, Stamp: req.Stamp, Article: a, Keep: req.Keep, Name: req.Name, Trail: req.Trail, Restart: req.Restart}, req.Body)
		if err != nil && saved.ID == "" {
			return SavedDraft{}, err
		}
		out := SavedDraft{DraftRow: draftRow(saved, 0), Saved: stampExactly(saved.Changed)}
		var told *news.Error
		if errors.As(err, &told) && told.Field == "slug" {
			out.Slug = told.Message
		} else if err != nil {
			out.Uncopied = err.Error()
		}
		for _, n := range text.Blocks {
			out.IDs = append(out.IDs, n.Attr("id"))
		}
		return out, nil
	})
}

// Elsewhere makes one HTML file of what a window holds and could not save: it is put
// among the downloads, or with Hand given back for the browser to keep.
func (d *Drafts) Elsewhere(req ElsewhereRequest) (FileResult, error) {
	return call(d.core, Call{}, func(ctx context.Context) (FileResult, error) {
		text, err := body.FromTree(ctx, req.Body, body.Options{})
		if err != nil {
			return FileResult{}, err
		}
		page := "<!doctype html>\n<meta charset=\"utf-8\">\n<title>" + html.EscapeString(req.Title) + "</title>\n<h1>" + html.EscapeString(req.Title) + "</h1>\n" + text.HTML
		return handed(d.desktop, req.ID+".html", []byte(page), req.Hand)
	})
}

// Words puts a text into a draft in place of what it holds.
func (d *Drafts) Words(req DraftWordsRequest) (DraftRow, error) {
	return call(d.core, Call{}, func(ctx context.Context) (DraftRow, error) {
		saved, err := d.desk.Words(ctx, req.ID, req.Text, news.BodyFormat(req.As))
		return draftRow(saved, 0), err
	})
}

// Set sets one field by its name in the interchange format.
func (d *Drafts) Set(req SetDraftRequest) (DraftRow, error) {
	return call(d.core, Call{}, func(ctx context.Context) (DraftRow, error) {
		saved, err := d.desk.Set(ctx, req.ID, req.Field, req.Value)
		return draftRow(saved, 0), err
	})
}

// Act moves a draft on its way through review. Can be undone.
func (d *Drafts) Act(req DraftActRequest) (DraftRow, error) {
	return call(d.core, Call{}, func(ctx context.Context) (DraftRow, error) {
		moved, entry, err := d.desk.Move(ctx, req.ID, news.DraftAct(req.Act), req.Note, req.Hash)
		return draftRow(moved, entry), err
	})
}

// Discard takes a draft off the desk. Can be undone.
func (d *Drafts) Discard(req IDRequest) (EntryResult, error) {
	return call(d.core, req.Call, func(ctx context.Context) (EntryResult, error) {
		entry, err := d.desk.Discard(ctx, req.ID)
		return EntryResult{Entry: entryID(entry)}, err
	})
}

// Revisions lists a draft's saved states, newest first.
func (d *Drafts) Revisions(req IDRequest) (RevisionsResult, error) {
	return call(d.core, req.Call, func(ctx context.Context) (RevisionsResult, error) {
		list, err := d.desk.Revisions(ctx, req.ID)
		out := RevisionsResult{Revisions: make([]Revision, len(list))}
		for i, r := range list {
			out.Revisions[i] = Revision{Revision: r.N, Saved: stamp(r.Saved), Actor: r.Actor, Name: r.Name, Words: r.Words}
		}
		return out, err
	})
}

// Compare tells two revisions of a draft apart, word by word.
func (d *Drafts) Compare(req CompareRequest) (DraftCompareResult, error) {
	return call(d.core, req.Call, func(ctx context.Context) (DraftCompareResult, error) {
		blocks, err := d.desk.Compare(ctx, req.ID, req.A, req.B)
		return DraftCompareResult{Blocks: changedBlocks(blocks)}, err
	})
}

// Restore brings a revision back as the draft's newest.
func (d *Drafts) Restore(req RevisionRequest) (DraftRow, error) {
	return call(d.core, Call{}, func(ctx context.Context) (DraftRow, error) {
		saved, err := d.desk.Restore(ctx, req.ID, req.Revision)
		return draftRow(saved, 0), err
	})
}

// Name makes what a draft holds a revision with a name.
func (d *Drafts) Name(req NameRevisionRequest) (DraftRow, error) {
	return call(d.core, Call{}, func(ctx context.Context) (DraftRow, error) {
		saved, err := d.desk.Name(ctx, req.ID, req.Name)
		return draftRow(saved, 0), err
	})
}

// Publish publishes drafts together, now or at a time, all or none. Can be undone. An
// error of code "conflict" means that an article changed in the same place (Clashes).
func (d *Drafts) Publish(req PublishRequest) (PublishResult, error) {
	return call(d.core, Call{}, func(ctx context.Context) (PublishResult, error) {
		at, err := timeOf(req.At, d.zone(ctx))
		if err != nil {
			return PublishResult{}, err
		}
		list, entry, err := d.desk.Publish(ctx, desk.Order{Drafts: req.IDs, At: at, Change: req.Change, Note: req.Note})
		out := PublishResult{Entry: entryID(entry)}
		for _, r := range list {
			out.Published = append(out.Published, Published{Article: r.Article, Version: r.N})
		}
		return out, err
	})
}

// Unschedule takes a draft's time away. Can be undone.
func (d *Drafts) Unschedule(req IDRequest) (EntryResult, error) {
	return call(d.core, req.Call, func(ctx context.Context) (EntryResult, error) {
		entry, err := d.desk.Unschedule(ctx, req.ID)
		return EntryResult{Entry: entryID(entry)}, err
	})
}

// Clashes tells what a draft and its article changed in the same place.
func (d *Drafts) Clashes(req IDRequest) (ClashesResult, error) {
	return call(d.core, req.Call, func(ctx context.Context) (ClashesResult, error) {
		list, err := d.desk.Clashes(ctx, req.ID)
		out := ClashesResult{Clashes: make([]Clash, len(list))}
		for i, c := range list {
			out.Clashes[i] = Clash(c)
		}
		return out, err
	})
}

// Rebase brings a draft up to its article's newest version.
func (d *Drafts) Rebase(req RebaseRequest) (DraftRow, error) {
	return call(d.core, Call{}, func(ctx context.Context) (DraftRow, error) {
		saved, err := d.desk.Rebase(ctx, req.ID, req.Stamp, req.Theirs)
		return draftRow(saved, 0), err
	})
}

// Withdraw takes an article from its readers. Can be undone.
func (d *Drafts) Withdraw(req RestateRequest) (PublishResult, error) {
	return d.restate(req, d.desk.Withdraw)
}

// Retract puts a notice in place of an article's text. Can be undone.
func (d *Drafts) Retract(req RestateRequest) (PublishResult, error) {
	return d.restate(req, d.desk.Retract)
}

func (d *Drafts) restate(req RestateRequest, act func(context.Context, string, string) (news.Released, int64, error)) (PublishResult, error) {
	return call(d.core, Call{}, func(ctx context.Context) (PublishResult, error) {
		done, entry, err := act(ctx, req.ID, req.Note)
		return PublishResult{Published: []Published{{Article: done.Article, Version: done.N}}, Entry: entryID(entry)}, err
	})
}

// stampExactly is stamp with milliseconds.
func stampExactly(t time.Time) string { return t.Format("2006-01-02T15:04:05.000Z07:00") }

// timeOf reads an instant as people give it; without an offset it is in the
// publication's zone.
func timeOf(text string, zone *time.Location) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04", "2006-01-02 15:04", "2006-01-02T15:04:05", time.DateTime, time.DateOnly} {
		if at, err := time.ParseInLocation(layout, text, zone); err == nil {
			return at, nil
		}
	}
	return time.Time{}, news.Errorf(news.CodeInvalid, "at", "%q is no time; write it as 2026-05-06T14:30. Nothing was changed.", text)
}

func draftRow(d news.Draft, entry int64) DraftRow {
	row := DraftRow{
		Draft: d.ID, Article: d.Article.Public, State: string(d.State), Public: string(d.Public), Revision: d.Revision, Title: d.Article.Title,
		Stamp: d.Stamp, Hash: d.Hash, Words: d.Words, Changed: stamp(d.Changed), Actor: d.Actor, Failed: d.Failed, Reason: d.Reason, Closed: d.Closed,
		Base: d.Base, Newest: d.Newest, Entry: entryID(entry), Minutes: lang.ReadingMinutes(d.Words, d.Article.Language),
	}
	if d.Release != nil {
		row.At = stamp(d.Release.At)
	}
	return row
}
