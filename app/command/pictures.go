package command

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"broadsheet/app/bridge"
)

func (s *session) pictures() *cobra.Command {
	c := &cobra.Command{
		Use:   "pictures",
		Short: "Pictures that articles name by an address of the web: missing, fetch",
		Long: `Pictures that articles name by an address of the web.

Nothing is fetched unless you say so. What articles say stays as it came: a
fetched picture is kept beside them, encoded again without what came beside its
pixels, and shown in its place. Films and sounds are not fetched.`,
	}
	c.AddCommand(s.picturesMissing(), s.picturesFetch())
	return c
}

func (s *session) picturesMissing() *cobra.Command {
	return &cobra.Command{
		Use: "missing", Short: "How many are not here; nothing is asked of the network", Args: cobra.ExactArgs(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				m, err := ask[bridge.MissingPictures](c.Context(), caller, "Pictures/Missing", bridge.Nothing{})
				if err != nil || s.json {
					return s.answer(m, err)
				}
				_, err = fmt.Fprintf(s.Out, "%d pictures are missing; %d of them were asked for in vain.\n", m.Missing, m.Failed)
				return err
			})
		},
	}
}

func (s *session) picturesFetch() *cobra.Command {
	var request bridge.PicturesRequest
	c := &cobra.Command{
		Use: "fetch [ID…]", Short: "Fetch those of articles, of an import, or without either all that are missing",
		Long: `Fetch the missing pictures of articles by their ids, of an import, or of all
published articles. What failed is left alone for a while, longer each time, and
what is not to be had for good, unless --again is said. ` + "`broadsheet undo`" + ` leaves
the places of what was fetched empty again.`,
		RunE: func(c *cobra.Command, args []string) error {
			request.IDs = args
			return s.with(c.Context(), false, func(caller Caller) error {
				report, err := job[bridge.PicturesReport](c.Context(), s, caller, "Pictures/Fetch", request)
				if err != nil {
					return err
				}
				return s.printPictures(report)
			})
		},
	}
	c.Flags().StringVar(&request.Import, "import", "", "only those of the articles that this import brought")
	c.Flags().BoolVar(&request.Again, "again", false, "also those that were asked for in vain")
	c.Flags().BoolVar(&request.Private, "private", false, "they may be on this machine or its own network")
	return c
}

func (s *session) printPictures(report bridge.PicturesReport) error {
	if s.json {
		if err := s.print(report); err != nil {
			return err
		}
	} else {
		s.tellPictures(report)
	}
	if report.Failed+report.Left > 0 {
		return errPartly
	}
	return nil
}

func (s *session) tellPictures(report bridge.PicturesReport) {
	fmt.Fprintf(s.Out, "%d pictures were fetched, %d did not come.\n", report.Fetched, report.Failed)
	if report.Left > 0 {
		fmt.Fprintf(s.Out, "%d were not asked for, since their host wants no more for now or does not answer.\n", report.Left)
	}
	for _, problem := range report.Problems {
		fmt.Fprintf(s.Err, "%s: %s\n", problem.Address, problem.Message)
	}
}

// picturesOf waits for the pictures of an import, which its report names; nil
// where none were asked for.
func (s *session) picturesOf(ctx context.Context, caller Caller, started string) (*bridge.PicturesReport, error) {
	if started == "" {
		return nil, nil
	}
	report, err := finish[bridge.PicturesReport](ctx, s, caller, bridge.JobStarted{Job: started})
	return &report, err
}
