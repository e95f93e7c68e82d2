# One command each: make run, make test.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
FLASK := $(BIN)/flask --app wsgi
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header
export PORT
# Tests start hundreds of short programs, each a third quicker when its modules are compiled once.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run demo test test-days check lint bench fuzz histories faults lock screens clean

help: ## What can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "MORI needs Python 3.11 or newer; this is $$($(PYTHON) --version). Try: make PYTHON=python3.12 …"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/.run: $(BIN)/python requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/.dev: $(BIN)/python requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ .venv/.run

run: export MORI_DEMO ?= yes
run: export MORI_SECOND_FACTOR ?= no
run: .venv/.run ## Start MORI with demonstration data on http://127.0.0.1:8000 (PORT=… changes it)
	@$(FLASK) migrate
	@$(FLASK) demo
	@echo; echo "MORI: http://127.0.0.1:$(PORT)   (Ctrl+C stops it)"; echo
	@$(FLASK) work & worker=$$!; trap 'kill $$worker 2>/dev/null' EXIT; \
	  $(BIN)/gunicorn --config gunicorn.conf.py wsgi:app

demo: export MORI_DEMO ?= yes
demo: .venv/.run ## List the demonstration people and their passwords
	@$(FLASK) demo

test: TURN ?= today
test: HOW = --turn $(TURN) $(if $(DAY),--calendar-as-if "$(DAY)")
test: .venv/.dev ## On SQLite, on PostgreSQL and in a browser; the slow part in turns (TURN=all DAY=Sunday)
	$(BIN)/python -m pytest -n 4 $(HOW)
	$(BIN)/python -m pytest -n 4 $(HOW) --database postgresql -m "not once"

test-days: .venv/.dev ## What knows a calendar, as if on seventeen days and nights
	$(BIN)/python -m tests.support.days $(DAYS)

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/bandit --quiet --recursive mori wsgi.py -c pyproject.toml

check: lint test ## Lint, types and tests

bench: .venv/.dev ## Speed as ratios, bytes and growth
	$(BIN)/python -m bench

fuzz: N ?= 100000
fuzz: SEED ?= $(shell date +%s)
fuzz: FROM ?= 0
fuzz: DATABASE ?= sqlite
fuzz: .venv/.dev ## Send made-up input to every address (N=100000 SEED=… FROM=0 DATABASE=sqlite)
	$(BIN)/python -m pytest tests/fuzz --inputs $(N) --seed $(SEED) --from-input $(FROM) \
	  --database $(DATABASE) -o faulthandler_timeout=0

histories: N ?= 10000
histories: SEED ?= $(shell date +%s)
histories: DATABASE ?= sqlite
histories: .venv/.dev ## Do made-up things, and see that all is counted as if anew (N=10000 SEED=… DATABASE=sqlite)
	$(BIN)/python -m pytest tests/recap/rollups/test_histories.py --inputs $$((2 * $(N))) --seed $(SEED) \
	  --database $(DATABASE) -o faulthandler_timeout=0

faults: export WATCH_AFTER ?= 60
faults: .venv/.dev ## Break what a tap has to survive, and write docs/faults.md
	$(BIN)/python -m pytest -n 2 -q --faults=docs/faults.md --organisations=10000

screens: .venv/.dev ## Take the pictures of docs/screens/ anew
	$(BIN)/python -m bench.screens --readme

lock: .venv/.dev ## Pin the dependencies anew
	$(BIN)/python -m pip install --quiet uv
	$(LOCK) pyproject.toml -o requirements.txt
	$(LOCK) --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt

clean: ## Forget the environment and the demonstration
	rm -rf .venv instance/*
