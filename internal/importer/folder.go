package importer

import (
	"os"
	"sync"
)

// folders are those that files on their way lie in; files of the same folder share
// it, so that a tree of small files opens it once.
type folders struct {
	mu   sync.Mutex
	open map[string]*folder
}

// folder is one that is open until all who took it have given it back.
type folder struct {
	path  string
	root  *os.Root
	users int
}

// take opens a folder; nil where that cannot be.
func (f *folders) take(path string) *folder {
	f.mu.Lock()
	defer f.mu.Unlock()
	held := f.open[path]
	if held == nil {
		root, err := os.OpenRoot(path)
		if err != nil {
			return nil
		}
		held = &folder{path: path, root: root}
		if f.open == nil {
			f.open = map[string]*folder{}
		}
		f.open[path] = held
	}
	held.users++
	return held
}

// give gives a folder back; nil is none.
func (f *folders) give(held *folder) {
	if held == nil {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if held.users--; held.users == 0 {
		held.root.Close()
		delete(f.open, held.path)
	}
}

// close closes what nobody gave back.
func (f *folders) close() {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, held := range f.open {
		held.root.Close()
	}
	clear(f.open)
}
