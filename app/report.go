package app

import (
	"time"

	"broadsheet/app/bridge"
	"broadsheet/internal/importer"
	"broadsheet/internal/lang"
	"broadsheet/internal/news"
)

func bridgeReport(i news.Import, dryRun bool) bridge.ImportReport {
	out := bridge.ImportReport{
		Import: i.ID, Label: i.Label, Format: i.Format, State: i.State, Resumable: i.Resumable(), Added: i.Added, Updated: i.Updated, Unchanged: i.Unchanged,
		Duplicates: i.Duplicates, Skipped: i.Skipped, LeftOut: i.LeftOut, Problems: []bridge.ImportProblem{}, Kinds: []bridge.ProblemCount{}, DryRun: dryRun,
		Started: i.Started.Format(time.RFC3339),
	}
	if !i.Ended.IsZero() {
		out.Ended, out.Seconds = i.Ended.Format(time.RFC3339), i.Ended.Sub(i.Started).Seconds()
	}
	for _, p := range i.Problems {
		out.Problems = append(out.Problems, bridge.ImportProblem{Kind: string(p.Kind), Where: p.Where, Message: p.Message})
	}
	for _, kind := range i.Kinds {
		out.Kinds = append(out.Kinds, bridge.ProblemCount{Kind: string(kind.Kind), Count: kind.Count})
	}
	return out
}

// soFar is the report of an import that runs. It is written many times, so that of
// its problems it has the first of each kind alone.
func soFar(now importer.Progress, dryRun bool) bridge.ImportReport {
	shown := map[news.ProblemKind]int{}
	var first []news.Problem
	for _, p := range now.Report.Problems {
		if shown[p.Kind]++; shown[p.Kind] <= news.ProblemsShown {
			first = append(first, p)
		}
	}
	now.Report.Problems = first
	report := bridgeReport(now.Report, dryRun)
	report.Samples = bridgeSamples(now.Samples)
	return report
}

func bridgeSamples(samples []importer.Sample) []bridge.ImportSample {
	var out []bridge.ImportSample
	for _, s := range samples {
		sample := bridge.ImportSample{
			Title: s.Title, Address: s.Address, Kind: string(s.Kind), Section: s.Section, Source: s.Source, Authors: s.Authors,
			Language: s.Language, Dir: lang.Direction(s.Language), Text: s.Text, Picture: s.Picture,
		}
		if !s.Published.IsZero() {
			sample.Published = s.Published.Format(time.RFC3339)
		}
		out = append(out, sample)
	}
	return out
}
