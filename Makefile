# Everything begins here. Needs make and Python 3.11 or newer; the rest is fetched on first use.
PYTHON ?= python3
PORT ?= 8000
ARGS ?=
# What is compiled for one run is kept for the next, whatever the shell says: seven seconds for each process.
PYTEST = PYTHONDONTWRITEBYTECODE= .venv/bin/pytest --numprocesses=2 --dist=worksteal

.DEFAULT_GOAL := help
.PHONY: help setup ready demo run worker test test-slow test-postgres conformance check bench messages lock

help: ## say what one can do here
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' Makefile

setup: ## prepare everything, tools for developers included
	@$(PYTHON) tools/setup.py test

ready:
	@$(PYTHON) tools/setup.py run

demo: VAR ?= var/demo
demo: ready ## serve a working example with fictional people (PORT=8000 VAR=var/demo)
	@LONGTABLE_VAR="$(VAR)" .venv/bin/longtable demo --port "$(PORT)" --var "$(VAR)"

run: VAR ?= var/run
run: ready ## serve without example data (PORT=8000 VAR=var/run)
	@LONGTABLE_VAR="$(VAR)" .venv/bin/longtable run --port "$(PORT)" --var "$(VAR)"

worker: VAR ?= var/run
worker: ready ## do queued work: messages, imports, reminders (VAR=var/run)
	@LONGTABLE_VAR="$(VAR)" .venv/bin/longtable worker --var "$(VAR)"

test: setup ## test everything but the slow, on SQLite (ARGS="-k word")
	@$(PYTEST) -m "not slow" $(ARGS)

test-slow: setup ## the slow tests alone, on SQLite
	@$(PYTEST) -m slow $(ARGS) || [ $$? -eq 5 ] # 5: there is none

test-postgres: setup ## every test that uses the database, on a PostgreSQL of its own
	@LONGTABLE_TEST_DATABASE=postgres $(PYTEST) $(ARGS)

conformance: setup ## hold the running server against the standards that it follows
	@.venv/bin/python tools/conformance.py

check: setup ## style, types, order of packages, templates, migrations, translations (ARGS="types style")
	@.venv/bin/python tools/check.py $(ARGS)

bench: setup ## measure speed and weight (ARGS="--help")
	@.venv/bin/python -m bench $(ARGS)

messages: setup ## collect what people read into the catalogues for translation
	@.venv/bin/python tools/translations.py extract

lock: setup ## write down exact versions of what we depend on (ARGS=--upgrade)
	@$(PYTHON) tools/lock.py $(ARGS)
