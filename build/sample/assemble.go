package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io/fs"
	"slices"
	"strings"
	"time"
)

// The newest day of the publication, and how many days have reads.
const (
	newestDay = "2026-11-23"
	readDays  = 30
)

// assemble gives the whole interchange file: the publication's records as they
// stand in publication.jsonl, then the articles, the oldest first.
func assemble(sources fs.FS) ([]byte, error) {
	known, err := readPictures(sources)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	head, err := fs.ReadFile(sources, "publication.jsonl")
	if err != nil {
		return nil, err
	}
	for n, line := range bytes.Split(bytes.TrimSpace(head), []byte("\n")) {
		if err := appendRecord(&out, line, known); err != nil {
			return nil, fmt.Errorf("publication.jsonl line %d: %w", n+1, err)
		}
	}
	articles, err := readArticles(sources, known)
	if err != nil {
		return nil, err
	}
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	for _, a := range articles {
		if err := e.Encode(a); err != nil {
			return nil, err
		}
	}
	return out.Bytes(), nil
}

// appendRecord writes a record in one line; a topic's picture, given by its
// name, is written out.
func appendRecord(out *bytes.Buffer, line []byte, known pictureList) error {
	var topic struct {
		Type    string `json:"type"`
		Picture string `json:"picture"`
	}
	if err := json.Unmarshal(line, &topic); err != nil {
		return err
	}
	if topic.Type == "topic" {
		image, err := known.image(topic.Picture)
		if err != nil {
			return err
		}
		var full bytes.Buffer
		e := json.NewEncoder(&full)
		e.SetEscapeHTML(false)
		if err := e.Encode(image); err != nil {
			return err
		}
		name, _ := json.Marshal(topic.Picture)
		line = bytes.Replace(line, append([]byte(`"picture":`), name...), append([]byte(`"picture":`), bytes.TrimSpace(full.Bytes())...), 1)
	}
	if err := json.Compact(out, line); err != nil {
		return err
	}
	return out.WriteByte('\n')
}

func readArticles(sources fs.FS, known pictureList) ([]*article, error) {
	names, err := fs.Glob(sources, "articles/*.html")
	if err != nil {
		return nil, err
	}
	type dated struct {
		*article
		at time.Time
	}
	var list []dated
	for _, name := range names {
		a, err := readArticle(sources, name, known)
		if err != nil {
			return nil, err
		}
		at, err := time.Parse(time.RFC3339, a.Published)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		list = append(list, dated{a, at})
	}
	slices.SortFunc(list, func(a, b dated) int { return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.ID, b.ID)) })
	out := make([]*article, 0, len(list))
	for _, d := range list {
		out = append(out, d.article)
	}
	return out, nil
}

// reads spreads an article's three figures over the days, with a little
// unevenness that hangs on the article and the day.
func reads(id, published string, figures [3]int) (map[string]int, error) {
	if figures == [3]int{} {
		return nil, nil
	}
	at, err := time.Parse(time.RFC3339, published)
	if err != nil {
		return nil, err
	}
	newest, err := time.Parse(time.DateOnly, newestDay)
	if err != nil {
		return nil, err
	}
	first := at.Format(time.DateOnly)
	out := map[string]int{}
	for back := range readDays {
		day := newest.AddDate(0, 0, -back).Format(time.DateOnly)
		if day < first {
			break
		}
		n := figures[2]
		switch {
		case back == 0:
			out[day] = figures[0]
			continue
		case back < 7:
			n = figures[1]
		}
		h := fnv.New32a()
		h.Write([]byte(id + day))
		if n = n * int(85+h.Sum32()%31) / 100; n > 0 {
			out[day] = n
		}
	}
	return out, nil
}

// pictureList is pictures.json: caption, credit and alternative text of every
// drawing, by its name.
type pictureList map[string]imageData

func readPictures(sources fs.FS) (pictureList, error) {
	text, err := fs.ReadFile(sources, "pictures.json")
	if err != nil {
		return nil, err
	}
	var out pictureList
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&out); err != nil {
		return nil, fmt.Errorf("read pictures.json: %w", err)
	}
	return out, nil
}

func (l pictureList) image(name string) (imageData, error) {
	i, ok := l[name]
	if !ok {
		return i, fmt.Errorf("no picture %q in pictures.json", name)
	}
	i.Src = "pictures/" + name + ".png"
	i.Credit = cmp.Or(i.Credit, "Drawing: the graphics desk")
	return i, nil
}

// expand puts a figure in place of every line "@picture NAME".
func (l pictureList) expand(body string) (string, error) {
	lines := strings.Split(body, "\n")
	for i, line := range lines {
		name, ok := strings.CutPrefix(line, "@picture ")
		if !ok {
			continue
		}
		image, err := l.image(name)
		if err != nil {
			return "", err
		}
		lines[i] = fmt.Sprintf(`<figure data-type="image"><img src="%s" alt="%s"><figcaption>%s %s</figcaption></figure>`, image.Src, image.Alt, image.Caption, image.Credit)
	}
	return strings.Join(lines, "\n"), nil
}
