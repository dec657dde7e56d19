package command

import (
	"fmt"

	"github.com/spf13/cobra"
)

func (s *session) serve() *cobra.Command {
	var addr string
	var open bool
	c := &cobra.Command{
		Use:   "serve",
		Short: "Show Broadsheet in a browser on this machine",
		Long:  "Serves the same program to a browser, on a loopback address only. The printed\naddress lets one browser in, once; ask again for another.",
		Args:  cobra.ExactArgs(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return s.Serve(c.Context(), s.folder(), addr, func(url string) {
				if s.json {
					s.print(map[string]string{"url": url})
				} else {
					fmt.Fprintln(s.Out, url)
				}
				if open {
					if err := s.Browse(url); err != nil {
						fmt.Fprintln(s.Err, "The browser could not be opened; open the address above.")
					}
				}
			})
		},
	}
	c.Flags().StringVar(&addr, "addr", "127.0.0.1:0", "loopback address and port")
	c.Flags().BoolVar(&open, "open", false, "open it in the browser")
	return c
}

func (s *session) version() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Say what this program is made of",
		Args:  cobra.ExactArgs(0),
		RunE: func(*cobra.Command, []string) error {
			if s.json {
				return s.print(s.Program.Version)
			}
			v := s.Program.Version
			window := "no window"
			if v.Window {
				window = "with the window"
			}
			_, err := fmt.Fprintf(s.Out, "Broadsheet %s (%s), %s, SQLite %s, Bleve %s, %s\n", v.Version, v.Commit, v.Go, v.SQLite, v.Bleve, window)
			return err
		},
	}
}
