package app

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"syscall"
	"time"

	"golang.org/x/term"

	"broadsheet/app/bridge"
	"broadsheet/app/command"
	"broadsheet/app/server"
	"broadsheet/internal/library"
	"broadsheet/internal/news"
)

// Entry is one start of the program.
type Entry struct {
	Version string
	Commit  string
	Args    []string
	Window  OpenWindow // nil: a build without the window
}

// OpenWindow shows the program in a window and comes back when it is closed.
type OpenWindow func(Face) error

// Face is what a window needs of the program.
type Face struct {
	Areas   []any
	Handler http.Handler
	Hub     *bridge.Hub
	Offer   func(paths ...string) (bridge.OfferedResult, error)
	State   WindowState
	Save    func(WindowState) error
	Icon    []byte
	Theme   string
	// Language is the interface's, where one was chosen; Name the publication's.
	Language string
	Name     string
	Shows    <-chan []string
	Open     []string
	// Recent are other libraries that were opened before and are still there.
	Recent []bridge.RecentLibrary
	// OpenLibrary shows another library in a window of its own; with fresh an
	// empty one is made in the folder first.
	OpenLibrary func(ctx context.Context, folder string, fresh bool) error
	Log         *slog.Logger
}

// WindowState is how the window was left at its last end.
type WindowState struct {
	Width     int
	Height    int
	Maximised bool
	Zoom      int // percent; 0: never changed
}

// Main runs the program and gives its exit status. An interrupt stops what is
// running; what it finished is kept.
func Main(e Entry) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	log, file := openLog()
	defer file.Close()
	m := &entry{Entry: e, log: log}
	return command.Run(ctx, command.Program{
		Open: m.open, Serve: m.serve, Window: m.window, Create: m.create, Restore: m.restore, Recent: recentLibraries,
		Browse: browse, Version: m.made(),
	}, command.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Terminal: term.IsTerminal(int(os.Stderr.Fd()))}, e.Args)
}

type entry struct {
	Entry
	log *slog.Logger
}

// made says what the program is made of, as the build recorded it.
func (m *entry) made() command.Version {
	v := command.Version{Version: m.Version, Commit: m.Commit, Go: runtime.Version(), SQLite: sqliteVersion(), Bleve: "unknown", Window: m.Window != nil}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, module := range info.Deps {
			if module.Path == "github.com/blevesearch/bleve/v2" {
				v.Bleve = module.Version
			}
		}
	}
	return v
}

// handOver is how long a process that is just ending may keep the library.
const handOver = 1500 * time.Millisecond

// open opens the library here, or reaches the process that holds it.
func (m *entry) open(ctx context.Context, folder string, empty bool) (command.Caller, error) {
	program, socket, err := m.reach(ctx, folder, Options{Sample: !empty})
	if err != nil {
		return nil, err
	}
	if socket != nil {
		return socket, nil
	}
	return program.caller(), nil
}

// reach gives the program, opened here, or the socket of the one that is open.
func (m *entry) reach(ctx context.Context, folder string, o Options) (*Program, *server.Socket, error) {
	o.Library, o.Version, o.Log, o.Socket = folder, m.Version, m.log, true
	last := time.Now().Add(handOver)
	for {
		// The program outlives an interrupt by the time it takes to end well.
		program, err := Open(context.WithoutCancel(ctx), o)
		if err == nil {
			return program, nil, nil
		}
		var held *library.HeldError
		if !errors.As(err, &held) {
			return nil, nil, err
		}
		if held.Socket != "" {
			socket := server.DialSocket(held.Socket)
			if _, err := socket.Address(ctx); err == nil {
				return nil, socket, nil
			}
		}
		if time.Now().After(last) {
			return nil, nil, err
		}
		select {
		case <-ctx.Done():
			return nil, nil, ctx.Err()
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// serve serves the library to a browser until ctx ends. Where another process
// serves it already, it only asks that one for an address.
func (m *entry) serve(ctx context.Context, folder, addr string, ready func(string)) error {
	listener, err := server.ListenLoopback(addr)
	if err != nil {
		return err
	}
	defer listener.Close()
	program, socket, err := m.reach(ctx, folder, Options{Sample: true})
	if err != nil {
		return err
	}
	if socket != nil {
		defer socket.Close()
		url, err := socket.Address(ctx)
		if err != nil {
			return err
		}
		if url == "" {
			return news.Errorf(news.CodeBusy, "", "This library is open in another Broadsheet, which serves no browser; close it there and try again.")
		}
		ready(url)
		return nil
	}
	options := program.serving(program.prefix)
	options.Folders = true // the person at this machine, and nobody else, gets past the guard
	guard := server.NewGuard(listener.Addr().String(), program.prefix, server.Handler(options))
	program.serveAddress(guard.Address)
	ready(guard.Address())
	return errors.Join(server.Serve(ctx, listener, guard), program.Close())
}

func (m *entry) create(ctx context.Context, folder string, with command.NewLibrary) error {
	program, err := Open(ctx, Options{
		Library: folder, Version: m.Version, Log: m.log, Sample: !with.Empty, New: true, Name: with.Name, Language: with.Language,
	})
	if err != nil {
		return err
	}
	return program.Close()
}
