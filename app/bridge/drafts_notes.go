package bridge

import (
	"context"

	"broadsheet/internal/news"
)

// DraftNote is what a reviewer says of a draft, anchored to words of it.
type DraftNote struct {
	ID       string `json:"id"`
	Parent   string `json:"parent"` // the note that it answers; empty: it begins a thread
	Block    string `json:"block"`  // id of the block; empty: it is about the whole draft
	Quote    string `json:"quote"`  // the words, and what stands around them
	Prefix   string `json:"prefix"`
	Suffix   string `json:"suffix"`
	Start    int    `json:"start"` // where they stood, in Unicode letters
	Text     string `json:"text"`
	Actor    string `json:"actor"`
	Written  string `json:"written"`
	Resolved string `json:"resolved"` // when; empty: it is open
}

// NotesResult lists them, oldest first.
type NotesResult struct {
	Notes []DraftNote `json:"notes"`
}

// AddNoteRequest says something of a draft.
type AddNoteRequest struct {
	Draft  string `json:"draft"`
	Parent string `json:"parent,omitempty"`
	Block  string `json:"block,omitempty"`
	Quote  string `json:"quote,omitempty"`
	Prefix string `json:"prefix,omitempty"`
	Suffix string `json:"suffix,omitempty"`
	Start  int    `json:"start,omitempty"`
	Text   string `json:"text"`
}

// ResolveNoteRequest closes a thread or opens it again.
type ResolveNoteRequest struct {
	ID       string `json:"id"`
	Resolved bool   `json:"resolved"`
}

// AddedNote is a note with the history's entry.
type AddedNote struct {
	Note  DraftNote `json:"note"`
	Entry string    `json:"entry"`
}

// Notes lists what was said of a draft.
func (d *Drafts) Notes(req IDRequest) (NotesResult, error) {
	return call(d.core, req.Call, func(ctx context.Context) (NotesResult, error) {
		list, err := d.desk.Said(ctx, req.ID)
		out := NotesResult{Notes: make([]DraftNote, len(list))}
		for i, n := range list {
			out.Notes[i] = draftNote(n)
		}
		return out, err
	})
}

// AddNote says something of a draft. Can be undone.
func (d *Drafts) AddNote(req AddNoteRequest) (AddedNote, error) {
	return call(d.core, Call{}, func(ctx context.Context) (AddedNote, error) {
		kept, entry, err := d.desk.Say(ctx, req.Draft, news.DraftNote{
			Parent: req.Parent, Block: req.Block, Quote: req.Quote, Prefix: req.Prefix, Suffix: req.Suffix, Start: req.Start, Text: req.Text,
		})
		return AddedNote{Note: draftNote(kept), Entry: entryID(entry)}, err
	})
}

// ResolveNote closes a thread or opens it again. Can be undone.
func (d *Drafts) ResolveNote(req ResolveNoteRequest) (EntryResult, error) {
	return call(d.core, Call{}, func(ctx context.Context) (EntryResult, error) {
		entry, err := d.desk.Notes.ResolveNote(ctx, req.ID, req.Resolved)
		return EntryResult{Entry: entryID(entry)}, err
	})
}

// RemoveNote takes a note away. Can be undone.
func (d *Drafts) RemoveNote(req IDRequest) (EntryResult, error) {
	return call(d.core, req.Call, func(ctx context.Context) (EntryResult, error) {
		entry, err := d.desk.Notes.RemoveNote(ctx, req.ID)
		return EntryResult{Entry: entryID(entry)}, err
	})
}

func draftNote(n news.DraftNote) DraftNote {
	return DraftNote{ID: n.ID, Parent: n.Parent, Block: n.Block, Quote: n.Quote, Prefix: n.Prefix, Suffix: n.Suffix, Start: n.Start,
		Text: n.Text, Actor: n.Actor, Written: stamp(n.Written), Resolved: stamp(n.Resolved)}
}
