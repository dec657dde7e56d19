// Package window is the Wails shell: the real window of Broadsheet, its menus,
// dialogs and notices. It is the only importer of Wails, and holds nothing but
// the wiring: the calls come from bridge.Services, the pages and pictures from
// the server's handler, films from a loopback listener, events from the hub.
//
// Everything is built before Run, since Wails starts the page beside OnStartup.
// Without the build tag desktop the package is empty.
package window
