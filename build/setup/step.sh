#!/usr/bin/env bash
# Runs one step of the build quietly: one line for the person, everything the
# command says in build/.cache/log, shown when it fails.
#
#   step.sh NAME "what is done" COMMAND [ARGUMENT…]
set -u
name=$1 words=$2
shift 2
log=build/.cache/log/$name.log
mkdir -p build/.cache/log
begun=$(date +%s)
printf '%s … ' "$words"
if "$@" >"$log" 2>&1 </dev/null; then
	printf 'done (%d s)\n' "$(($(date +%s) - begun))"
	exit 0
fi
status=$?
printf 'failed; %s says:\n\n' "$log"
cat "$log"
exit "$status"
