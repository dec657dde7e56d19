package app

import (
	"context"

	"broadsheet/app/bridge"
	"broadsheet/internal/importer"
	"broadsheet/internal/job"
	"broadsheet/internal/news"
)

// originOf gives what an import of an offered file can go on from when it is broken
// off; nil where the file will be gone.
func originOf(file offered, r bridge.ImportRequest) *news.ImportOrigin {
	if file.spooled || r.Once || r.DryRun {
		return nil
	}
	return &news.ImportOrigin{Paths: file.paths, As: r.As, Source: r.Source, Mapping: r.Mapping, Fetch: r.Fetch, Private: r.Private}
}

// Resume begins to go on with an import that was broken off.
func (g *gate) Resume(ctx context.Context, id string) (string, error) {
	if err := g.program.writable(); err != nil {
		return "", err
	}
	held, err := g.brokenOff(ctx, id)
	if err != nil {
		return "", err
	}
	from := *held.Origin
	return g.program.jobs.Start("import", held.Label, "bytes", func(ctx context.Context, p *job.Progress) (any, error) {
		report, err := g.run(ctx, g.imports, importer.Request{
			ID: held.ID, Files: offered{paths: from.Paths}.toImport(from.Source), As: from.As, Source: from.Source, Label: held.Label, Mapping: from.Mapping, Resume: &held,
		}, p)
		if err == nil && from.Fetch && report.Added+report.Updated > 0 {
			g.illustrate(&report, from.Private)
		}
		return report, err
	})
}

// brokenOff finds an import that can go on; without an id, the newest.
func (g *gate) brokenOff(ctx context.Context, id string) (news.Import, error) {
	if id == "" {
		list, err := g.program.library.Store.Imports(ctx)
		if err != nil {
			return news.Import{}, err
		}
		for _, i := range list {
			if i.Resumable() {
				return i, nil
			}
		}
		return news.Import{}, news.Errorf(news.CodeNotFound, "import", "No import was broken off that could go on; nothing was changed.")
	}
	held, err := g.program.library.Store.Import(ctx, id)
	switch {
	case err != nil:
		return held, err
	case held.Resumable():
		return held, nil
	case held.State == "interrupted" || held.State == "canceled" || held.State == "failed":
		return held, news.Errorf(news.CodeUnsupported, "import", "What %q was read from is not kept; give it again: what came in by then is kept and stays as it is.", held.Label)
	case held.State == "running":
		return held, news.Errorf(news.CodeBusy, "import", "This import is running; its progress is under Imports and jobs.")
	}
	return held, news.Errorf(news.CodeConflict, "import", "This import was not broken off; nothing was changed.")
}
