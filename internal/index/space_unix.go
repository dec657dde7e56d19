//go:build unix

package index

import "golang.org/x/sys/unix"

// freeSpace gives the bytes that the disk of a folder has for this person.
func freeSpace(dir string) (uint64, error) {
	var s unix.Statfs_t
	if err := unix.Statfs(dir, &s); err != nil {
		return 0, err
	}
	return uint64(s.Bavail) * uint64(s.Bsize), nil
}
