# `make help` lists what can be asked of this file.
SHELL := /bin/sh
.DEFAULT_GOAL := help

BIN := .venv/bin
INSTANCE ?= instance
FLASK := $(BIN)/flask --app wsgi
export INSTANCE

# What is installed: the exact versions of the lock, or with `make LOCKED= install` the newest within the ranges.
LOCKED ?= yes
RUNS := $(if $(LOCKED),requirements.lock,requirements.txt)
TESTS := $(if $(LOCKED),requirements-dev.lock,requirements-dev.txt)
# `make PYTHON=/path/to/python run` chooses the Python; usually it is the first on this machine that is new enough.
SETUP := PYTHON="$(PYTHON)" LOCKED="$(LOCKED)" sh scripts/setup.sh only

.PHONY: test-all help run install install-dev lock hooks migrate test test-quick e2e lint check docs docs-site plotly shots bench browser redis clean

help:  ## list these commands
	@awk -F ':.*## +' '/^[a-z0-9-]+:.*##/ {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: install $(INSTANCE)/secret_key  ## start Panorama, with a demo company while it is empty
	@$(FLASK) prepare
	@WELCOME=1 exec $(BIN)/gunicorn wsgi:app

install: .venv/.installed  ## install what runs Panorama into .venv

install-dev: .venv/.installed-dev  ## install what tests it as well

# No address and no path of the machine that made a lock may stand in it. What tests takes the versions of what runs.
COMPILE := CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --generate-hashes --strip-extras \
	--allow-unsafe --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options

lock: install-dev  ## make the lock files anew from the ranges of requirements*.txt; it takes some minutes
	$(COMPILE) --upgrade --output-file requirements.lock requirements.txt
	cp requirements.lock requirements-dev.lock
	$(COMPILE) --output-file requirements-dev.lock requirements-dev.txt

hooks: install-dev  ## have git check style, format and types before each commit
	$(BIN)/pre-commit install

migrate: install $(INSTANCE)/secret_key  ## bring the record to the newest revision
	@$(FLASK) db upgrade

# As many as there are cores; `make WORKERS=0 test` runs one test after the other.
WORKERS ?= auto

test: lint browser redis  ## run every check and every test, browser journeys included
	$(BIN)/python -m pytest -q tests/test_imports.py
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal --durations 20 --rings

# What needs neither a browser nor PostgreSQL, and takes about a minute.
QUICK := tests/components tests/callbacks tests/services/present tests/services/dashboards/filters \
	$(addprefix tests/services/semantic/test_,query.py periods.py traps.py) \
	$(addprefix tests/test_,docs.py imports.py licences.py lock.py)

test-quick: install-dev  ## run the tests that need no browser and no PostgreSQL, in about a minute
	$(BIN)/python -m pytest -q -m "not e2e" -k "not postgresql" $(QUICK)

check: test  ## run everything that CI runs

# No test is sampled today; a generated matrix that ever is runs in full here.
test-all: test  ## run every test in full, as the nightly workflow does

e2e: install-dev browser  ## run the tests in Chromium alone
	$(BIN)/python -m pytest -m e2e

lint: install-dev  ## check style, format and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	@sh .ci/node
	node_modules/.bin/eslint --max-warnings 0 assets tests/assets eslint.config.js

docs: install $(INSTANCE)/secret_key  ## write the pages of docs/ that are made from the code
	@$(FLASK) docs

docs-site: .venv/.installed-docs  ## build the docs into build/site, and check that they load nothing from elsewhere
	@sh scripts/docs_scripts.sh
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet
	$(BIN)/python scripts/check_site.py build/site

plotly: install  ## build the part of Plotly.js that the charts need into assets/
	@sh scripts/plotly/build.sh

shots: install-dev browser  ## take pictures of every page into build/shots
	$(BIN)/python -m bench.shots

bench: install-dev  ## measure the speed figures
	$(BIN)/python -m bench

browser:
	@sh .ci/browser

redis:
	@sh .ci/redis

.venv/bin/python:
	@$(SETUP) environment

.venv/.installed: $(RUNS) | .venv/bin/python
	@$(SETUP) install

.venv/.installed-docs: requirements-docs.txt | .venv/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-docs.txt
	@touch $@

.venv/.installed-dev: $(TESTS) $(RUNS) | .venv/bin/python
	@$(SETUP) install_dev

$(INSTANCE)/secret_key: | .venv/bin/python
	@$(SETUP) secret

clean:  ## remove what was made, but never the instance folder
	rm -rf .venv node_modules build .pytest_cache .mypy_cache .ruff_cache
