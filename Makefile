# A virtual environment of its own, in .venv; packages come from the Python Package Index alone.
PYTHON ?= python3
BIN := .venv/bin
REPORT ?= examples/saga.jsonl examples/undated.txt
STORE ?= sqlite:///build/marsad.db
PIP := $(BIN)/pip --quiet --disable-pip-version-check install
.PHONY: run test check bench docs screenshots base model clean

.venv/installed: pyproject.toml
	@echo "Making a virtual environment in .venv and installing Marsad into it: about a minute, once."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Marsad needs Python 3.11 or newer: make PYTHON=python3.11 ..."; exit 2; }
	@$(PYTHON) -m venv .venv
	@$(PIP) --editable .
	@touch $@

.venv/dev: .venv/installed
	@echo "Installing what checks and tests need."
	@$(PIP) --editable ".[dev]"
	@touch $@

# Reads the examples, or REPORT=path, into one SQLite file and prints the record of them.
run: .venv/installed
	@mkdir -p build
	@echo "Reading $(REPORT) into $(STORE)"
	@$(BIN)/marsad read $(REPORT) --store $(STORE)
	@echo "The record is in $(STORE). Look again: $(BIN)/marsad show --store $(STORE)"

check: .venv/dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

test: check
	$(BIN)/pytest

bench: .venv/dev
	$(BIN)/python bench/run.py

# The pages that are made from the code: docs/cli.md, docs/packs.md, docs/reading.schema.json, docs/img, and the golden files.
docs: .venv/dev
	$(BIN)/python docs/make.py
	$(BIN)/python tests/golden/update.py

# The pictures of the page, docs/img/page-*.png; needs Debian's chromium.
screenshots: .venv/dev
	$(BIN)/python docs/shots.py

# The outlines of countries on the map, from the npm package world-atlas (Natural Earth).
base: .venv/installed
	@mkdir -p build
	npm pack world-atlas@2.0.2 --pack-destination build
	$(BIN)/python -m marsad.web.make_base build/world-atlas-2.0.2.tgz

# Trains the parser anew from the treebanks in $MARSAD_SHARED/corpora/ud; the same treebanks and seed give the same weights.
model: .venv/dev
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m marsad.parse.train
	$(BIN)/python -m marsad.parse.card

clean:
	rm -rf .venv build
