package command

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"broadsheet/app/bridge"
)

// importAnswer is what `import` prints: the sums, and each run where several
// sources were named.
type importAnswer struct {
	runs       int
	Import     string                 `json:"import"`
	Format     string                 `json:"format"` // empty: several
	Added      int                    `json:"added"`
	Updated    int                    `json:"updated"`
	Unchanged  int                    `json:"unchanged"`
	Duplicates int                    `json:"duplicates"`
	Skipped    int                    `json:"skipped"`
	LeftOut    int                    `json:"left_out,omitempty"` // by rules
	Retold     int                    `json:"retold"`             // of the added: versions of stories that were here
	Problems   []bridge.ImportProblem `json:"problems"`
	Kinds      []bridge.ProblemCount  `json:"problem_counts"` // by kind, with those that are not listed
	Seconds    float64                `json:"seconds"`
	DryRun     bool                   `json:"dry_run,omitempty"`
	Imports    []string               `json:"imports,omitempty"`
	Pictures   *bridge.PicturesReport `json:"pictures,omitempty"` // what came of fetching them
	Samples    []bridge.ImportSample  `json:"samples,omitempty"`  // of a dry run: the first articles of each source
}

func newImportAnswer() importAnswer {
	return importAnswer{Problems: []bridge.ImportProblem{}, Kinds: []bridge.ProblemCount{}}
}

func (a *importAnswer) add(r bridge.ImportReport) {
	if a.runs == 0 {
		a.Format = r.Format
	} else if a.Format != r.Format {
		a.Format = ""
	}
	a.runs++
	a.Import = r.Import
	a.Added += r.Added
	a.Updated += r.Updated
	a.Unchanged += r.Unchanged
	a.Duplicates += r.Duplicates
	a.Skipped += r.Skipped
	a.LeftOut += r.LeftOut
	a.Retold += r.Retold
	a.Problems = append(a.Problems, r.Problems...)
	for _, kind := range r.Kinds {
		at := slices.IndexFunc(a.Kinds, func(c bridge.ProblemCount) bool { return c.Kind == kind.Kind })
		if at < 0 {
			at, a.Kinds = len(a.Kinds), append(a.Kinds, bridge.ProblemCount{Kind: kind.Kind})
		}
		a.Kinds[at].Count += kind.Count
	}
	a.Seconds += r.Seconds
	a.DryRun = r.DryRun
	a.Samples = append(a.Samples, r.Samples...)
}

// addPictures adds what came of fetching the pictures of one run.
func (a *importAnswer) addPictures(r *bridge.PicturesReport) {
	if a.Pictures == nil || r == nil {
		a.Pictures = cmp.Or(a.Pictures, r)
		return
	}
	a.Pictures.Fetched += r.Fetched
	a.Pictures.Failed += r.Failed
	a.Pictures.Left += r.Left
	a.Pictures.Private += r.Private
	a.Pictures.Entry = r.Entry
	a.Pictures.Problems = append(a.Pictures.Problems, r.Problems...)
}

func (s *session) imports() *cobra.Command {
	var request bridge.ImportRequest
	var columns []string
	c := &cobra.Command{
		Use:   "import SOURCE…",
		Short: "Bring articles in from files, folders, archives, addresses or standard input (-)",
		Long: `Bring articles in. The format is found from the content; --as says it:

  jsonl      whole publications, one JSON object a line
  wxr        exports of WordPress
  markdown   Markdown with front matter (Hugo, Jekyll, Obsidian)
  html       a saved web page, with the folder of its pictures beside it
  mhtml      a web page and its pictures in one file
  feed       a feed that was saved (RSS, Atom, JSON Feed)
  opml       a list of subscriptions of another reader; no feed is asked by that
  bookmarks  bookmarks of a browser
  ris        references of Zotero, EndNote and databases; each becomes a note
  bibtex     references of TeX (BibTeX, biblatex)
  csl-json   references of citation processors
  csv        a table (CSV, TSV)

What the columns of a table bring is found from their headings; --map says it:

  broadsheet import --map "Überschrift=title" --map "Ref=" table.csv

The fields are id, title, url, published, updated, authors, section, tags, topics,
standfirst, body, body_html, body_markdown, body_text, kicker, kind, language,
dateline, slug, state, lead_image, caption, credit and alt. A column that is left
out is kept with the article and shown nowhere.

Files may be compressed (gzip, zstd, xz, bzip2). Of a folder or an archive (zip,
tar) all files that can be read come in, with the pictures in it. An address is
fetched once, as a feed or a page. Pictures in or beside a file come in with it;
those that it names by an address of the web are fetched with --fetch, and else
stay named placeholders (later: pictures fetch). Nothing else is asked of the
network.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			var err error
			if request.Mapping, err = mappingOf(columns); err != nil {
				return err
			}
			return s.with(c.Context(), true, func(caller Caller) error {
				return s.runImports(c.Context(), caller, request, args)
			})
		},
	}
	c.Flags().StringVar(&request.As, "as", "", "the format; found from the content where not said")
	c.Flags().StringArrayVar(&columns, "map", nil, "COLUMN=FIELD: what a column of a table brings; COLUMN= leaves it out; may be repeated")
	c.Flags().StringVar(&request.Source, "source", "", "name of the source whose ids these are")
	c.Flags().BoolVar(&request.Fetch, "fetch", false, "then fetch the pictures that are named by an address of the web")
	c.Flags().BoolVar(&s.private, "private", false, "addresses may be on this machine or its own network")
	c.Flags().BoolVar(&request.DryRun, "dry-run", false, "say what would come in, show the first articles, and change nothing")
	c.AddCommand(s.importResume(), s.importUndo())
	return c
}

// importResume goes on with an import that was broken off.
func (s *session) importResume() *cobra.Command {
	return &cobra.Command{
		Use:   "resume [ID]",
		Short: "Go on with an import that was broken off, the newest where no ID is given",
		Long: `Go on with an import that was broken off: interrupted, cancelled, or cut off by a
crash or a power cut. It goes on behind what was stored and ends as if it had never
been broken off, under the same ID, by which all of it can be taken back.

The file or folder has to be where it was, unchanged; else what came in is kept,
and nothing more comes in. What came from standard input, an upload or an address
is not kept and has to be given again.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			var request bridge.IDRequest
			if len(args) == 1 {
				request.ID = args[0]
			}
			return s.with(c.Context(), false, func(caller Caller) error {
				report, err := job[bridge.ImportReport](c.Context(), s, caller, "Imports/Resume", request)
				if err != nil {
					return err
				}
				answer := newImportAnswer()
				if err := s.addRun(c.Context(), caller, &answer, report); err != nil {
					return err
				}
				return s.endImport(answer)
			})
		},
	}
}

// mappingOf reads what --map says. A heading may hold the sign that parts them.
func mappingOf(columns []string) (map[string]string, error) {
	var mapping map[string]string
	for _, said := range columns {
		at := strings.LastIndex(said, "=")
		if at <= 0 {
			return nil, usage{fmt.Errorf("%q names no column and field; say COLUMN=FIELD", said)}
		}
		if mapping == nil {
			mapping = map[string]string{}
		}
		mapping[said[:at]] = said[at+1:]
	}
	return mapping, nil
}

func (s *session) runImports(ctx context.Context, caller Caller, request bridge.ImportRequest, sources []string) error {
	answer := newImportAnswer()
	for _, source := range sources {
		report, err := s.importOne(ctx, caller, request, source)
		if err != nil {
			return err
		}
		if err := s.addRun(ctx, caller, &answer, report); err != nil {
			return err
		}
		if len(sources) > 1 {
			answer.Imports = append(answer.Imports, report.Import)
		}
	}
	return s.endImport(answer)
}

// addRun adds a run and what came of fetching its pictures.
func (s *session) addRun(ctx context.Context, caller Caller, answer *importAnswer, report bridge.ImportReport) error {
	answer.add(report)
	pictures, err := s.picturesOf(ctx, caller, report.Pictures)
	answer.addPictures(pictures)
	return err
}

func (s *session) endImport(answer importAnswer) error {
	if err := s.printImport(answer); err != nil {
		return err
	}
	if p := answer.Pictures; answer.Skipped > 0 || p != nil && p.Failed+p.Left > 0 {
		return errPartly
	}
	return nil
}

func (s *session) importOne(ctx context.Context, caller Caller, request bridge.ImportRequest, source string) (report bridge.ImportReport, err error) {
	path := source
	if source == "-" {
		spooled, err := spool(s.In)
		if err != nil {
			return report, err
		}
		defer os.RemoveAll(filepath.Dir(spooled))
		path, request.Once = spooled, true
	}
	var offered bridge.OfferedResult
	if strings.HasPrefix(source, "https://") || strings.HasPrefix(source, "http://") {
		offered, err = job[bridge.OfferedResult](ctx, s, caller, "Imports/Fetch", bridge.FetchRequest{Address: source, Private: s.private})
	} else {
		offered, err = caller.OfferPath(ctx, absolute(path), false)
	}
	if err != nil {
		return report, err
	}
	request.Token, request.Private = offered.Token, s.private
	report, err = job[bridge.ImportReport](ctx, s, caller, "Imports/Start", request)
	if err != nil && ctx.Err() != nil && path == source && !request.DryRun {
		fmt.Fprintln(s.Err, "`broadsheet import resume` goes on with it.")
	}
	return report, err
}

// spool keeps standard input in a file named stdin, so that whoever holds the
// library can read it, and the source bears that name.
func spool(in io.Reader) (string, error) {
	folder, err := os.MkdirTemp("", "broadsheet-")
	if err != nil {
		return "", fmt.Errorf("keep standard input: %w", err)
	}
	path := filepath.Join(folder, "stdin")
	file, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_EXCL, 0o600)
	if err == nil {
		_, err = io.Copy(file, in)
		if closing := file.Close(); err == nil {
			err = closing
		}
	}
	if err != nil {
		os.RemoveAll(folder)
		return "", fmt.Errorf("keep standard input: %w", err)
	}
	return path, nil
}

func (s *session) printImport(a importAnswer) error {
	if s.json {
		return s.print(a)
	}
	verb := "came in"
	if a.DryRun {
		verb = "would come in"
	}
	what := "new articles"
	if a.Format == "opml" {
		what = "new subscriptions"
	}
	fmt.Fprintf(s.Out, "%d %s %s, %d got a new version, %d were here already, %d were duplicates, %d were set aside.\n",
		a.Added, what, verb, a.Updated, a.Unchanged, a.Duplicates, a.Skipped)
	if a.LeftOut > 0 {
		fmt.Fprintf(s.Out, "%d were left out by your rules.\n", a.LeftOut)
	}
	if a.Retold > 0 {
		fmt.Fprintf(s.Out, "%d of the new articles are versions of stories that were here; `broadsheet duplicates` lists them.\n", a.Retold)
	}
	s.printSamples(a.Samples)
	s.printProblems(a.Problems, a.Kinds)
	if a.Pictures != nil {
		s.tellPictures(*a.Pictures)
	}
	if !a.DryRun {
		fmt.Fprintf(s.Out, "`broadsheet import undo %s` takes it back.\n", a.Import)
	}
	return nil
}

// printSamples shows the first articles of a dry run, a line each and one for
// their first words.
func (s *session) printSamples(samples []bridge.ImportSample) {
	for _, one := range samples {
		day, _, _ := strings.Cut(one.Published, "T")
		facts := []string{day, one.Kind, one.Section, strings.Join(one.Authors, ", "), one.Language, one.Address}
		if one.Picture {
			facts = append(facts, "with a picture")
		}
		facts = slices.DeleteFunc(facts, func(fact string) bool { return fact == "" })
		fmt.Fprintf(s.Out, "  %s (%s)\n", isolate(one.Title), isolate(strings.Join(facts, " · ")))
		if one.Text != "" {
			fmt.Fprintf(s.Out, "      %s\n", isolate(one.Text))
		}
	}
}

func (s *session) importUndo() *cobra.Command {
	return &cobra.Command{
		Use:   "undo ID",
		Short: "Take back what an import brought and nobody touched since",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				undone, err := ask[bridge.UndoneResult](c.Context(), caller, "Imports/Undo", bridge.IDRequest{ID: args[0]})
				if err != nil {
					return err
				}
				return s.printUndone(undone)
			})
		},
	}
}
