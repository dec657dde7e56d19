package app

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"time"

	"broadsheet/internal/body"
	"broadsheet/internal/desk"
	exportjsonl "broadsheet/internal/exporter/jsonl"
	"broadsheet/internal/importer"
	importjsonl "broadsheet/internal/importer/jsonl"
	"broadsheet/internal/news"
	"broadsheet/internal/recovery"
	"broadsheet/internal/store"
)

// releaseEvery is how often the clock is looked at for what is to be published.
const releaseEvery = 5 * time.Second

// newNewsroom joins the desk to the store, the interchange format and the files.
func newNewsroom(p *Program) *desk.Service {
	db := p.library.Store
	return desk.New(desk.Needs{
		Drafts: db, Notes: db, Releases: db, Archive: db, Interchange: interchange{db}, Pictures: pasted{kept{db, p.library.Media}},
		Safe: recovery.Folder(p.library.Recovery()), Clock: time.Now, NewID: importID,
	})
}

// recover brings back what was typed and did not reach the library, before anybody
// can open a draft.
func (p *Program) recover(ctx context.Context) {
	if p.writable() != nil {
		return
	}
	if err := p.newsroom.Recover(ctx); err != nil {
		p.log.Error("not every draft could be recovered; its file stays in the folder \"recovery\"", "err", err)
	}
}

// release publishes what is due, now and from then on: also what came due while no
// program was running.
func (p *Program) release(ctx context.Context) {
	tick := time.NewTicker(releaseEvery)
	defer tick.Stop()
	for {
		if p.writable() == nil {
			if _, err := p.newsroom.ReleaseDue(ctx); err != nil && ctx.Err() == nil {
				p.log.Error("publish what is due", "err", err)
			}
			if err := p.frontdesk.ReleaseDue(ctx); err != nil && ctx.Err() == nil {
				p.log.Error("publish the front page that is due", "err", err)
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// interchange reads and prints drafts as objects of the interchange format.
type interchange struct{ db *store.DB }

// Print gives an article as an object.
func (interchange) Print(a news.Article) ([]byte, error) { return exportjsonl.Print(a) }

// Read reads an object; unlike an import it wants neither a headline nor a text.
func (i interchange) Read(ctx context.Context, object []byte) (news.Article, error) {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(object, &members); err != nil {
		return news.Article{}, news.Errorf(news.CodeInvalid, "draft", "This is no object of the interchange format: %w", err)
	}
	const nameless = "-"
	var title string
	untitled := json.Unmarshal(members["title"], &title) != nil || strings.TrimSpace(title) == ""
	if untitled {
		members["title"] = json.RawMessage(`"` + nameless + `"`)
	}
	if members["body_html"] == nil && members["body_markdown"] == nil && members["body_text"] == nil {
		members["body_html"] = json.RawMessage(`""`)
	}
	line, err := json.Marshal(members)
	if err != nil {
		return news.Article{}, news.Errorf(news.CodeInvalid, "draft", "This is no object of the interchange format: %w", err)
	}
	var a *news.Article
	err = importjsonl.Format{}.Read(ctx, importer.Input{Content: bytes.NewReader(line), Zone: i.db.Zone()}, func(item importer.Item) error {
		for _, problem := range item.Problems {
			return news.Errorf(news.CodeInvalid, "draft", "%s Nothing was changed.", problem.Message)
		}
		a = item.Record.Article
		return nil
	})
	if err != nil {
		return news.Article{}, err
	}
	if a == nil {
		return news.Article{}, news.Errorf(news.CodeInvalid, "draft", "This is no article of the interchange format.")
	}
	if untitled {
		a.Title = ""
	}
	return *a, nil
}

// pasted stores the pictures that come inside a text.
type pasted struct{ kept }

// Keep stores a picture from a data: address; what has another address is left as a
// placeholder, since nobody asked the network for it.
func (s pasted) Keep(ctx context.Context, r body.Resource) (string, bool) {
	if !strings.HasPrefix(r.Src, "data:") {
		return "", false
	}
	content, err := importer.OpenData(r.Src)
	if err != nil {
		return "", false
	}
	return s.put(ctx, content)
}
