package app_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/adrg/xdg"

	"broadsheet/app/bridge"
)

// answer makes a call and reads what it gives.
func answer[Res any](t *testing.T, calls *bridge.Dispatcher, name, request string) (res Res) {
	t.Helper()
	text, err := calls.Call(name, []byte(request))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if err := json.Unmarshal(text, &res); err != nil {
		t.Fatal(err)
	}
	return res
}

// keepLog writes a log as the program does.
func keepLog(t *testing.T, lines ...string) {
	t.Helper()
	path := filepath.Join(xdg.StateHome, "broadsheet", "broadsheet.log")
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestDiagnosticsHoldNoWordOfAnArticle(t *testing.T) {
	isolate(t)
	program, folder := open(t)
	calls := bridge.NewDispatcher(program.Areas())
	list := answer[bridge.ListResult](t, calls, "Articles/List", `{"limit":500}`)
	first := list.Articles[0]
	failure, err := json.Marshal(map[string]string{"time": "2026-11-24T08:00:00Z", "level": "ERROR", "msg": "bridge call failed", "err": "read " + folder + ": " + first.Title})
	if err != nil {
		t.Fatal(err)
	}
	keepLog(t, `cut off", "level":"ERROR"}`, `{"time":"2026-11-24T07:59:00Z","level":"INFO","msg":"opened"}`, string(failure))
	text := answer[bridge.DiagnosticsResult](t, calls, "System/Diagnostics", `{}`).Diagnostics
	for _, want := range []string{"Broadsheet test", "articles ", "bytes: store ", "schema ", "2026-11-24T08:00:00Z ERROR bridge call failed", "0 this session"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	if strings.Contains(text, folder) || strings.Contains(text, "opened") {
		t.Errorf("too much is in\n%s", text)
	}
	// No headline, no three words that follow each other in one, and no name.
	for _, a := range list.Articles {
		words := strings.FieldsFunc(a.Title, func(r rune) bool { return unicode.IsSpace(r) })
		for i := 0; i+2 < len(words); i++ {
			if run := strings.Join(words[i:i+3], " "); strings.Contains(text, run) {
				t.Errorf("%q of %q is in\n%s", run, a.Title, text)
			}
		}
		for _, author := range a.Authors {
			if strings.Contains(text, author) {
				t.Errorf("%q is in\n%s", author, text)
			}
		}
	}
	held := answer[bridge.LogResult](t, calls, "System/Log", `{}`)
	if len(held.Lines) != 2 || held.Lines[1].Text != "bridge call failed" || held.Lines[0].Level != "INFO" {
		t.Errorf("log: %+v", held.Lines)
	}
}

func TestTheLedgerIsEmptyWhereNothingWasAsked(t *testing.T) {
	isolate(t)
	program, _ := open(t)
	got := answer[bridge.NetworkResult](t, bridge.NewDispatcher(program.Areas()), "System/Network", `{}`)
	if got.Session != 0 || got.Total != 0 || len(got.Requests) != 0 {
		t.Errorf("%+v", got)
	}
}

func TestACommentLeavesTheOutboxAndComesBack(t *testing.T) {
	isolate(t)
	downloads := t.TempDir()
	t.Setenv("XDG_DOWNLOAD_DIR", downloads)
	xdg.Reload()
	program, _ := open(t)
	calls := bridge.NewDispatcher(program.Areas())
	list := answer[bridge.ListResult](t, calls, "Articles/List", `{"limit":1}`)
	id := list.Articles[0].ID
	request := func(fields map[string]string) string {
		fields["article"] = id
		text, err := json.Marshal(fields)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	added := answer[bridge.CommentResult](t, calls, "Comments/Add", request(map[string]string{"name": "R", "email": "own@example.org", "text": "A remark."}))
	if added.Went != "outbox" {
		t.Skipf("the frozen publication is one's own: %s", added.Went)
	}
	answer[bridge.EntryResult](t, calls, "Comments/Change", request(map[string]string{"id": added.Comment.ID, "name": "R", "text": "A better remark."}))
	waiting := answer[bridge.CommentsResult](t, calls, "Comments/List", `{"status":"outbox"}`)
	if len(waiting.Comments) != 1 || waiting.Comments[0].Text != "A better remark." || waiting.Comments[0].Title == "" {
		t.Fatalf("%+v", waiting)
	}
	for range 2 { // the second beside the first
		saved := answer[bridge.SavedResult](t, calls, "Comments/Save", request(map[string]string{"id": added.Comment.ID}))
		text, err := os.ReadFile(saved.Path)
		if err != nil || filepath.Dir(saved.Path) != downloads || strings.Contains(string(text), "own@example.org") {
			t.Errorf("%s: %v\n%s", saved.Path, err, text)
		}
	}
	if files, err := os.ReadDir(downloads); err != nil || len(files) != 2 {
		t.Error(files, err)
	}
	handed := answer[bridge.EntryResult](t, calls, "Comments/Handed", request(map[string]string{"id": added.Comment.ID, "way": "file"}))
	sent := answer[bridge.CommentsResult](t, calls, "Comments/List", `{"status":"sent"}`)
	if len(sent.Comments) != 1 || sent.Comments[0].Sent == "" || sent.Comments[0].Way != "file" {
		t.Errorf("%+v", sent)
	}
	answer[bridge.UndoneResult](t, calls, "History/Undo", `{"entry":"`+handed.Entry+`"}`)
	if back := answer[bridge.CommentsResult](t, calls, "Comments/List", `{"status":"outbox"}`); len(back.Comments) != 1 || back.Comments[0].Sent != "" {
		t.Errorf("%+v", back)
	}
}
