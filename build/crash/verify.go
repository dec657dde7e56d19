package crash

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"broadsheet/internal/news"
	"broadsheet/internal/query"
)

// said is what workers told about an article: the state acknowledged last, and
// all that were tried after it. "-" is removed; "" is never heard of.
type said struct {
	done  string
	tried []string
}

// readSaid reads what all workers wrote. The last line of each may be cut off.
func readSaid(in io.Reader) (map[string]*said, error) {
	out := map[string]*said{}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		words := strings.Fields(lines.Text())
		if len(words) < 2 || words[0] != "TRY" && words[0] != "ACK" {
			continue
		}
		for _, pair := range words[1:] {
			id, state, ok := strings.Cut(pair, "=")
			if !ok {
				continue
			}
			s := out[id]
			if s == nil {
				s = &said{}
				out[id] = s
			}
			if words[0] == "TRY" {
				s.tried = append(s.tried, state)
			} else {
				s.done, s.tried = state, nil
			}
		}
	}
	return out, lines.Err()
}

// Verify compares a library with what workers said of it, and its index with
// its store. It gives all differences in one error.
func Verify(ctx context.Context, dir string, in io.Reader) error {
	told, err := readSaid(in)
	if err != nil {
		return fmt.Errorf("read what was said: %w", err)
	}
	l, err := open(ctx, dir)
	if err != nil {
		return err
	}
	if err := l.follower.Sync(ctx); err != nil {
		return errors.Join(fmt.Errorf("bring index into step: %w", err), l.close())
	}
	var wrong []error
	there := 0
	for id, s := range told {
		state, row, err := l.state(ctx, id)
		if err != nil {
			wrong = append(wrong, err)
			continue
		}
		if row > 0 {
			there++
		}
		wrong = append(wrong, s.check(id, state))
		wrong = append(wrong, l.found(ctx, id, state, row))
		for _, other := range append([]string{s.done}, s.tried...) {
			if other != state && other != "" && other != "-" {
				wrong = append(wrong, l.found(ctx, id, other, 0))
			}
		}
	}
	everything, err := l.index.Search(ctx, query.Request{Tree: query.All{}})
	if err == nil && everything.Total != int64(there) {
		err = fmt.Errorf("the index holds %d articles, the store %d", everything.Total, there)
	}
	return errors.Join(append(wrong, err, l.close())...)
}

// state gives the word of the version that the store has, "-" for none.
func (l *library) state(ctx context.Context, id string) (string, news.Row, error) {
	a, err := l.db.Article(ctx, id)
	switch {
	case news.CodeOf(err) == news.CodeNotFound:
		return "-", 0, nil
	case err != nil:
		return "", 0, fmt.Errorf("read %s: %w", id, err)
	}
	return strings.TrimPrefix(a.Title, "Item "), a.Row, nil
}

// check says whether a state could have come of what was said.
func (s *said) check(id, state string) error {
	if state == s.done || state == "-" && s.done == "" {
		return nil
	}
	for _, t := range s.tried {
		if state == t {
			return nil
		}
	}
	return fmt.Errorf("%s is %q; acknowledged was %q, tried after it %q", id, state, s.done, s.tried)
}

// found says whether the index finds a version's word in that row only, or
// nowhere for row 0.
func (l *library) found(ctx context.Context, id, word string, row news.Row) error {
	if word == "-" {
		return nil
	}
	f, err := l.index.Search(ctx, query.Request{Tree: query.Word{Field: query.FieldExact, Text: word}, Limit: 3})
	if err != nil {
		return fmt.Errorf("search %s: %w", word, err)
	}
	want := 0
	if row > 0 {
		want = 1
	}
	if len(f.Hits) != want || want == 1 && f.Hits[0].Row != row {
		return fmt.Errorf("%s: the index finds %q in %v, the store has it in row %d", id, word, f.Hits, row)
	}
	return nil
}
