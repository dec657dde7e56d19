//go:build freebsd

package library

func networkKind(string) string { return "" }
