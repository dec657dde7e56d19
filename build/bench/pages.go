package main

import (
	"context"
	"encoding/json"
	"fmt"
	"runtime"
	"slices"
	"time"

	"broadsheet/internal/newstest"
)

// page is what one page costs.
type page struct {
	Name   string  `json:"name"`
	CPU    float64 `json:"cpu_ms,omitempty"` // processor time of the program, on average
	Median float64 `json:"median_ms"`        // until the whole answer is there
	Slow   float64 `json:"p95_ms"`
	Bytes  int     `json:"bytes"`
	Reach  float64 `json:"reach_ms,omitempty"`
	Ratio  float64 `json:"ratio,omitempty"`
	OK     *bool   `json:"ok,omitempty"`
}

type object = map[string]any

// request is a page to be asked for; the calls are made in turn.
type request struct {
	name  string
	call  string
	with  []any
	reach float64
}

// lists are the pages whose cost must not grow with the library.
func lists(reach float64) []request {
	one := func(name, call string, with any) request { return request{name, call, []any{with}, reach} }
	return []request{
		one("front page", "Articles/Front", object{}),
		one("shell", "Library/Shell", object{}),
		one("list: newest", "Articles/List", object{}),
		one("list: oldest", "Articles/List", object{"oldest": true}),
		one("list: kind", "Articles/List", object{"kind": "analysis"}),
		one("list: section", "Articles/List", object{"section": "section-03"}),
		one("list: common topic", "Articles/List", object{"topic": newstest.GeneratedTopic(0)}),
		one("list: rare topic", "Articles/List", object{"topic": newstest.GeneratedTopic(59)}),
		one("list: common tag", "Articles/List", object{"tag": "tag-0000"}),
		one("list: rare tag", "Articles/List", object{"tag": "tag-2990"}),
		one("list: author", "Articles/List", object{"author": "ada-almeida"}),
		one("list: language", "Articles/List", object{"language": "fa"}),
		one("list: a year", "Articles/List", object{"from": "2018", "to": "2018"}),
		one("list: kind and language", "Articles/List", object{"kind": "note", "language": "ar"}),
		one("list: unread", "Articles/List", object{"is": "unread"}),
		one("topics", "Topics/List", object{}),
		one("topic page, common", "Topics/Show", object{"slug": newstest.GeneratedTopic(0)}),
		one("topic page, rare", "Topics/Show", object{"slug": newstest.GeneratedTopic(59)}),
		one("tags", "Tags/List", object{}),
		one("tags by count", "Tags/List", object{"byCount": true}),
		one("tag page, common", "Tags/Show", object{"slug": "tag-0000"}),
		one("days of a year", "Articles/Days", object{"from": "2020-01-01", "to": "2020-12-31"}),
		one("most viewed, month", "Articles/MostViewed", object{"window": "month"}),
	}
}

// articles asks for many different ones, so that no cache answers.
func articles(count int) request {
	r := request{name: "article page", call: "Articles/Show", reach: 5}
	for i := range 500 {
		r.with = append(r.with, object{"id": newstest.GeneratedID(i * count / 500)})
	}
	return r
}

// searches are told without something to reach: the next issue but one sets it.
func searches() []request {
	one := func(query string) request {
		return request{name: "search: " + query, call: "Search/Query", with: []any{object{"query": query, "facets": true, "snippets": true}}}
	}
	return []request{one("government"), one("the minister said"), one("\"of the\""), one("gover*"), one("lang:fa kind:analysis")}
}

func askFor(ctx context.Context, s settings, l library, folder string) (pages []page, start []figure, err error) {
	host, err := serve(ctx, s.program, folder)
	if err != nil {
		return nil, nil, err
	}
	defer host.stop()
	start = append(start, plain("start until the address is told", float64(host.started.Milliseconds()), "ms"))
	if l.whole {
		start = append(start, idle(ctx, host)...)
	}
	requests := lists(l.reach)
	if l.whole {
		requests = append(requests, articles(l.articles))
	}
	second, err := deepPage(ctx, host, l.reach)
	if err != nil {
		return nil, nil, err
	}
	requests = append(requests, second)
	if l.whole {
		requests = append(requests, searches()...)
	}
	for _, r := range requests {
		p, err := ask(ctx, host, r, s.rounds)
		if err != nil {
			return pages, start, fmt.Errorf("%s: %w", r.name, err)
		}
		pages = append(pages, p)
	}
	if u, err := host.usage(); err == nil && l.whole {
		start = append(start, plain("memory after all pages", float64(u.memory)/mega, "MB"))
	}
	return pages, start, nil
}

// settle is how long the program is left alone before its idle memory is taken.
const settle = 5 * time.Second

func idle(ctx context.Context, host *server) []figure {
	if host.call(ctx, "Articles/Front", object{}, nil) != nil {
		return nil
	}
	select {
	case <-ctx.Done():
		return nil
	case <-time.After(settle):
	}
	u, err := host.usage()
	if err != nil {
		return nil
	}
	return []figure{
		atMost("idle memory", float64(u.memory)/mega, "MB", 120),
		plain("idle memory that no file stands behind", float64(u.private)/mega, "MB"),
	}
}

// deepPage follows the newest list to its twentieth page.
func deepPage(ctx context.Context, host *server, reach float64) (request, error) {
	var list struct{ Next string }
	for range 19 {
		if err := host.call(ctx, "Articles/List", object{"after": list.Next}, &list); err != nil {
			return request{}, err
		}
	}
	return request{"list: newest, 20th page", "Articles/List", []any{object{"after": list.Next}}, reach}, nil
}

// ask makes a request again and again. The first answers warm what a person's
// second visit finds warm; they are not counted.
func ask(ctx context.Context, host *server, r request, rounds int) (page, error) {
	p := page{Name: r.name, Reach: r.reach}
	rounds = max(rounds, len(r.with))
	const warm = 3
	for i := range warm {
		answer, err := host.post(ctx, "api/"+r.call, r.with[i%len(r.with)])
		if err != nil {
			return p, err
		}
		p.Bytes = len(answer)
		if !json.Valid(answer) {
			return p, fmt.Errorf("the answer is not JSON")
		}
	}
	before, unmeasured := host.usage()
	times := make([]time.Duration, rounds)
	for i := range times {
		began := time.Now()
		if _, err := host.post(ctx, "api/"+r.call, r.with[i%len(r.with)]); err != nil {
			return p, err
		}
		times[i] = time.Since(began)
	}
	after, err := host.usage()
	slices.Sort(times)
	p.Median, p.Slow = milliseconds(times[rounds/2]), milliseconds(times[rounds*95/100])
	measured := p.Median
	if err == nil && unmeasured == nil {
		p.CPU = milliseconds((after.cpu - before.cpu) / time.Duration(rounds))
		measured = p.CPU
	}
	if r.reach > 0 {
		ok := measured <= r.reach
		p.OK, p.Ratio = &ok, round(measured/r.reach)
	}
	runtime.GC() // of this process, between pages and not during one
	return p, nil
}

func milliseconds(d time.Duration) float64 { return round(float64(d.Microseconds()) / 1000) }
