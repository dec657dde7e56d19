// Package app builds the program: it opens a library, joins the parts in order
// and closes them in reverse. It is the one place that knows everyone, and can
// be imported by a host program that shows a library under an address of its own.
package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os/user"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"broadsheet/app/bridge"
	"broadsheet/app/server"
	"broadsheet/frontend"
	"broadsheet/internal/annotation"
	"broadsheet/internal/calendar"
	"broadsheet/internal/collection"
	"broadsheet/internal/desk"
	"broadsheet/internal/discussion"
	"broadsheet/internal/exporter"
	exportcollection "broadsheet/internal/exporter/collection"
	exportcsv "broadsheet/internal/exporter/csv"
	exportepub "broadsheet/internal/exporter/epub"
	exporthtml "broadsheet/internal/exporter/html"
	exportjsonl "broadsheet/internal/exporter/jsonl"
	exportmarkdown "broadsheet/internal/exporter/markdown"
	"broadsheet/internal/exporter/references"
	"broadsheet/internal/fetch"
	"broadsheet/internal/follow"
	"broadsheet/internal/front"
	"broadsheet/internal/importer"
	"broadsheet/internal/job"
	"broadsheet/internal/ledger"
	"broadsheet/internal/library"
	"broadsheet/internal/news"
	"broadsheet/internal/publication"
	"broadsheet/internal/reading"
	"broadsheet/internal/rules"
	"broadsheet/internal/search"
	"broadsheet/internal/standing"
	"broadsheet/internal/store"
	"broadsheet/internal/subscription"
	"broadsheet/internal/thumbhash"
	"broadsheet/internal/topics"
	"broadsheet/internal/trail"
	"broadsheet/internal/wording"
)

// Options say what to open. The zero value opens the person's own library at the
// root of an address, without a socket.
type Options struct {
	// Library is the library's folder; empty: the person's own. It is made where
	// it is missing.
	Library string
	// Prefix is the path under which Handler is served; empty: "/". It begins and
	// ends with a slash.
	Prefix string
	// Sample puts the sample publication into a library that this call makes.
	Sample bool
	// New demands that there is no library yet (news.CodeExists).
	New bool
	// Name and Language are the publication's, in a library that this call makes.
	Name     string
	Language string
	// Version is the program's, for the lock and the screens.
	Version string
	// Socket has the program listen for others of the same person.
	Socket bool
	// Window: the face is a real window.
	Window bool
	// Films gives another address to a film or sound than Handler's own; nil:
	// Handler's.
	Films func(hash string) string
	// Log takes what happens; nil: nothing is logged.
	Log *slog.Logger
}

// Program is an open library with everything around it.
type Program struct {
	library   *library.Library
	areas     []any
	hub       *bridge.Hub
	jobs      *job.Runner
	offers    *offers
	log       *slog.Logger
	prefix    string
	handler   http.Handler
	shows     chan []string
	newsstand *newsstand
	lookout   *lookout
	newsroom  *desk.Service
	standing  *standing.Service
	trail     *trail.Service
	frontdesk *front.Service
	web       *fetch.Client
	written   chan struct{} // has a token when articles were changed
	moved     chan struct{} // likewise, for saved searches
	window    bool          // this process shows one

	stop context.CancelFunc
	wg   sync.WaitGroup

	mu      sync.Mutex
	address func() string
}

// Open opens the program. A library that another process holds gives an error
// that says so.
func Open(ctx context.Context, o Options) (_ *Program, err error) {
	if o, err = o.settled(); err != nil {
		return nil, err
	}
	p := &Program{hub: bridge.NewHub(), log: o.Log, prefix: o.Prefix, shows: make(chan []string, 8), written: make(chan struct{}, 1), moved: make(chan struct{}, 1), window: o.Window}
	root, stop := context.WithCancel(context.Background())
	p.stop = stop
	defer func() {
		if err != nil {
			err = errors.Join(err, p.Close())
		}
	}()
	p.library, err = library.Open(ctx, library.Options{
		Dir: o.Library, Version: o.Version, Clock: time.Now, Log: o.Log, Actor: person(), New: o.New,
		OnChange: p.changed, OnProgress: p.indexed,
	})
	if err != nil {
		return nil, err
	}
	p.jobs = job.NewRunner(time.Now, p.jobChanged)
	p.build(root, o)
	if err = p.fill(ctx, o); err != nil {
		return nil, err
	}
	p.recover(ctx)
	if o.Socket {
		if err = p.listen(root); err != nil {
			return nil, err
		}
	}
	p.wg.Go(func() { p.keep(root) })
	p.wg.Go(func() { p.compare(root) })
	p.wg.Go(func() { p.recount(root) })
	p.stir() // so that the first list has its counts
	p.wg.Go(func() { p.trail.Attend(root) })
	p.wg.Go(func() { p.newsstand.attend(root) })
	p.wg.Go(func() { p.lookout.attend(root) })
	p.wg.Go(func() { p.release(root) })
	p.remember(ctx)
	return p, nil
}

func (o Options) settled() (Options, error) {
	if o.Library == "" {
		o.Library = library.DefaultFolder()
	}
	full, err := filepath.Abs(o.Library)
	if err != nil {
		return o, fmt.Errorf("name library's folder: %w", err)
	}
	o.Library = full
	if o.Prefix == "" {
		o.Prefix = "/"
	}
	if !strings.HasPrefix(o.Prefix, "/") || !strings.HasSuffix(o.Prefix, "/") || strings.ContainsAny(o.Prefix, "\"<>?# ") {
		return o, news.Errorf(news.CodeInvalid, "prefix", "A prefix begins and ends with a slash, as in /news/.")
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Version == "" {
		o.Version = "unknown"
	}
	return o, nil
}

// person names who writes: as the system knows them, until they change it.
func person() string {
	who, err := user.Current()
	if err != nil || who.Username == "" {
		return "Reader"
	}
	if who.Name != "" {
		return who.Name
	}
	return who.Username
}

// build joins services and areas over the open library.
func (p *Program) build(root context.Context, o Options) {
	db := p.library.Store
	book := &rulebook{program: p}
	gate := &gate{program: p, imports: importer.New(importer.Parts{
		Formats: formats(), Store: besideStore{db}, Runs: db, Media: p.library.Media, Clock: time.Now, Tmp: p.library.Tmp(), Judge: book.judge,
	}), exports: exporter.New(exporter.Parts{Formats: append([]exporter.Format{
		exportjsonl.Format{}, exportcsv.Format{}, exportmarkdown.Format{}, exporthtml.Format{}, exportepub.Format{}, exportcollection.Format{},
	}, references.Formats()...), OpenMedia: p.openMedia})}
	p.offers = newOffers(filepath.Join(p.library.Tmp(), "offers"), gate.describe)
	pictures := func(hash string) string { return o.Prefix + "media/" + hash }
	films := pictures
	if o.Films != nil {
		films = o.Films
	}
	face := newDesktop()
	read := reading.New(reading.Needs{
		Lists: db, Names: db, Archive: db, Curation: db, Marks: db, Settings: db, Files: sheetFiles{served{p.library.Media}, db}, Print: exportjsonl.Print, Clock: time.Now,
		Likeness: db, Relater: follow.Relater{Store: db, Index: p.library.Index},
	})
	found := found{db}
	publisher := publication.New(db, db)
	gate.publication, gate.desk = publisher, face
	gate.search = search.New(search.Options{
		Index: p.library.Index, Beside: p.library.Index, Articles: found, Passages: found, Names: found, Pieces: pieces{db}, Settings: db, Clock: time.Now, Zone: db.Zone,
		Calendars: func() []calendar.Calendar { return calendarsOf(root, publisher) }, Behind: p.behind,
	})
	book.rules = rules.New(rules.Needs{Store: db, Names: db, Finder: finder{gate.search, db}, Archive: db, Clock: time.Now, NewID: importID})
	requests := ledger.New(db, time.Now)
	p.web = fetch.New(requests, "Broadsheet/"+o.Version, time.Now)
	darkroom := newDarkroom(p)
	mediaDesk := newPictureDesk(p)
	gate.darkroom = darkroom
	feeds := subscription.New(subscription.Needs{
		Feeds: db, Editor: db, Settings: db, Web: web{p.web}, Reader: feedReader{zone: db.Zone}, Arrivals: arrivals{gate}, Pictures: feedPictures{darkroom}, Clock: time.Now,
	})
	p.newsstand = &newsstand{program: p, gate: gate, feeds: feeds}
	p.lookout = newLookout(p, gate)
	p.standing = newStanding(p, gate.search)
	p.trail = newTrail(p, o.Version, read, gate.search)
	p.newsroom, p.frontdesk = newNewsroom(p), front.New(db, db, time.Now)
	p.areas = bridge.Services(bridge.Parts{
		Core: bridge.NewCore(root, o.Log), Stored: db,
		Addresses: bridge.Addresses{Picture: pictures, Film: films, Thumb: thumbhash.DataURL},
		Reading:   read, Topics: topics.New(db, db), TopicsDesk: topics.NewDesk(db, db), Search: gate.search, Standing: p.standing, Trail: p.trail,
		Discussion: discussion.New(db, time.Now), Highlights: annotation.New(db), Publication: publisher,
		Catalogue: catalogue{db}, Keeper: &keeper{p}, Chronicle: db, Worker: worker{p.jobs}, Gate: gate, Desktop: face,
		Ledger: requests, Subscriptions: feeds, Newsstand: p.newsstand, Darkroom: darkroom, Rules: book.rules, Rulebook: book, Collections: collection.New(db, db, db), Indexed: p.caughtUp, Front: p.frontdesk, Newsroom: p.newsroom, Copydesk: newCopydesk(p), Wording: wording.New(quotable{db, p.library.Index}, quotable{db, p.library.Index}), Shelf: shelf{p}, MediaDesk: mediaDesk.desk, MediaChanges: mediaDesk, Appendix: appendix{p, face},
		Watched: p.lookout.folders, Lookout: p.lookout, WatchEvery: watchEvery,
		Version: o.Version, Window: o.Window,
	})
	p.handler = server.Handler(p.serving(o.Prefix))
}

// serving is what a handler serves under a prefix.
func (p *Program) serving(prefix string) server.Options {
	return server.Options{
		Areas: p.areas, Prefix: prefix, Site: frontend.Site(), Media: served{p.library.Media}, Offers: p.offers, Hub: p.hub, Log: p.log,
	}
}

// Areas are the calls that a face may make.
func (p *Program) Areas() []any { return p.areas }

// Handler serves pages, calls, events and media under the prefix. It checks
// nobody: the host program decides who may enter.
func (p *Program) Handler() http.Handler { return p.handler }

// OfferPath hands over a path for an import, or with write for an export.
func (p *Program) OfferPath(_ context.Context, path string, write bool) (bridge.OfferedResult, error) {
	return p.offers.OfferPath(path, write)
}

// serveAddress says how others get an address that signs a browser in.
func (p *Program) serveAddress(give func() string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.address = give
}

func (p *Program) browserAddress() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.address == nil {
		return ""
	}
	return p.address()
}

// listen answers other processes of the same person.
func (p *Program) listen(root context.Context) error {
	listener, path, err := openSocket(p.library.Dir)
	if err != nil {
		p.log.Warn("no socket: other processes cannot reach this one", "err", err)
		return nil
	}
	if err := p.library.Announce(path); err != nil {
		return errors.Join(err, listener.Close())
	}
	handler := p.handler
	if p.prefix != "/" {
		handler = server.Handler(p.serving("/"))
	}
	p.wg.Go(func() {
		if err := server.ServeSocket(root, listener, handler, p.offers, p.browserAddress, p.show); err != nil {
			p.log.Error("socket ended", "err", err)
		}
	})
	return nil
}

// openSocket listens in the library's folder, or where that has no sockets in
// the person's own folder of them.
func openSocket(dir string) (net.Listener, string, error) {
	path, err := library.SocketPath(dir)
	if err != nil {
		return nil, "", err
	}
	listener, err := server.ListenSocket(path)
	if err == nil {
		return listener, path, nil
	}
	if path, err = library.ShortSocketPath(dir); err != nil {
		return nil, "", err
	}
	listener, err = server.ListenSocket(path)
	return listener, path, err
}

// show asks the window to come to the front.
func (p *Program) show(open []string) error {
	if !p.window {
		return news.Errorf(news.CodeUnsupported, "", "This library is open in a Broadsheet without a window; end it there and try again.")
	}
	select {
	case p.shows <- open:
	default: // it has been asked often enough
	}
	return nil
}

// changed tells pages of a commit, and the follower of what to take in.
func (p *Program) changed(c store.Changed) {
	if p.library != nil && p.library.Follower != nil {
		p.library.Follower.Notify()
	}
	if len(c.Articles) > 0 {
		select {
		case p.written <- struct{}{}:
		default:
		}
		p.stir()
	}
	if len(c.Articles) > 0 || c.Names || c.Front || c.Imports || c.Pictures {
		p.hub.Send(bridge.Event{Event: bridge.EventArticles, Count: int64(len(c.Articles))})
	}
	if c.Publication {
		p.hub.Send(bridge.Event{Event: bridge.EventPublication})
	}
	if c.Comments {
		p.hub.Send(bridge.Event{Event: bridge.EventComments})
	}
	if c.Collections {
		p.hub.Send(bridge.Event{Event: bridge.EventCollections})
	}
	if p.standing != nil {
		if c.Names {
			p.standing.Renamed()
		}
		if c.Publication {
			p.standing.Renamed()
			p.standing.Rezoned()
			p.stir()
		}
	}
	if c.Searches || c.Watching {
		p.hub.Send(bridge.Event{Event: bridge.EventSaved})
	}
	if c.Sessions {
		p.hub.Send(bridge.Event{Event: bridge.EventSessions})
	}
	if c.Highlights {
		p.hub.Send(bridge.Event{Event: bridge.EventHighlights})
	}
	if c.Drafts {
		p.hub.Send(bridge.Event{Event: bridge.EventDrafts})
	}
}

func (p *Program) indexed(follow.Progress) { p.hub.Send(bridge.Event{Event: bridge.EventIndex}) }

func (p *Program) jobChanged(j job.Job) {
	p.hub.Send(bridge.Event{Event: bridge.EventJob, Job: &bridge.JobTip{
		ID: j.ID, Kind: j.Kind, State: string(j.State), Done: j.Done, Total: j.Total, Rate: j.Rate(time.Now()), Revision: j.Revision,
	}})
}

// caughtUp waits until the index has taken in what is written: what finds things for
// an act may not miss any.
func (p *Program) caughtUp(ctx context.Context) error {
	if p.library.Follower == nil {
		return nil
	}
	_, err := p.library.Follower.WaitAll(ctx)
	return err
}

func (p *Program) behind(ctx context.Context) (int64, error) {
	if p.library.Follower == nil {
		return 0, nil
	}
	return p.library.Follower.Behind(ctx)
}

// Close ends what runs and closes the parts in reverse order.
func (p *Program) Close() error {
	var errs []error
	if p.jobs != nil {
		errs = append(errs, p.jobs.Close())
	}
	p.stop()
	p.wg.Wait()
	if p.offers != nil {
		errs = append(errs, p.offers.close())
	}
	if p.web != nil {
		p.web.Close()
	}
	if p.library != nil {
		errs = append(errs, p.library.Close())
	}
	return errors.Join(errs...)
}
