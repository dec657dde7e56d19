package index

import (
	"fmt"
	"runtime/debug"
	"time"
)

// guard runs a call into Bleve. A panic, and a fault in memory that maps a
// file that was cut or lies on a failed disk, becomes an error.
func guard(step string, call func() error) (err error) {
	old := debug.SetPanicOnFault(true)
	defer debug.SetPanicOnFault(old)
	defer func() {
		if r := recover(); r != nil {
			_, fault := r.(interface{ Addr() uintptr }) // of memory that cannot be read
			err = &faultError{step: step, what: fmt.Sprint(r), certain: fault}
		}
	}()
	if err := call(); err != nil {
		return fmt.Errorf("%s: %w", step, err)
	}
	return nil
}

// faultError is a panic, or no answer. Where it is certain, the index is not to
// be trusted any more; else its files have to be looked at first, because a
// fault of the program would come again in a new index.
type faultError struct {
	step, what string
	certain    bool
}

func (e *faultError) Error() string { return e.step + ": the index library stopped: " + e.what }

// watch runs a call into Bleve that may hang. Past the limit it gives an error
// while the call is left to itself, because nothing can end it.
func watch(step string, limit time.Duration, call func() error) error {
	done := make(chan error, 1)
	go func() { done <- guard(step, call) }()
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case err := <-done:
		return err
	case <-timer.C:
		return &faultError{step: step, what: fmt.Sprintf("no answer within %v", limit), certain: true}
	}
}
