# The commands of the house. `make run` and `make test` set up whatever they need.
VENV ?= .venv
PYTHON ?=
WORKERS ?= 2
BIN := $(VENV)/bin
PY := $(BIN)/python
STAMP := $(VENV)/redress-ready

export PYTHONUTF8 := 1
export PIP_ROOT_USER_ACTION := ignore
# Empty is off: hundreds of modules would be compiled anew by every worker and by every program that a test starts.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help setup syslibs run test check lint bench texts clean

help:
	@echo "make run    start the desk on the demo estate (no screen: perform the day into out/)"
	@echo "make test   set everything up and pass the tests"
	@echo "make check  lint, format, types, import contracts, words, architecture tests"
	@echo "make lint   lint, format, types: what make test does not look at"
	@echo "make bench  the measured times, as ratios to bare floors"
	@echo "make texts  compile the words; say which are missing"
	@echo "make clean  remove what the tools leave behind (not $(VENV))"

setup: $(STAMP) syslibs

$(STAMP): pyproject.toml setup.py tools/setup.sh
	@sh tools/setup.sh "$(VENV)" "$(PYTHON)"
	@touch $@

# The environment may outlive the machine it was made on, or a screen may have come: asking takes a moment.
syslibs: $(STAMP)
	@$(PY) -m tools.syslibs

run: setup
	@if [ "$$(uname)" = Linux ] && [ -z "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ]; then \
		echo "No screen here: performing the day on the demo estate, with the real windows off screen, into out/"; \
		QT_QPA_PLATFORM=offscreen $(PY) main.py demo --day out/; \
	else \
		$(PY) main.py demo --open; \
	fi

test: setup
	$(PY) -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

check: lint
	$(BIN)/lint-imports
	$(PY) -m tools.texts check
	$(PY) -m pytest -q tests/architecture

bench: setup
	@QT_QPA_PLATFORM=$${QT_QPA_PLATFORM:-offscreen} $(PY) -m tests.bench $(ARGS)

texts: setup
	$(PY) -m tools.texts compile
	$(PY) -m tools.texts check

clean:
	rm -rf out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache *.egg-info
	find . -path './.venv*' -prune -o -name __pycache__ -type d -print0 | xargs -0 rm -rf
