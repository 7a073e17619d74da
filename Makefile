# Two commands are enough: `make run` and `make test`. Both start from nothing but python3 (with venv), make and git.
PYTHON ?= python3
BIN := .venv/bin
# CI keeps its packages where it likes: pip reads PIP_* and its own configuration.
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check
TEST := DJANGO_SETTINGS_MODULE=config.settings_test $(BIN)/python
SKIPPED := .pytest_cache/skipped.txt
.DEFAULT_GOAL := help
.PHONY: help run test suite stories check fmt migrate chromium gdal clean

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

run: .venv/run.stamp ## the desk: web and worker, with demo content the first time (DEMO=0 for none; PORT, DESK_DATA_DIR)
	@exec $(BIN)/python -m config.launch

test: .venv/dev.stamp chromium gdal ## every check and every test that this machine can run
	@mkdir -p .pytest_cache && rm -f $(SKIPPED)
	@failed=; for part in check suite stories; do $(MAKE) --no-print-directory $$part || failed="$$failed $$part"; done; \
	  $(BIN)/python -m tests.skipped $(SKIPPED); [ -z "$$failed" ] || { echo "FAILED:$$failed"; exit 1; }

suite: .venv/dev.stamp # all but the tests that need a browser or a server; on PostgreSQL with DATABASE_URL
	@DESK_SKIP_REPORT=$(SKIPPED) $(BIN)/python -m pytest -n 2 -m "not browser and not server"

stories: .venv/dev.stamp # the tests that need a browser or a server, one at a time
	@DESK_SKIP_REPORT=$(SKIPPED) $(BIN)/python -m pytest -m "browser or server" || test $$? -eq 5

check: .venv/dev.stamp ## linters, types and contracts alone
	@$(BIN)/ruff format --check --quiet --output-format concise . || { echo "Run 'make fmt': some files are not formatted."; exit 1; }
	@$(BIN)/ruff check --quiet --output-format concise .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(TEST) manage.py makemigrations --check --dry-run
	@$(TEST) manage.py check --fail-level WARNING

fmt: .venv/dev.stamp ## format the code
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

migrate: .venv/run.stamp ## bring the database up to date without starting anything
	@$(BIN)/python manage.py migrate

chromium: # the browser tests need one; without it they are skipped
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || { \
	  [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	  && echo "Installing Chromium for the browser tests …" \
	  && timeout 300 sh -c 'apt-get -qq update; DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends chromium' >/dev/null 2>&1; \
	} || echo "No Chromium here: the browser tests will be skipped."

gdal: # some tests read the features with it; without it they are skipped
	@command -v ogrinfo >/dev/null || { \
	  [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	  && echo "Installing GDAL for the tests of features …" \
	  && timeout 300 sh -c 'apt-get -qq update; DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends gdal-bin' >/dev/null 2>&1; \
	} || echo "No GDAL here: the tests that read features with it will be skipped."

clean: ## throw away the virtual environment and caches; the data in var/ stays
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed (PYTHON=… names one)."; exit 1; }
	@echo "Making the virtual environment …"
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "python3 -m venv failed: install Python's venv module."; exit 1; }

.venv/run.stamp: requirements.txt | .venv/bin/python
	@echo "Installing packages …"
	@$(PIP) install -r requirements.txt
	@touch $@

.venv/dev.stamp: requirements.txt requirements-dev.txt | .venv/bin/python
	@echo "Installing packages for tests and checks …"
	@$(PIP) install -r requirements-dev.txt
	@touch $@ .venv/run.stamp
