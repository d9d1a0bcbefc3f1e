# `make help` lists what there is. Only Python 3.11 or newer is needed; the rest goes into .venv.

PYTHON ?= python3
PYTEST_ARGS ?= -n 2 --dist loadgroup
BENCH_ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.PHONY: help site serve test lint golden messages bench clean
.DEFAULT_GOAL := help

help: ## Lists these commands.
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/make \1\t\2/' | expand -t 14

site: $(VENV)/.installed ## Builds the demo site to _site/.
	$(BIN)/statusgen build

serve: $(VENV)/.installed ## Shows the demo site at http://127.0.0.1:8000/ and rebuilds it on every change.
	$(BIN)/statusgen serve

test: $(VENV)/.installed-dev $(VENV)/.installed-npm ## Runs every test; PYTEST_ARGS='-k feeds' runs some.
	$(BIN)/python -m pytest $(PYTEST_ARGS)

lint: $(VENV)/.installed-dev ## Checks style, format and types.
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy --strict

golden: $(VENV)/.installed-dev ## Rewrites what the golden sites expect, the tutorial and the contexts; read the diff.
	$(BIN)/python tests/golden.py

messages: $(VENV)/.installed-dev ## Brings the catalogues of all languages up to date, and tells what is left to translate.
	$(BIN)/python tests/messages.py

bench: $(VENV)/.installed ## Measures builds of 1,000 and 10,000 reports; BENCH_ARGS='--runs 1' and the like choose.
	$(BIN)/python bench/run.py $(BENCH_ARGS)

clean: ## Removes everything that was built, but not .venv.
	rm -rf _site .statusgen-cache dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find statusgen tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)

# What a first build needs, and what developers need besides.
$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(PIP) --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(BIN)/python
	$(PIP) --editable '.[dev]'
	@touch $(VENV)/.installed $@

# JavaScript programs that the tests run; without npm those tests are skipped, but not in CI.
$(VENV)/.installed-npm: tests/npm/package-lock.json | $(BIN)/python
	@if ! command -v npm >/dev/null; then echo "There is no npm here: tests that need JavaScript clients are skipped."; \
	elif npm ci --prefix tests/npm --ignore-scripts --no-audit --no-fund --loglevel error; then touch $@; \
	else test -z "$$CI"; fi
