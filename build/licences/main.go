// Licences writes the list of everything inside the program with its licence:
// the Go modules that the builds for all systems link, and the packages that
// Vite put into the pages (frontend/site/packages.json, which each build of the
// pages writes).
//
//	go run ./build/licences          writes internal/licences/components.json
//	go run ./build/licences -check   fails where it is not what is inside
//
// It fails for a module without a licence file, and for a licence that it does
// not know.
package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"broadsheet/internal/licences"
)

const target = "internal/licences/components.json"

func main() {
	check := flag.Bool("check", false, "compare instead of writing")
	flag.Parse()
	if err := run(*check); err != nil {
		fmt.Fprintln(os.Stderr, "licences:", err)
		os.Exit(1)
	}
}

func run(check bool) error {
	found, err := modules()
	if err != nil {
		return err
	}
	pages, err := packages()
	if err != nil {
		return err
	}
	list, err := collect(append(found, pages...))
	if err != nil {
		return err
	}
	var text bytes.Buffer
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(list); err != nil {
		return err
	}
	if !check {
		return os.WriteFile(target, text.Bytes(), 0o644)
	}
	held, err := os.ReadFile(target)
	if err != nil {
		return err
	}
	if !bytes.Equal(held, text.Bytes()) {
		return fmt.Errorf("%s is not what is inside the program; run: go run ./build/licences", target)
	}
	return nil
}

// source is a component and the folder that its files came in.
type source struct {
	licences.Component
	folder string
}

func collect(sources []source) (licences.List, error) {
	var list licences.List
	known := map[string]int{}
	for _, s := range sources {
		own, text, err := licenceText(s.folder)
		if err != nil {
			return list, fmt.Errorf("%s: %w", s.Name, err)
		}
		if s.Licence = cmp.Or(s.Licence, identify(own)); s.Licence == "" {
			return list, fmt.Errorf("%s: its licence is none that is known", s.Name)
		}
		n, ok := known[text]
		if !ok {
			n = len(list.Texts)
			known[text] = n
			list.Texts = append(list.Texts, text)
		}
		s.Text = n
		list.Components = append(list.Components, s.Component)
	}
	return list, nil
}

// licenceText gives a component's own licence, which it is known by, and all
// licence files that lie in the folder itself: what a component tells of parts
// by others is shown too, whether or not the program has those parts.
func licenceText(folder string) (own, all string, err error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return "", "", err
	}
	var texts []string
	for _, e := range entries {
		name := strings.ToLower(e.Name())
		isLicence := strings.HasPrefix(name, "licen") || strings.HasPrefix(name, "copying") || strings.HasPrefix(name, "notice")
		if e.IsDir() || !isLicence || strings.HasPrefix(name, "license-logo") {
			continue
		}
		text, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			return "", "", err
		}
		clean := strings.TrimSpace(strings.ReplaceAll(strings.ToValidUTF8(string(text), "\ufffd"), "\r\n", "\n"))
		if !slices.Contains(texts, clean) {
			texts = append(texts, clean)
		}
		if plain, _, _ := strings.Cut(name, "."); own == "" && slices.Contains([]string{"license", "licence", "copying"}, plain) {
			own = clean
		}
	}
	if own == "" {
		return "", "", fmt.Errorf("no licence in %s", filepath.Base(folder))
	}
	return own, strings.Join(texts, "\n\n"+strings.Repeat("-", 72)+"\n\n"), nil
}

// identify gives the identifiers of the SPDX list (https://spdx.org/licenses/)
// of the licences whose wording stands in the text, the weightier first.
func identify(text string) string {
	words := strings.Join(strings.Fields(strings.ToLower(text)), " ")
	var found []string
	has := func(id string, phrases ...string) {
		for _, p := range phrases {
			if !strings.Contains(words, p) {
				return
			}
		}
		found = append(found, id)
	}
	has("GPL", "gnu general public license")
	has("MPL-2.0", "mozilla public license")
	has("Apache-2.0", "apache license", "version 2.0")
	has("OFL-1.1", "sil open font license")
	switch {
	case strings.Contains(words, "redistribution and use in source and binary forms") && strings.Contains(words, "endorse or promote"):
		found = append(found, "BSD-3-Clause")
	case strings.Contains(words, "redistribution and use in source and binary forms"):
		found = append(found, "BSD-2-Clause")
	}
	has("MIT", "permission is hereby granted, free of charge, to any person obtaining a copy")
	has("ISC", "permission to use, copy, modify, and/or distribute this software for any purpose")
	has("Unlicense", "released into the public domain")
	return strings.Join(found, " AND ")
}
