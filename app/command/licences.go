package command

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"broadsheet/internal/licences"
)

// licences says what others made that is inside the program. It opens no library.
func (s *session) licences() *cobra.Command {
	return &cobra.Command{
		Use:   "licences",
		Short: "Print the licences of everything inside the program",
		Args:  cobra.ExactArgs(0),
		RunE: func(*cobra.Command, []string) error {
			all := licences.All()
			if s.json {
				return s.print(all)
			}
			fmt.Fprintln(s.Out, "Broadsheet is under the MIT licence. Inside it are these works of others:")
			fmt.Fprintln(s.Out)
			w := tabwriter.NewWriter(s.Out, 0, 0, 2, ' ', 0)
			for _, c := range all.Components {
				fmt.Fprintf(w, "%s\t%s\t%s\t[%d]\n", c.Name, c.Version, c.Licence, c.Text+1)
			}
			if err := w.Flush(); err != nil {
				return err
			}
			for i, text := range all.Texts {
				fmt.Fprintf(s.Out, "\n%s\n[%d]\n\n%s\n", strings.Repeat("=", 72), i+1, text)
			}
			return nil
		},
	}
}
