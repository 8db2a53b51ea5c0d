# Everything there is to do with Copydesk. `make` alone lists the targets.

SHELL := /bin/sh
BIN := .venv/bin
STAMP := .venv/.ready
SAMPLE := seeds/000_ed2e3873cc5f8452.txt
BUILD := build
TESTS ?= tests
WORKERS ?= auto
UV_VERSION := 0.13.9
# Windows that nobody needs to see, the same on every machine; QT_QPA_PLATFORM=xcb shows them.
UNSEEN := QT_QPA_PLATFORM=$${QT_QPA_PLATFORM:-offscreen}

.DEFAULT_GOAL := help

# The environment is made anew when the tree was moved, and looked at again when a Python was asked for by name.
ifneq ($(shell cat $(STAMP) 2>/dev/null),$(CURDIR))
SETUP_AGAIN := again
endif
ifeq ($(origin PYTHON),command line)
SETUP_AGAIN := again
export PYTHON
endif

.PHONY: help
help: ## list the targets
	@echo "Copydesk: make <target>"
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-12s %s\n", $$1, $$2 }'

.PHONY: setup
setup: $(STAMP) ## make the environment in .venv (PYTHON=python3.12 to choose the interpreter)
	@echo "The environment in .venv is ready: 'make run' opens the desk, 'make test' runs the tests."

$(STAMP): pyproject.toml requirements.lock .ci/setup $(SETUP_AGAIN)
	@.ci/setup

.PHONY: again
again:

.PHONY: run
run: $(STAMP) ## open the desk with the sample article; without a display, do the main job into build/
	@if [ "$$(uname -s)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		echo "There is no display: importing, suggesting and exporting the sample into $(BUILD)/, with a picture of the desk."; \
		QT_QPA_PLATFORM=offscreen $(BIN)/python -m gui.headless $(BUILD); \
	else \
		$(BIN)/copydesk $(SAMPLE); \
	fi

.PHONY: test
test: $(STAMP) ## run the tests (TESTS=tests/core for a part of them, WORKERS=0 for all in one process)
	@$(BIN)/python -m pytest --numprocesses=$(WORKERS) --maxprocesses=4 --dist=loadfile $(TESTS)

.PHONY: check
check: $(STAMP) ## check format, lint, types and the layering contracts
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

.PHONY: format
format: $(STAMP) ## put the code into its format, and mend what the linter can mend
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

.PHONY: bench
bench: $(STAMP) ## run the benchmarks (ONLY=name for one); tables here, figures in build/bench/
	@$(UNSEEN) $(BIN)/python -m tests.benchmarks $(ONLY)

.PHONY: pictures
pictures: $(STAMP) ## make the pictures of the README and the guide from the real window
	@$(UNSEEN) $(BIN)/python -m tests.screens.pictures

.PHONY: lock
lock: ## compile requirements.lock anew from pyproject.toml
	@test -x $(BUILD)/lock/bin/uv || { $${PYTHON:-python3} -m venv $(BUILD)/lock && $(BUILD)/lock/bin/pip install -q uv==$(UV_VERSION); }
	@$(BUILD)/lock/bin/uv --no-config pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-emit-find-links --upgrade --quiet \
		--custom-compile-command "make lock" --output-file requirements.lock

.PHONY: clean
clean: ## remove the environment and everything that was made
	@rm -rf .venv $(BUILD) dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
