package body

import (
	"crypto/sha256"
	"strconv"
	"strings"
)

// identify gives every block of the document its id: the valid one that it came
// with, else that of the block of the previous version that it stands for, else
// a new one.
func (b *builder) identify(d *Document) []string {
	ids := make([]string, len(d.Blocks))
	used := make(map[string]bool, len(d.Blocks))
	missing := false
	for i, blk := range b.blocks {
		if validID(blk.own) && !used[blk.own] {
			ids[i] = blk.own
			used[blk.own] = true
			continue
		}
		missing = true
	}
	if !missing {
		return ids
	}
	texts := make([]string, len(d.Blocks))
	for i, n := range d.Blocks {
		if ids[i] == "" || b.options.Previous != "" {
			texts[i] = signature(n)
		}
	}
	if b.options.Previous != "" {
		carry(ids, texts, used, previousBlocks(b.options.Previous, used))
	}
	for i := range ids {
		if ids[i] == "" {
			ids[i] = newID(texts[i], i+1, used)
			used[ids[i]] = true
		}
	}
	return ids
}

// signature is the text of a block with what else tells it from others.
func signature(n Node) string {
	var b strings.Builder
	writeSignature(&b, n)
	return b.String()
}

func writeSignature(b *strings.Builder, n Node) {
	switch n.Tag {
	case "":
		b.WriteString(n.Text)
		return
	case "br", "li", "tr", "td", "th", "p":
		b.WriteByte('\n')
	case "figure", "img", "video", "audio":
		for _, name := range [...]string{"data-type", "data-src", "data-alt", "data-value", "src", "alt"} {
			if v := n.Attrs[name]; v != "" {
				b.WriteString(v)
				b.WriteByte('\n')
			}
		}
	case "a":
		if n.Attrs["role"] == "doc-noteref" {
			return
		}
	}
	for _, c := range n.Children {
		writeSignature(b, c)
	}
}

// newID makes eight base-32 letters of the SHA-256 of a text and its number in
// the body; the first is always a letter.
func newID(text string, number int, used map[string]bool) string {
	const letters = "abcdefghijklmnopqrstuvwxyz234567"
	for try := 0; ; try++ {
		key := text + "\x00" + strconv.Itoa(number)
		if try > 0 {
			key += "\x00" + strconv.Itoa(try)
		}
		sum := sha256.Sum256([]byte(key))
		var id [8]byte
		id[0] = letters[sum[0]%26]
		for i := 1; i < len(id); i++ {
			id[i] = letters[sum[i]%32]
		}
		if !used[string(id[:])] {
			return string(id[:])
		}
	}
}
