#!/bin/sh
# What the Finder starts in a bundle without a window.
exec "$(dirname "$0")/broadsheet" serve --open
