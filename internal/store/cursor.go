package store

import (
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"

	"broadsheet/internal/news"
)

// topOfText is above every text in SQLite's order of bytes.
const topOfText = "\U0010FFFF\U0010FFFF"

// listCursor is the last article of a page: the key that the next one starts after.
type listCursor struct {
	published int64
	row       int64
}

func (c listCursor) String() string {
	return strconv.FormatInt(c.published, 36) + "." + strconv.FormatInt(c.row, 36)
}

func parseListCursor(s string) (listCursor, error) {
	published, row, ok := strings.Cut(s, ".")
	p, err1 := strconv.ParseInt(published, 36, 64)
	r, err2 := strconv.ParseInt(row, 36, 64)
	if !ok || err1 != nil || err2 != nil {
		return listCursor{}, badCursor(s)
	}
	return listCursor{p, r}, nil
}

// nameCursor is the last name of a page.
type nameCursor struct {
	count int64
	fold  string
}

func (c nameCursor) String() string {
	return base64.RawURLEncoding.EncodeToString([]byte(fmt.Sprintf("%d.%s", c.count, c.fold)))
}

// parseNameCursor reads a cursor; the empty one stands before all names.
func parseNameCursor(s string) (nameCursor, error) {
	if s == "" {
		return nameCursor{}, nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil {
		return nameCursor{}, badCursor(s)
	}
	count, fold, ok := strings.Cut(string(raw), ".")
	n, err := strconv.ParseInt(count, 10, 64)
	if !ok || err != nil {
		return nameCursor{}, badCursor(s)
	}
	return nameCursor{n, fold}, nil
}

func badCursor(s string) error {
	return news.Errorf(news.CodeInvalid, "after", "%q is not a place in this list.", s)
}

// prefixRange gives the range of texts that begin with prefix.
func prefixRange(prefix string) (low, high string) {
	return prefix, prefix + topOfText
}
