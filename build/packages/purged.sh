#!/bin/sh
# Said when the package is purged: what stays on the machine, and where.
set -e
if [ "$1" = purge ]; then
	echo "Broadsheet is removed. Libraries are yours and stay: in each account's"
	echo "~/.local/share/broadsheet, and wherever others were made."
fi
