package store

import (
	"fmt"
	"net/url"
	"path/filepath"
	"runtime"
	"strings"

	"modernc.org/sqlite"
)

const (
	// applicationID is "Bsht" in the file's header: what makes a SQLite file ours.
	applicationID = 0x42736874
	maxReaders    = 4
	// pageSize: 10,000 articles of 600 words take 48.7, 46.1 and 42.5 MB with
	// pages of 4, 8 and 16 KB; 8 took the least CPU to write.
	pageSize = 8192
)

// The parameters and pragmas of reliability.md, "The store". They were proven
// in power-cut trials: change none without the same trial.
const (
	sharedParams  = "_busy_timeout=5000&_foreign_keys=1&_journal_mode=WAL&_synchronous=FULL&_dqs=0&_defensive=1"
	writerParams  = "_txlock=immediate&" + sharedParams
	readerParams  = "mode=ro&_query_only=1&" + sharedParams
	writerPragmas = "cache_size(-16384)"
	readerPragmas = "cache_size(-8192)"
)

func pragmas(own string) string {
	list := []string{"trusted_schema(0)", "cell_size_check(1)", "mmap_size(0)", "journal_size_limit(67108864)",
		own, "temp_store(2)", "fullfsync(1)", "checkpoint_fullfsync(1)"}
	var b strings.Builder
	for _, p := range list {
		b.WriteString("&_pragma=" + url.QueryEscape(p))
	}
	return b.String()
}

// fileURL gives the file: URL of a path; a plain path would have its
// parameters ignored without a word.
func fileURL(path string) string {
	abs, err := filepath.Abs(path)
	if err != nil {
		abs = path
	}
	p := filepath.ToSlash(abs)
	if !strings.HasPrefix(p, "/") {
		p = "/" + p // C:/… on Windows
	}
	return (&url.URL{Scheme: "file", Path: p}).String()
}

func writerDSN(path string) string {
	// page_size counts only before the first table is written.
	return fileURL(path) + "?" + writerParams + pragmas(writerPragmas) +
		"&_pragma=" + url.QueryEscape(fmt.Sprintf("page_size(%d)", pageSize))
}

func readerDSN(path string) string {
	return fileURL(path) + "?" + readerParams + pragmas(readerPragmas)
}

// lookerDSN is for a file that may not be ours, or not in WAL mode (a copy
// that was never opened): it asks for nothing that would be written.
func lookerDSN(path string) string {
	return fileURL(path) + "?" + strings.Replace(readerParams, "&_journal_mode=WAL", "", 1) + pragmas(readerPragmas)
}

// copierDSN is for VACUUM INTO, which query_only would forbid.
func copierDSN(path string) string {
	return strings.Replace(lookerDSN(path), "_query_only=1&", "", 1)
}

// lockByHandle makes SQLite's file locks belong to the open file and not to
// the process, so that no other open and close of the file drops them.
func lockByHandle() error {
	if runtime.GOOS != "linux" || sqlite.OFDLockingEnabled() {
		return nil
	}
	if _, err := sqlite.OFDLocking(true); err != nil {
		return fmt.Errorf("switch to open file description locks: %w", err)
	}
	return nil
}
