#!/usr/bin/env bash
# Installs the frontend's packages exactly as its lock file says, when that file
# is another one than last time.
set -euo pipefail
held=build/.cache/frontend.sum
sum=$(cat frontend/package-lock.json frontend/package.json | cksum)
[ -d frontend/node_modules ] && [ "$(cat "$held" 2>/dev/null)" = "$sum" ] && exit 0
build/setup/step.sh npm "installing the frontend's packages" \
	npm ci --prefix frontend --no-audit --no-fund
echo "$sum" >"$held"
