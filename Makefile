# `make help` lists what there is. Everything works from a fresh clone: it sets up .venv first.

.DEFAULT_GOAL := help
.SUFFIXES:
.PHONY: help setup assets up down demo test test-browser test-kafka test-compose screenshots faults fuzz lint bench lock

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
ASSETS := shared/web/assets
BUILT := $(ASSETS)/built/manifest.json
WITH_NODE = $(ASSETS)/with-node "$(abspath $(BIN)/python)"
UV ?= uv

# The first of these that is new enough and can make a virtual environment. `make PYTHON=/path/to/python3` overrides.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)

SUPPORTED := import platform, sys; \
	on = (sys.platform, platform.machine(), platform.libc_ver()[0]); \
	good = on[0] == "linux" and on[1] in ("x86_64", "aarch64") and on[2] == "glibc"; \
	old = sys.version_info < (3, 11); \
	sys.exit("opora needs Python 3.11 or newer; this is %d.%d" % sys.version_info[:2] if old else \
	0 if good else "opora runs on Linux with glibc, on x86_64 or aarch64; this is %s" % " ".join(on))

help: ## This list
	@echo "make TARGET [ARGS='more arguments for the command behind it']"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-12s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

setup: $(READY) $(BUILT) ## Make .venv with everything pinned, and the assets; does nothing when all is there

$(READY): requirements/dev.txt pyproject.toml
	@command -v "$(PYTHON)" >/dev/null || { echo "opora needs Python 3.11 or newer with its venv and ensurepip modules (on Debian: python3-venv); name one with make PYTHON=…" >&2; exit 1; }
	@$(PYTHON) -c '$(SUPPORTED)'
	@test -x $(BIN)/pip || { rm -rf $(VENV) && $(PYTHON) -m venv $(VENV); }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

assets: $(BUILT) ## Build style, script and fonts of the pages from locked npm packages; does nothing when none has changed

$(BUILT): $(wildcard $(ASSETS)/src/*) $(ASSETS)/build.mjs $(ASSETS)/node_modules/.package-lock.json
	@$(WITH_NODE) node build.mjs

# `npm ci` leaves a copy of the lock file when it is through.
$(ASSETS)/node_modules/.package-lock.json: $(addprefix $(ASSETS)/,package.json package-lock.json .npmrc) | $(READY)
	@$(WITH_NODE) npm ci --loglevel=error
	@touch $@

up: setup ## Start the embedded stack in OPORA_HOME (./var), no sample data; data are kept
	$(BIN)/opora up --detach $(ARGS)

down: setup ## Stop it
	$(BIN)/opora down $(ARGS)

demo: setup ## The sample region in ./var-demo, and the main job played through the API; the stack stays up
	$(BIN)/opora demo --home ./var-demo $(ARGS)

test: setup ## All tests, on the embedded PostgreSQL and broker
	$(BIN)/python -m pytest -n 2 $(ARGS)

test-browser: setup ## Every page in Chromium: reached, sound, refusing, and the main job (needs Debian's `chromium`)
	@$(WITH_NODE) node --test
	$(BIN)/python -m pytest -n 2 -m browser tests/browser $(ARGS)

screenshots: setup ## Every page in each of its states on a phone and on a desktop, into ./var-screenshots; ARGS='--language en --size tablet' takes others
	$(BIN)/python -m tests.browser.screenshots $(ARGS)

test-kafka: setup ## The journey and the fault tests on a real Apache Kafka (KAFKA_BOOTSTRAP, else Java and mvn, else Docker)
	OPORA_TEST_BROKER=kafka $(BIN)/python -m pytest -m "kafka or not kafka" \
		tests/eventing tests/faults tests/journeys tests/stack/test_apache_kafka.py $(ARGS)

test-compose: setup ## The production stack, set up by ./install with Docker and tested as it runs, lost, restored (40 min)
	$(BIN)/python -m pytest -m compose tests/compose $(ARGS)

faults: setup ## The kill loop at length: fifty kills of workers while events flow
	OPORA_KILLS=50 $(BIN)/python -m pytest tests/faults -k killed_at_any_moment $(ARGS)

EXAMPLES ?= 25
SEED ?= 20250303

fuzz: setup ## APIs against their own descriptions, rules and states against models, at length: make fuzz EXAMPLES=25 SEED=7
	OPORA_FUZZ_AT_LENGTH=1 OPORA_FUZZ_EXAMPLES=$(EXAMPLES) OPORA_FUZZ_SEED=$(SEED) \
		$(BIN)/python -m pytest tests/fuzz --hypothesis-seed=$(SEED) --timeout 7200 $(ARGS)

lint: setup ## Style, types, and the arrows between the parts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: setup ## Measure, and print the figures
	$(BIN)/python -m bench $(ARGS)

lock: ## Resolve requirements/*.in and the assets' package.json into hashed lock files; ARGS=--upgrade takes newer versions (needs uv)
	for part in base embedded dev assets; do \
		$(UV) pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url $(ARGS) \
			--custom-compile-command "make lock" --quiet requirements/$$part.in -o requirements/$$part.txt || exit 1; done
	$(WITH_NODE) npm $(if $(findstring --upgrade,$(ARGS)),update,install) --package-lock-only --loglevel=error
