package app

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"broadsheet/app/bridge"
	"broadsheet/internal/importer"
	"broadsheet/internal/news"
)

// Columns says what the columns of an offered table are taken for.
func (g *gate) Columns(r bridge.ColumnsRequest) (bridge.ColumnsResult, error) {
	out := bridge.ColumnsResult{Columns: []bridge.ImportColumn{}, Fields: []string{}, Mapping: map[string]string{}}
	file, err := g.program.offers.find(r.Token, false)
	if err != nil || len(file.paths) != 1 {
		return out, err
	}
	columns, fields, err := g.columns(file.paths[0], r.As, r.Mapping)
	if err != nil || len(columns) == 0 {
		return out, err
	}
	mapping := r.Mapping
	if mapping == nil {
		if mapping = g.remembered(columns); mapping != nil {
			columns, fields, err = g.columns(file.paths[0], r.As, mapping)
		}
	}
	for _, c := range columns {
		out.Columns = append(out.Columns, bridge.ImportColumn{Heading: c.Heading, Field: c.Field, Samples: append([]string{}, c.Samples...)})
	}
	out.Fields = fields
	if mapping != nil {
		out.Mapping = mapping
	}
	return out, err
}

// columns reads those of a file; a folder and what cannot be opened have none.
func (g *gate) columns(path, as string, mapping map[string]string) ([]importer.Column, []string, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, nil, news.Errorf(news.CodeNotFound, "file", "The file %q cannot be opened: %w", filepath.Base(path), err)
	}
	defer file.Close()
	if info, err := file.Stat(); err != nil || !info.Mode().IsRegular() {
		return nil, nil, nil
	}
	columns, fields, err := g.imports.Columns(file, filepath.Base(path), as, mapping)
	if news.CodeOf(err) == news.CodeUnsupported { // the import says so
		err = nil
	}
	return columns, fields, err
}

// columnsSetting is where the reader's settings keep what was said of columns.
const columnsSetting = "import.columns"

// columnsKept is how many tables are remembered.
const columnsKept = 20

// saidOfColumns is what the person said of the columns of a table.
type saidOfColumns struct {
	Table   string            `json:"table"` // a hash of its headings
	Mapping map[string]string `json:"mapping"`
}

func tableOf(columns []importer.Column) string {
	var headings []string
	for _, c := range columns {
		headings = append(headings, c.Heading)
	}
	sum := sha256.Sum256([]byte(strings.Join(headings, "\x00")))
	return hex.EncodeToString(sum[:8])
}

// remembered gives what was said of the last table with these columns; nil: none
// was.
func (g *gate) remembered(columns []importer.Column) map[string]string {
	list := g.saidOfTables()
	at := slices.IndexFunc(list, func(one saidOfColumns) bool { return one.Table == tableOf(columns) })
	if at < 0 {
		return nil
	}
	return list[at].Mapping
}

func (g *gate) saidOfTables() []saidOfColumns {
	values, err := g.desk.Preferences()
	if err != nil {
		g.program.log.Warn("settings not read", "err", err)
	}
	var list []saidOfColumns
	if text := values[columnsSetting]; text != "" && json.Unmarshal([]byte(text), &list) != nil {
		return nil
	}
	return list
}

// rememberColumns keeps what was said of a table that is brought in, newest first;
// an import is none the worse where it cannot.
func (g *gate) rememberColumns(file offered, r bridge.ImportRequest) {
	if len(r.Mapping) == 0 || len(file.paths) != 1 {
		return
	}
	columns, _, err := g.columns(file.paths[0], r.As, nil)
	if err != nil || len(columns) == 0 {
		return
	}
	table := tableOf(columns)
	list := slices.DeleteFunc(g.saidOfTables(), func(one saidOfColumns) bool { return one.Table == table })
	list = append([]saidOfColumns{{table, r.Mapping}}, list...)
	text, err := json.Marshal(list[:min(len(list), columnsKept)])
	if err == nil {
		_, err = g.desk.SetPreferences(map[string]string{columnsSetting: string(text)})
	}
	if err != nil {
		g.program.log.Warn("columns not remembered", "err", err)
	}
}
