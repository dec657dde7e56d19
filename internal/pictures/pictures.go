// Package pictures fetches the pictures that articles name by an address of the
// web, for a person who said so.
//
// What articles say never changes by that: a fetched picture is kept beside them
// and looked up by its address in reading. Only what decodes as a picture is
// kept, whatever its host calls it; a drawing in SVG, a page or a film is
// refused with a sentence. A host is asked for two pictures at a time, and no
// more in a round once it says so or answers nothing several times. What failed
// for now is asked for again by a later round, later each time; what is not to be
// had, only when somebody says so. Films and sounds are not fetched. It knows
// neither the network nor the store: each is an interface below.
package pictures

import (
	"context"
	"iter"
	"time"

	"broadsheet/internal/news"
)

// Shelf keeps what is known of remote pictures.
type Shelf interface {
	// CountMissing counts those that are not here.
	CountMissing(context.Context) (news.MissingPictures, error)
	// MissingPictures gives them, some at a time: those that are due at the
	// beginning of the round, with again also those that wait, each once.
	MissingPictures(ctx context.Context, s news.PictureScope, since time.Time, again bool) iter.Seq2[[]news.RemotePicture, error]
	// KeepPictures stores what came of asking, and gives the round with its entry
	// in the history.
	KeepPictures(ctx context.Context, run news.PictureRun, list []news.PictureAnswer) (news.PictureRun, error)
	// ReadPictures finds the remote pictures of articles that came before they
	// were written down.
	ReadPictures(context.Context) (int, error)
}

// Files keeps pictures.
type Files interface {
	// PutPicture stores a picture and its renditions; the codes limit and
	// unsupported say that it cannot be kept.
	PutPicture(ctx context.Context, content []byte, name string) (news.Media, error)
}

// Web is the way to the network.
type Web interface {
	// Get asks for what stands at an address. An answer of any status is no error.
	Get(context.Context, Question) (Answer, error)
}

// Question asks for what stands at an address.
type Question struct {
	Address, Accept string
	Max             int64 // bytes of the answer
	Private         bool  // the host may be on the person's own network
}

// Answer is what came.
type Answer struct {
	Status      int // of HTTP
	ContentType string
	RetryAfter  time.Time // zero: the host does not say
	Body        []byte    // with status 200
}

// Needs are what the service is made of. All are required.
type Needs struct {
	Shelf Shelf
	Files Files
	Web   Web
	Clock news.Clock
	// Private says whether an error of the web is about a host of the person's own
	// network, which was not allowed.
	Private func(error) bool
}

// Service fetches the pictures of one library. It is safe for many goroutines.
type Service struct{ Needs }

// New makes the service.
func New(n Needs) *Service { return &Service{n} }

// Missing counts the pictures of published articles that are not here.
func (s *Service) Missing(ctx context.Context) (news.MissingPictures, error) {
	return s.Shelf.CountMissing(ctx)
}

// Wish says which pictures somebody wants.
type Wish struct {
	Scope   news.PictureScope
	Label   string // of what they are, for the history
	Again   bool   // also those that were asked for in vain
	Private bool   // they may be on the person's own network
}

// Report is what came of a round.
type Report struct {
	Fetched  int
	Failed   int
	Left     int   // not asked for, since their host wants no more or does not answer
	Private  int   // of the failed: on the person's own network
	Entry    int64 // of the history; 0: none came
	Problems []Problem
}

// Problem is a picture that did not come.
type Problem struct{ Address, Message string }

// maxProblems is how many problems of a round are told.
const maxProblems = 100

// Fetch asks for the missing pictures of a wish. What came is kept whatever
// happens to the rest. Progress is told after some pictures; an error of it ends
// the round.
func (s *Service) Fetch(ctx context.Context, w Wish, progress func(done, total int64) error) (Report, error) {
	if _, err := s.Shelf.ReadPictures(ctx); err != nil {
		return Report{}, err
	}
	since := s.Clock()
	r := &round{Service: s, wish: w, run: news.PictureRun{Label: w.Label}, progress: progress, hosts: map[string]*host{}}
	for list, err := range s.Shelf.MissingPictures(ctx, w.Scope, since, w.Again) {
		if err != nil {
			return r.report, err
		}
		r.total += int64(len(list))
	}
	for list, err := range s.Shelf.MissingPictures(ctx, w.Scope, since, w.Again) {
		if err == nil {
			err = r.fetch(ctx, list)
		}
		if err != nil {
			return r.report, err
		}
	}
	return r.report, nil
}
