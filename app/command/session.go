package command

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"broadsheet/app/bridge"
	"broadsheet/internal/atomicfile"
)

// sessionHead is what is said of a session.
type sessionHead struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Fingerprint string `json:"fingerprint"`
	Running     bool   `json:"running"`
	Started     string `json:"started"`
	Stopped     string `json:"stopped"`
}

func headOf(s bridge.Session) sessionHead {
	return sessionHead{ID: s.ID, Name: s.Name, Fingerprint: s.Fingerprint, Running: s.Running, Started: s.Started, Stopped: s.Stopped}
}

// sessionStep is a step as scripts see it: what was asked with its flags, and what it
// gave. A search has query, total and ids; a reading has read.
type sessionStep struct {
	Number int    `json:"n"`
	At     string `json:"at"`
	Kind   string `json:"kind"`

	Query      *string             `json:"query,omitempty"`
	Total      *int64              `json:"total,omitempty"`
	IDs        *[]string           `json:"ids,omitempty"`
	Understood string              `json:"understood,omitempty"`
	Plain      string              `json:"plain,omitempty"`
	Strict     bool                `json:"strict,omitempty"`
	Typed      bool                `json:"typed,omitempty"`
	Filters    map[string][]string `json:"filters,omitempty"`
	Within     string              `json:"within,omitempty"`
	Sort       string              `json:"sort,omitempty"`
	Offset     int                 `json:"offset,omitempty"`
	Limit      int                 `json:"limit,omitempty"`
	Width      int                 `json:"width,omitempty"`
	Queries    []string            `json:"queries,omitempty"`
	By         string              `json:"by,omitempty"`
	Counts     []int64             `json:"counts,omitempty"`

	Read       string `json:"read,omitempty"` // id of the article
	Article    string `json:"article,omitempty"`
	Title      string `json:"title,omitempty"`
	Version    int    `json:"version,omitempty"`
	Highlight  string `json:"highlight,omitempty"`
	Quote      string `json:"quote,omitempty"`
	Note       string `json:"note,omitempty"`
	Block      string `json:"block,omitempty"`
	Style      string `json:"style,omitempty"`
	Text       string `json:"text,omitempty"`
	Collection string `json:"collection,omitempty"`
	Saved      string `json:"saved,omitempty"`

	Own         bool   `json:"own,omitempty"`
	Partial     bool   `json:"partial,omitempty"`
	Fingerprint string `json:"fingerprint"`
}

func stepOf(s bridge.SessionStep, gave bridge.SessionGave) sessionStep {
	out := sessionStep{
		Number: s.Number, At: s.At, Kind: s.Kind, Understood: s.Understood, Plain: s.Plain, Strict: s.Strict, Typed: s.Typed, Within: s.Within, Sort: s.Sort,
		Offset: s.Offset, Limit: s.Limit, Width: s.Width, Queries: s.Queries, By: s.By, Counts: gave.Counts, Title: s.Title, Version: s.Version, Highlight: s.Mark,
		Quote: s.Quote, Note: s.Note, Block: s.Block, Style: s.Style, Text: gave.Text, Own: s.Own, Partial: s.Partial, Fingerprint: s.Fingerprint,
	}
	for _, f := range s.Filters {
		if out.Filters == nil {
			out.Filters = map[string][]string{}
		}
		out.Filters[f.Field] = f.Values
	}
	ids := gave.IDs
	if ids == nil {
		ids = []string{}
	}
	switch s.Kind {
	case "search", "timeline", "concordance":
		out.Query, out.Total, out.IDs = &s.Query, &gave.Total, &ids
	case "save":
		out.Query, out.Total, out.Saved = &s.Query, &gave.Total, s.Name
	case "trend":
		out.Total = &gave.Total
	case "read":
		out.Read = s.Article
	case "collect":
		out.Collection, out.Total, out.IDs = s.Name, &gave.Total, &ids
		if s.Query != "" {
			out.Query = &s.Query
		}
	default:
		out.Article = s.Article
	}
	return out
}

// replayedStep is a step as it is now, and how that stands to what it was.
type replayedStep struct {
	sessionStep
	State       string              `json:"state"`
	Was         *bridge.SessionGave `json:"was,omitempty"` // where it was something else
	Missing     []string            `json:"missing,omitempty"`
	New         []string            `json:"new,omitempty"`
	NowVersion  int                 `json:"now_version,omitempty"`
	Problem     string              `json:"problem,omitempty"`
	SameLibrary bool                `json:"same_library"`
}

func (s *session) trails() *cobra.Command {
	c := &cobra.Command{
		Use:   "session",
		Short: "Sessions: take down what is searched, read and marked, run it again, give it out",
		Long: `A session is a trail: what was searched, opened, marked, collected and cited, in
order, by this command or in the window, as long as the session runs. It can be run
again, and given out as the appendix on method of a piece of work.

Each step holds what was asked with its flags, how many were found and which were
shown, and the fingerprint of the library: 32 letters that stand for all published
content (article by article, newest versions), the names that were given and merged,
and how the index reads words. On a library of the same fingerprint a session gives
the same ids in the same order and the same counts. Only what depends on the reader's
own marks, notes and collections may differ; such a step says "own".

A session is called by its name in any spelling, or its id; show, replay and export
take the one that runs, or the newest, where none is named.`,
	}
	c.AddCommand(s.trailStart(), s.trailStop(), s.trailList(), s.trailShow(), s.trailReplay(), s.trailExport(), s.trailRename(), s.trailRemove())
	return c
}

func (s *session) trailStart() *cobra.Command {
	return &cobra.Command{
		Use: "start NAME", Short: "Begin a session, or go on with the one of that name", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				started, err := ask[bridge.SessionStarted](c.Context(), caller, "Sessions/Start", bridge.SessionName{Session: args[0]})
				if err != nil {
					return err
				}
				if s.json {
					return s.print(struct {
						sessionHead
						Resumed bool `json:"resumed"`
					}{headOf(started.Session), started.Resumed})
				}
				said := "Started"
				if started.Resumed {
					said = "Going on with"
				}
				fmt.Fprintf(s.Out, "%s %s, %d steps so far. Fingerprint of the library: %s\n", said, isolate(started.Session.Name), started.Session.Steps, started.Session.Fingerprint)
				return nil
			})
		},
	}
}

func (s *session) trailStop() *cobra.Command {
	return &cobra.Command{
		Use: "stop", Short: "End the session that runs", Args: cobra.ExactArgs(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				stopped, err := ask[bridge.Session](c.Context(), caller, "Sessions/Stop", bridge.Nothing{})
				if err != nil {
					return err
				}
				if s.json {
					return s.print(struct {
						sessionHead
						Steps int64 `json:"steps"`
					}{headOf(stopped), stopped.Steps})
				}
				fmt.Fprintf(s.Out, "Stopped %s: %d steps.\n", isolate(stopped.Name), stopped.Steps)
				return nil
			})
		},
	}
}

func (s *session) trailList() *cobra.Command {
	var request bridge.SessionList
	c := &cobra.Command{
		Use: "list", Short: "Sessions, the newest first", Args: cobra.ExactArgs(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				page, err := ask[bridge.SessionsResult](c.Context(), caller, "Sessions/List", request)
				if err != nil {
					return err
				}
				if s.json {
					type row struct {
						sessionHead
						Steps int64 `json:"steps"`
					}
					rows := make([]row, len(page.Sessions))
					for i, one := range page.Sessions {
						rows[i] = row{headOf(one), one.Steps}
					}
					return s.print(map[string]any{"sessions": rows, "total": page.Total, "next": page.Next})
				}
				for _, one := range page.Sessions {
					state := ""
					if one.Running {
						state = "  (running)"
					}
					fmt.Fprintf(s.Out, "%s  %s  %d steps%s\n", one.Started, isolate(one.Name), one.Steps, state)
				}
				return nil
			})
		},
	}
	c.Flags().IntVar(&request.Limit, "limit", 50, "how many, at most 500")
	c.Flags().StringVar(&request.After, "after", "", "the next of an earlier answer: what comes behind it")
	return c
}

func (s *session) trailShow() *cobra.Command {
	return &cobra.Command{
		Use: "show [NAME]", Short: "The steps of a session, in order", Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			request := bridge.SessionShow{Session: strings.Join(args, ""), Limit: 1000}
			return s.with(c.Context(), false, func(caller Caller) error {
				steps := []sessionStep{}
				for {
					page, err := ask[bridge.SessionPage](c.Context(), caller, "Sessions/Show", request)
					if err != nil {
						return err
					}
					for _, step := range page.Steps {
						steps = append(steps, stepOf(step, step.SessionGave))
					}
					if request.Session, request.After = page.Session.ID, page.Next; page.Next != 0 {
						continue
					}
					if s.json {
						return s.print(struct {
							sessionHead
							Steps []sessionStep `json:"steps"`
						}{headOf(page.Session), steps})
					}
					fmt.Fprintf(s.Out, "%s. Fingerprint of the library: %s\n", isolate(page.Session.Name), page.Session.Fingerprint)
					for _, step := range steps {
						fmt.Fprintf(s.Out, "%d. %s  %s\n", step.Number, step.At, step.said())
					}
					return nil
				}
			})
		},
	}
}

func (s *session) trailReplay() *cobra.Command {
	return &cobra.Command{
		Use: "replay [NAME]", Short: "Run a session again, and say of each step what differs; writes nothing",
		Long: `Run every step of a session again, as of the day on which it was taken, and say what
came of it: same, order (the same articles in another order), count (more or fewer),
articles (as many, but others), changed (another version was read, words are gone),
gone, or refused. The total and the ids printed are those of now; where they were
others, those stand under "was", with "missing" and "new". Nothing is written.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			request := bridge.SessionShow{Session: strings.Join(args, ""), Limit: 100}
			return s.with(c.Context(), false, func(caller Caller) error {
				steps, differ, print := []replayedStep{}, 0, ""
				for {
					page, err := ask[bridge.SessionReplay](c.Context(), caller, "Sessions/Replay", request)
					if err != nil {
						return err
					}
					if print == "" {
						print = page.Fingerprint
					}
					for _, again := range page.Steps {
						one := replayedStep{sessionStep: stepOf(again.Step, again.Now), State: again.State, Missing: again.Missing, New: again.New, NowVersion: again.Version,
							Problem: again.Problem, SameLibrary: again.SameLibrary}
						if again.State != "same" {
							one.Was = &again.Step.SessionGave
							differ++
						}
						steps = append(steps, one)
					}
					if request.Session, request.After = page.Session.ID, page.Next; page.Next != 0 {
						continue
					}
					head := headOf(page.Session)
					was := head.Fingerprint
					head.Fingerprint = print
					if s.json {
						return s.print(struct {
							sessionHead
							Was    string         `json:"was_fingerprint"`
							Differ int            `json:"differ"`
							Steps  []replayedStep `json:"steps"`
						}{head, was, differ, steps})
					}
					for _, step := range steps {
						fmt.Fprintf(s.Out, "%d. %s: %s\n", step.Number, step.said(), step.came())
					}
					same := "the same as then"
					if print != was {
						same = "another than then"
					}
					fmt.Fprintf(s.Out, "%d of %d steps differ. Fingerprint of the library: %s, %s.\n", differ, len(steps), print, same)
					return nil
				}
			})
		},
	}
}

// said is a step on one line.
func (s sessionStep) said() string {
	switch {
	case s.Query != nil && s.Total != nil:
		return fmt.Sprintf("%s %s (%d)", s.Kind, isolate(*s.Query), *s.Total)
	case s.Collection != "":
		return fmt.Sprintf("%s %s (%d)", s.Kind, isolate(s.Collection), *s.Total)
	case len(s.Queries) > 0:
		return s.Kind + " " + isolate(strings.Join(s.Queries, ", "))
	case s.Quote != "":
		return fmt.Sprintf("%s %s %s", s.Kind, s.Article, isolate(firstLine(s.Quote)))
	case s.Read != "":
		return fmt.Sprintf("%s %s %s", s.Kind, s.Read, isolate(s.Title))
	}
	return s.Kind + " " + s.Article
}

// came tells what came of a step that was run again.
func (s replayedStep) came() string {
	line := s.State
	if s.State == "count" && s.Was != nil {
		line = fmt.Sprintf("count, %d then", s.Was.Total)
	}
	if len(s.Missing) > 0 {
		line += "; missing: " + strings.Join(s.Missing, " ")
	}
	if len(s.New) > 0 {
		line += "; new: " + strings.Join(s.New, " ")
	}
	if s.Problem != "" {
		line += "; " + s.Problem
	}
	return line
}

func (s *session) trailExport() *cobra.Command {
	var request bridge.SessionExport
	c := &cobra.Command{
		Use:   "export [NAME] OUT",
		Short: "Give a session out as an appendix on method (Markdown, HTML)",
		Long: `Give a session out as an appendix on method: the library with its fingerprint, each
step in words, what was read and cited with its citation, and the ids that each search
showed. OUT is a file that ends in .md or .html, or - for the standard output.`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 1 {
				return nil
			}
			return cobra.ExactArgs(2)(c, args)
		},
		RunE: func(c *cobra.Command, args []string) error {
			out := args[len(args)-1]
			if len(args) == 2 {
				request.Session = args[0]
			}
			if request.Format == "" && strings.HasPrefix(strings.ToLower(filepath.Ext(out)), ".htm") {
				request.Format = "html"
			}
			return s.with(c.Context(), false, func(caller Caller) error {
				file, err := ask[bridge.SessionFile](c.Context(), caller, "Sessions/Export", request)
				if err != nil {
					return err
				}
				if out == "-" {
					_, err := io.WriteString(s.Out, file.Text)
					return err
				}
				path := absolute(out)
				if err := atomicfile.WriteBytes(path, []byte(file.Text)); err != nil {
					return fmt.Errorf("write %s: %w", path, err)
				}
				if s.json {
					return s.print(map[string]any{"exported": file.Steps, "path": path})
				}
				_, err = fmt.Fprintf(s.Out, "%d steps written to %s\n", file.Steps, path)
				return err
			})
		},
	}
	c.Flags().StringVar(&request.Format, "as", "", "markdown or html; by the ending of OUT")
	c.Flags().BoolVar(&request.Replay, "replay", false, "run every step again, and say what differs")
	return c
}

func (s *session) trailRename() *cobra.Command {
	return &cobra.Command{
		Use: "rename NAME NEW", Short: "Give a session another name", Args: cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			return s.changeNamed(c, "Sessions/Rename", bridge.SessionRename{Session: args[0], Name: args[1]}, "Renamed.")
		},
	}
}

func (s *session) trailRemove() *cobra.Command {
	var step int
	c := &cobra.Command{
		Use: "remove NAME", Short: "Remove a session, or one of its steps; what it led to stays", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			const said = "Removed; `broadsheet undo` brings it back."
			if c.Flags().Changed("step") {
				return s.changeNamed(c, "Sessions/RemoveStep", bridge.SessionNumber{Session: args[0], Number: step}, said)
			}
			return s.changeNamed(c, "Sessions/Remove", bridge.SessionName{Session: args[0]}, said)
		},
	}
	c.Flags().IntVar(&step, "step", 0, "the number of the step that is removed")
	return c
}
