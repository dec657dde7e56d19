package command

import (
	"encoding/base64"
	"fmt"

	"github.com/spf13/cobra"

	"broadsheet/app/bridge"
	"broadsheet/internal/atomicfile"
)

// tableTo asks for a table and writes it to a file, or for "-" to the standard
// output.
func (s *session) tableTo(c *cobra.Command, caller Caller, call string, request any, path string) error {
	made, err := ask[bridge.FileResult](c.Context(), caller, call, request)
	if err != nil {
		return err
	}
	if made.Rows > 0 {
		s.tellFirst(made.Rows)
	}
	content, err := base64.StdEncoding.DecodeString(made.File)
	if err != nil {
		return fmt.Errorf("read the table: %w", err)
	}
	if path == "-" {
		_, err = s.Out.Write(content)
		return err
	}
	return atomicfile.WriteBytes(path, content)
}

// tellFirst says that there may be more lines than those that are given.
func (s *session) tellFirst(lines int) {
	if !s.quiet {
		fmt.Fprintf(s.Err, "These are the first %d lines; there may be more.\n", lines)
	}
}
