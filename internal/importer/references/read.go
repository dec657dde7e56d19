package references

import (
	"context"
	"errors"
	"fmt"

	"broadsheet/internal/cite"
	"broadsheet/internal/importer"
	"broadsheet/internal/news"
)

// errStopped: whoever takes the items wants no more.
var errStopped = errors.New("stopped")

// Read gives a note for each reference, in the order of the file.
func (f Format) Read(ctx context.Context, in importer.Input, yield func(importer.Item) error) error {
	number := 0
	var stopped error
	err := f.read(in.Content, func(i cite.Item) error {
		number++
		item := importer.Item{Where: fmt.Sprintf("reference %d", number)}
		if a := adapt(i, in.Zone); a != nil {
			item.Record = news.Record{Article: a}
		} else {
			item.Problems = importer.Said("The reference names nothing: it has neither a title nor an address.")
		}
		if stopped = ctx.Err(); stopped == nil {
			stopped = yield(item)
		}
		if stopped != nil {
			return errStopped
		}
		return nil
	})
	switch {
	case stopped != nil:
		return stopped
	case err != nil && ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return &news.Error{Code: news.CodeInvalid, Field: "file", Message: fmt.Sprintf("The file of references cannot be read further than reference %d: %s.", number, err), Cause: err}
	case number == 0:
		return yield(importer.Item{Where: "file", Problems: importer.Said("The file holds no references.")})
	}
	return nil
}
