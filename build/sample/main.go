// Program sample makes the sample publication of internal/sample: it draws the
// pictures and joins the articles under build/sample/articles into one
// interchange file. Run it from the root of the repository:
//
//	go run ./build/sample             everything
//	go run ./build/sample -text       the articles only
//	go run ./build/sample -films=false  all but the films, which need ffmpeg
//	go run ./build/sample -only NAME  one picture
//
// The same source gives the same files. The letters are Newsreader's (SIL Open
// Font License), the coasts Natural Earth's (public domain).
package main

import (
	"flag"
	"fmt"
	"io/fs"
	"log"
	"os"
	"path/filepath"
)

func main() {
	out := flag.String("out", "internal/sample", "the folder to write to")
	source := flag.String("source", "build/sample", "the folder of the sources")
	text := flag.Bool("text", false, "leave the pictures as they are")
	moving := flag.Bool("films", true, "make the films too")
	only := flag.String("only", "", "draw only this picture, and no text")
	flag.Parse()
	if err := run(*source, *out, *only, *text, *moving); err != nil {
		log.Fatal(err)
	}
}

func run(source, out, only string, text, moving bool) error {
	if !text {
		if err := drawAll(os.DirFS(source), filepath.Join(out, "pictures"), only); err != nil {
			return err
		}
	}
	if only != "" {
		return nil
	}
	if moving && !text {
		s, err := newStudio(os.DirFS(source))
		if err != nil {
			return err
		}
		if err := filmAll(s, source, filepath.Join(out, "films")); err != nil {
			return err
		}
	}
	lines, err := assemble(os.DirFS(source))
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(out, "publication.jsonl"), lines, 0o644)
}

func drawAll(sources fs.FS, folder, only string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	s, err := newStudio(sources)
	if err != nil {
		return err
	}
	for _, p := range pictures() {
		if only != "" && only != p.name {
			continue
		}
		if err := drawOne(s, folder, p); err != nil {
			return fmt.Errorf("draw %s: %w", p.name, err)
		}
	}
	return nil
}

func drawOne(s *studio, folder string, p picture) error {
	file, err := os.Create(filepath.Join(folder, p.name+".png"))
	if err != nil {
		return err
	}
	if err := p.draw(s).WritePNG(file); err != nil {
		file.Close()
		return err
	}
	return file.Close()
}
