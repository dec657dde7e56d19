// Package sheet writes tables for spreadsheets: rows of text cells, the names of
// the columns first.
//
// The text follows RFC 4180 (commas, quotation marks, CR LF) in UTF-8 with a
// byte order mark, without which Excel reads UTF-8 as the system's own encoding;
// everything else passes over it. A cell that a spreadsheet would run as a
// formula has an apostrophe before it, which Plain takes away again. It knows nothing of what is in the table.
package sheet

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"
)

const byteOrderMark = "\uFEFF"

// Writer writes a table; nothing is whole before Close.
type Writer struct{ csv *csv.Writer }

// New begins a table.
func New(w io.Writer, columns ...string) (*Writer, error) {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return nil, fmt.Errorf("begin the table: %w", err)
	}
	out := &Writer{csv.NewWriter(w)}
	out.csv.UseCRLF = true
	if err := out.csv.Write(columns); err != nil {
		return nil, fmt.Errorf("write the names of columns: %w", err)
	}
	return out, nil
}

// Row writes a row. The cells are changed where they would be run.
func (w *Writer) Row(cells ...string) error {
	for i := range cells {
		cells[i] = harmless(cells[i])
	}
	if err := w.csv.Write(cells); err != nil {
		return fmt.Errorf("write a row: %w", err)
	}
	return nil
}

// Close ends the table; what it was written to stays open.
func (w *Writer) Close() error {
	w.csv.Flush()
	if err := w.csv.Error(); err != nil {
		return fmt.Errorf("end the table: %w", err)
	}
	return nil
}

// harmless keeps a spreadsheet from running a cell as a formula. A text that has
// apostrophes of its own there gets one more, so that Plain tells them apart.
func harmless(cell string) string {
	if runs(strings.TrimLeft(cell, "'")) {
		return "'" + cell
	}
	return cell
}

// Plain gives what a cell that Row wrote holds.
func Plain(cell string) string {
	if rest, marked := strings.CutPrefix(cell, "'"); marked && runs(strings.TrimLeft(rest, "'")) {
		return rest
	}
	return cell
}

// runs tells whether a spreadsheet takes a cell for a formula (OWASP, CSV
// Injection): blanks before the sign do not stop every program.
func runs(cell string) bool {
	trimmed := strings.TrimLeft(cell, " \t\r\n\u00A0")
	return trimmed != "" && strings.ContainsAny(trimmed[:1], "=+-@") ||
		strings.HasPrefix(trimmed, "＝") || strings.HasPrefix(trimmed, "＋") || strings.HasPrefix(trimmed, "－") || strings.HasPrefix(trimmed, "＠") ||
		strings.HasPrefix(cell, "\t") || strings.HasPrefix(cell, "\r")
}
