#!/usr/bin/env bash
# Sees to it that there is a Go of go.mod's version or newer: the system's own,
# or one that it fetches as a module (golang.org/toolchain, checked against the
# checksum database) into build/.cache/go, which the Makefile puts first.
set -euo pipefail
version=1.26.8 # the one to fetch
wanted=$(awk '$1 == "go" { print $2 }' go.mod)

works() { # Go 1.21 and later fetch what go.mod wants by themselves
	command -v "$1" >/dev/null || return 1
	local found
	found=$("$1" env GOVERSION 2>/dev/null) || return 1
	[ "$(printf '%s\n' "$wanted" "${found#go}" | sort -V | head -n 1)" = "$wanted" ]
}

if works build/.cache/go/bin/go || works go; then
	exit 0
fi
if [ "$(uname -s)" != Linux ] || ! command -v apt-get >/dev/null; then
	echo "Go $wanted or newer is needed; here is $(go version 2>/dev/null || echo none)." >&2
	exit 1
fi
case $(uname -m) in
x86_64) machine=amd64 ;;
aarch64 | arm64) machine=arm64 ;;
*)
	echo "Go $wanted or newer is needed, and for $(uname -m) this script fetches none." >&2
	exit 1
	;;
esac
command -v go >/dev/null || build/setup/apt.sh go
command -v go >/dev/null || { echo "Go is not to be found although its package is installed." >&2; exit 1; }

fetch() {
	local work=build/.cache/go.new
	rm -rf "$work"
	mkdir -p "$work"
	printf 'module fetch\n\ngo 1.19\n' >"$work/go.mod"
	(cd "$work" && GOWORK=off GOTOOLCHAIN=local GOFLAGS= go mod download "golang.org/toolchain@v0.0.1-go$version.linux-$machine")
	cp -r "$(go env GOMODCACHE)/golang.org/toolchain@v0.0.1-go$version.linux-$machine" "$work/go"
	chmod -R u+w "$work/go"
	# Go before 1.21 unpacks modules without the right to run.
	chmod +x "$work"/go/bin/* "$work"/go/pkg/tool/linux_"$machine"/*
	rm -rf build/.cache/go
	mv "$work/go" build/.cache/go
	rm -rf "$work"
}
export version machine
export -f fetch
build/setup/step.sh go "fetching Go $version, as this system's is older than $wanted" bash -euc fetch
works build/.cache/go/bin/go || { echo "The Go that was fetched does not run." >&2; exit 1; }
