#!/usr/bin/env bash
# Sees to it that there is a Node the frontend builds with: the system's own, or
# a pinned one out of npm's packages in build/.cache/node, which the Makefile
# puts first. Nothing outside the checkout is changed but for apt's npm where
# there is none at all.
set -euo pipefail
node=22.23.3 # what the npm package `node` of this version installs
npm=11.19.1
oldest=20.19.0
oldest_npm=11.0.0 # reads and keeps the lock file as we write it

at_least() { # at_least WANTED FOUND
	[ -n "$2" ] && [ "$(printf '%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]
}

works() { # works FOLDER: node and npm there, or in PATH for an empty one
	local path=${1:+$1:}$PATH
	at_least "$oldest" "$(PATH=$path node --version 2>/dev/null | tr -d v)" &&
		at_least "$oldest_npm" "$(PATH=$path npm --version 2>/dev/null)"
}

own=build/.cache/node
if [ -x "$own/bin/node" ]; then
	works "$PWD/$own/bin" && exit 0
	rm -rf "$own"
fi
works "" && exit 0

case $(uname -s)-$(uname -m) in
Linux-x86_64) machine=linux-x64 ;;
Linux-aarch64 | Linux-arm64) machine=linux-arm64 ;;
*)
	echo "Node $oldest or newer with npm $oldest_npm or newer is needed; here are $(node --version 2>/dev/null || echo none) and $(npm --version 2>/dev/null || echo none)." >&2
	exit 1
	;;
esac
command -v npm >/dev/null || build/setup/apt.sh node

fetch() {
	local work=$own.new
	rm -rf "$work"
	mkdir -p "$work/bin"
	echo '{"private":true}' >"$work/package.json"
	npm install --prefix "$work" --no-save --no-audit --no-fund --ignore-scripts "node-$machine@$node" "npm@$npm"
	ln -s "../node_modules/node-$machine/bin/node" "$work/bin/node"
	ln -s ../node_modules/npm/bin/npm-cli.js "$work/bin/npm"
	ln -s ../node_modules/npm/bin/npx-cli.js "$work/bin/npx"
	chmod +x "$work/node_modules/node-$machine/bin/node"
	mv "$work" "$own"
}
export own machine node npm
export -f fetch
build/setup/step.sh node "fetching Node $node, as this system's is absent or older than $oldest" bash -euc fetch
works "$PWD/$own/bin" || { echo "The Node that was fetched does not run." >&2; exit 1; }
