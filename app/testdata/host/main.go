// Host is a program of somebody else's that shows a library under /news/ behind
// a door of its own. It prints its address and ends with its standard input.
package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"

	"broadsheet/app"
)

func main() {
	program, err := app.Open(context.Background(), app.Options{Library: os.Args[1], Prefix: "/news/", Sample: true})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	mux := http.NewServeMux()
	mux.Handle("/news/", door(program.Handler()))
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(listener.Addr())
	go http.Serve(listener, mux)
	io.Copy(io.Discard, os.Stdin)
	if err := program.Close(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// door lets in who says the word.
func door(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Word") != "open" {
			http.Error(w, "the host's door is closed", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}
