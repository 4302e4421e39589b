# make brief   install what is needed and write a brief from seeds/      make test    run the tests
# make check   ruff and mypy                                             make bench   quality and speed, peers beside us
# make outputs write outputs/ again from seeds/                          make clean   remove what the others made

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help brief test check bench outputs clean

help:
	@sed -n 's/^# //p' Makefile | head -3

$(VENV)/core: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/dev: $(VENV)/core
	$(BIN)/python -m pip install --quiet --editable '.[transformers]' --group dev
	@touch $@

$(VENV)/bench: $(VENV)/dev
	$(BIN)/python -m pip install --quiet --group bench
	@touch $@

brief: $(VENV)/core
	@$(BIN)/summarizer brief seeds

test: $(VENV)/dev
	$(BIN)/python -m pytest

check: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/bench
	$(BIN)/python -m benchmarks

outputs: $(VENV)/core
	$(BIN)/python -m tests.write_outputs
	$(BIN)/python -m tests.write_language_briefs

clean:
	rm -rf $(VENV) dist build .mypy_cache .pytest_cache .ruff_cache .hypothesis
