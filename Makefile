# Goldthread. `make run` opens the program on the demo plan, `make test` runs the tests; each sets up what it needs.
PYTHON ?= python3
BIN := .venv/bin
SET_UP := .venv/set-up
# The tests draw to memory and need no screen; QT_QPA_PLATFORM=xcb make test shows them.
TESTED := QT_QPA_PLATFORM=$${QT_QPA_PLATFORM:-offscreen} $(BIN)/python -m pytest
LIBRARIES := PYTHON=$(PYTHON) packaging/system-libraries.sh

.PHONY: help setup run test lint bench torture mutants screenshots package clean

help: ## what there is to make
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(SET_UP) ## everything that the program, its tests and its tools need, into .venv

$(SET_UP): pyproject.toml constraints.txt packaging/system-libraries.sh packaging/python-version.sh
	@packaging/python-version.sh $(PYTHON)
	@$(LIBRARIES)
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing Goldthread and its tools into .venv (a few minutes the first time)"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@

run: setup ## the program, on the demo plan
	@$(BIN)/goldthread --demo

test: setup ## the tests
	@$(TESTED) --numprocesses auto $(ARGS)

lint: setup ## style, formatting and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright

bench: setup ## the benchmarks: times reported, ratios and growth asserted
	@$(TESTED) tests/benchmarks -m "not torture" --benchmark-enable --benchmark-columns=median,iqr,rounds -s $(ARGS)

torture: setup ## long runs with random and hostile input
	@$(TESTED) -m torture --hypothesis-profile=random --numprocesses auto $(ARGS)

mutants: setup ## breaks how copies come together, one place at a time, and sees the tests notice
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.mutants

screenshots: setup ## a picture of every page, light and dark, at two sizes
	@$(LIBRARIES) screen
	@xvfb-run --auto-servernum --server-args="-screen 0 1920x1200x24" $(BIN)/python tools/screenshots.py

package: setup ## the program as a folder that needs no Python, started once to see that it works
	@$(LIBRARIES) screen package
	$(BIN)/pyinstaller --noconfirm --log-level WARN --workpath build/pyinstaller --distpath dist packaging/goldthread.spec
	@packaging/smoke.sh dist/goldthread/goldthread

clean: ## remove what was built, keep .venv
	rm -rf build dist .pytest_cache .ruff_cache .benchmarks *.egg-info
