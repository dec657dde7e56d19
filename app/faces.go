package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"broadsheet/app/bridge"
	"broadsheet/app/command"
	"broadsheet/app/server"
	"broadsheet/internal/library"
	"broadsheet/internal/news"
	"broadsheet/internal/upkeep"
)

// inProcess makes calls on a program of this process.
type inProcess struct {
	*Program
	calls *bridge.Dispatcher
}

func (p *Program) caller() *inProcess {
	return &inProcess{Program: p, calls: bridge.NewDispatcher(p.areas)}
}

// searching are the calls outside of Search and Saved that search.
var searching = []string{"Exports/Start", "Articles/Related", "Rules/Preview", "Drafts/Alike", "Drafts/Check", "Wording/Check"}

// Call makes the call; where the context ends first, the call goes on by itself
// until the program is closed. A search on a library that was just opened, related
// articles, and whatever else searches, wait until the index has taken in what it missed:
// a script wants all there is.
func (c *inProcess) Call(ctx context.Context, name string, request []byte) ([]byte, error) {
	if strings.HasPrefix(name, "Search/") || strings.HasPrefix(name, "Saved/") || slices.Contains(searching, name) {
		if err := c.caughtUp(ctx); err != nil {
			return nil, err
		}
	}
	type answer struct {
		text []byte
		err  error
	}
	got := make(chan answer, 1)
	go func() {
		text, err := c.calls.Call(name, request)
		got <- answer{text, err}
	}()
	select {
	case a := <-got:
		return a.text, a.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (p *Program) rememberNow(ctx context.Context) error {
	record, err := p.library.Store.Publication(ctx)
	if err != nil {
		return err
	}
	return library.Remember(library.Recent{Folder: p.library.Dir, Name: record.Name, Opened: time.Now()})
}

// restore makes a library out of a backup.
func (m *entry) restore(ctx context.Context, file, folder string) error {
	if folder == "" {
		folder = library.DefaultFolder()
	}
	return upkeep.Restore(ctx, file, folder)
}

// window opens the window on a library. Where one is open already, it comes to
// the front; where the library is served to a browser, that one shows it.
func (m *entry) window(ctx context.Context, folder string, open []string) (err error) {
	if m.Window == nil {
		return errNoWindow
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	// Films need their address before the program is built, and their files after.
	late := &lateMedia{}
	films := server.NewFilms(listener, late)
	program, socket, err := m.reach(ctx, folder, Options{Sample: true, Window: true, Films: films.Address})
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	if socket != nil {
		defer socket.Close()
		return errors.Join(showElsewhere(ctx, socket, open), listener.Close())
	}
	late.set(served{program.library.Media})
	filmsCtx, stop := context.WithCancel(context.Background())
	program.wg.Go(func() {
		if err := server.Serve(filmsCtx, listener, films); err != nil {
			m.log.Error("film listener ended", "err", err)
		}
	})
	defer func() {
		stop()
		err = errors.Join(err, program.Close())
	}()
	return m.Window(m.face(program, folder, films.Origin, open))
}

// showElsewhere shows the library where the process behind the socket has it.
func showElsewhere(ctx context.Context, socket *server.Socket, open []string) error {
	shown := socket.Show(ctx, open)
	var told *bridge.Error
	if !errors.As(shown, &told) || told.Code != string(news.CodeUnsupported) {
		return shown
	}
	url, err := socket.Address(ctx)
	if err != nil || url == "" {
		return errors.Join(shown, err)
	}
	return browse(url)
}

// face gathers what the window needs.
func (m *entry) face(p *Program, folder, mediaOrigin string, open []string) Face {
	desk := newDesktop()
	values, err := desk.Preferences()
	if err != nil {
		m.log.Warn("settings not read", "err", err)
	}
	width, _ := strconv.Atoi(values["window.width"])
	height, _ := strconv.Atoi(values["window.height"])
	zoom, _ := strconv.Atoi(values["window.zoom"])
	shown := p.serving(p.prefix)
	shown.MediaOrigin, shown.Folders = mediaOrigin, true
	return Face{
		Areas: p.areas, Handler: server.Handler(shown), Hub: p.hub,
		Offer: func(paths ...string) (bridge.OfferedResult, error) { return p.offers.OfferPaths(paths) },
		State: WindowState{Width: width, Height: height, Maximised: values["window.maximised"] == "yes", Zoom: zoom},
		Save: func(s WindowState) error {
			maximised := "no"
			if s.Maximised {
				maximised = "yes"
			}
			_, err := desk.SetPreferences(map[string]string{
				"window.width": strconv.Itoa(s.Width), "window.height": strconv.Itoa(s.Height), "window.maximised": maximised,
				"window.zoom": strconv.Itoa(s.Zoom),
			})
			return err
		},
		Theme: values["theme"], Language: values["language"], Name: m.publicationName(p), Shows: p.shows, Open: open, Log: m.log,
		Recent: m.otherLibraries(folder), OpenLibrary: m.openLibrary,
	}
}

func (m *entry) publicationName(p *Program) string {
	record, err := p.library.Store.Publication(context.Background())
	if err != nil {
		m.log.Warn("publication not read", "err", err)
	}
	return record.Name
}

// otherLibraries are the recent libraries but the one that is open.
func (m *entry) otherLibraries(folder string) []bridge.RecentLibrary {
	list, err := recentLibraries()
	if err != nil {
		m.log.Warn("recent libraries not read", "err", err)
	}
	here, err := filepath.Abs(folder)
	if err != nil {
		here = folder
	}
	return slices.DeleteFunc(list, func(l bridge.RecentLibrary) bool { return l.Missing || l.Folder == here })
}

// openLibrary starts this program once more for another folder: each library
// has a process and a window of its own, so that none waits for another.
func (m *entry) openLibrary(ctx context.Context, folder string, fresh bool) error {
	switch {
	case fresh:
		if err := m.create(ctx, folder, command.NewLibrary{Empty: true}); err != nil {
			return err
		}
	case !library.Exists(folder):
		return news.Errorf(news.CodeNotFound, "folder", "There is no library in %s; choose a folder that Broadsheet made.", folder)
	}
	program, err := os.Executable()
	if err != nil {
		return fmt.Errorf("find this program: %w", err)
	}
	other := exec.Command(program, "--library", folder)
	if err := other.Start(); err != nil {
		return fmt.Errorf("start another window: %w", err)
	}
	go other.Wait() // so that it leaves no zombie; it ends by itself
	return nil
}

// lateMedia gives files once they are there.
type lateMedia struct {
	mu    sync.Mutex
	media server.Media
}

func (l *lateMedia) set(m server.Media) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.media = m
}

// OpenMedia opens a file; CodeNotFound before there are any.
func (l *lateMedia) OpenMedia(hash string) (io.ReadSeekCloser, string, error) {
	l.mu.Lock()
	media := l.media
	l.mu.Unlock()
	if media == nil {
		return nil, "", news.NotFound("media file", hash)
	}
	return media.OpenMedia(hash)
}

// errNoWindow is what a build without the window says.
var errNoWindow = news.Errorf(news.CodeUnsupported, "", "This Broadsheet was built without its window; `broadsheet serve --open` shows it in a browser.")
