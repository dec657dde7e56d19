//go:build desktop

package main

import (
	"broadsheet/app"
	"broadsheet/app/window"
)

// openWindow shows the program in its window.
var openWindow app.OpenWindow = func(face app.Face) error {
	return window.Run(window.Options{
		Areas: face.Areas, Handler: face.Handler, Hub: face.Hub, Offer: face.Offer,
		State: window.State(face.State), Save: func(s window.State) error { return face.Save(app.WindowState(s)) },
		Icon: face.Icon, Theme: face.Theme, Language: face.Language, Name: face.Name, Shows: face.Shows, Open: face.Open,
		Recent: face.Recent, OpenLibrary: face.OpenLibrary, Log: face.Log,
	})
}
