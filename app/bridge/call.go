package bridge

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"reflect"
	"runtime/debug"
	"sync"

	"broadsheet/internal/news"
)

// Call goes with a request that a newer one may make pointless, such as the
// search of each letter typed: of one client's calls in a lane, the one with
// the highest number lives on and the older are stopped. The zero value means
// that nothing supersedes the call.
type Call struct {
	Client string `json:"client,omitempty"` // a random word for each page or process
	Lane   string `json:"lane,omitempty"`   // what supersedes what
	Number int64  `json:"number,omitempty"` // rising within the lane
}

// Nothing is the request or the result of a call that needs none.
type Nothing struct{}

// Error is how every error crosses. Error() gives it as JSON, since Wails turns
// an error object into its text and keeps nothing else.
type Error struct {
	Code    string `json:"code"`            // of news.Code, but see Start
	Field   string `json:"field,omitempty"` // the part of the request it is about
	Message string `json:"message"`         // one English sentence
	// Start and End say where in a query that was read strictly, in Unicode
	// letters; Code is then that of the note that a forgiving reading gives.
	Start *int `json:"start,omitempty"`
	End   *int `json:"end,omitempty"`
}

// Error gives the error as a JSON object.
func (e *Error) Error() string {
	text, err := json.Marshal(e)
	if err != nil {
		return e.Message
	}
	return string(text)
}

// AsError turns any error into the one that crosses. What is not a news.Error
// is a fault of the program: its text stays out of the sentence, for it may
// hold paths.
func AsError(err error) *Error {
	var crossing *Error
	var told *news.Error
	var placed interface {
		Place() (code string, start, end int)
		Error() string
	}
	switch {
	case err == nil:
		return nil
	case errors.As(err, &crossing):
		return crossing
	case errors.As(err, &placed):
		code, start, end := placed.Place()
		return &Error{Code: code, Field: "query", Message: placed.Error(), Start: &start, End: &end}
	case errors.As(err, &told):
		return &Error{Code: string(told.Code), Field: told.Field, Message: told.Message}
	case errors.Is(err, context.Canceled):
		return &Error{Code: string(news.CodeCanceled), Message: "This was stopped; nothing was changed."}
	case errors.Is(err, context.DeadlineExceeded):
		return &Error{Code: string(news.CodeLimit), Message: "This took too long and was stopped; nothing was changed."}
	}
	return &Error{Code: string(news.CodeInternal), Message: "Something went wrong inside Broadsheet; nothing was changed. The log says more."}
}

// Core is what all areas share.
type Core struct {
	ctx   context.Context
	log   *slog.Logger
	mu    sync.Mutex
	lanes map[string]lane
}

type lane struct {
	number int64
	stop   context.CancelFunc
}

// maxLanes bounds what a client that invents lanes can make us remember.
const maxLanes = 1024

// NewCore makes the shared part: every call ends when ctx does.
func NewCore(ctx context.Context, log *slog.Logger) *Core {
	return &Core{ctx: ctx, log: log, lanes: map[string]lane{}}
}

// call runs one bridge call: in its lane, recovered, its result fit for JSON
// and its error an *Error.
func call[Res any](c *Core, in Call, run func(context.Context) (Res, error)) (res Res, err error) {
	ctx, done, err := c.enter(in)
	if err != nil {
		return res, AsError(err)
	}
	defer done()
	defer func() {
		if fault := recover(); fault != nil {
			c.log.Error("bridge call panicked", "fault", fmt.Sprint(fault), "stack", string(debug.Stack()))
			var zero Res
			res, err = zero, AsError(errors.New("panic"))
			settle(reflect.ValueOf(&res).Elem())
		}
	}()
	res, err = run(ctx)
	settle(reflect.ValueOf(&res).Elem())
	if err != nil {
		crossing := AsError(err)
		if crossing.Code == string(news.CodeInternal) {
			c.log.Error("bridge call failed", "err", err)
		}
		return res, crossing
	}
	return res, nil
}

// enter gives the call's context, having stopped the older call of its lane; an
// older number than the newest seen is refused.
func (c *Core) enter(in Call) (context.Context, context.CancelFunc, error) {
	ctx, stop := context.WithCancel(c.ctx)
	if in.Lane == "" {
		return ctx, stop, nil
	}
	key := in.Client + "\x00" + in.Lane
	c.mu.Lock()
	defer c.mu.Unlock()
	last, seen := c.lanes[key]
	if seen && in.Number <= last.number {
		stop()
		return nil, nil, context.Canceled
	}
	if seen {
		last.stop()
	} else if len(c.lanes) >= maxLanes {
		c.forget()
	}
	c.lanes[key] = lane{number: in.Number, stop: stop}
	return ctx, stop, nil
}

// forget drops all lanes; their calls go on, unsuperseded.
func (c *Core) forget() { c.lanes = map[string]lane{} }

// settle makes v fit for JSON in place: slices and maps that are nil become
// empty, numbers that are not finite become zero. Values of other packages'
// types (the body's nodes) say omitempty and are left alone.
func settle(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			settle(v.Elem())
		}
	case reflect.Struct:
		if v.Type().PkgPath() != bridgePath {
			return
		}
		for i := range v.NumField() {
			settle(v.Field(i))
		}
	case reflect.Slice:
		if v.IsNil() {
			v.Set(reflect.MakeSlice(v.Type(), 0, 0))
		}
		if holds(v.Type().Elem()) {
			for i := range v.Len() {
				settle(v.Index(i))
			}
		}
	case reflect.Map:
		if v.IsNil() {
			v.Set(reflect.MakeMap(v.Type()))
		}
	case reflect.Float64:
		if f := v.Float(); math.IsNaN(f) || math.IsInf(f, 0) {
			v.SetFloat(0)
		}
	}
}

var bridgePath = reflect.TypeFor[Call]().PkgPath()

// holds says whether values of the type may need settling.
func holds(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Struct, reflect.Slice, reflect.Map, reflect.Pointer, reflect.Float64:
		return true
	}
	return false
}
