package app

import (
	"context"
	"time"

	"broadsheet/app/bridge"
	"broadsheet/internal/fetch"
	"broadsheet/internal/importer"
	"broadsheet/internal/job"
	"broadsheet/internal/news"
	"broadsheet/internal/subscription"
)

// newsstand asks feeds in jobs, and on the schedule that somebody switched on.
type newsstand struct {
	program *Program
	gate    *gate
	feeds   *subscription.Service
}

// Subscribe begins to subscribe to a feed.
func (n *newsstand) Subscribe(w bridge.FeedWish) (string, error) {
	if err := n.program.writable(); err != nil {
		return "", err
	}
	return n.program.jobs.Start("subscribe", w.Address, "", func(ctx context.Context, _ *job.Progress) (any, error) {
		added, err := n.feeds.Add(ctx, subscription.Wish{Address: w.Address, Folder: w.Folder, Private: w.Private, Pictures: w.Pictures, First: w.First})
		if err != nil {
			return nil, err
		}
		out := bridge.FeedAdded{Here: added.Here, Choices: []bridge.FeedLink{}, Added: added.Import.Added, Import: added.Import.ID}
		if added.Subscription.ID != "" {
			s := bridge.AsSubscription(added.Subscription)
			out.Subscription = &s
		}
		for _, link := range added.Choices {
			out.Choices = append(out.Choices, bridge.FeedLink{Address: link.Address, Title: link.Title})
		}
		return out, nil
	})
}

// refreshKind is the kind of the jobs that ask feeds.
const refreshKind = "refresh"

// Refresh begins to ask feeds; one refresh runs at a time.
func (n *newsstand) Refresh(ids []string) (string, error) {
	if err := n.program.writable(); err != nil {
		return "", err
	}
	for _, j := range n.program.jobs.List() {
		if j.Kind == refreshKind && !j.State.Over() {
			return "", news.Errorf(news.CodeBusy, "", "Feeds are being asked already; the progress is under Imports and jobs.")
		}
	}
	return n.program.jobs.Start(refreshKind, "", "feeds", func(ctx context.Context, p *job.Progress) (any, error) {
		report, err := n.feeds.Refresh(ctx, ids, func(done, total int) { p.Set(ctx, int64(done), int64(total)) })
		out := bridge.FeedReport{
			Asked: report.Asked, Unchanged: report.Unchanged, Failed: report.Failed, Added: report.Added, Updated: report.Updated, Pictures: report.Pictures,
			Imports: append([]string{}, report.Imports...), Problems: []bridge.FeedProblem{},
		}
		for _, problem := range report.Problems {
			out.Problems = append(out.Problems, bridge.FeedProblem{ID: problem.ID, Title: problem.Title, Message: problem.Message, Failed: problem.Failed})
		}
		return out, err
	})
}

// askEvery is how often it is looked whether feeds are due.
const askEvery = time.Minute

// attend asks the feeds that are due, as long as the schedule is switched on.
func (n *newsstand) attend(ctx context.Context) {
	tick := time.NewTicker(askEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			due, err := n.feeds.Due(ctx)
			if err == nil && len(due) > 0 {
				_, err = n.Refresh(due)
			}
			if err != nil && ctx.Err() == nil && news.CodeOf(err) != news.CodeBusy {
				n.program.log.Warn("feeds not asked", "err", err)
			}
		}
	}
}

// web is the way to the network in the words of the service.
type web struct{ client *fetch.Client }

// Get asks for what stands at an address.
func (w web) Get(ctx context.Context, q subscription.Question) (subscription.Answer, error) {
	a, err := w.client.Get(ctx, fetch.Request{
		URL: q.Address, Why: q.Why, Accept: q.Accept, ETag: q.ETag, LastModified: q.LastModified, Max: q.Max, Private: q.Private,
	})
	return subscription.Answer{
		Status: a.Status, Address: a.URL, Moved: a.Moved, ContentType: a.ContentType, ETag: a.ETag, LastModified: a.LastModified,
		RetryAfter: a.RetryAfter, Body: a.Body, Problem: a.Unwelcome(q.Address),
	}, err
}

// arrivals brings in what feeds hold.
type arrivals struct{ gate *gate }

// Held tells of items whether they are here.
func (a arrivals) Held(ctx context.Context, source string, items []news.Article) ([]news.Held, error) {
	return a.gate.program.library.Store.Held(ctx, source, items)
}

// Bring imports items as one import, and forgets it where nothing was new.
func (a arrivals) Bring(ctx context.Context, label string, list []subscription.Arrival) (news.Import, error) {
	request := importer.Request{ID: importID(), As: "feed", Label: label}
	for _, arrival := range list {
		file := importer.File{Name: arrival.Source, Source: arrival.Source, Items: []importer.Item{}}
		for i := range arrival.Items {
			item := arrival.Items[i]
			item.Source = arrival.Source
			file.Items = append(file.Items, importer.Item{Where: item.Title, Record: news.Record{Article: &item}})
		}
		request.Files = append(request.Files, file)
	}
	report, err := a.gate.imports.Run(ctx, request, nil)
	if err != nil {
		return report, err
	}
	if report.Added+report.Updated+report.Duplicates == 0 {
		return report, a.gate.program.library.Store.DropImport(ctx, report.ID)
	}
	return report, a.gate.program.caughtUp(ctx)
}
