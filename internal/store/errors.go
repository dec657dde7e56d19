package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"modernc.org/sqlite"

	"broadsheet/internal/news"
)

// SQLite's primary result codes that mean something to a person (sqlite.org/rescode.html).
const (
	codeBusy       = 5
	codeLocked     = 6
	codeReadOnly   = 8
	codeInterrupt  = 9
	codeIOErr      = 10
	codeCorrupt    = 11
	codeFull       = 13
	codeCantOpen   = 14
	codeConstraint = 19
	codeNotADB     = 26
)

// translate is the one place where foreign errors become ours. step names what
// was being done. Errors of ours pass through.
func (db *DB) translate(step string, err error) error {
	if err == nil {
		return nil
	}
	var ours *news.Error
	if errors.As(err, &ours) {
		return err
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return &news.Error{Code: news.CodeCanceled, Message: "This was stopped before it was done.", Cause: err}
	}
	cause := fmt.Errorf("%s: %w", step, err)
	code, sentence := explain(err)
	if code == "" {
		return cause
	}
	return &news.Error{Code: code, Field: "library", Message: sentence, Cause: cause}
}

func explain(err error) (news.Code, string) {
	if errors.Is(err, syscall.ENOSPC) {
		return news.CodeFull, "The disk is full; what was saved before is kept. Make room and try again."
	}
	if errors.Is(err, fs.ErrPermission) {
		return news.CodeReadOnly, "The library's folder does not allow this; nothing was changed."
	}
	if errors.Is(err, sql.ErrNoRows) {
		return news.CodeNotFound, "This is not in the library."
	}
	switch primary(err) {
	case codeBusy, codeLocked:
		return news.CodeBusy, "Another program is using this library; try again when it is done."
	case codeReadOnly:
		return news.CodeReadOnly, "The library cannot be written to; nothing was changed."
	case codeInterrupt:
		return news.CodeCanceled, "This was stopped before it was done."
	case codeFull:
		return news.CodeFull, "The disk is full; what was saved before is kept. Make room and try again."
	case codeCorrupt:
		return news.CodeDamaged, "The library's database is damaged; run a check, or restore a backup."
	case codeNotADB:
		return news.CodeForeign, "This file is not a library of Broadsheet, or its beginning is damaged."
	case codeConstraint:
		return news.CodeConflict, "This would contradict what the library holds; nothing was changed."
	case codeIOErr, codeCantOpen:
		return news.CodeInternal, "The library's file could not be read or written; nothing was changed."
	}
	return "", ""
}

func primary(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code() & 0xff
	}
	return 0
}

func isCannotOpen(err error) bool {
	p := primary(err)
	return p == codeCantOpen || p == codeReadOnly
}

// orNotFound makes a news.NotFound of sql.ErrNoRows.
func orNotFound(err error, what, id string) error {
	if errors.Is(err, sql.ErrNoRows) {
		return news.NotFound(what, id)
	}
	return err
}
