//go:build desktop

package window

import (
	"path/filepath"
	goruntime "runtime"
	"strings"

	"github.com/wailsapp/wails/v2/pkg/menu"
	"github.com/wailsapp/wails/v2/pkg/menu/keys"
	"github.com/wailsapp/wails/v2/pkg/runtime"

	"broadsheet/app/bridge"
)

// menu gives the native menu. Its items send the ids of the page's own command
// table, so that each command is written once.
func (s *shell) menu() *menu.Menu {
	m := menu.NewMenu()
	mac := goruntime.GOOS == "darwin"
	if mac {
		m.Append(menu.AppMenu())
	}
	file := m.AddSubmenu(s.file)
	file.AddText(s.newLibrary, keys.Combo("n", keys.CmdOrCtrlKey, keys.ShiftKey), s.otherLibrary(true))
	file.AddText(s.openLibrary, keys.Combo("o", keys.CmdOrCtrlKey, keys.ShiftKey), s.otherLibrary(false))
	recent := file.AddSubmenu(s.recent)
	for _, library := range s.Recent[:min(len(s.Recent), menuRecent)] {
		recent.AddText(library.Name+" — "+library.Folder, nil, func(*menu.CallbackData) { s.showLibrary(library.Folder, false) })
	}
	if len(s.Recent) == 0 {
		recent.AddText(s.noneYet, nil, nil).Disable()
	}
	file.AddSeparator()
	file.AddText(s.importing, keys.CmdOrCtrl("o"), s.command("import"))
	file.AddText(s.jobs, nil, s.command("go.library"))
	if !mac {
		file.AddSeparator()
		file.AddText(s.settings, keys.CmdOrCtrl(","), s.command("go.settings"))
		file.AddText(s.words.quit, keys.CmdOrCtrl("q"), func(*menu.CallbackData) { s.quit() })
	}
	if mac { // without it the keys for copy and paste are dead
		m.Append(menu.EditMenu())
	}
	read := m.AddSubmenu(s.goTo)
	read.AddText(s.front, keys.CmdOrCtrl("1"), s.command("go.front"))
	read.AddText(s.latest, keys.CmdOrCtrl("2"), s.command("go.news"))
	read.AddText(s.topics, keys.CmdOrCtrl("3"), s.command("go.topics"))
	read.AddText(s.tags, keys.CmdOrCtrl("4"), s.command("go.tags"))
	read.AddSeparator()
	read.AddText(s.findHere, keys.CmdOrCtrl("f"), s.command("find"))
	read.AddText(s.search, keys.Combo("f", keys.CmdOrCtrlKey, keys.ShiftKey), s.command("search"))
	read.AddText(s.palette, keys.CmdOrCtrl("k"), s.command("palette"))
	if menuZooms {
		view := m.AddSubmenu(s.view)
		view.AddText(s.larger, keys.CmdOrCtrl("="), s.zoomed(1))
		view.AddText(s.smaller, keys.CmdOrCtrl("-"), s.zoomed(-1))
		view.AddText(s.usual, keys.CmdOrCtrl("0"), s.zoomed(0))
		view.AddSeparator()
		view.AddText(s.sidebar, nil, s.command("sidebar"))
		view.AddText(s.appearance, nil, s.command("appearance"))
	}
	help := m.AddSubmenu(s.help)
	help.AddText(s.guide, nil, s.command("go.help"))
	return m
}

func (s *shell) command(id string) menu.Callback {
	return func(*menu.CallbackData) { s.tell(windowEvent{Event: "command", Command: id}) }
}

// menuRecent is how many libraries the menu offers.
const menuRecent = 10

// otherLibrary lets the person choose a folder and shows its library in a
// window of its own; with fresh an empty one is made there.
func (s *shell) otherLibrary(fresh bool) menu.Callback {
	return func(*menu.CallbackData) {
		s.mu.Lock()
		ctx := s.ctx
		s.mu.Unlock()
		title := strings.TrimSuffix(s.openLibrary, "…")
		if fresh {
			title = s.newFolder
		}
		folder, err := runtime.OpenDirectoryDialog(ctx, runtime.OpenDialogOptions{Title: title, CanCreateDirectories: fresh})
		if err != nil || folder == "" {
			return
		}
		s.showLibrary(folder, fresh)
	}
}

func (s *shell) showLibrary(folder string, fresh bool) {
	s.mu.Lock()
	ctx := s.ctx
	s.mu.Unlock()
	if err := s.OpenLibrary(ctx, folder, fresh); err != nil {
		s.tell(windowEvent{Event: "refused", Error: bridge.AsError(err)})
	}
}

func (s *shell) quit() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ctx != nil {
		runtime.Quit(s.ctx)
	}
}

// openAddress takes what the system hands over: an address of ours goes to the
// page, which finds the screen; a file is offered for import.
func (s *shell) openAddress(address string) {
	if strings.HasPrefix(address, "broadsheet://") {
		s.tell(windowEvent{Event: "open", Address: address})
		return
	}
	s.dropped([]string{address})
}

// dropped offers files and folders for one import; the page asks before anything
// comes in.
func (s *shell) dropped(paths []string) {
	offered, err := s.Offer(paths...)
	if err != nil {
		s.tell(windowEvent{Event: "refused", Error: bridge.AsError(err)})
		return
	}
	s.tell(windowEvent{Event: "offered", Offered: &offered})
}

// Dialogs are what the window alone can do for the page: the system's own
// dialogs, and other windows.
type Dialogs struct{ shell *shell }

// ChooseImport lets the person choose files to import and offers them as one; an
// empty token means that none was chosen.
func (d *Dialogs) ChooseImport() (bridge.OfferedResult, error) {
	d.shell.mu.Lock()
	ctx := d.shell.ctx
	d.shell.mu.Unlock()
	// What a file is, its content says: no ending is asked for.
	paths, err := runtime.OpenMultipleFilesDialog(ctx, runtime.OpenDialogOptions{Title: strings.TrimSuffix(d.shell.importing, "…")})
	if err != nil || len(paths) == 0 {
		return bridge.OfferedResult{}, nil
	}
	offered, err := d.shell.Offer(paths...)
	if err != nil {
		return bridge.OfferedResult{}, bridge.AsError(err)
	}
	return offered, nil
}

// ChooseFolder lets the person choose a folder to watch and offers it; an empty
// token means that none was chosen.
func (d *Dialogs) ChooseFolder() (bridge.OfferedResult, error) {
	d.shell.mu.Lock()
	ctx := d.shell.ctx
	d.shell.mu.Unlock()
	path, err := runtime.OpenDirectoryDialog(ctx, runtime.OpenDialogOptions{Title: d.shell.watching})
	if err != nil || path == "" {
		return bridge.OfferedResult{}, nil
	}
	offered, err := d.shell.Offer(filepath.Clean(path))
	if err != nil {
		return bridge.OfferedResult{}, bridge.AsError(err)
	}
	return offered, nil
}

// OpenLibrary shows another library, by its folder, in a window of its own.
func (d *Dialogs) OpenLibrary(folder string) error {
	d.shell.mu.Lock()
	ctx := d.shell.ctx
	d.shell.mu.Unlock()
	if err := d.shell.OpenLibrary(ctx, folder, false); err != nil {
		return bridge.AsError(err)
	}
	return nil
}
