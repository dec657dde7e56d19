package importer

import (
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"

	"broadsheet/internal/news"
)

// An import that was broken off goes on behind the last item that was stored: the
// store keeps that place in the transaction that stores the batch. What lies before
// it is read again and neither prepared nor stored, and whole files before it are
// not even opened. To read from the beginning under the same id would be simpler,
// and wrong where a file tells of one article twice: the first telling would come
// as news again.

// sealed counts a file of the request, or in a folder of it, into the seal. What is
// in an archive is not looked at: the archive itself was.
func (r *run) sealed(name string, info os.FileInfo, nested int) {
	if nested == 0 {
		fmt.Fprintf(r.seal, "%q %d %d\n", name, info.Size(), info.ModTime().UnixNano())
	}
}

// origin is what the run could go on from; nil where it could not.
func (r *run) origin() *news.ImportOrigin {
	if r.Origin == nil {
		return nil
	}
	o := *r.Origin
	o.Seal = hex.EncodeToString(r.seal.Sum(nil))
	o.TimeZone, o.Languages = r.publication.TimeZone, r.publication.Languages
	return &o
}

// goOn takes up an import that was broken off.
func (r *run) goOn() error {
	held := r.Resume
	if held == nil {
		return nil
	}
	if held.Origin == nil || held.Origin.Seal != hex.EncodeToString(r.seal.Sum(nil)) {
		return news.Errorf(news.CodeConflict, "file", "%q has changed since its import was broken off; what came in then is kept. Import it anew: what is here already stays as it is.", held.Label)
	}
	r.publication.TimeZone, r.publication.Languages = held.Origin.TimeZone, held.Origin.Languages
	left := *held
	left.State, left.Ended = r.report.State, r.report.Ended
	if held.Place == (news.ImportPlace{}) { // not even the files that cannot be read were written down
		left.Skipped, left.Problems, left.Kinds = r.report.Skipped, r.report.Problems, r.report.Kinds
	}
	r.report, r.from = left, held.Place
	for len(r.files) > 0 && r.files[0].number < r.from.Files {
		r.before += r.files[0].Bytes
		r.files = r.files[1:]
	}
	return nil
}

// gone says what became of an import that was to go on and whose files are gone.
func (r *run) gone(err error) error {
	if r.Resume == nil || news.CodeOf(err) != news.CodeNotFound {
		return err
	}
	for _, path := range r.Resume.Origin.Paths {
		if _, missing := os.Stat(path); missing != nil {
			return &news.Error{Code: news.CodeConflict, Field: "file", Cause: err, Message: fmt.Sprintf(
				"%q is not at %s any more; what came in of it is kept. Bring it back there and go on, or import it from where it is now.",
				filepath.Base(path), filepath.Dir(path))}
		}
	}
	return err
}

// dealtWith tells of an item whether the run had come behind it when it was broken
// off.
func (r *run) dealtWith(of *source, number int64) bool {
	return of.number == r.from.Files && number <= r.from.Items
}

// reached notes that an item is in the batch or needs none. Slots that were held
// back to the end of the file lie behind already.
func (r *run) reached(t *task) {
	if t.of.number == r.report.Place.Files {
		r.report.Place.Items = max(r.report.Place.Items, t.number)
	} else {
		r.report.Place = news.ImportPlace{Files: t.of.number, Items: t.number}
	}
}

// passing tells now and then how far the reading of what is here already is.
func (r *run) passing(t *task) {
	if t.number%batchRecords == 0 && r.tell != nil {
		r.done.Bytes = r.before + t.read
		r.tell(r.done)
	}
}
