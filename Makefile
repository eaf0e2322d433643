# One definition of every command. `make help` lists them.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PORT ?= 8501
# Where to listen: 0.0.0.0 for all who reach this machine. QANTAR_HOSTS names what it may be asked for.
HOST ?= 127.0.0.1
# Anything but nothing: pages follow changes of the sources.
WATCH ?=
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet

.PHONY: help setup run test test-full check format lint types types-js test-fast test-browser fix bench screenshot

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/dev.stamp $(VENV)/browser.stamp $(VENV)/firefox.stamp ## make .venv with everything, and find or fetch browsers

run: $(VENV)/run.stamp ## open the dashboard (PORT=8501 HOST=127.0.0.1; WATCH=1 follows edits)
	$(PY) -m streamlit run dashboard.py --server.port $(PORT) --server.address $(HOST) \
		$(if $(WATCH),--server.fileWatcherType auto)

test: setup ## checks, tests without a browser, and the main job in one: about ten minutes with set-up
	$(MAKE) --no-print-directory check
	$(MAKE) --no-print-directory test-fast
	$(PY) -m pytest -m "browser and main_job"

test-full: setup ## all other tests in a browser; CI runs both
	$(PY) -m pytest -m "browser and not main_job"

check: format lint types types-js ## format, lint and types, changing nothing

format: $(VENV)/dev.stamp
	$(PY) -m ruff format --check .

lint: $(VENV)/dev.stamp
	$(PY) -m ruff check .
	$(VENV)/bin/lint-imports

types: $(VENV)/dev.stamp
	$(PY) -m mypy

types-js:
	@tools/check_js.sh

test-fast: $(VENV)/dev.stamp ## the tests that need no browser
	$(PY) -m pytest -m "not browser" -n auto --dist loadfile

test-browser: $(VENV)/dev.stamp $(VENV)/browser.stamp $(VENV)/firefox.stamp ## the tests on the real page
	$(PY) -m pytest -m browser

fix: $(VENV)/dev.stamp ## format, and mend what lint can mend
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

bench: setup ## measure speed and size, side by side
	$(PY) -m bench

screenshot: setup ## take the README's picture from the running page
	$(PY) -m bench.screenshot

# Stamps: what is done is not repeated until its requirements change.
$(VENV)/made.stamp: tools/make_venv.sh
	@tools/make_venv.sh $(VENV)
	@touch $@

$(VENV)/run.stamp: requirements.txt $(VENV)/made.stamp
	@echo "Installing what the dashboard needs (once) ..."
	@$(PIP) install --requirement requirements.txt
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt requirements-animation.txt $(VENV)/run.stamp
	@echo "Installing what checks and tests need (once) ..."
	@$(PIP) install --requirement requirements-dev.txt
	@touch $@

$(VENV)/browser.stamp: tools/get_chromium.sh geo/publish/film/chromium.py $(VENV)/dev.stamp
	@tools/get_chromium.sh $(PY)
	@touch $@

$(VENV)/firefox.stamp: tools/get_firefox.sh tests/browser/firefox.py $(VENV)/dev.stamp
	@if tools/get_firefox.sh $(PY); then touch $@; fi
