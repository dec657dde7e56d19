package news

import (
	"errors"
	"fmt"
)

// Code says what kind of thing went wrong. The list is closed: faces turn each
// code into a sentence, scripts decide on it.
type Code string

// The codes of errors.
const (
	// CodeNotFound: nothing bears that id, slug or name.
	CodeNotFound Code = "not_found"
	// CodeInvalid: what was given cannot be used; Field says which part.
	CodeInvalid Code = "invalid"
	// CodeLimit: a limit on size, number or depth was passed.
	CodeLimit Code = "limit"
	// CodeExists: the name or place is taken already.
	CodeExists Code = "exists"
	// CodeConflict: somebody changed it since; nothing was overwritten.
	CodeConflict Code = "conflict"
	// CodeBusy: another program holds the library, or a like job is running.
	CodeBusy Code = "busy"
	// CodeReadOnly: the library cannot be written to.
	CodeReadOnly Code = "read_only"
	// CodeFull: the disk is full; what was saved before is kept.
	CodeFull Code = "full"
	// CodeDamaged: stored data does not give its checksum.
	CodeDamaged Code = "damaged"
	// CodeNewer: the library was written by a newer Broadsheet.
	CodeNewer Code = "newer"
	// CodeForeign: the folder or file is not one of Broadsheet's.
	CodeForeign Code = "foreign"
	// CodeUnsupported: this build or this system cannot do that.
	CodeUnsupported Code = "unsupported"
	// CodeCanceled: the person, or a newer call, stopped it.
	CodeCanceled Code = "canceled"
	// CodePartial: some items were refused; the rest is done.
	CodePartial Code = "partial"
	// CodeDenied: the caller has not shown that it may.
	CodeDenied Code = "denied"
	// CodeNetwork: a host outside gave no answer, or is one that is not asked.
	CodeNetwork Code = "network"
	// CodeInternal: a fault of the program.
	CodeInternal Code = "internal"
)

// Error is an error that a caller decides on or a person is told. Message is
// one English sentence: what happened, what was kept, what to do; faces may
// say it in other words by Code. Cause, when there is one, is for the log.
type Error struct {
	Code    Code
	Field   string // the part of the request it is about; may be empty
	Message string
	Cause   error
}

// Errorf makes an Error with a sentence. A %w in the format becomes its cause.
func Errorf(code Code, field, format string, args ...any) *Error {
	wrapped := fmt.Errorf(format, args...)
	return &Error{Code: code, Field: field, Message: wrapped.Error(), Cause: errors.Unwrap(wrapped)}
}

// NotFound is the error for a thing (an article, a topic …) that is not there.
func NotFound(what, id string) *Error {
	return &Error{Code: CodeNotFound, Field: what, Message: fmt.Sprintf("There is no %s %q in this library.", what, id)}
}

// Error gives the sentence.
func (e *Error) Error() string { return e.Message }

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Cause }

// CodeOf gives the code of the first Error in err's chain, CodeInternal where
// there is none, and the empty code for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return CodeInternal
}
