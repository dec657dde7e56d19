#!/usr/bin/env bash
# Installs what is missing of the named groups of packages.txt, on systems with
# apt; asks nothing. Elsewhere, or without the right to install, it says what is
# missing and fails.
#
#   apt.sh GROUP…
set -euo pipefail
list=build/setup/packages.txt

packages() { # the packages of the groups, each once
	for group in "$@"; do
		# Columns are parted by two spaces or more.
		awk -F '  +' -v group="$group" '$1 == group { print $NF; found = 1 } END { exit !found }' "$list" ||
			{ echo "$list has no group $group" >&2; return 1; }
	done | tr ' ' '\n' | sort -u
}

installed() {
	[ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null || true)" = installed ]
}

wanted=$(packages "$@")
if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
	{
		echo "This system has no apt. Broadsheet needs here what Debian calls:"
		printf '    %s\n' $wanted
		echo "Install them under this system's own names, then run the same again with"
		echo "SETUP=no, which looks for nothing."
	} >&2
	exit 1
fi

missing=()
for package in $wanted; do
	installed "$package" || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

if [ "$(id -u)" = 0 ]; then
	as_root=()
elif command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
	as_root=(sudo)
else
	{
		echo "These packages are missing, and this account may not install them:"
		echo "    apt-get install ${missing[*]}"
	} >&2
	exit 1
fi

log=build/.cache/log/apt.log
mkdir -p build/.cache/log
apt() { # waits for another installer that is at work
	"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -y -q -o DPkg::Lock::Timeout=600 "$@" >>"$log" 2>&1
}
: >"$log"
echo "installing ${missing[*]} …"
# Lists of packages older than the packages themselves are useless.
if ! apt update || ! apt install --no-install-recommends "${missing[@]}"; then
	cat "$log" >&2
	echo "apt-get could not install: ${missing[*]}" >&2
	exit 1
fi
