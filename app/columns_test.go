package app_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"broadsheet/app"
	"broadsheet/app/bridge"
)

func TestWhatWasSaidOfColumnsComesWithTheNextSuchTable(t *testing.T) {
	isolate(t)
	program, _ := open(t)
	calls := bridge.NewDispatcher(program.Areas())
	said := map[string]string{"Was": "title", "Intern": ""}

	first := offer(t, program, "Was,Intern\nThe quay,x\n")
	if got := columnsOf(t, calls, bridge.ColumnsRequest{Token: first}); len(got.Mapping) != 0 || got.Columns[0].Field != "" || got.Columns[0].Samples[0] != "The quay" || len(got.Fields) == 0 {
		t.Fatalf("%+v", got)
	}
	if got := columnsOf(t, calls, bridge.ColumnsRequest{Token: first, Mapping: said}); got.Columns[0].Field != "title" {
		t.Fatalf("%+v", got)
	}
	var started bridge.JobStarted
	call(t, calls, "Imports/Start", bridge.ImportRequest{Token: first, Mapping: said, DryRun: true}, &started)
	second := offer(t, program, "Was,Intern\nThe boats,y\n")
	if got := columnsOf(t, calls, bridge.ColumnsRequest{Token: second}); len(got.Mapping) != 0 {
		t.Errorf("a dry run is not remembered: %+v", got)
	}
	call(t, calls, "Imports/Start", bridge.ImportRequest{Token: first, Mapping: said}, &started)
	got := columnsOf(t, calls, bridge.ColumnsRequest{Token: second})
	if diff := cmp.Diff(said, got.Mapping); diff != "" || got.Columns[0].Field != "title" || got.Columns[0].Samples[0] != "The boats" {
		t.Error(diff, got)
	}
	other := offer(t, program, "Was,Intern,More\nThe boats,y,z\n")
	if got := columnsOf(t, calls, bridge.ColumnsRequest{Token: other}); len(got.Mapping) != 0 {
		t.Errorf("these are other columns: %+v", got)
	}
}

func offer(t *testing.T, program *app.Program, table string) (token string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "table.csv")
	if err := os.WriteFile(file, []byte(table), 0o600); err != nil {
		t.Fatal(err)
	}
	offered, err := program.OfferPath(context.Background(), file, false)
	if err != nil {
		t.Fatal(err)
	}
	return offered.Token
}

func columnsOf(t *testing.T, calls *bridge.Dispatcher, request bridge.ColumnsRequest) (got bridge.ColumnsResult) {
	t.Helper()
	text, err := json.Marshal(request)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := calls.Call("Imports/Columns", text)
	if err == nil {
		err = json.Unmarshal(answer, &got)
	}
	if err != nil {
		t.Fatal(err)
	}
	return got
}
