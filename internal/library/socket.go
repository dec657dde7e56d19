package library

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
)

// longestSocket is how long a socket's path may be, in bytes: sun_path of
// unix(7) holds 108, of macOS 104.
const longestSocket = 100

// SocketPath gives where the library's owner listens: in its folder, or where
// that path is too long in a folder of the person's own that is named after it.
func SocketPath(dir string) (string, error) {
	full, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("name library's folder: %w", err)
	}
	if path := filepath.Join(full, "socket"); len(path) <= longestSocket {
		return path, nil
	}
	return ShortSocketPath(full)
}

// ShortSocketPath gives the place outside the library's folder, also for file
// systems that have no sockets.
func ShortSocketPath(full string) (string, error) {
	base := os.TempDir()
	folder := filepath.Join(base, fmt.Sprintf("broadsheet-%d", os.Getuid()))
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", fmt.Errorf("make folder of sockets: %w", err)
	}
	if err := own(folder); err != nil {
		return "", err
	}
	sum := sha256.Sum256([]byte(full))
	return filepath.Join(folder, hex.EncodeToString(sum[:8])), nil
}

// own makes sure that nobody else can reach into the folder.
func own(folder string) error {
	info, err := os.Lstat(folder)
	if err != nil {
		return fmt.Errorf("look at folder of sockets: %w", err)
	}
	if !info.IsDir() || info.Mode().Perm()&0o077 != 0 && os.Getuid() >= 0 {
		return fmt.Errorf("folder of sockets %s is open to others", folder)
	}
	return nil
}
