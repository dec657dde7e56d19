// Types writes the TypeScript types and the typed client of the bridge, by
// reflection over bridge.Services, into the frontend. It needs neither a C
// compiler nor a display, and says the truth about null and absent fields.
//
//	go run ./build/types          writes the files
//	go run ./build/types -check   fails where they are not up to date
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"broadsheet/app/bridge"
)

func main() {
	check := flag.Bool("check", false, "compare instead of writing")
	dir := flag.String("dir", filepath.Join("frontend", "src", "api"), "folder to write into")
	flag.Parse()
	if err := run(*dir, *check); err != nil {
		fmt.Fprintln(os.Stderr, "types:", err)
		os.Exit(1)
	}
}

func run(dir string, check bool) error {
	methods := bridge.Methods(bridge.Services(bridge.Parts{}))
	files := map[string][]byte{
		"types.gen.ts":  printTypes(methods),
		"client.gen.ts": printClient(methods),
	}
	for name, text := range files {
		path := filepath.Join(dir, name)
		if check {
			held, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			if !bytes.Equal(held, text) {
				return fmt.Errorf("%s is not what the bridge says; run: go run ./build/types", path)
			}
			continue
		}
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, text, 0o644); err != nil {
			return err
		}
	}
	return nil
}
