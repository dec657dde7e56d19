package command

import (
	"context"
	"fmt"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"broadsheet/app/bridge"
	"broadsheet/internal/news"
)

func (s *session) media() *cobra.Command {
	c := &cobra.Command{
		Use:   "media",
		Short: "The pictures, films and sounds: list, uses, replace, describe",
		Long: `Files are named by the SHA-256 of their bytes, as list prints it.

replace and describe make new versions, marked as minor, of all published articles
that show the file, and change topics and the front page; earlier versions and
drafts keep what they have. Each is one act that can be undone.`,
	}
	c.AddCommand(s.mediaList(), s.mediaUses(), s.mediaReplace(), s.mediaDescribe())
	return c
}

func (s *session) mediaList() *cobra.Command {
	var request bridge.MediaListRequest
	remote := false
	c := &cobra.Command{
		Use: "list", Short: "List the files, the newest first", Args: cobra.ExactArgs(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				if remote {
					return s.printRemote(c.Context(), caller, request)
				}
				list, err := ask[bridge.MediaListResult](c.Context(), caller, "Media/List", request)
				if err != nil || s.json {
					return s.answer(list, err)
				}
				table := tabwriter.NewWriter(s.Out, 0, 4, 2, ' ', 0)
				for _, f := range list.Files {
					size := f.Type
					if f.Width > 0 {
						size = fmt.Sprintf("%s %d × %d", f.Type, f.Width, f.Height)
					}
					fmt.Fprintf(table, "%s\t%s\t%s\tin %d articles, %d without alternative text\n", f.Hash, isolate(f.Name), size, f.Uses, f.Bare)
				}
				return table.Flush()
			})
		},
	}
	f := c.Flags()
	f.StringVar(&request.Kind, "kind", "", "picture, film or sound")
	f.BoolVar(&request.Bare, "missing-alt", false, "only pictures that an article shows without an alternative text")
	f.BoolVar(&request.Unused, "unused", false, "only files that nothing shows")
	f.BoolVar(&remote, "remote", false, "instead the pictures of the web that are not stored")
	f.StringVar(&request.Words, "words", "", "in the file's name, or in captions, credits and alternative texts")
	f.IntVar(&request.Limit, "limit", 100, "how many")
	f.IntVar(&request.Skip, "skip", 0, "files to pass over")
	f.StringVar(&request.After, "after", "", "the cursor of the page before, with --words or --remote")
	return c
}

func (s *session) printRemote(ctx context.Context, caller Caller, r bridge.MediaListRequest) error {
	list, err := ask[bridge.RemoteResult](ctx, caller, "Media/Remote", bridge.RemoteRequest{After: r.After, Limit: r.Limit})
	if err != nil || s.json {
		return s.answer(list, err)
	}
	for _, p := range list.Pictures {
		fmt.Fprintln(s.Out, strings.TrimSpace(p.Address+"  "+p.Problem))
	}
	return nil
}

func (s *session) mediaUses() *cobra.Command {
	var request bridge.MediaUsesRequest
	c := &cobra.Command{
		Use: "uses HASH", Short: "What shows a file, and what is said of it there", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			request.Hash = args[0]
			return s.with(c.Context(), false, func(caller Caller) error {
				uses, err := ask[bridge.MediaUsesResult](c.Context(), caller, "Media/Uses", request)
				if err != nil || s.json {
					return s.answer(uses, err)
				}
				for _, u := range uses.Uses {
					fmt.Fprintf(s.Out, "%s  %s  %s\n", u.ID, isolate(u.Title), isolate(u.Alt))
				}
				for _, t := range uses.Topics {
					fmt.Fprintf(s.Out, "topic %s\n", t.Slug)
				}
				for _, name := range uses.Slots {
					fmt.Fprintf(s.Out, "front page, %s\n", name)
				}
				return nil
			})
		},
	}
	c.Flags().Int64Var(&request.After, "after", 0, "the number of the page before")
	return c
}

func (s *session) mediaReplace() *cobra.Command {
	request := bridge.MediaReplaceRequest{}
	c := &cobra.Command{
		Use: "replace HASH FILE|HASH", Short: "Put another file in its place everywhere", Args: cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			request.Of = args[0]
			return s.with(c.Context(), false, func(caller Caller) (err error) {
				if request.By, err = stored(c.Context(), caller, args[1]); err != nil {
					return err
				}
				return s.changeMedia(c.Context(), caller, "Media/Replace", request)
			})
		},
	}
	c.Flags().StringVar(&request.Alt, "alt", "", "the alternative text of the new one; the words stay as they are otherwise")
	return c
}

// stored gives the hash of a file of this machine, which is taken in, or the
// text itself.
func stored(ctx context.Context, caller Caller, text string) (string, error) {
	if info, err := os.Stat(text); err != nil || !info.Mode().IsRegular() {
		return text, nil
	}
	offered, err := caller.OfferPath(ctx, absolute(text), false)
	if err != nil {
		return "", err
	}
	taken, err := ask[bridge.MediaResult](ctx, caller, "Media/Take", bridge.TakeMediaRequest{Token: offered.Token})
	if err == nil && len(taken.Media) == 0 {
		err = news.Errorf(news.CodeInvalid, "by", "There is no file to put in its place.")
	}
	if err != nil {
		return "", err
	}
	return taken.Media[0].Src, nil
}

func (s *session) mediaDescribe() *cobra.Command {
	return &cobra.Command{
		Use: "describe HASH TEXT", Short: "Give a picture an alternative text wherever it is shown without one", Args: cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				return s.changeMedia(c.Context(), caller, "Media/Describe", bridge.MediaDescribeRequest{Of: args[0], Alt: args[1]})
			})
		},
	}
}

func (s *session) changeMedia(ctx context.Context, caller Caller, method string, request any) error {
	done, err := job[bridge.MediaChanged](ctx, s, caller, method, request)
	if err != nil || s.json {
		return s.answer(done, err)
	}
	fmt.Fprintf(s.Out, "%d articles, %d topics and %d slots of the front page were changed.\n", done.Articles, done.Topics, done.Slots)
	if done.Entry != "" {
		fmt.Fprintf(s.Out, "`broadsheet undo %s` takes it back.\n", done.Entry)
	}
	return nil
}
