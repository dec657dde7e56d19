package trail

import (
	"context"
	"slices"

	"broadsheet/internal/news"
)

// State is how a step that was run again stands to what it was.
type State string

// What a step may be when it is run again.
const (
	Same     State = "same"
	Order    State = "order"    // the same articles in another order
	Count    State = "count"    // more or fewer
	Articles State = "articles" // as many, but others
	Changed  State = "changed"  // what was read, marked or cited says something else now
	Gone     State = "gone"     // it is not here any more
	Refused  State = "refused"  // it cannot be asked now
)

// Replayed is a step that was run again.
type Replayed struct {
	Step  news.SessionStep
	Now   news.StepGave
	State State
	// Missing were shown and are not now, New are now and were not; of those that
	// the step holds.
	Missing, New []string
	Version      int    // that the article has now, where another was read
	Problem      string // of what is refused
	// SameLibrary: the library has the fingerprint that it had then.
	SameLibrary bool
}

// Replay is a part of a session that was run again.
type Replay struct {
	Session     news.Session
	Fingerprint string // of the library now
	Steps       []Replayed
	Next        int // number of the last step, for the part behind it; 0: the end
}

// Replay runs steps of a session again, those behind a number, at most limit (0: 20).
// It writes nothing, and takes no step down. Where the library changes meanwhile, the
// fingerprint is that of the beginning, and a step that saw a change says that it
// differs.
func (s *Service) Replay(ctx context.Context, session string, after, limit int) (Replay, error) {
	if limit <= 0 {
		limit = 20
	}
	page, err := s.Steps(ctx, session, after, limit)
	if err != nil {
		return Replay{}, err
	}
	if err := s.CatchUp(ctx); err != nil {
		return Replay{}, err
	}
	out := Replay{Session: page.Session, Next: page.Next}
	if out.Fingerprint, err = s.Fingerprint(ctx); err != nil {
		return out, err
	}
	for _, step := range page.Steps {
		again, err := s.again(ctx, step)
		if err != nil {
			return out, err
		}
		again.SameLibrary = step.Fingerprint == out.Fingerprint
		out.Steps = append(out.Steps, again)
	}
	return out, nil
}

// again runs one step. What is refused is told of the step; what stops is an error.
func (s *Service) again(ctx context.Context, step news.SessionStep) (Replayed, error) {
	out := Replayed{Step: step}
	now, err := s.Runner.Run(ctx, step)
	if ctx.Err() != nil {
		return out, ctx.Err()
	}
	switch {
	case news.CodeOf(err) == news.CodeInternal:
		return out, err
	case err != nil:
		out.State, out.Problem = Refused, err.Error()
		return out, nil
	case now.Gave.Partial:
		out.State, out.Problem = Refused, "It took too long and was cut short."
		return out, nil
	}
	bounded := news.SessionStep{Gave: now.Gave}
	bound(&bounded)
	now.Gave = bounded.Gave
	out.Now = now.Gave
	compare(&out, now)
	return out, nil
}

func compare(r *Replayed, now Now) {
	was := r.Step.Gave
	r.Missing, r.New = without(was.IDs, now.Gave.IDs), without(now.Gave.IDs, was.IDs)
	switch {
	case now.Gone:
		r.State = Gone
	case now.Other || now.Gave.Text != was.Text:
		r.State = Changed
	case r.Step.Kind == news.StepRead && now.Version != r.Step.Asked.Version:
		r.State, r.Version = Changed, now.Version
	case now.Gave.Total != was.Total || !slices.Equal(now.Gave.Counts, was.Counts):
		r.State = Count
	case len(r.Missing)+len(r.New) > 0:
		r.State = Articles
	case !slices.Equal(now.Gave.IDs, was.IDs):
		r.State = Order
	default:
		r.State = Same
	}
}

// without gives what is in a list and not in another, each once, in its order.
func without(list, other []string) []string {
	there := make(map[string]bool, len(other))
	for _, id := range other {
		there[id] = true
	}
	var out []string
	for _, id := range list {
		if !there[id] {
			out, there[id] = append(out, id), true
		}
	}
	return out
}
