// Package command is the command line: texts in, texts or JSON out. It speaks to
// the bridge alone, and does not know whether its calls are answered in this
// process or by another one that holds the library.
//
// Names, flags, JSON fields and exit statuses are promises to scripts; they may
// grow and do not change.
package command

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"broadsheet/app/bridge"
	"broadsheet/internal/news"
)

// Exit statuses.
const (
	ExitDone        = 0
	ExitFailed      = 1
	ExitWrongUse    = 2
	ExitPartly      = 3
	ExitInterrupted = 130
)

// Caller makes the bridge's calls on one open library.
type Caller interface {
	// Call makes the call "Area/Method"; its error is a *bridge.Error.
	Call(ctx context.Context, name string, request []byte) ([]byte, error)
	// OfferPath hands over a path to be read or, with write, to be written.
	OfferPath(ctx context.Context, path string, write bool) (bridge.OfferedResult, error)
	Close() error
}

// Program is what the commands stand on.
type Program struct {
	// Open opens the library in that folder (empty: the person's own), or reaches
	// the process that holds it. A library that is not there is made, with the
	// sample publication unless empty is said.
	Open func(ctx context.Context, folder string, empty bool) (Caller, error)
	// Serve serves the library to a browser until ctx ends; ready gets the
	// address that signs the browser in.
	Serve func(ctx context.Context, folder, addr string, ready func(url string)) error
	// Window opens the window with addresses or files.
	Window func(ctx context.Context, folder string, open []string) error
	// Create makes a library; Restore makes one out of a backup.
	Create  func(ctx context.Context, folder string, with NewLibrary) error
	Restore func(ctx context.Context, file, folder string) error
	Recent  func() ([]bridge.RecentLibrary, error)
	// Browse opens an address in the system's browser.
	Browse  func(address string) error
	Version Version
}

// NewLibrary says what a new library is to hold.
type NewLibrary struct {
	Empty    bool
	Name     string
	Language string
}

// Version is what this program is made of.
type Version struct {
	Version string `json:"version"`
	Commit  string `json:"commit"`
	Go      string `json:"go"`
	SQLite  string `json:"sqlite"`
	Bleve   string `json:"bleve"`
	Window  bool   `json:"window"`
}

// Streams are the standard streams.
type Streams struct {
	In       io.Reader
	Out      io.Writer
	Err      io.Writer
	Terminal bool // Err is a terminal
}

// session is one run of the program.
type session struct {
	Program
	Streams
	library string
	json    bool
	quiet   bool
	private bool // addresses may be on the person's own network
}

// Run runs one command and gives its exit status.
func Run(ctx context.Context, p Program, s Streams, args []string) int {
	run := &session{Program: p, Streams: s}
	root := run.root()
	root.SetArgs(args)
	root.SetIn(s.In)
	root.SetOut(s.Out)
	root.SetErr(s.Err)
	ran, err := root.ExecuteContextC(ctx)
	run.json = run.json || slices.Contains(args, "--json") // where a flag before it could not be read
	return run.end(ctx, ran, err)
}

// usage is an error of the person's words, not of the work.
type usage struct{ error }

// partly says that some items were refused; they have been listed.
var errPartly = errors.New("partly done")

// errFound says that the command worked and its answer is bad news that was
// printed already, such as damage found by a check.
var errFound = errors.New("found")

// end prints what went wrong, if anything, and chooses the exit status.
func (s *session) end(ctx context.Context, ran *cobra.Command, err error) int {
	switch {
	case err == nil:
		return ExitDone
	case errors.Is(err, errPartly):
		return ExitPartly
	case errors.Is(err, errFound):
		return ExitFailed
	case ctx.Err() != nil:
		fmt.Fprintln(s.Err, "Interrupted; what was finished is kept.")
		return ExitInterrupted
	}
	status, told := ExitFailed, bridge.AsError(err)
	switch wrong := (usage{}); {
	case errors.As(err, &wrong):
		status, told = ExitWrongUse, &bridge.Error{Code: "usage", Message: sentence(err.Error())}
	case told.Code == string(news.CodeInternal):
		told.Message = sentence(err.Error())
	case told.Code == string(news.CodeInvalid) && chooses(ran, told.Field):
		status = ExitWrongUse
	}
	fmt.Fprintln(s.Err, told.Message)
	if s.json {
		s.print(map[string]any{"error": told})
	}
	return status
}

// choices are the flags and arguments that take one of a few words, or a date:
// what else stands there is wrong use, whoever finds it.
var choices = []string{"addr", "as", "at", "by", "calendar", "colour", "field", "format", "from", "is", "slot", "sort", "state", "status", "style", "to", "whose", "window"}

// chooses says whether the command was given that choice, as a flag or by its place.
func chooses(c *cobra.Command, field string) bool {
	return slices.Contains(choices, field) && (c.Flags().Changed(field) || slices.Contains(strings.Fields(c.Use), strings.ToUpper(field)))
}

func sentence(text string) string {
	if text == "" {
		return text
	}
	text = strings.ToUpper(text[:1]) + text[1:]
	if !strings.HasSuffix(text, ".") {
		text += "."
	}
	return text
}

func (s *session) root() *cobra.Command {
	cobra.MousetrapHelpText = "" // a double click in Explorer opens the window
	root := &cobra.Command{
		Use:           "broadsheet [address or file …]",
		Short:         "Keep, read and research a publication on your own machine",
		Long:          "Broadsheet keeps a whole news-and-analysis publication on this machine.\nWithout a command it opens its window.",
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          func(_ *cobra.Command, args []string) error { _, err := toOpen(args); return err },
		RunE: func(c *cobra.Command, args []string) error {
			open, err := toOpen(args)
			if err != nil {
				return err
			}
			return s.Window(c.Context(), s.folder(), open)
		},
	}
	root.PersistentFlags().StringVar(&s.library, "library", "", "the library's folder (also BROADSHEET_LIBRARY)")
	root.PersistentFlags().BoolVar(&s.json, "json", false, "print one JSON document")
	root.PersistentFlags().BoolVar(&s.quiet, "quiet", false, "print no progress")
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usage{wrongFlag(err)} })
	root.AddCommand(
		s.serve(), s.libraries(), s.imports(), s.exports(), s.collections(), s.history(), s.undo(),
		s.drafts(), s.publish(), s.withdraw(), s.retract(),
		s.list(), s.show(), s.versions(), s.diff(), s.search(), s.saveSearch(), s.saved(), s.trails(), s.cite(), s.kwic(), s.trend(), s.quoteCheck(), s.compare(), s.related(), s.duplicates(), s.mostViewed(), s.front(), s.topics(), s.tags(), s.topicDesk(), s.tagDesk(), s.version(),
		s.comments(), s.highlights(), s.corrections(), s.feeds(), s.watch(), s.rules(), s.pictures(), s.media(), s.network(), s.licences(),
	)
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		hold(c)
	}
	return root
}

// hold makes all arguments that a command does not take wrong use, for it and those
// below it. One that only groups others does nothing by itself.
func hold(c *cobra.Command) {
	if !c.Runnable() {
		c.Args = cobra.ArbitraryArgs
		c.RunE = func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usage{fmt.Errorf("there is no command %q; `%s --help` lists them", c.Name()+" "+args[0], c.CommandPath())}
			}
			return usage{fmt.Errorf("`%s --help` lists what can be done", c.CommandPath())}
		}
	} else if fit := c.Args; fit != nil {
		c.Args = func(c *cobra.Command, args []string) error {
			if err := fit(c, args); err != nil {
				return usage{fmt.Errorf("`%s` is the way to write it", c.UseLine())}
			}
			return nil
		}
	}
	for _, below := range c.Commands() {
		hold(below)
	}
}

// wrongFlag says what is wrong with a flag, in words of this program where the
// library's tell how it reads numbers.
func wrongFlag(err error) error {
	var value *pflag.InvalidValueError
	if errors.As(err, &value) && value.GetFlag().Value.Type() == "int" {
		return fmt.Errorf("--%s takes a whole number, and %q is none", value.GetFlag().Name, value.GetValue())
	}
	return err
}

// folder gives the library's folder that was asked for; empty: the person's own.
func (s *session) folder() string {
	if s.library != "" {
		return s.library
	}
	return os.Getenv("BROADSHEET_LIBRARY")
}

// print writes one JSON document.
func (s *session) print(v any) error {
	enc := json.NewEncoder(s.Out)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

// with opens the library, runs the work and closes it again.
func (s *session) with(ctx context.Context, empty bool, work func(Caller) error) error {
	caller, err := s.Open(ctx, s.folder(), empty)
	if err != nil {
		return err
	}
	return errors.Join(work(caller), caller.Close())
}

// ask makes one call.
func ask[Res any](ctx context.Context, c Caller, name string, request any) (res Res, err error) {
	text, err := json.Marshal(request)
	if err != nil {
		return res, fmt.Errorf("write request of %s: %w", name, err)
	}
	answer, err := c.Call(ctx, name, text)
	if err != nil {
		return res, err
	}
	if err := json.Unmarshal(answer, &res); err != nil {
		return res, fmt.Errorf("read answer of %s: %w", name, err)
	}
	return res, nil
}
