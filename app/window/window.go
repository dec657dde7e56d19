//go:build desktop

package window

import (
	"cmp"
	"context"
	"log/slog"
	"net/http"
	"sync"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/logger"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"
	"github.com/wailsapp/wails/v2/pkg/options/mac"
	"github.com/wailsapp/wails/v2/pkg/options/windows"
	"github.com/wailsapp/wails/v2/pkg/runtime"

	"broadsheet/app/bridge"
)

// Options are what the window shows. All fields but Open are required.
type Options struct {
	Areas   []any
	Handler http.Handler // trusted inside: no checks of host or cookie
	Hub     *bridge.Hub
	Offer   func(paths ...string) (bridge.OfferedResult, error)
	State   State
	// Save keeps the size for the next start.
	Save func(State) error
	Icon []byte // PNG
	// Theme as chosen, for the ground before anything is drawn; empty: the system's.
	Theme string
	// Language of the menu and the dialogs; empty: the system's.
	Language string
	Name     string // of the publication, for the title
	// Shows gives a signal each time another process asks for the window.
	Shows <-chan []string
	Open  []string // addresses or files to begin with
	// Recent are the libraries of the menu.
	Recent []bridge.RecentLibrary
	// OpenLibrary shows another library in a window of its own; with fresh an
	// empty one is made in the folder first.
	OpenLibrary func(ctx context.Context, folder string, fresh bool) error
	Log         *slog.Logger
}

// State is how the window was left. Positions are not kept: they mean nothing
// across monitors, and Wayland has none.
type State struct {
	Width     int
	Height    int
	Maximised bool
	Zoom      int // percent, of zooms
}

// Smallest and first sizes, in the system's units.
const (
	minWidth, minHeight     = 640, 480
	firstWidth, firstHeight = 1280, 860
)

// shell is the running window.
type shell struct {
	Options
	mu   sync.Mutex
	ctx  context.Context // Wails' own; set at startup
	stop context.CancelFunc
	zoom int // percent, of zooms
	words
	heard   bool          // the page listens
	waiting []windowEvent // until it does
}

// Run opens the window and gives its end.
func Run(o Options) error {
	guardGraphics()
	s := &shell{Options: o, zoom: near(o.State.Zoom), words: wordsIn(cmp.Or(o.Language, systemLanguage()))}
	if s.State.Width < minWidth || s.State.Height < minHeight {
		s.State.Width, s.State.Height = firstWidth, firstHeight
	}
	start := options.Normal
	if s.State.Maximised {
		start = options.Maximised
	}
	return wails.Run(&options.App{
		Title: title(o.Name), Width: s.State.Width, Height: s.State.Height, MinWidth: minWidth, MinHeight: minHeight,
		WindowStartState: start, BackgroundColour: ground(o.Theme, systemIsDark),
		AssetServer: &assetserver.Options{Handler: withRuntime(o.Handler)},
		Menu:        s.menu(),
		Bind:        append(append([]any{}, o.Areas...), &Dialogs{shell: s}),
		OnStartup:   s.started, OnShutdown: s.ended, OnBeforeClose: s.closing,
		EnableDefaultContextMenu: true, // steered by CSS: fields and selections only
		DragAndDrop:              &options.DragAndDrop{EnableFileDrop: true},
		LogLevelProduction:       logger.ERROR,
		Windows:                  &windows.Options{Theme: windows.SystemDefault, IsZoomControlEnabled: true},
		Mac:                      &mac.Options{OnUrlOpen: s.openAddress, OnFileOpen: s.openAddress},
		// Stated, since the numbers of this setting are swapped on Linux and
		// hardware drawing leaves blank windows there (wails#2977).
		Linux: &linux.Options{Icon: o.Icon, ProgramName: "broadsheet", WebviewGpuPolicy: linux.WebviewGpuPolicyNever},
	})
}

func (s *shell) started(ctx context.Context) {
	ctx, stop := context.WithCancel(ctx)
	s.mu.Lock()
	s.ctx, s.stop = ctx, stop
	s.mu.Unlock()
	runtime.OnFileDrop(ctx, func(_, _ int, paths []string) { s.dropped(paths) })
	runtime.EventsOn(ctx, "listening", func(...any) { s.hear() })
	stayOnPage()
	go s.forward(ctx)
	if s.zoom != usualZoom {
		setZoom(s.zoom)
	}
	for _, address := range s.Open {
		s.openAddress(address)
	}
}

// forward hands the hub's events to the page, and brings the window to the
// front when another process asks for it.
func (s *shell) forward(ctx context.Context) {
	events, stop := s.Hub.Listen()
	defer stop()
	for {
		select {
		case <-ctx.Done():
			return
		case event := <-events:
			runtime.EventsEmit(ctx, "broadsheet", event)
		case open := <-s.Shows:
			runtime.WindowUnminimise(ctx)
			runtime.WindowShow(ctx)
			for _, address := range open {
				s.openAddress(address)
			}
		}
	}
}

// closing keeps the size; it opens no dialog, since that hangs on macOS.
func (s *shell) closing(ctx context.Context) (prevent bool) {
	width, height := runtime.WindowGetSize(ctx)
	state := State{Width: width, Height: height, Maximised: runtime.WindowIsMaximised(ctx)}
	s.mu.Lock()
	state.Zoom = s.zoom
	s.mu.Unlock()
	if state.Maximised { // the size to go back to is the one before
		state.Width, state.Height = s.State.Width, s.State.Height
	}
	if err := s.Save(state); err != nil {
		s.Log.Warn("window state not kept", "err", err)
	}
	return false
}

func (s *shell) ended(context.Context) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stop != nil {
		s.stop()
	}
}

// windowEvent is what the shell itself tells the page.
type windowEvent struct {
	Event   string                `json:"event"`             // command, open, offered, refused
	Command string                `json:"command,omitempty"` // id of the command table
	Address string                `json:"address,omitempty"` // broadsheet:// address
	Offered *bridge.OfferedResult `json:"offered,omitempty"`
	Error   *bridge.Error         `json:"error,omitempty"`
}

// tell tells the page. Until it listens, what there is to tell waits: the
// addresses and files of a start come before anything is drawn.
func (s *shell) tell(e windowEvent) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.heard {
		s.waiting = append(s.waiting, e)
		return
	}
	runtime.EventsEmit(s.ctx, "broadsheet", e)
}

// hear is called each time that the page begins to listen.
func (s *shell) hear() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.heard = true
	for _, e := range s.waiting {
		runtime.EventsEmit(s.ctx, "broadsheet", e)
	}
	s.waiting = nil
}

// title of the window: windows of several libraries are told apart by it.
func title(publication string) string {
	if publication == "" {
		return "Broadsheet"
	}
	return publication + " – Broadsheet"
}
