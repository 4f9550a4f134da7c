# Everything a user or developer runs. The first two are enough: `make story` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.ready
# What the build hook makes the assets from, besides its packages.
ASSET_SOURCES := maps/basemap_build.py maps/topology.py maps/gazetteer/feature_codes.py \
    $(wildcard maps/data/map_*.csv) maps/data/disputed_borders.csv

.DEFAULT_GOAL := story
.PHONY: story test lint check format bench clean help

story: $(STAMP)  ## set everything up, build the story of config.yaml, say where its pages lie
	@$(BIN)/dateline build config.yaml

test: $(STAMP)  ## set everything up, a browser too, and run all tests
	@$(BIN)/python -m tests.browser
	@$(BIN)/python -m pytest -n auto

lint: $(STAMP)  ## format, lint, types, import contracts
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m tests.javascript

check: lint  ## the same and the fast tests: before each commit
	@$(BIN)/python -m pytest -n auto -m "not slow and not browser" -q

format: $(STAMP)  ## format and mend what the linter can
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: $(STAMP)  ## accuracy and speed, beside spaCy's own time
	@$(BIN)/python -m benchmarks

# Made again when what it is made of changes; costs nothing otherwise.
$(STAMP): pyproject.toml hatch_build.py web/package-lock.json $(ASSET_SOURCES)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Dateline needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Name another with: make PYTHON=python3.12")'
	@echo "Setting up .venv (once, about two minutes) ..."
	@$(BIN)/python -c 'import pip, ssl' 2>/dev/null || { rm -rf .venv; $(PYTHON) -m venv .venv; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@$(BIN)/dateline gazetteer build
	@touch $(STAMP)

clean:  ## remove the environment and everything generated
	@rm -rf .venv maps/assets timeline/assets web/node_modules .cache
	@find output -mindepth 1 ! -name README.md -delete

help:  ## this list
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:[^#]*## /\t/'
