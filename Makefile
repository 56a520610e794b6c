# A virtual environment of its own, in .venv; packages come from the Python Package Index alone.
PYTHON ?= python3
BIN := .venv/bin
REPORT ?= examples/saga.jsonl examples/undated.txt
.PHONY: run test check bench

.venv/installed: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --editable .
	touch $@

.venv/dev: .venv/installed
	$(BIN)/pip install --quiet --editable ".[dev]"
	touch $@

# The records of the examples, or of REPORT=path, as JSON lines in build/readings.jsonl.
run: .venv/installed
	mkdir -p build
	$(BIN)/marsad code $(REPORT) > build/readings.jsonl
	@echo "Readings: build/readings.jsonl"

check: .venv/dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

test: check
	$(BIN)/pytest

bench: .venv/dev
	$(BIN)/python bench/run.py
