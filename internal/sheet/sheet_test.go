package sheet_test

import (
	"encoding/csv"
	"strings"
	"testing"

	"broadsheet/internal/sheet"
)

func written(t *testing.T, cell string) string {
	t.Helper()
	var b strings.Builder
	w, err := sheet.New(&b, "cell", "other")
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Row(cell, "x"); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestNoCellIsRun(t *testing.T) {
	for cell, want := range map[string]string{
		"": "", "plain": "plain", "'tis": "'tis", "=1": "'=1", " +1": "' +1", "\u00a0-1": "'\u00a0-1", "＠x": "'＠x", "\tx": "'\tx", "'=1": "''=1", "''=1": "'''=1",
	} {
		if got := cellOf(t, written(t, cell)); got != want {
			t.Errorf("%q is written %q", cell, got)
		}
	}
}

// cellOf reads the first cell below the names.
func cellOf(t *testing.T, table string) string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(table)).ReadAll()
	if err != nil || len(rows) != 2 {
		t.Fatalf("%q: %v", table, err)
	}
	return rows[1][0]
}

func FuzzWhatIsWrittenIsRead(f *testing.F) {
	for _, cell := range []string{"", "=1", "'=1", "''-x", "'tis", "\t'", " '=", "＝"} {
		f.Add(cell)
	}
	f.Fuzz(func(t *testing.T, cell string) {
		if strings.ContainsAny(cell, "\r\n") {
			t.Skip("line ends are the matter of CSV")
		}
		if got := sheet.Plain(cellOf(t, written(t, cell))); got != cell {
			t.Errorf("%q came back as %q", cell, got)
		}
	})
}
