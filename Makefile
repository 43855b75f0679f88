# `make chat` and `make test` are all a newcomer needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 7860
export PYTHONUTF8 = 1

.PHONY: chat test test-slow bench fit-scope fix check clean

# On Linux without an NVIDIA card the CPU build of torch saves gigabytes; where it cannot be reached,
# whatever build of torch 2.13 pip finds will do.
$(BIN)/.installed: pyproject.toml
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Frøya trenger Python 3.11 eller nyere. Prøv: make PYTHON=python3.12 $(MAKECMDGOALS)')"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --progress-bar on -e .
	@touch $@

$(BIN)/.installed-dev: $(BIN)/.installed
	$(BIN)/python -m pip install --quiet -e ".[dev]"
	@touch $@

chat: $(BIN)/.installed
	$(BIN)/froya index build
	$(BIN)/froya chat --port $(PORT)

test: $(BIN)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -m "not slow" --cov --cov-report=term

# 25 builds killed at random moments; several minutes.
test-slow: $(BIN)/.installed-dev
	$(BIN)/pytest -m slow

# Retrieval, speed and answers, as quoted in docs/measurements.md.
bench: $(BIN)/.installed-dev
	$(BIN)/python tests/benchmarks/norquad.py
	$(BIN)/python tests/benchmarks/speed.py
	$(BIN)/python tests/benchmarks/answers.py

fit-scope: $(BIN)/.installed-dev
	$(BIN)/python tests/benchmarks/fit_scope.py

fix: $(BIN)/.installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) index/builds index/current
