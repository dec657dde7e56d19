# Broadsheet's targets; README.md says what each is for. Every one sets up only
# what it needs, and says nothing of what is there already. Whole outputs of the
# steps are in build/.cache/log. SETUP=no looks for no packages of the system.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
SETUP ?= yes

CACHE := build/.cache
STEP  := build/setup/step.sh
OS    := $(shell uname -s)

# A Go or a Node that the set-up fetched comes before the system's.
export PATH := $(CURDIR)/$(CACHE)/go/bin:$(CURDIR)/$(CACHE)/node/bin:$(PATH)
export GOFLAGS := -buildvcs=false $(filter-out -buildvcs=%,$(GOFLAGS))

# What the program says of itself: the tag where one is checked out, and the commit.
TAG     := $(shell git describe --tags --exact-match --match 'v*' 2>/dev/null)
COMMIT  := $(shell git describe --always --dirty --abbrev=12 --exclude '*' 2>/dev/null)
LDFLAGS := -s -w $(if $(TAG),-X main.version=$(TAG:v%=%)) $(if $(COMMIT),-X main.commit=$(COMMIT))

ifeq ($(OS),Linux)
WINDOW_TAGS    := desktop,production,webkit2_41
WINDOW_GROUPS  := window
WINDOW_LDFLAGS := $(LDFLAGS)
HAS_DISPLAY    := $(DISPLAY)$(WAYLAND_DISPLAY)
EXE            :=
else ifeq ($(OS),Darwin)
WINDOW_TAGS    := desktop,production
WINDOW_LDFLAGS := $(LDFLAGS)
HAS_DISPLAY    := yes
EXE            :=
else
WINDOW_TAGS    := desktop,production
WINDOW_LDFLAGS := $(LDFLAGS) -H windowsgui
HAS_DISPLAY    := yes
EXE            := .exe
endif

PROGRAM  := build/bin/broadsheet$(EXE)
HEADLESS := build/bin/broadsheet-headless$(EXE)
SITE     := $(CACHE)/site.stamp

# Groups of packages are only looked for where apt could install them.
APT = $(if $(filter no,$(SETUP)),true,build/setup/apt.sh)

.PHONY: help run build headless test quick check bench relevance conformance package test-long clean \
	setup-go setup-node setup-frontend setup-window setup-test program-headless program-window program-e2e

help:
	@echo 'make run         set up what is missing, build, open Broadsheet on the sample publication'
	@echo 'make test        set up and run everything; the last line counts'
	@echo 'make quick       the inner loop: vet, architecture, Go tests, frontend units'
	@echo 'make check       lint, types and architecture tests alone'
	@echo 'make build       $(PROGRAM), with the window'
	@echo 'make headless    $(HEADLESS), without the window: static, no display library'
	@echo 'make bench       the benchmark harness: import, lists, searches, screens in Chromium: JSON'
	@echo 'make bench SEARCH=20000,100000'
	@echo '                 search alone, beside other engines; renews docs/search.md'
	@echo 'make relevance   how well results are ranked, beside FTS5'
	@echo 'make conformance what becomes of the test material, format by format;'
	@echo '                 renews docs/import.md'
	@echo 'make package     packages of the program in build/bin'
	@echo 'make test-long   what takes minutes: long crash runs, fuzzing, large corpora'
	@echo 'make clean       removes what was built; build/.cache/{go,node} stay'

# ---- Running

ifneq ($(HAS_DISPLAY),)
run: build
	@$(PROGRAM)
else
run: headless
	@echo 'There is no display here, so Broadsheet serves on this machine alone. Open this address in a browser; Ctrl+C ends it.'
	@$(HEADLESS) serve
endif

# ---- Building

build: program-window
headless: program-headless

program-headless: setup-go $(SITE)
	@$(STEP) headless 'building $(HEADLESS)' \
		env CGO_ENABLED=0 go build -trimpath -ldflags '$(LDFLAGS)' -o $(HEADLESS) .

program-window: setup-go setup-window $(SITE)
	@$(STEP) window 'building $(PROGRAM) (the first time takes minutes)' \
		go build -tags $(WINDOW_TAGS) -trimpath -ldflags '$(WINDOW_LDFLAGS)' -o $(PROGRAM) .

# The same window, open to the tests that drive it.
program-e2e: setup-go setup-window $(SITE)
	@$(STEP) e2e 'building build/bin/broadsheet-e2e' \
		go build -tags $(WINDOW_TAGS),e2e -trimpath -ldflags '$(LDFLAGS)' -o build/bin/broadsheet-e2e .

SOURCES := $(shell find frontend -type f -not -path '*/node_modules/*' -not -path 'frontend/site/dist/*' \
	-not -path 'frontend/e2e/*' -not -path '*/test-results/*' -not -path '*/playwright-report/*' \
	-not -name '*.test.ts' -not -name '*.go' 2>/dev/null | sed 's/[ :#$$]/\\&/g')

$(SITE): $(SOURCES) | setup-frontend
	@$(STEP) site 'building the pages' npm --prefix frontend run --silent build
	@touch $@

# ---- Tests and measures

TESTRUN = CGO_ENABLED=0 go build -o $(CACHE)/bin/testrun ./build/testrun && $(CACHE)/bin/testrun

test: setup-test program-headless program-e2e
	@$(TESTRUN) test

quick: setup-go setup-frontend
	@$(TESTRUN) quick

check: setup-go setup-frontend $(CACHE)/bin/staticcheck
	@$(TESTRUN) check

test-long: package
	@$(if $(WINDOW_GROUPS),$(APT) chroot screens books,true)
	@$(TESTRUN) long

# SEARCH=20000,100000 measures search alone, at those numbers of articles.
ifeq ($(SEARCH),)
bench: headless
	@go run ./build/bench
else
bench: setup-go
	@go run ./build/bench search -docs $(SEARCH) -work $(CACHE)/bench -fresh own -out docs/measured/search.jsonl
	@go run ./build/bench relevance -out docs/measured/relevance.json
	@go run ./build/bench beside -out docs/measured/beside.json
	@go run ./build/bench tables
endif

relevance: setup-go
	@go run ./build/bench relevance

conformance: setup-go
	@go run ./build/conformance

package: build headless
	@$(if $(WINDOW_GROUPS),$(APT) package,true)
	@build/packages/package.sh '$(if $(TAG),$(TAG:v%=%),0.1.0~dev)' '$(LDFLAGS)'

# ---- Setting up

setup-go:
	@mkdir -p $(CACHE)/log
	@build/setup/go.sh

setup-node:
	@mkdir -p $(CACHE)/log
	@build/setup/node.sh

setup-frontend: setup-node
	@build/setup/frontend.sh

setup-window:
	@mkdir -p $(CACHE)/log
	@$(if $(WINDOW_GROUPS),$(APT) $(WINDOW_GROUPS),true)

setup-test: setup-go setup-frontend $(CACHE)/bin/staticcheck
	@$(APT) compiler window screens display

$(CACHE)/bin/staticcheck: build/tools/go.mod build/tools/go.sum | setup-go
	@$(STEP) staticcheck 'building staticcheck' \
		go build -modfile=build/tools/go.mod -o $@ honnef.co/go/tools/cmd/staticcheck
	@touch $@

clean:
	@rm -rf build/bin frontend/site/dist $(SITE)
