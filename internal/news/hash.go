package news

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"sort"
	"strings"
	"time"
)

// Hash gives the SHA-256, in hex, of a version: of canonical JSON (keys in
// order, no white space, no HTML escaping) of the article's id within its
// source, the version's number, the hash of the previous version, and the
// fields a version keeps, with the canonical body and the media it refers to by
// their hashes. Row numbers, public ids, reads, comments and local time are not
// in it, so that the same version has the same hash on every machine.
func Hash(v Version) string {
	a := v.Article
	fields := map[string]any{
		"id": a.ID, "source": a.Source, "n": v.N, "previous": v.Previous,
		"published": stamp(v.Published), "change": v.Change, "note": v.Note,
		"url": a.URL, "kind": string(a.Kind), "section": a.Section, "language": a.Language,
		"kicker": a.Kicker, "title": a.Title, "front_title": a.FrontTitle, "standfirst": a.Standfirst,
		"authors": a.Authors, "dateline": a.Dateline, "slug": a.Slug,
		"article_published": stamp(a.Published), "body": a.Body,
		"tags": sorted(a.Tags), "topics": sorted(a.Topics), "places": a.Places,
		"lead": a.Lead, "media": a.Media, "map": string(compact(a.Map)), "state": string(a.State),
	}
	for name, value := range fields {
		if isEmpty(value) {
			delete(fields, name)
		}
	}
	sum := sha256.Sum256(canonicalJSON(fields))
	return hex.EncodeToString(sum[:])
}

// canonicalJSON relies on encoding/json writing map keys in order and struct
// fields as declared.
func canonicalJSON(v any) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic("news: version that JSON cannot carry: " + err.Error()) // only strings, numbers and lists of them go in
	}
	return bytes.TrimRight(b.Bytes(), "\n")
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339Nano)
}

func sorted(words []string) []string {
	out := append([]string(nil), words...)
	sort.Strings(out)
	return out
}

func compact(raw json.RawMessage) []byte {
	var b bytes.Buffer
	if len(raw) == 0 || json.Compact(&b, raw) != nil {
		return []byte(strings.TrimSpace(string(raw)))
	}
	return b.Bytes()
}

func isEmpty(v any) bool {
	switch v := v.(type) {
	case string:
		return v == ""
	case []string:
		return len(v) == 0
	case []Author:
		return len(v) == 0
	case []Place:
		return len(v) == 0
	case []MediaItem:
		return len(v) == 0
	case *Picture:
		return v == nil
	}
	return false
}
