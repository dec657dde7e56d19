package app

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"

	"broadsheet/app/bridge"
	"broadsheet/internal/exporter"
	"broadsheet/internal/fetch"
	"broadsheet/internal/importer"
	importjsonl "broadsheet/internal/importer/jsonl"
	"broadsheet/internal/job"
	"broadsheet/internal/news"
	"broadsheet/internal/publication"
	"broadsheet/internal/sample"
	"broadsheet/internal/search"
	"broadsheet/internal/store"
)

// gate is where articles come in and go out.
type gate struct {
	program     *Program
	desk        *desktop
	imports     *importer.Host
	exports     *exporter.Host
	darkroom    *darkroom
	publication *publication.Service
	search      *search.Service
}

// Formats lists what can be imported and exported.
func (g *gate) Formats() bridge.FormatsResult {
	var out bridge.FormatsResult
	for _, f := range g.imports.Formats() {
		out.Import = append(out.Import, bridge.Format{Name: f.Name, Title: f.Title, Extensions: f.Extensions})
	}
	for _, f := range g.exports.Formats() {
		out.Export = append(out.Export, bridge.Format{Name: f.Name, Title: f.Title, Extensions: f.Extensions})
	}
	return out
}

// glance is how long what is offered is looked through before it is shown.
const glance = 700 * time.Millisecond

// describe says what is offered, in the time of a glance; what cannot be opened
// is of no known format.
func (g *gate) describe(paths ...string) importer.Description {
	ctx, stop := context.WithTimeout(context.Background(), glance)
	defer stop()
	d, err := g.imports.Describe(ctx, paths...)
	if err != nil {
		g.program.log.Warn("offer not looked through", "err", err)
	}
	return d
}

// Offered describes what a face offered.
func (g *gate) Offered(token string) (bridge.OfferedResult, error) {
	return g.program.offers.look(token)
}

// Import begins an import of an offered file.
func (g *gate) Import(ctx context.Context, r bridge.ImportRequest) (string, error) {
	file, err := g.program.offers.find(r.Token, false)
	if err != nil {
		return "", err
	}
	if err := g.program.writable(); err != nil {
		return "", err
	}
	if r.LeaveSample {
		if err := g.publication.LeaveSample(ctx); err != nil {
			return "", err
		}
	}
	kind := "import"
	if r.DryRun {
		kind = "preview"
	} else {
		g.rememberColumns(file, r)
	}
	return g.program.jobs.Start(kind, file.Label, "bytes", func(ctx context.Context, p *job.Progress) (any, error) {
		request := importer.Request{
			Files: file.toImport(r.Source), As: r.As, Source: r.Source, Label: file.Label, DryRun: r.DryRun, Mapping: r.Mapping,
			Origin: originOf(file, r),
		}
		report, err := g.run(ctx, g.imports, request, p)
		if !r.DryRun && err == nil {
			g.program.offers.done(r.Token)
			if r.Fetch && report.Added+report.Updated > 0 {
				g.illustrate(&report, r.Private)
			}
		}
		return report, err
	})
}

// illustrate begins to fetch the pictures of an import; that it cannot is told,
// and the import is none the worse.
func (g *gate) illustrate(report *bridge.ImportReport, private bool) {
	started, err := g.darkroom.Fetch(bridge.PicturesRequest{Import: report.Import, Private: private})
	if err != nil {
		report.Problems = append(report.Problems, bridge.ImportProblem{Where: report.Label, Message: bridge.AsError(err).Message})
	}
	report.Pictures = started
}

// writable gives the error of a library that is open for reading alone.
func (p *Program) writable() error {
	if p.library.ReadOnly() {
		return news.Errorf(news.CodeReadOnly, "library", "This library can only be read here; nothing was changed.")
	}
	return nil
}

// toImport is what is imported of an offer. What was fetched comes from the site
// that it was fetched from, unless the person says otherwise.
func (o offered) toImport(source string) []importer.File {
	var files []importer.File
	for _, path := range o.paths {
		file := importer.File{Path: path, Base: o.base, ContentType: o.kind}
		if u, err := url.Parse(o.base); err == nil && o.base != "" && source == "" {
			file.Source = strings.TrimPrefix(u.Hostname(), "www.")
		}
		files = append(files, file)
	}
	return files
}

// maxFetched is how large what is fetched to be imported may be, in bytes.
const maxFetched = 64 << 20

// Fetch begins to fetch what stands at an address, to be imported.
func (g *gate) Fetch(r bridge.FetchRequest) (string, error) {
	return g.program.jobs.Start("fetch", r.Address, "", func(ctx context.Context, _ *job.Progress) (any, error) {
		answer, err := g.program.web.Get(ctx, fetch.Request{URL: r.Address, Why: "page", Max: maxFetched, Private: r.Private})
		if err != nil {
			return nil, err
		}
		if err := answer.Unwelcome(r.Address); err != nil {
			return nil, err
		}
		return g.program.offers.offerFetched(answer.URL, answer.ContentType, answer.Body)
	})
}

// run runs an import and waits a little for the index.
func (g *gate) run(ctx context.Context, host *importer.Host, r importer.Request, p *job.Progress) (bridge.ImportReport, error) {
	if !r.DryRun && r.ID == "" {
		r.ID = importID()
	}
	defer frugal()()
	var samples []importer.Sample
	report, err := host.Run(ctx, r, func(now importer.Progress) {
		more := len(now.Samples) > len(samples)
		samples = now.Samples
		if p != nil {
			// A cancelled import sees its own context.
			p.Show(ctx, now.Bytes, now.Total, soFar(now, r.DryRun), more)
		}
	})
	if err != nil {
		return bridgeReport(report, r.DryRun), err
	}
	if !r.DryRun {
		if err := g.program.caughtUp(ctx); err != nil {
			return bridgeReport(report, r.DryRun), err
		}
	}
	out := bridgeReport(report, r.DryRun)
	out.Samples = bridgeSamples(samples)
	if p != nil && !r.DryRun { // the sample comes in without anybody asking
		out.Retold = g.retold(ctx, r.ID)
	}
	return out, nil
}

// retold counts what tells a story anew; an import is none the worse where that
// cannot be said.
func (g *gate) retold(ctx context.Context, id string) int {
	db := g.program.library.Store
	_, err := db.KeySketches(ctx)
	count := 0
	if err == nil {
		count, err = db.Retold(ctx, id)
	}
	if err != nil {
		g.program.log.Warn("near-duplicates not counted", "import", id, "err", err)
	}
	return count
}

// importMemory is what the program's heap may grow to while articles come in, in
// bytes; past it, memory is given back more eagerly.
const importMemory = 640 << 20

// frugal holds memory down until what it gives is called.
func frugal() (done func()) {
	before := debug.SetMemoryLimit(importMemory)
	return func() { debug.SetMemoryLimit(before) }
}

func importID() string {
	var b [6]byte
	rand.Read(b[:]) // never fails (crypto/rand)
	return hex.EncodeToString(b[:])
}

// Imports lists the imports, newest first.
func (g *gate) Imports(ctx context.Context) ([]bridge.ImportReport, error) {
	held, err := g.program.library.Store.Imports(ctx)
	var list []bridge.ImportReport
	for _, i := range held {
		list = append(list, bridgeReport(i, false))
	}
	return list, err
}

// UndoImport takes an import back.
func (g *gate) UndoImport(ctx context.Context, id string) (news.Undone, error) {
	return g.program.library.Store.UndoImport(ctx, id)
}

// Export begins an export into an offered file, or into one among the downloads.
func (g *gate) Export(ctx context.Context, r bridge.ExportRequest) (string, error) {
	if r.Target == "" {
		path, err := freeDownload(r.Name)
		if err != nil {
			return "", err
		}
		target, err := g.program.offers.OfferPath(path, true)
		if err != nil {
			return "", err
		}
		r.Target = target.Token
	}
	file, err := g.program.offers.find(r.Target, true)
	if err != nil {
		return "", err
	}
	records, pieces, err := g.records(ctx, r)
	if err != nil {
		return "", err
	}
	of, err := g.program.library.Store.Publication(ctx)
	if err != nil {
		return "", err
	}
	return g.program.jobs.Start("export", file.Label, "articles", func(ctx context.Context, p *job.Progress) (any, error) {
		defer g.program.offers.done(r.Target)
		report, err := g.exports.Run(ctx, exporter.Request{Format: r.Format, Path: file.paths[0], Records: records(ctx), Title: g.titleOf(ctx, r), Publication: of}, func(now exporter.Progress) {
			p.Set(ctx, now.Articles, 0)
		})
		return bridge.ExportReport{Exported: report.Exported, Path: report.Path, Pieces: pieces}, err
	})
}

// titleOf names what is exported where its records do not: by the query or the topic,
// else as the publication.
func (g *gate) titleOf(ctx context.Context, r bridge.ExportRequest) string {
	if query := strings.TrimSpace(r.Query); query != "" {
		return query
	}
	if topic, err := g.program.library.Store.Topic(ctx, r.Topic); r.Topic != "" && err == nil {
		return topic.Name
	}
	record, err := g.publication.Get(ctx)
	if err != nil {
		return ""
	}
	return record.Name
}

// records gives what an export is of, and whether those are captions and
// comments.
func (g *gate) records(ctx context.Context, r bridge.ExportRequest) (records func(context.Context) exporter.Records, pieces bool, err error) {
	filter := store.ExportFilter{IDs: r.IDs, Topic: r.Topic, Collection: r.Collection}
	records = func(ctx context.Context) exporter.Records { return g.program.library.Store.ExportRecords(ctx, filter) }
	if r.Collection != "" {
		_, err := g.program.library.Store.Collection(ctx, r.Collection)
		return records, false, err
	}
	if strings.TrimSpace(r.Query) == "" && len(r.Filters) == 0 && r.Within == "" {
		return records, false, nil
	}
	// A screen's query is mended as its results were; a script's is not.
	taken, err := g.search.Take(ctx, search.Request{Text: r.Query, Strict: !r.Forgiving, Typed: r.Forgiving, Filters: bridge.FilterMap(r.Filters), Within: r.Within})
	if err != nil {
		return nil, false, err
	}
	if taken.Pieces {
		return func(ctx context.Context) exporter.Records { return g.search.Records(ctx, taken) }, true, nil
	}
	filter.Rows = taken.Articles() // a search that finds nothing exports nothing
	return records, false, nil
}

// sampleUnderWay names the setting that stands while the sample publication comes in.
const sampleUnderWay = "sample.under_way"

// fill fills a library that was just made: with the sample publication, or with a
// name and a language. A sample that was broken off, by a crash, is taken back and
// comes in anew.
func (p *Program) fill(ctx context.Context, o Options) error {
	db := p.library.Store
	if p.library.Made && !o.Sample {
		return p.begin(ctx, o)
	}
	underWay, err := db.Setting(ctx, sampleUnderWay)
	switch {
	case err != nil || p.library.ReadOnly():
		return err
	case p.library.Made:
		err = db.SetSetting(ctx, sampleUnderWay, "yes")
	case underWay == "":
		return nil
	default:
		err = p.takeBack(ctx)
	}
	if err == nil {
		err = p.bringSample(ctx)
	}
	if err == nil {
		err = db.SetSetting(ctx, sampleUnderWay, "")
	}
	return err
}

// takeBack undoes the sample's imports that did not come to their end.
func (p *Program) takeBack(ctx context.Context) error {
	imports, err := p.library.Store.Imports(ctx)
	for i := 0; err == nil && i < len(imports); i++ {
		if i := imports[i]; i.Label == publication.SampleLabel && i.State != "done" && i.State != "undone" {
			_, err = p.library.Store.UndoImport(ctx, i.ID)
		}
	}
	return err
}

// begin gives a library that was just made a name and a language.
func (p *Program) begin(ctx context.Context, o Options) error {
	if o.Name == "" && o.Language == "" {
		return nil
	}
	record, err := p.library.Store.Publication(ctx)
	if err != nil {
		return err
	}
	if o.Name != "" {
		record.Name, record.Origin = o.Name, news.OriginOwn
	}
	if o.Language != "" {
		record.Languages = []string{o.Language}
	}
	_, err = p.library.Store.SetPublication(ctx, record)
	return err
}

// bringSample imports the built-in publication, as an import that can be taken
// back as one.
func (p *Program) bringSample(ctx context.Context) error {
	folder := filepath.Join(p.library.Tmp(), "sample")
	defer os.RemoveAll(folder)
	if err := os.CopyFS(folder, sample.FS()); err != nil {
		return fmt.Errorf("lay out sample: %w", err)
	}
	host := importer.New(importer.Parts{
		Formats: []importer.Format{importjsonl.Format{}}, Store: sampleStore{p.library.Store},
		Runs: p.library.Store, Media: p.library.Media, Clock: time.Now,
	})
	g := &gate{program: p}
	_, err := g.run(ctx, host, importer.Request{
		Files: []importer.File{{Path: filepath.Join(folder, "publication.jsonl")}}, Source: news.SourceOwn, Label: publication.SampleLabel,
	}, nil)
	if err != nil {
		return fmt.Errorf("bring in sample: %w", err)
	}
	return nil
}

// remember puts the library among the recent ones; that it cannot is no reason
// not to open it.
func (p *Program) remember(ctx context.Context) {
	if err := p.rememberNow(ctx); err != nil {
		p.log.Warn("library not remembered", "err", err)
	}
}
