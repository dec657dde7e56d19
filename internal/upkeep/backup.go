package upkeep

import (
	"archive/tar"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/klauspost/compress/zstd"

	"broadsheet/internal/atomicfile"
	"broadsheet/internal/library"
	"broadsheet/internal/media"
	"broadsheet/internal/news"
)

// A backup is a tar file compressed with zstd (RFC 8878). It holds, in this
// order, library.json, library.db (a copy made by SQLite while the library is
// in use), and media/HASH for each file. The index is left out: it is built
// again from the rest.
const (
	manifestName = "library.json"
	databaseName = "library.db"
	mediaFolder  = "media/"
)

// manifest says what a backup holds.
type manifest struct {
	Broadsheet int       `json:"broadsheet"` // version of this form: 1
	Library    string    `json:"library"`
	Schema     int       `json:"schema"`
	Made       time.Time `json:"made"`
	Database   string    `json:"database"` // SHA-256 of library.db
}

// BackupReport is what a backup wrote.
type BackupReport struct {
	Path  string `json:"path"`
	Bytes int64  `json:"bytes"`
	Media int64  `json:"media"`
}

// Backup writes the whole library into one file, which stands there whole or not
// at all.
func Backup(ctx context.Context, l *library.Library, path string, now time.Time, tell Progress) (BackupReport, error) {
	report := BackupReport{Path: path}
	if err := os.MkdirAll(l.Tmp(), 0o700); err != nil {
		return report, fmt.Errorf("make folder for the copy: %w", err)
	}
	copied := filepath.Join(l.Tmp(), "backup-"+filepath.Base(path)+".db")
	defer os.Remove(copied)
	os.Remove(copied) // of a backup that was cut off
	if err := l.Store.BackupTo(ctx, copied); err != nil {
		return report, err
	}
	err := atomicfile.Write(path, func(w io.Writer) error {
		packed, err := zstd.NewWriter(w)
		if err != nil {
			return err
		}
		archive := tar.NewWriter(packed)
		if err := pack(ctx, l, archive, copied, now, tell, &report); err != nil {
			return err
		}
		return errors.Join(archive.Close(), packed.Close())
	})
	if err != nil {
		return report, fmt.Errorf("write backup: %w", err)
	}
	if info, err := os.Stat(path); err == nil {
		report.Bytes = info.Size()
	}
	return report, nil
}

func pack(ctx context.Context, l *library.Library, archive *tar.Writer, database string, now time.Time, tell Progress, report *BackupReport) error {
	sum, err := sumOf(database)
	if err != nil {
		return err
	}
	head, err := json.Marshal(manifest{Broadsheet: 1, Library: l.Store.ID(), Schema: l.Store.Schema(), Made: now.UTC(), Database: sum})
	if err != nil {
		return err
	}
	if err := archive.WriteHeader(&tar.Header{Name: manifestName, Mode: 0o600, Size: int64(len(head))}); err != nil {
		return err
	}
	if _, err := archive.Write(head); err != nil {
		return err
	}
	if err := packFile(archive, databaseName, database); err != nil {
		return err
	}
	for hash := range l.Media.All(ctx) {
		if err := tell(ctx, report.Media, 0); err != nil {
			return err
		}
		if err := l.Media.Verify(ctx, hash); err != nil {
			return err
		}
		file, _, err := l.Media.Open(hash)
		if err != nil {
			return err
		}
		err = packOpen(archive, mediaFolder+hash, file)
		file.Close()
		if err != nil {
			return err
		}
		report.Media++
	}
	return nil
}

func sumOf(path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, file); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

func packFile(archive *tar.Writer, name, path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	return packOpen(archive, name, file)
}

func packOpen(archive *tar.Writer, name string, file *os.File) error {
	info, err := file.Stat()
	if err != nil {
		return err
	}
	if err := archive.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: info.Size()}); err != nil {
		return err
	}
	_, err = io.Copy(archive, file)
	return err
}

// Restore makes a library out of a backup in a folder that holds none. Every
// file is compared with its hash; on an error nothing is left behind.
func Restore(ctx context.Context, path, dir string) (err error) {
	if library.Exists(dir) {
		return news.Errorf(news.CodeExists, "library", "There is a library in %s already; restore into another folder. Nothing was changed.", dir)
	}
	file, err := os.Open(path)
	if err != nil {
		return news.Errorf(news.CodeNotFound, "file", "The backup %s could not be opened.", path)
	}
	defer file.Close()
	_, statErr := os.Stat(dir)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("make library's folder: %w", err)
	}
	defer func() {
		if err == nil {
			return
		}
		os.RemoveAll(filepath.Join(dir, "media"))
		os.Remove(filepath.Join(dir, databaseName))
		os.Remove(filepath.Join(dir, databaseName+".restoring"))
		if errors.Is(statErr, os.ErrNotExist) {
			os.Remove(dir)
		}
	}()
	packed, err := zstd.NewReader(file, zstd.WithDecoderMaxWindow(128<<20), zstd.WithDecoderConcurrency(1))
	if err != nil {
		return foreign(path)
	}
	defer packed.Close()
	return unpack(ctx, tar.NewReader(packed), path, dir)
}

func foreign(path string) error {
	return news.Errorf(news.CodeForeign, "file", "%s is not a whole backup of a Broadsheet library; nothing was changed.", path)
}

func unpack(ctx context.Context, archive *tar.Reader, path, dir string) error {
	var about manifest
	first, err := archive.Next()
	if err != nil || first.Name != manifestName || json.NewDecoder(io.LimitReader(archive, 64<<10)).Decode(&about) != nil {
		return foreign(path)
	}
	if about.Broadsheet != 1 {
		return news.Errorf(news.CodeNewer, "file", "This backup was written by a newer Broadsheet; restore it with that one.")
	}
	files, err := media.Open(filepath.Join(dir, "media"))
	if err != nil {
		return err
	}
	sum := ""
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		entry, err := archive.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return foreign(path)
		}
		switch name, isMedia := strings.CutPrefix(entry.Name, mediaFolder); {
		case isMedia:
			if err := unpackMedia(files, archive, entry, name); err != nil {
				return err
			}
		case entry.Name == databaseName && sum == "":
			if sum, err = unpackDatabase(archive, filepath.Join(dir, databaseName+".restoring")); err != nil {
				return err
			}
		default:
			return foreign(path)
		}
	}
	if sum == "" || sum != about.Database {
		return foreign(path)
	}
	// The database comes last under its name: a folder without it is no library.
	if err := os.Rename(filepath.Join(dir, databaseName+".restoring"), filepath.Join(dir, databaseName)); err != nil {
		return fmt.Errorf("put database in place: %w", err)
	}
	return atomicfile.SyncFolder(dir)
}

func unpackMedia(files *media.Store, archive *tar.Reader, entry *tar.Header, hash string) error {
	if entry.Size > media.MaxFilm {
		return news.Errorf(news.CodeLimit, "file", "The backup holds a media file of over 2 GB; nothing was changed.")
	}
	return files.RestoreFrom(hash, archive)
}

func unpackDatabase(archive io.Reader, path string) (sum string, err error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return "", fmt.Errorf("write database: %w", err)
	}
	hash := sha256.New()
	_, err = io.Copy(io.MultiWriter(file, hash), archive)
	if err = errors.Join(err, file.Sync(), file.Close()); err != nil {
		return "", fmt.Errorf("write database: %w", err)
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}

// The weekly backups: copies of the database alone, since media files never
// change and stay where they are.
const (
	backupEvery = 7 * 24 * time.Hour
	backupsKept = 4
	weekly      = "weekly-"
	stampForm   = "20060102-150405"
)

// BackupIfDue copies the database into the library's own backups where the last
// copy is a week old, and keeps the last four.
func BackupIfDue(ctx context.Context, l *library.Library, now time.Time) (made bool, err error) {
	if l.ReadOnly() {
		return false, nil
	}
	if err := os.MkdirAll(l.Backups(), 0o700); err != nil {
		return false, fmt.Errorf("make folder of backups: %w", err)
	}
	held, err := filepath.Glob(filepath.Join(l.Backups(), weekly+"*.db"))
	if err != nil {
		return false, fmt.Errorf("list backups: %w", err)
	}
	slices.Sort(held)
	if len(held) > 0 {
		stamp := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(held[len(held)-1]), weekly), ".db")
		if last, err := time.Parse(stampForm, stamp); err == nil && now.Sub(last) < backupEvery {
			return false, nil
		}
	}
	path := filepath.Join(l.Backups(), weekly+now.UTC().Format(stampForm)+".db")
	if err := l.Store.BackupTo(ctx, path+".part"); err != nil {
		os.Remove(path + ".part")
		return false, err
	}
	if err := os.Rename(path+".part", path); err != nil {
		return false, fmt.Errorf("put backup in place: %w", err)
	}
	for _, old := range held[:max(0, len(held)+1-backupsKept)] {
		if err := os.Remove(old); err != nil {
			return true, fmt.Errorf("remove old backup: %w", err)
		}
	}
	return true, nil
}
