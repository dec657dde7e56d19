package bridge

import (
	"context"
	"strconv"

	"broadsheet/internal/discussion"
	"broadsheet/internal/news"
	"broadsheet/internal/publication"
	"broadsheet/internal/topics"
)

// Holding is what is known of the open library as a whole.
type Holding struct {
	Name     string // of the folder
	Folder   string
	ID       string
	Schema   int
	ReadOnly bool
	Warnings []Note
	Bytes    Bytes
}

// Keeper is the open library: what it is and what keeps it sound. The long ones
// start a job and give its id.
type Keeper interface {
	// Holding describes the library; sizes are measured only where asked for.
	Holding(ctx context.Context, sizes bool) (Holding, error)
	Lag(context.Context) (Lag, error)
	Recent(context.Context) ([]RecentLibrary, error)
	Check(context.Context) (job string, err error)
	Repair(context.Context) (job string, err error)
	Reindex(context.Context) (job string, err error)
	Compact(context.Context) (job string, err error)
	// Backup writes into the file that a face offered under the token.
	Backup(ctx context.Context, target string) (job string, err error)
}

// Catalogue names what the library's shell lists.
type Catalogue interface {
	Sections(context.Context) ([]news.Section, error)
	Kinds(context.Context) ([]news.KindCount, error)
	Counts(context.Context) (news.Counts, error)
}

// Library are the calls about the library and its publication.
type Library struct {
	*shared
	keeper      Keeper
	catalogue   Catalogue
	topics      *topics.Service
	discussion  *discussion.Service
	publication *publication.Service
	ledger      Ledger
	version     string
	window      bool
}

// Shell gives what every screen needs.
func (l *Library) Shell(Nothing) (ShellResult, error) {
	return call(l.core, Call{}, l.shell)
}

func (l *Library) shell(ctx context.Context) (ShellResult, error) {
	p, err := l.publication.Get(ctx)
	if err != nil {
		return ShellResult{}, err
	}
	holding, err := l.keeper.Holding(ctx, false)
	if err != nil {
		return ShellResult{}, err
	}
	out := ShellResult{
		ID: holding.ID, Name: p.Name, Tagline: p.Tagline, Languages: p.Languages, TimeZone: p.Zone().String(), Origin: string(p.Origin),
		ReadOnly: holding.ReadOnly, Warnings: holding.Warnings, Version: l.version, Window: l.window,
		Requests: l.ledger.Session(),
	}
	held, err := l.catalogue.Counts(ctx)
	if err != nil {
		return out, err
	}
	out.Counts = counts(held)
	if out.Counts.Pending, err = l.discussion.Pending(ctx); err != nil {
		return out, err
	}
	// What an editor hid is not counted where readers look.
	visible, err := l.topics.List(ctx)
	if err != nil {
		return out, err
	}
	out.Counts.Topics = int64(len(visible))
	sections, err := l.catalogue.Sections(ctx)
	if err != nil {
		return out, err
	}
	for _, s := range sections {
		out.Sections = append(out.Sections, Named{Slug: s.Slug, Name: s.Name, Count: s.Count})
	}
	kinds, err := l.catalogue.Kinds(ctx)
	if err != nil {
		return out, err
	}
	for _, k := range kinds {
		out.Kinds = append(out.Kinds, Named{Slug: string(k.Kind), Count: k.Count})
	}
	if out.FirstRun, err = l.publication.FirstRun(ctx); err != nil {
		return out, err
	}
	out.Index, err = l.keeper.Lag(ctx)
	return out, err
}

// Info describes the library.
func (l *Library) Info(Nothing) (InfoResult, error) {
	return call(l.core, Call{}, l.info)
}

func (l *Library) info(ctx context.Context) (InfoResult, error) {
	holding, err := l.keeper.Holding(ctx, true)
	if err != nil {
		return InfoResult{}, err
	}
	held, err := l.catalogue.Counts(ctx)
	if err != nil {
		return InfoResult{}, err
	}
	p, err := l.publication.Get(ctx)
	if err != nil {
		return InfoResult{}, err
	}
	out := InfoResult{
		Counts: counts(held), Name: p.Name, Folder: holding.Folder, ID: holding.ID, Schema: holding.Schema,
		Sections: held.Sections, Bytes: holding.Bytes,
		Oldest: dayOf(held.Oldest, p.Zone()), Newest: dayOf(held.Newest, p.Zone()),
	}
	out.Index, err = l.keeper.Lag(ctx)
	return out, err
}

// Set changes a field of the publication.
func (l *Library) Set(req SetRequest) (EntryResult, error) {
	return call(l.core, Call{}, func(ctx context.Context) (EntryResult, error) {
		entry, err := l.publication.Set(ctx, req.Field, req.Value)
		return EntryResult{Entry: entryID(entry)}, err
	})
}

// FirstRun takes the answer to the first-run card.
func (l *Library) FirstRun(req FirstRunRequest) (Nothing, error) {
	return call(l.core, Call{}, func(ctx context.Context) (Nothing, error) {
		return Nothing{}, l.publication.Answer(ctx, req.Choice)
	})
}

// Check reads everything and finds damage; it changes nothing.
func (l *Library) Check(JobRequest) (JobStarted, error) { return l.start(l.keeper.Check) }

// Repair mends what can be mended from what is intact.
func (l *Library) Repair(JobRequest) (JobStarted, error) { return l.start(l.keeper.Repair) }

// Reindex builds the index anew.
func (l *Library) Reindex(JobRequest) (JobStarted, error) { return l.start(l.keeper.Reindex) }

// Compact gives room on disk back.
func (l *Library) Compact(JobRequest) (JobStarted, error) { return l.start(l.keeper.Compact) }

// Backup writes a backup into the file that a face offered.
func (l *Library) Backup(req JobRequest) (JobStarted, error) {
	return l.start(func(ctx context.Context) (string, error) { return l.keeper.Backup(ctx, req.Target) })
}

func (l *Library) start(run func(context.Context) (string, error)) (JobStarted, error) {
	return call(l.core, Call{}, func(ctx context.Context) (JobStarted, error) {
		id, err := run(ctx)
		return JobStarted{Job: id}, err
	})
}

// Recent lists the libraries that were opened before.
func (l *Library) Recent(Nothing) (RecentResult, error) {
	return call(l.core, Call{}, func(ctx context.Context) (RecentResult, error) {
		list, err := l.keeper.Recent(ctx)
		return RecentResult{Libraries: list}, err
	})
}

// Chronicle is the journal.
type Chronicle interface {
	History(ctx context.Context, limit int) ([]news.Entry, error)
	// Undo takes back an entry; 0: the newest that can be.
	Undo(ctx context.Context, entry int64) (news.Undone, error)
}

// History are the calls about what was done and taking it back.
type History struct {
	*shared
	chronicle Chronicle
}

// maxHistory is the longest list of what was done.
const maxHistory = 1000

// List gives the newest entries.
func (h *History) List(req HistoryRequest) (HistoryResult, error) {
	return call(h.core, Call{}, func(ctx context.Context) (HistoryResult, error) {
		limit := req.Limit
		if limit == 0 {
			limit = 50
		}
		if limit < 0 || limit > maxHistory {
			return HistoryResult{}, news.Errorf(news.CodeLimit, "limit", "The history gives 1 to %d entries at once.", maxHistory)
		}
		entries, err := h.chronicle.History(ctx, limit)
		var out HistoryResult
		for _, e := range entries {
			out.History = append(out.History, HistoryEntry{
				Entry: entryID(e.Entry), At: stamp(e.At), Actor: e.Actor, Verb: e.Verb, Subject: e.Subject,
				Import: e.Import, Undoable: e.Undoable, Undone: e.Undone,
			})
		}
		return out, err
	})
}

// Undo takes back an entry, the newest where none is named.
func (h *History) Undo(req UndoRequest) (UndoneResult, error) {
	return call(h.core, Call{}, func(ctx context.Context) (UndoneResult, error) {
		var entry int64
		if req.Entry != "" {
			var err error
			if entry, err = strconv.ParseInt(req.Entry, 10, 64); err != nil || entry <= 0 {
				return UndoneResult{}, news.NotFound("entry of the history", req.Entry)
			}
		}
		undone, err := h.chronicle.Undo(ctx, entry)
		return UndoneResult{Undone: undone.Undone, Kept: undone.Kept}, err
	})
}
