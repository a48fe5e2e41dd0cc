# Two commands are all there is to know: `make chat` and `make test`.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Tests run side by side; each worker loads the models, which takes a gigabyte and a half.
JOBS ?= 2
# One file of PyTorch serves every machine; where pip finds a build for the CPU, it takes it.
TORCH := torch==2.13.0
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet -c constraints.txt

.PHONY: chat test check clean

chat: $(VENV)/ready $(if $(MCP),$(VENV)/ready-for-mcp)
	$(BIN)/onrecord index
	$(BIN)/onrecord serve $(if $(PORT),--port $(PORT)) $(if $(MCP),--mcp)

test: $(VENV)/ready-to-test check
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal

check: $(VENV)/ready-to-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

$(VENV)/python-ready: constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "onrecord: expected Python 3.11 or newer, found $$($(PYTHON) --version 2>&1): name another with PYTHON=…"; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
	  || { echo "onrecord: python3 cannot make virtual environments: install your system's python3-venv"; exit 1; }
	@echo "Installing into $(VENV); the first time this takes a few minutes."
	$(PIP) "$(TORCH)"
	@touch $@

$(VENV)/ready: $(VENV)/python-ready pyproject.toml
	$(PIP) -e .
	@touch $@

$(VENV)/ready-for-mcp: $(VENV)/ready
	$(PIP) -e '.[mcp]'
	@touch $@

$(VENV)/ready-to-test: $(VENV)/ready
	$(PIP) -e '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) .onrecord
