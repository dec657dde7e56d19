package bridge

import (
	"context"

	"broadsheet/internal/front"
)

// SlotRequest fills a slot of the front page.
type SlotRequest struct {
	Slot string   `json:"slot"` // lead, editors-choice, in-focus, gallery
	IDs  []string `json:"ids"`  // of articles, or topics' slugs in in-focus; none: the slot is cleared
}

// FrontHistoryRequest asks for the states of the front page.
type FrontHistoryRequest struct {
	Before int64 `json:"before,omitempty"` // those below this revision; 0: from the newest
	Limit  int   `json:"limit,omitempty"`  // 1 to 1,000; 0: 50
}

// FrontRevision is a state that the front page was in.
type FrontRevision struct {
	Revision int64  `json:"revision"`
	At       string `json:"at"`
	Actor    string `json:"actor"`
}

// FrontHistoryResult lists them, the newest first.
type FrontHistoryResult struct {
	History []FrontRevision `json:"history"`
}

// RestoreRequest names a state of the front page.
type RestoreRequest struct {
	Revision int64 `json:"revision"`
}

// Desk are the calls of editors.
type Desk struct {
	*shared
	front *front.Service
}

// SetSlot fills a slot of the front page. Can be undone.
func (d *Desk) SetSlot(req SlotRequest) (EntryResult, error) {
	return call(d.core, Call{}, func(ctx context.Context) (EntryResult, error) {
		entry, err := d.front.Set(ctx, req.Slot, req.IDs)
		return EntryResult{Entry: entryID(entry)}, err
	})
}

// FrontHistory lists the states of the front page.
func (d *Desk) FrontHistory(req FrontHistoryRequest) (FrontHistoryResult, error) {
	return call(d.core, Call{}, func(ctx context.Context) (FrontHistoryResult, error) {
		list, err := d.front.History(ctx, req.Before, req.Limit)
		out := FrontHistoryResult{History: make([]FrontRevision, len(list))}
		for i, r := range list {
			out.History[i] = FrontRevision{Revision: r.Revision, At: stamp(r.At), Actor: r.Actor}
		}
		return out, err
	})
}

// RestoreFront brings the whole front page back as it was. Can be undone.
func (d *Desk) RestoreFront(req RestoreRequest) (EntryResult, error) {
	return call(d.core, Call{}, func(ctx context.Context) (EntryResult, error) {
		entry, err := d.front.Restore(ctx, req.Revision)
		return EntryResult{Entry: entryID(entry)}, err
	})
}
