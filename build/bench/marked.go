package main

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// Ids of the articles with marks, of 20,000 words each; reach.mjs opens them.
const (
	markedArticle = "reach-marked"
	heldArticle   = "reach-panel"
)

// How many marks they bear.
const (
	markedMarks = 500
	heldMarks   = 10_000
)

const (
	markedParagraphs = 250
	markedWords      = 80
)

// markUp writes two long articles, ready to import, and a table of the marks on
// them, and gives the paths of both.
func markUp(folder string) (articles, marks string, err error) {
	articles, marks = filepath.Join(folder, "marked.jsonl"), filepath.Join(folder, "marks.csv")
	file, err := os.Create(articles)
	if err != nil {
		return "", "", err
	}
	defer file.Close()
	out := bufio.NewWriter(file)
	enc := json.NewEncoder(out)
	rows := [][]string{{"article", "quote", "colour", "note"}}
	for _, a := range []struct {
		id    string
		marks int
	}{{markedArticle, markedMarks}, {heldArticle, heldMarks}} {
		paragraphs := make([]string, markedParagraphs)
		each := a.marks / markedParagraphs
		for p := range paragraphs {
			words := make([]string, markedWords)
			for w := range words {
				words[w] = fmt.Sprintf("harbour%dtide%d", p, w) // each once, so that a quote is one place
			}
			paragraphs[p] = strings.Join(words, " ") + "."
			for m := range each {
				at := m * markedWords / each
				rows = append(rows, []string{a.id, words[at] + " " + words[at+1], strconv.Itoa(m%8 + 1), fmt.Sprintf("Note %d of paragraph %d", m+1, p+1)})
			}
		}
		if err := enc.Encode(object{"id": a.id, "title": "A long article with " + strconv.Itoa(a.marks) + " marks", "language": "en",
			"published": "2026-01-01T00:00:00Z", "body_text": strings.Join(paragraphs, "\n\n")}); err != nil {
			return "", "", err
		}
	}
	if err := out.Flush(); err != nil {
		return "", "", err
	}
	table, err := os.Create(marks)
	if err != nil {
		return "", "", err
	}
	defer table.Close()
	return articles, marks, csv.NewWriter(table).WriteAll(rows)
}
