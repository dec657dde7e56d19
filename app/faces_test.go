package app_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/adrg/xdg"
	"github.com/google/go-cmp/cmp"

	"broadsheet/app"
	"broadsheet/app/bridge"
	"broadsheet/app/server"
	"broadsheet/internal/newstest"
)

// requests holds, for each call of the bridge, a request to make on every face.
// A call that is missing here fails the test.
var requests = map[string]string{
	"Articles/Front":       `{}`,
	"Articles/List":        `{"limit":3}`,
	"Articles/Show":        `{"id":"ID"}`,
	"Articles/Related":     `{"id":"ID"}`,
	"Articles/Duplicates":  `{}`,
	"Articles/Compare":     `{"id":"ID"}`,
	"Articles/Cite":        `{"id":"ID","style":"apa"}`,
	"Articles/Text":        `{"id":"ID","as":"markdown"}`,
	"Articles/Mark":        `{"ids":["ID"],"mark":"star","on":true}`,
	"Articles/Watching":    `{}`,
	"Articles/SawWatching": `{"ids":["ID"]}`,
	"Articles/CountRead":   `{"id":"ID"}`,
	"Articles/Days":        `{"from":"2024-01-01","to":"2024-12-31"}`,
	"Articles/Day":         `{"day":"2024-05-06"}`,
	"Articles/MostViewed":  `{"window":"week"}`,
	"Topics/List":          `{}`,
	"Topics/Show":          `{"slug":"TOPIC"}`,
	"Tags/List":            `{"limit":5}`,
	"Tags/Show":            `{"slug":"TAG"}`,
	"Topics/Desk":          `{}`,
	"Topics/Record":        `{"slug":"TOPIC"}`,
	"Topics/Create":        `{"name":" "}`,
	"Topics/Save":          `{"slug":"nobody","record":{"name":"Nobody","visible":true}}`,
	"Topics/Delete":        `{"slug":"TOPIC"}`,
	"Topics/Order":         `{"slugs":["TOPIC"]}`,
	"Topics/Merge":         `{"from":["nobody"],"into":"TOPIC"}`,
	"Tags/Rename":          `{"slug":"nobody","name":"Nobody"}`,
	"Tags/Merge":           `{"from":["TAG"],"into":"TAG"}`,
	"Tags/SetAliases":      `{"slug":"TAG","aliases":["An alias"]}`,
	"Tags/Twins":           `{}`,
	"Search/Query":         `{"query":"the","facets":true,"snippets":true}`,
	"Search/Concordance":   `{"query":"tide"}`,
	"Search/Trend":         `{"queries":["tide"],"by":"year"}`,
	"Search/Suggest":       `{"text":"ha"}`,
	"Search/Complete":      `{"query":"tide kind:re","caret":12,"language":"en"}`,
	"Search/Recent":        `{}`,
	"Search/ChangeRecent":  `{"remove":"tides"}`,
	"Collections/List":     `{}`,
	"Collections/Of":       `{"id":"ID"}`,
	"Collections/Show":     `{"collection":"nobody"}`,
	"Collections/Create":   `{"name":" "}`,
	"Collections/Rename":   `{"collection":"nobody","name":"x"}`,
	"Collections/Delete":   `{"id":"nobody"}`,
	"Collections/Add":      `{"collection":"nobody","ids":["ID"]}`,
	"Collections/Remove":   `{"collection":"nobody","ids":["ID"]}`,
	"Collections/Move":     `{"ids":["ID"],"to":"nobody"}`,
	"Collections/Note":     `{"ids":["nobody"],"text":"x"}`,
	"Collections/Between":  `{"collection":"nobody","text":"x"}`,
	"Highlights/List":      `{"limit":3}`,
	"Highlights/Show":      `{"id":"nobody"}`,
	"Highlights/Counts":    `{}`,
	"Highlights/Lost":      `{"article":"ID"}`,
	"Highlights/Add":       `{"article":"ID","at":{"quote":"words that are not there"}}`,
	"Highlights/Change":    `{"ids":["nobody"],"colour":2}`,
	"Highlights/Remove":    `{"ids":["nobody"]}`,
	"Highlights/Export":    `{"format":"markdown","only":{}}`,
	"Highlights/Save":      `{"format":"nothing","only":{}}`,
	"Highlights/Import":    `{"text":"[]"}`,
	"Comments/Add":         `{"article":"ID","name":"R","text":"A remark."}`,
	"Comments/List":        `{"status":"outbox"}`,
	"Comments/Change":      `{"article":"ID","id":"nobody","text":"Another."}`,
	"Comments/Remove":      `{"article":"ID","id":"nobody"}`,
	"Comments/Handed":      `{"article":"ID","id":"nobody","way":"mail"}`,
	"Comments/Letter":      `{"article":"ID","id":"nobody"}`,
	"Comments/Save":        `{"article":"ID","id":"nobody"}`,
	"Comments/Moderate":    `{"comments":[{"id":"nobody"}],"status":"approved"}`,
	"Articles/Corrections": `{"limit":2}`,
	"System/Network":       `{}`,
	"System/Licences":      `{}`,
	"System/Log":           `{}`,
	"System/Diagnostics":   `{}`,
	"Library/Shell":        `{}`,
	"Library/Info":         `{}`,
	"Library/Set":          `{"field":"tagline","value":"What lasts"}`,
	"Library/FirstRun":     `{"choice":"read"}`,
	"Library/Check":        `{}`,
	"Library/Repair":       `{}`,
	"Library/Reindex":      `{}`,
	"Library/Compact":      `{}`,
	"Library/Backup":       `{"target":"no such token"}`,
	"Library/Recent":       `{}`,
	"Jobs/List":            `{}`,
	"Jobs/Show":            `{"id":"nobody"}`,
	"Jobs/Wait":            `{"id":"nobody"}`,
	"Jobs/Cancel":          `{"id":"nobody"}`,
	"Jobs/Pause":           `{"id":"nobody"}`,
	"Jobs/Resume":          `{"id":"nobody"}`,
	"Imports/Formats":      `{}`,
	"Imports/Offered":      `{"id":"no such token"}`,
	"Imports/Columns":      `{"token":"no such token"}`,
	"Imports/Start":        `{"token":"no such token"}`,
	"Imports/Fetch":        `{"address":"ftp://example.org/"}`,
	"Imports/List":         `{}`,
	"Imports/Resume":       `{"id":"nobody"}`,
	"Imports/Undo":         `{"id":"nobody"}`,
	"Exports/Start":        `{"target":"no such token","format":"jsonl"}`,
	"Feeds/List":           `{}`,
	"Feeds/Add":            `{"address":"ftp://example.org/"}`,
	"Feeds/Set":            `{"id":"nobody"}`,
	"Feeds/Remove":         `{"id":"nobody"}`,
	"Feeds/Refresh":        `{"ids":[]}`,
	"Feeds/Schedule":       `{"every":60}`,
	"Feeds/Export":         `{}`,
	"Feeds/Save":           `{}`,
	"Media/List":           `{"limit":2}`,
	"Media/Uses":           `{"hash":"0000000000000000000000000000000000000000000000000000000000000000"}`,
	"Media/Replace":        `{"of":"0000000000000000000000000000000000000000000000000000000000000000","by":""}`,
	"Media/Describe":       `{"of":"nothing","alt":"A lamp."}`,
	"Media/Remote":         `{}`,
	"Pictures/Missing":     `{}`,
	"Pictures/Fetch":       `{"import":"nobody"}`,
	"Drafts/New":           `{"from":"nobody"}`,
	"Drafts/List":          `{"state":"spiked"}`,
	"Drafts/Show":          `{"id":"nobody"}`,
	"Drafts/Text":          `{"id":"nobody","as":"html"}`,
	"Drafts/Save":          `{"id":"nobody","stamp":1,"fields":{},"body":[]}`,
	"Drafts/Words":         `{"id":"nobody","text":"x","as":"text"}`,
	"Drafts/Dismiss":       `{"id":"nobody"}`,
	"Drafts/Set":           `{"id":"nobody","field":"title","value":"x"}`,
	"Drafts/Act":           `{"id":"nobody","act":"submit"}`,
	"Drafts/Discard":       `{"id":"nobody"}`,
	"Drafts/Revisions":     `{"id":"nobody"}`,
	"Drafts/Compare":       `{"id":"nobody","a":1,"b":2}`,
	"Drafts/Restore":       `{"id":"nobody","revision":1}`,
	"Drafts/Name":          `{"id":"nobody","name":"x"}`,
	"Drafts/Publish":       `{"ids":["nobody"]}`,
	"Drafts/Unschedule":    `{"id":"nobody"}`,
	"Drafts/Clashes":       `{"id":"nobody"}`,
	"Drafts/Rebase":        `{"id":"nobody","stamp":1}`,
	"Drafts/Notes":         `{"id":"nobody"}`,
	"Drafts/AddNote":       `{"draft":"nobody","text":"Who says so?"}`,
	"Drafts/ResolveNote":   `{"id":"nobody","resolved":true}`,
	"Drafts/RemoveNote":    `{"id":"nobody"}`,
	"Media/Take":           `{"token":"no such token"}`,
	"Drafts/Check":         `{"id":"nobody"}`,
	"Drafts/Alike":         `{"id":"nobody"}`,
	"Drafts/Clean":         `{"html":"<p class=MsoNormal>A <b>pier</b></p>","language":"en"}`,
	"Drafts/Open":          `{"token":"no such token"}`,
	"Drafts/Elsewhere":     `{"id":"d-x","title":"A title","body":[],"hand":true}`,
	"Drafts/Withdraw":      `{"id":"ID","note":""}`,
	"Drafts/Retract":       `{"id":"ID","note":""}`,
	"Desk/SetSlot":         `{"slot":"lead","ids":["ID"]}`,
	"Desk/WordSlot":        `{"slot":"gallery","id":"nobody","title":"Own words"}`,
	"Desk/Front":           `{}`,
	"Desk/Arrange":         `{"slots":[{"name":"lead","items":[{"id":"nobody"}]}],"mark":""}`,
	"Desk/PublishFront":    `{"live":0}`,
	"Desk/DiscardFront":    `{}`,
	"Desk/UnscheduleFront": `{}`,
	"Desk/FrontPictures":   `{"id":"ID"}`,
	"Desk/FrontHistory":    `{"limit":1}`,
	"Desk/RestoreFront":    `{"revision":1000000}`,
	"Rules/List":           `{}`,
	"Rules/Put":            `{"id":"nobody","if":[{"field":"section","values":["World"]}],"then":[{"do":"tag","value":"abroad"}]}`,
	"Rules/Remove":         `{"id":"nobody"}`,
	"Rules/Preview":        `{"if":[{"field":"words","values":["library"]}],"then":[{"do":"tag","value":"books"}]}`,
	"Rules/Apply":          `{"id":"nobody"}`,
	"Wording/Quotations":   `{"text":"He said “the tide was late on that day”."}`,
	"Wording/Check":        `{"quotes":["the tide was late on that day"]}`,
	"Wording/Sentences":    `{"a":"ID","b":"ID"}`,
	"Saved/List":           `{"newest":2}`,
	"Saved/Save":           `{"name":" ","query":"tide"}`,
	"Saved/Show":           `{"saved":"nobody","part":"new"}`,
	"Saved/Seen":           `{"saved":"nobody"}`,
	"Saved/Unseen":         `{"saved":"nobody"}`,
	"Saved/Rename":         `{"saved":"nobody","name":"Another"}`,
	"Saved/Remove":         `{"saved":"nobody"}`,
	"Sessions/List":        `{"limit":2}`,
	"Sessions/Running":     `{}`,
	"Sessions/Start":       `{"session":" "}`,
	"Sessions/Stop":        `{}`,
	"Sessions/Show":        `{"session":"nobody"}`,
	"Sessions/Replay":      `{"session":"nobody"}`,
	"Sessions/Rename":      `{"session":"nobody","name":"Another"}`,
	"Sessions/Remove":      `{"session":"nobody"}`,
	"Sessions/RemoveStep":  `{"session":"nobody","number":1}`,
	"Sessions/Export":      `{"session":"nobody","format":"html"}`,
	"Sessions/Save":        `{"session":"nobody","format":"markdown"}`,
	"Watch/List":           `{}`,
	"Watch/Add":            `{"token":"no such token"}`,
	"Watch/Look":           `{"ids":["nobody"]}`,
	"Watch/Pause":          `{"id":"nobody","paused":true}`,
	"Watch/Remove":         `{"id":"nobody"}`,
	"History/List":         `{"limit":1}`,
	"History/Undo":         `{"entry":"999999"}`,
	"Settings/Get":         `{}`,
	"Settings/Set":         `{"values":{"theme":"sepia"}}`,
	"System/Open":          `{"address":"javascript:alert(1)"}`,
	"System/OpenFolder":    `{}`, // where no program for it is found
	"Articles/KeepPlace":   `{"id":"ID","share":0.5}`,
	"Articles/Slots":       `{}`,
	"System/Keep":          `{"id":"ID","as":"nonsense"}`,
	"System/Print":         `{"id":"nowhere"}`,
	"Articles/UsedIn":      `{"id":"ID"}`,
	"Articles/ReadLately":  `{"limit":2}`,

	"Search/ConcordanceFile": `{"query":"tide","name":"tide.csv","hand":true}`,
	"Search/TrendFile":       `{"queries":["tide"],"name":"tide.csv","hand":true}`,
	"Search/SavePicture":     `{"name":"tide.svg","file":"."}`,
}

// Everything that one call changes for the next, or that holds a time.
var volatile = map[string]bool{
	"diagnostics": true, "tookMs": true, "entry": true, "job": true, "at": true, "posted": true, "started": true, "ended": true, "revision": true, "comments": true,
	"jobs": true, "applied": true, "latest": true, "bytes": true, "store": true, "index": true, "opened": true, "changed": true, "id": true,
	"discussion": true, "rate": true, "starred": true, "read": true, "unread": true, "later": true, "behind": true, "history": true, "imports": true, "tagline": true, "origin": true, "mostViewed": true, "items": true, "path": true, "firstRun": true,
}

// face makes a call and gives the answer, or the error, as JSON.
type face func(name string, request []byte) []byte

func TestAllFacesAnswerAlike(t *testing.T) {
	isolate(t)
	t.Setenv("PATH", t.TempDir()) // nothing is opened on the screen of whoever runs this
	program, folder := open(t)
	inProcess := bridge.NewDispatcher(program.Areas())
	faces := map[string]face{
		"in process": func(name string, request []byte) []byte {
			return orError(inProcess.Call(name, request))
		},
		"over HTTP":       overHTTP(t, program),
		"over the socket": overSocket(t, folder),
	}
	fill := strings.NewReplacer("ID", firstArticle(t, inProcess), "TOPIC", firstSlug(t, inProcess, "Topics/List", "topics"), "TAG", firstSlug(t, inProcess, "Tags/List", "tags"))
	for _, method := range bridge.Methods(program.Areas()) {
		name := method.Area + "/" + method.Name
		t.Run(name, func(t *testing.T) {
			request, known := requests[name]
			if !known {
				t.Fatalf("no request for %s in the table", name)
			}
			body := []byte(request)
			if !strings.Contains(request, "no such token") {
				body = []byte(fill.Replace(request))
			}
			want := steady(t, faces["in process"](name, body))
			for where, call := range faces {
				atRest(t, faces["in process"])
				if diff := cmp.Diff(want, steady(t, call(name, body))); diff != "" {
					t.Errorf("%s answers otherwise (-in process, +%s):\n%s", name, where, diff)
				}
			}
		})
	}
}

// atRest waits until no job runs: two of a kind at once are refused.
func atRest(t *testing.T, ask face) {
	t.Helper()
	var list bridge.JobsResult
	if err := json.Unmarshal(ask("Jobs/List", nil), &list); err != nil {
		t.Fatal(err)
	}
	for _, job := range list.Jobs {
		for job.State == "running" {
			request, err := json.Marshal(bridge.WaitRequest{ID: job.ID, Seen: job.Revision})
			if err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal(ask("Jobs/Wait", request), &job); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func orError(answer []byte, err error) []byte {
	if err != nil {
		return []byte(bridge.AsError(err).Error())
	}
	return answer
}

// steady decodes an answer and takes out what differs from call to call.
func steady(t *testing.T, answer []byte) any {
	t.Helper()
	var v any
	if err := json.Unmarshal(answer, &v); err != nil {
		t.Fatalf("answer is not JSON: %v: %s", err, answer)
	}
	if bytes.Contains(answer, []byte(":null")) {
		for _, list := range []string{"articles", "hits", "facets", "notes", "tags", "topics", "versions", "problems"} {
			if bytes.Contains(answer, []byte(`"`+list+`":null`)) {
				t.Errorf("%s is null", list)
			}
		}
	}
	return mask(v)
}

func mask(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for key, value := range v {
			if volatile[key] {
				v[key] = "…"
			} else {
				v[key] = mask(value)
			}
		}
	case []any:
		for i := range v {
			v[i] = mask(v[i])
		}
	}
	return v
}

// isolate gives the test settings and folders of its own.
func isolate(t *testing.T) {
	t.Helper()
	for _, name := range []string{"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"} {
		t.Setenv(name, t.TempDir())
	}
	xdg.Reload()
}

// open opens a library with the frozen test publication, with its socket.
func open(t *testing.T) (*app.Program, string) {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "library")
	program, err := app.Open(context.Background(), app.Options{Library: folder, Version: "test", Socket: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := program.Close(); err != nil {
			t.Error(err)
		}
	})
	file, err := newstest.CopyPublication(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	runImport(t, program, file)
	return program, folder
}

func runImport(t *testing.T, program *app.Program, file string) bridge.ImportReport {
	t.Helper()
	calls := bridge.NewDispatcher(program.Areas())
	offered, err := program.OfferPath(context.Background(), file, false)
	if err != nil {
		t.Fatal(err)
	}
	var started bridge.JobStarted
	call(t, calls, "Imports/Start", bridge.ImportRequest{Token: offered.Token, Source: "newstest"}, &started)
	var job bridge.Job
	for job.State == "" || job.State == "running" {
		call(t, calls, "Jobs/Wait", bridge.WaitRequest{ID: started.Job, Seen: job.Revision}, &job)
	}
	if job.State != "done" {
		t.Fatalf("import ended as %s: %v", job.State, job.Error)
	}
	var report bridge.ImportReport
	if err := json.Unmarshal([]byte(job.Result), &report); err != nil {
		t.Fatal(err)
	}
	return report
}

func call(t *testing.T, calls *bridge.Dispatcher, name string, request, into any) {
	t.Helper()
	text, err := json.Marshal(request)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := calls.Call(name, text)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if err := json.Unmarshal(answer, into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

func firstArticle(t *testing.T, calls *bridge.Dispatcher) string {
	t.Helper()
	var list bridge.ListResult
	call(t, calls, "Articles/List", bridge.ListRequest{Limit: 1}, &list)
	return list.Articles[0].ID
}

func firstSlug(t *testing.T, calls *bridge.Dispatcher, name, field string) string {
	t.Helper()
	var list map[string]json.RawMessage
	call(t, calls, name, struct{}{}, &list)
	var items []struct {
		Slug string `json:"slug"`
	}
	if err := json.Unmarshal(list[field], &items); err != nil || len(items) == 0 {
		t.Fatalf("%s holds nothing: %v", name, err)
	}
	return items[0].Slug
}

func overSocket(t *testing.T, folder string) face {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(folder, "library.lock"))
	if err != nil {
		t.Fatal(err)
	}
	var lock struct {
		Socket string `json:"socket"`
	}
	if err := json.Unmarshal(text, &lock); err != nil {
		t.Fatal(err)
	}
	socket := server.DialSocket(lock.Socket)
	t.Cleanup(func() { socket.Close() })
	return func(name string, request []byte) []byte {
		return orError(socket.Call(context.Background(), name, request))
	}
}

// overHTTP signs a browser in and makes its calls.
func overHTTP(t *testing.T, program *app.Program) face {
	t.Helper()
	base, client := browser(t, program)
	return func(name string, request []byte) []byte {
		response, err := client.Post(base+"api/"+name, "application/json", bytes.NewReader(request))
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		answer, err := io.ReadAll(response.Body)
		if err != nil {
			t.Fatal(err)
		}
		return answer
	}
}

func browser(t *testing.T, program *app.Program) (string, *http.Client) {
	t.Helper()
	listener, err := server.ListenLoopback("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	guard := server.NewGuard(listener.Addr().String(), "/", program.Handler())
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(ctx, listener, guard) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	base, token, _ := strings.Cut(guard.Address(), "#token=")
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Jar: jar}
	response, err := client.Post(base+"api/session", "application/json", strings.NewReader(`{"token":"`+token+`"}`))
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusOK {
		t.Fatalf("sign in: %s", response.Status)
	}
	return base, client
}
